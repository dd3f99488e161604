"""The Debian package tried on this computer: install, work, look at the window, remove.

A picture of the window is left beside it for people to look at.
"""

import json
import os
import shlex
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from installer.agreement import (
    demand,
    demand_all_verified,
    demand_same_catalogue,
    demand_same_report,
    demand_same_version,
    run_here,
)
from installer.commands import BuildError, run
from installer.file_types import FILE_TYPES
from installer.linux import PLACE
from installer.linux.package import NAME
from installer.screen import Screen

_DESKTOP = Path(f"/usr/share/applications/{NAME}.desktop")
_AGENCY = "MOE"


class Trial:
    """The package, and a user of it whose home is a folder of the trial."""

    def __init__(self, package: Path, folder: Path) -> None:
        """`folder` is made anew."""
        shutil.rmtree(folder, ignore_errors=True)
        self.package, self.folder = package, folder
        self.made = folder / "made"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        sockets = folder / "sockets"
        sockets.mkdir(mode=0o700)
        places = {"DATA": ".local/share", "CONFIG": ".config", "CACHE": ".cache"}
        self.variables = {
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(sockets),
            **{f"XDG_{name}_HOME": str(self.home / path) for name, path in places.items()},
        }

    def cli(self, *arguments: str | Path) -> str:
        """Run the installed command line, from a folder that has nothing of it."""
        command = ["env", f"--chdir={self.home}", NAME, *arguments]
        return run(command, variables=self.variables)


def try_package(package: Path, folder: Path) -> None:
    """Try a package. Raises BuildError where something is wrong; it is removed in any case."""
    if _is_installed():
        raise BuildError(f"{NAME} is installed here already, and the trial would remove it")
    trial = Trial(package, folder)
    steps: list[Callable[[Trial], None]] = [
        _install,
        _say_version,
        _list_catalogue,
        _know_types,
        _run_demo,
        _report,
        _open_window,
        _check_itself,
        _remove,
    ]
    try:
        for step in steps:
            started = time.monotonic()
            step(trial)
            print(f"{step.__name__[1:]}: {time.monotonic() - started:.0f} s", flush=True)
    finally:
        if _is_installed():
            _as_root("dpkg", "--purge", NAME)


def _is_installed() -> bool:
    told = run(["dpkg-query", "-W", "-f", "${Status}", NAME], accepted=(0, 1))
    return "no packages found" not in told and "not-installed" not in told


def _as_root(*command: str | Path) -> str:
    variables = {"DEBIAN_FRONTEND": "noninteractive"}
    return run([*(() if os.geteuid() == 0 else ("sudo",)), *command], variables=variables)


def _install(trial: Trial) -> None:
    waiting = "DPkg::Lock::Timeout=600"
    options = ("install", "--yes", "--no-install-recommends")
    _as_root("apt-get", "-o", waiting, *options, trial.package.resolve())


def _say_version(trial: Trial) -> None:
    demand_same_version(trial)


def _list_catalogue(trial: Trial) -> None:
    demand_same_catalogue(trial)


def _know_types(trial: Trial) -> None:
    """Each kind of file is known by its name, and opened with the program."""
    run(["desktop-file-validate", _DESKTOP])
    for each in FILE_TYPES:
        path = trial.home / f"檔案{each.suffix}"
        path.write_bytes(b"0\x82")
        for question, wanted in (
            (("filetype", path), each.mime_type),
            (("default", each.mime_type), _DESKTOP.name),
        ):
            told = run(["xdg-mime", "query", *question], variables=trial.variables).strip()
            demand(told == wanted, f"xdg-mime query {question}: {told}")


def _run_demo(trial: Trial) -> None:
    """Files the installed program makes are verified by the checkout."""
    trial.cli("demo", "--no-window", "--out", trial.made)
    files = sorted(trial.made.joinpath("returns").glob("*.[px][dl]*"))
    store = trial.made / "office" / "office.tianbao"
    demand(len(files) > 30, f"only {len(files)} files were made")
    demand_all_verified(
        run_here("verify", *files, "--store", store, "--json", accepted=(0, 1)), files
    )


def _report(trial: Trial) -> None:
    demand_same_report(trial, trial.made / "office" / "office.tianbao", trial.folder)


def _open_window(trial: Trial) -> None:
    """What the desktop starts opens a window, and a file opened next is handed to it."""
    store = trial.made / "agencies" / _AGENCY / f"{_AGENCY}.tianbao"
    file = next(trial.made.rglob(f"*_{_AGENCY}_*.tbround"))
    command = [*_desktop_command(), str(store)]
    with Screen(trial.folder) as screen, screen.start(command, trial.variables):
        screen.take("window")
        screen.finish(["xdg-open", file], trial.variables)
        screen.take("opened")


def _desktop_command() -> list[str]:
    line = next(x for x in _DESKTOP.read_text(encoding="utf-8").splitlines() if "Exec=" in x)
    return [each for each in shlex.split(line.partition("=")[2]) if not each.startswith("%")]


def _check_itself(trial: Trial) -> None:
    """The installed files are those that were built, also after the program has worked."""
    told = json.loads(trial.cli("--self-check", "--json"))
    demand(told["good"] and told["files"] > 1000, f"not as built: {told}")
    demand(told["commit"] and told["commit"] in told["list"], f"of another commit: {told}")
    told = run(["dpkg", "--verify", NAME])
    demand(not told, told)


def _remove(trial: Trial) -> None:
    """The program goes, data stay."""
    data = trial.home / ".local/share" / NAME
    before = sorted(data.rglob("*"))
    _as_root("dpkg", "--purge", NAME)
    demand(not Path(PLACE).exists() and not shutil.which(NAME), "something of it was left")
    demand(before and sorted(data.rglob("*")) == before, "data were taken")
