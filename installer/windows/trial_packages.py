"""Setup.exe and the MSI tried for what goes wrong: held files, old versions, odd folders.

Most of it is told by a small tree, which installs in a second.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from app import __version__
from installer.agreement import demand
from installer.commands import run
from installer.file_types import FILE_TYPES
from installer.lock import ROOT
from installer.windows import signing, wine
from installer.windows.msi import NAME, OLDEST_BUILD, UPGRADE_CODE, build_msi
from installer.windows.packages import build_setup

_BROKEN, _NEWER = 4, 5
"""What Setup.exe ends with where it could not replace files, and where a newer version is there."""
_MSI_FAILED = 1603 % 256  # as Linux has it
_UNINSTALL = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Tianbao"
_WINDOWS = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
_LINKED = ("Tianbao.exe", "tianbao-cli.exe", "LICENSE.txt", "runtime/python313.dll")
_LAST_PIECE = "tianbao-cli.exe"  # when it cannot be moved, all others have been
_MADE = ("app", "lib", "licences", "release", "resources")
_PATIENCE = 60  # seconds until an installation has come to replacing files
_AGAIN = """
import sys
from pathlib import Path
from installer.windows.msi import build_msi
from installer.windows.packages import build_setup
tree, work, setup, msi = map(Path, sys.argv[1:5])
is_quick = sys.argv[5] == "quick"
build_setup(tree, work, setup, is_quick)
if not is_quick:
    build_msi(tree, work, msi)
