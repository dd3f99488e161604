"""Windows programs on Debian: Wine with a prefix of its own and a zh-TW code page."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from installer import commands
from installer.windows import HERE

_UNWANTED = "winedbg.exe=d;mscoree=d;mshtml=d;winemenubuilder.exe=d"


def windows_path(path: Path) -> str:
    """A path as Windows programs under Wine see it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def variables(prefix: Path) -> dict[str, str]:
    """The environment of a program in a prefix."""
    return {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": f"mscms=n;{_UNWANTED}",
        "LANG": "zh_TW.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "Asia/Taipei",
    }


def program() -> str:
    """Wine's own path: Debian keeps the 64-bit loader apart."""
    return shutil.which("wine64") or "/usr/lib/wine/wine64"


def run(prefix: Path, command: Sequence[str | Path], accepted: tuple[int, ...] = (0,)) -> str:
    """Run a Windows program and return what it printed."""
    return commands.run([program(), *command], accepted, variables(prefix))


def place_prefix(work: Path) -> Path:
    """Where the prefix of a folder of work is: outside of the sources.

    A prefix links to the whole disk, and what walks the sources (pip, setuptools) would follow.
    """
    digest = hashlib.sha256(str(work.resolve()).encode()).hexdigest()
    return commands.cache_folder() / f"prefix-{digest[:16]}"


def make_prefix(prefix: Path) -> None:
    """Make a prefix, with the DLLs Wine has not, unless it is there."""
    if not prefix.joinpath("system.reg").exists():
        prefix.mkdir(parents=True, exist_ok=True)
        run(prefix, ["wineboot", "--init"])
        stop(prefix)
        for stub in sorted((HERE / "stubs").glob("*.c")):
            _build_stub(stub, prefix / "drive_c/windows/system32" / f"{stub.stem}.dll")


def _build_stub(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    command: list[str | Path] = [
        "x86_64-w64-mingw32-gcc",
        "-O2",
        "-s",
        "-shared",
        source,
        "-o",
        target,
    ]
    commands.run([*command, "-ladvapi32"])


def pretend(prefix: Path, windows: str) -> None:
    """Have Wine say it is that Windows: win7, win10."""
    key = "HKEY_CURRENT_USER\\Software\\Wine"
    run(prefix, ["reg", "add", key, "/v", "Version", "/d", windows, "/f"])


def stop(prefix: Path) -> None:
    """End Wine's server of a prefix, once it has written the registry."""
    server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
    commands.run([server, "-w"], variables=variables(prefix))