"""
_HOLD = "import sys; held = open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


class PackageTrial:
    """A prefix of Wine, a small tree, and Setup.exe of it."""

    def __init__(self, tree: Path, icon: Path, folder: Path) -> None:
        """`folder` and its prefix are made anew; `tree` is the whole tree."""
        self.prefix = wine.place_prefix(folder)
        for each in (folder, self.prefix):
            shutil.rmtree(each, ignore_errors=True)
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir(parents=True)
        shutil.copy(icon, self.work)
        self.python = tree / "runtime" / "python.exe"
        self.tree = make_small_tree(tree, folder / "tree")
        self.setup = folder / "Setup.exe"
        build_setup(self.tree, self.work, self.setup, is_quick=True)
        wine.make_prefix(self.prefix)
        wine.pretend(self.prefix, "win10")
        # Wine's registry stays at Windows 7 whatever it says elsewhere.
        self.write_value(_WINDOWS, "CurrentBuildNumber", str(OLDEST_BUILD))

    def install(self, place: Path, accepted: int = 0, setup: Path | None = None) -> None:
        """Run Setup.exe into a folder. /D= takes the rest of the line as it is, blanks too."""
        where = f"/D={wine.windows_path(place)}".split(" ")
        wine.run(self.prefix, [setup or self.setup, "/S", *where], (accepted,))

    def uninstall(self, place: Path) -> None:
        """Run the uninstaller of a folder."""
        wine.run(self.prefix, [place / "uninstall.exe", "/S"])
        wine.stop(self.prefix)
        demand(not place.exists(), f"something is left in {place}")

    def msi(self, option: str, package: Path, accepted: int = 0) -> None:
        """Have Windows install (/i) or remove (/x) an MSI without questions."""
        given = [option, wine.windows_path(package), "/qn"]
        wine.run(self.prefix, ["msiexec", *given], (accepted,))

    def write_value(self, key: str, name: str, value: str) -> None:
        """Write a text into the registry."""
        wine.run(self.prefix, ["reg", "add", key, "/v", name, "/d", value, "/f"])

    def has_key(self, key: str) -> bool:
        """Return whether the registry has a key."""
        told = wine.run(self.prefix, ["reg", "query", key], (0, 1))
        return "Unable to find" not in told

    @property
    def program_files(self) -> Path:
        """Where the MSI installs."""
        return self.prefix / "drive_c" / "Program Files" / "Tianbao"

    @contextmanager
    def hold(self, path: Path) -> Iterator[None]:
        """A program of Windows has a file open meanwhile."""
        with subprocess.Popen(
            [wine.program(), self.python, "-c", _HOLD, wine.windows_path(path)],
            env=os.environ | wine.variables(self.prefix),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as holder:
            assert holder.stdin is not None and holder.stdout is not None
            demand(holder.stdout.readline().strip() == b"held", f"{path} could not be opened")
            yield
            holder.stdin.close()


def make_small_tree(tree: Path, small: Path) -> Path:
    """A tree with all pieces, and next to nothing in the large ones."""
    for name in _LINKED:
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(tree / name, small / name)
    for name in _MADE:
        (small / name).mkdir()
        (small / name / "part.txt").write_text(name, encoding="ascii")
    return small


def try_packages(out: Path, setup: Path, msi: Path | None) -> None:
    """Try the packages of a build in its folder; the MSI as well where there is one.

    Raises BuildError where something is wrong.
    """
    trial = PackageTrial(out / "tree", out / "work" / "tianbao.ico", out / "packages")
    steps: list[Callable[[PackageTrial], None]] = [
        _install_elsewhere,
        _keep_what_was_there,
        _wait_for_a_scanner,
        _go_on_after_a_cut,
        _refuse_a_downgrade,
        _sign,
        _look_into_msi,
    ]
    if msi is not None:
        steps += [_install_msi, _replace_by_msi]
    for step in steps:
        _time(step, trial)
    _time(_run_elsewhere, trial, out / "tree")
    _time(_build_again, out, setup, msi)
    if msi is not None:
        _time(_install_whole_msi, trial, out / "tree", msi)
    wine.stop(trial.prefix)


def _time(step: Callable[..., None], *given: object) -> None:
    started = time.monotonic()
    step(*given)
    print(f"{step.__name__[1:]}: {time.monotonic() - started:.0f} s", flush=True)


def _digests(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but the uninstaller, which is no part of a tree."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "uninstall.exe"
    }


def _demand_same_files(place: Path, tree: Path) -> None:
    there, wanted = _digests(place), _digests(tree)
    others = {name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name)}
    demand(not others, f"{len(others)} files in {place} are others: {sorted(others)[:9]}")


def _install_elsewhere(trial: PackageTrial) -> None:
    """Into a folder with Chinese and blanks; then into another, where the first one goes."""
    first, second = (trial.folder / "處室 共用" / name for name in ("填報 程式", "second one"))
    trial.install(first)
    _demand_same_files(first, trial.tree)
    trial.install(second)
    _demand_same_files(second, trial.tree)
    demand(not first.exists(), "the program is there twice")
    trial.uninstall(second)
    demand(not trial.has_key(_UNINSTALL), "still listed among the programs")


def _keep_what_was_there(trial: PackageTrial) -> None:
    """An upgrade that finds a file held open leaves the old program, whole."""
    place = trial.folder / "held"
    trial.install(place)
    old = place / "app" / "old.txt"
    old.write_text("of the version before", encoding="ascii")
    before = _digests(place)
    with trial.hold(place / _LAST_PIECE):
        trial.install(place, accepted=_BROKEN)
        demand(_digests(place) == before, "a broken upgrade left another program")
    trial.install(place)
    demand(not old.exists(), "the next upgrade took over something old")
    _demand_same_files(place, trial.tree)


def _wait_for_a_scanner(trial: PackageTrial) -> None:
    """A file held for a moment, as scanners hold new ones, is waited for."""
    place = trial.folder / "held"
    place.joinpath("app", "old.txt").touch()
    with ThreadPoolExecutor() as pool:
        with trial.hold(place / _LAST_PIECE):
            installing = pool.submit(trial.install, place)
            _wait_for(place / ".old" / "app")
            time.sleep(1)
        installing.result()
    _demand_same_files(place, trial.tree)


def _wait_for(path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not path.exists():
        demand(time.monotonic() < end, f"no {path} within {_PATIENCE} s")
        time.sleep(0.05)


def _go_on_after_a_cut(trial: PackageTrial) -> None:
    """What an upgrade that was cut short left is put in order by the next."""
    place = trial.folder / "held"
    for name in (".old", ".new"):
        (place / name).mkdir()
    (place / "app").rename(place / ".old" / "app")
    shutil.copytree(place / "lib", place / ".new" / "lib")
    with trial.hold(place / _LAST_PIECE):
        trial.install(place, accepted=_BROKEN)
    demand((place / "app" / "part.txt").exists(), "what was moved away is lost")
    trial.install(place)
    _demand_same_files(place, trial.tree)


def _refuse_a_downgrade(trial: PackageTrial) -> None:
    place = trial.folder / "held"
    before = _digests(place)
    trial.write_value(_UNINSTALL, "DisplayVersion", "999.10.0")
    trial.install(place, accepted=_NEWER)
    demand(_digests(place) == before, "an older version was installed")
    trial.write_value(_UNINSTALL, "DisplayVersion", "0.0.9")
    trial.install(place)
    trial.uninstall(place)


def _sign(trial: PackageTrial) -> None:
    """With a certificate made for this, all programs and packages carry its signature."""
    key, certificate = trial.work / "trial.key", trial.work / "trial.crt"
    subject = ["-subj", "/CN=Tianbao trial", "-addext", "extendedKeyUsage=codeSigning"]
    made: list[str | Path] = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    run(["openssl", "req", "-x509", "-days", "2", *subject, *made])
    setup, msi, program = (trial.work / f"signed.{each}" for each in ("exe", "msi", "1.exe"))
    shutil.copy(trial.tree / "Tianbao.exe", program)
    with _variable(signing.VARIABLE, f"-certs '{certificate}' -key '{key}'"):
        signing.sign(program)
        build_setup(trial.tree, trial.work, setup, is_quick=True)
        build_msi(trial.tree, trial.work, msi)
    place = trial.folder / "signed"
    trial.install(place, setup=setup)
    for path in (program, setup, msi, place / "uninstall.exe"):
        told = run(["osslsigncode", "verify", "-CAfile", certificate, "-in", path])
        demand("Tianbao trial" in told, f"{path} is not signed")
    trial.uninstall(place)


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _look_into_msi(trial: PackageTrial) -> None:
    """It holds the tree, for all users, under the code by which newer versions replace it."""
    package, again = trial.work / "look.msi", trial.work / "again.msi"
    for each in (package, again):
        build_msi(trial.tree, trial.work, each)
    demand(package.read_bytes() == again.read_bytes(), "another MSI each time")
    unpacked = trial.folder / "unpacked"
    run(["msiextract", "-C", unpacked, package])
    _demand_same_files(unpacked / "Tianbao", trial.tree)
    code = f"{{{UPGRADE_CODE}}}".upper()
    stated = {"ALLUSERS": "1", "ProductName": NAME, "ProductVersion": __version__}
    properties = dict(_read_table(package, "Property"))
    for name, value in (stated | {"UpgradeCode": code, "ProductLanguage": "1028"}).items():
        demand(properties.get(name) == value, f"{name} is {properties.get(name)}")
    secure = properties.get("SecureCustomProperties", "").split(";")
    demand("WINDOWSBUILD" in secure, "what Windows it is is not known to whoever installs")
    (shortcut,) = _read_table(package, "MsiShortcutProperty")
    demand(shortcut[1:3] == ["Menu", "System.AppUserModel.ID"], f"the menu has {shortcut}")
    upgrade = [(row[0], row[6]) for row in _read_table(package, "Upgrade")]
    found = {(code, "WIX_UPGRADE_DETECTED"), (code, "WIX_DOWNGRADE_DETECTED")}
    demand(set(upgrade) == found, f"it finds {upgrade}")
    actions = {row[0] for row in _read_table(package, "InstallExecuteSequence")}
    demand({"FindRelatedProducts", "RemoveExistingProducts"} <= actions, "it replaces nothing")
    conditions = dict(_read_table(package, "LaunchCondition"))
    told = conditions.get("NOT WIX_DOWNGRADE_DETECTED", "")
    demand(told.startswith("已安裝較新的版本"), f"it says “{told}” to an older version")
    registered = {row[2]: row[4] for row in _read_table(package, "Registry")}
    for kind in FILE_TYPES:
        key = f"Software\\Classes\\{kind.name}"
        demand(registered.get(key) == kind.title, f"{kind.suffix} is {registered.get(key)}")


def _read_table(package: Path, name: str) -> list[list[str]]:
    """The rows of an MSI's table; three lines about its columns stand above."""
    lines = run(["msiinfo", "export", package, name]).splitlines()[3:]
    return [each.split("\t") for each in lines if each]


def _install_msi(trial: PackageTrial) -> None:
    """For all users; what it registers goes with it. Not on a Windows that is too old."""
    package = trial.folder / "small.msi"
    build_msi(trial.tree, trial.work, package)
    trial.write_value(_WINDOWS, "CurrentBuildNumber", str(OLDEST_BUILD - 1))
    trial.msi("/i", package, accepted=_MSI_FAILED)
    demand(not trial.program_files.exists(), "installed on a Windows that is too old")
    trial.write_value(_WINDOWS, "CurrentBuildNumber", str(OLDEST_BUILD))
    trial.msi("/i", package)
    _demand_same_files(trial.program_files, trial.tree)
    command = "HKLM\\Software\\Classes\\Tianbao.Round\\shell\\open\\command"
    demand(trial.has_key(command), "no command for .tbround")
    menu = list(trial.prefix.glob("drive_c/users/*/AppData/Roaming/**/填報 Tianbao.lnk"))
    demand(menu, "not in the start menu")
    trial.msi("/x", package)
    wine.stop(trial.prefix)
    demand(not trial.program_files.exists(), "the MSI left something")
    demand(not trial.has_key(command), "the MSI left the command for .tbround")
    demand(not menu[0].exists(), "still in the start menu")


def _replace_by_msi(trial: PackageTrial) -> None:
    """A newer MSI takes the place of the one before, an older one is refused."""
    package = trial.folder / "small.msi"
    older, newer = trial.folder / "older.msi", trial.folder / "newer.msi"
    build_msi(trial.tree, trial.work, older, version="0.0.9")
    build_msi(trial.tree, trial.work, newer, version="99.10.0")
    trial.msi("/i", older)
    trial.msi("/i", package)
    told = wine.run(
        trial.prefix,
        ["reg", "query", "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "/s"],
    )
    demand(told.count("DisplayVersion") == 1 and __version__ in told, f"installed:\n{told}")
    _demand_same_files(trial.program_files, trial.tree)
    trial.msi("/i", newer)
    trial.msi("/i", package, accepted=_MSI_FAILED)
    _demand_same_files(trial.program_files, trial.tree)
    trial.msi("/x", newer)


def _run_elsewhere(trial: PackageTrial, tree: Path) -> None:
    """The whole program runs in a folder with Chinese and blanks, and writes nothing into it."""
    place = trial.folder / "處室 共用" / "整個 程式"
    shutil.copytree(tree, place, copy_function=os.link)
    program = place / "tianbao-cli.exe"
    told = wine.run(trial.prefix, [program, "--version"])
    demand(__version__ in told, f"it says {told}")
    listed = wine.run(trial.prefix, [program, "catalogue", "--json"])
    demand(listed.lstrip().startswith(("{", "[")), f"it lists {listed[:200]}")
    demand(_digests(place).keys() == _digests(tree).keys(), "it wrote into its folder")


def _build_again(out: Path, setup: Path, msi: Path | None) -> None:
    """Packages of the same tree, in another folder and at another time, are the same bytes."""
    folder = out / "packages" / "again 再"
    tree, work = folder / "tree", folder / "work"
    shutil.copytree(out / "tree", tree, copy_function=os.link)
    shutil.copystat(out / "tree", tree)
    work.mkdir()
    shutil.copy(out / "work" / "tianbao.ico", work)
    second = folder / "Setup.exe", folder / "Tianbao.msi"
    kind = "quick" if msi is None else "whole"
    run(
        [
            "faketime",
            "2031-02-03 04:05:06",
            sys.executable,
            "-c",
            _AGAIN,
            tree,
            work,
            *second,
            kind,
        ],
        variables={"PYTHONPATH": str(ROOT), "NO_FAKE_STAT": "1"},
    )
    for first, again in zip((setup, msi), second, strict=True):
        if first is not None and not signing.is_signing():
            demand(first.read_bytes() == again.read_bytes(), f"{first.name}: another one each time")


def _install_whole_msi(trial: PackageTrial, tree: Path, msi: Path) -> None:
    """What the MSI unpacks and what it installs is the tree, and the program runs there."""
    unpacked = trial.folder / "unpacked whole"
    run(["msiextract", "-C", unpacked, msi])
    _demand_same_files(unpacked / "Tianbao", tree)
    trial.msi("/i", msi)
    _demand_same_files(trial.program_files, tree)
    told = wine.run(trial.prefix, [trial.program_files / "tianbao-cli.exe", "--version"])
    demand(__version__ in told, f"it says {told}")
    _demand_same_files(trial.program_files, tree)
    trial.msi("/x", msi)
