"""PKCS#11 modules: the drivers of cards and tokens. Where they lie, and loading one.

The binding (python-pkcs11) is imported when the first card is looked at; everything else works
without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from app.errors import AppError
from app.trust.keys.machines import own_machine, read_machine

if TYPE_CHECKING:
    from pkcs11._pkcs11 import lib as Module  # noqa: N812 - the binding names its class so

MODULE_VARIABLE = "TIANBAO_PKCS11_MODULE"

ONE_AT_A_TIME = RLock()
"""Held around every call into a module: few of them promise to work on several threads."""

_UNIX_FOLDERS = ("usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/lib", "usr/local/lib")
_UNIX_NAMES = (
    "libHicos_p11v1.so",
    "HiCOS/libHicos_p11v1.so",
    "opensc-pkcs11.so",
    "pkcs11/opensc-pkcs11.so",
)
_MAC_FOLDERS = ("usr/local/lib", "opt/homebrew/lib", "Library/OpenSC/lib")
_MAC_NAMES = ("libHicos_p11v1.dylib", "HiCOS/libHicos_p11v1.dylib", "opensc-pkcs11.so")
_WINDOWS_NAME = "HiCOSPKCS11.dll"


def find_module(
    chosen: Path | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    root: Path = Path("/"),
) -> Path:
    """The module to use: the chosen one, the one of TIANBAO_PKCS11_MODULE, else a known place.

    Raises AppError TOKEN_MODULE_MISSING (named, but not there), TOKEN_NO_MODULE (none found),
    TOKEN_MODULE_OTHER_MACHINE, TOKEN_MODULE_ONLY_OTHER_MACHINE.
    """
    named = environment.get(MODULE_VARIABLE)
    wanted = chosen or (Path(named) if named else None)
    if wanted is not None:
        if not wanted.is_file():
            raise AppError("TOKEN_MODULE_MISSING", file=wanted, path=wanted)
        if not _is_for_us(wanted):
            raise _other_machine(wanted, _known_places(environment, platform, root))
        return wanted
    found = [each for each in _known_places(environment, platform, root) if each.is_file()]
    for path in found:
        if _is_for_us(path):
            return path
    raise _other_machine(found[0], ()) if found else AppError("TOKEN_NO_MODULE")


def _is_for_us(path: Path) -> bool:
    return read_machine(path) in (None, own_machine())


def _other_machine(path: Path, places: Sequence[Path]) -> AppError:
    """Why a module cannot be loaded, and which one can."""
    said = {"path": path, "machine": read_machine(path), "own_machine": own_machine()}
    for each in places:
        if each.is_file() and read_machine(each) is own_machine():
            return AppError("TOKEN_MODULE_OTHER_MACHINE", file=path, fitting=each, **said)
    return AppError("TOKEN_MODULE_ONLY_OTHER_MACHINE", file=path, **said)


def _known_places(environment: Mapping[str, str], platform: str, root: Path) -> list[Path]:
    if platform == "win32":
        return _windows_places(environment)
    folders, names = (
        (_MAC_FOLDERS, _MAC_NAMES) if platform == "darwin" else (_UNIX_FOLDERS, _UNIX_NAMES)
    )
    # The card's own driver anywhere goes before a general one.
    return [root / folder / name for name in names for folder in folders]


def _windows_places(environment: Mapping[str, str]) -> list[Path]:
    """System32 of the system, then every folder of HiCOS below Program Files."""
    places = []
    system = environment.get("SystemRoot")
    if system:
        places.append(Path(system) / "System32" / _WINDOWS_NAME)
    for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
        programs = environment.get(variable)
        if programs:
            places.append(Path(programs) / "HiCOS" / _WINDOWS_NAME)
            places += sorted(Path(programs).glob(f"*/*HiCOS*/{_WINDOWS_NAME}"))
    return places


def load_module(path: Path) -> Module:
    """Load and initialise a module.

    Raises AppError TOKEN_LIBRARY_MISSING (the binding is not installed), TOKEN_MODULE_MISSING,
    TOKEN_MODULE_UNUSABLE (not a module).
    """
    try:
        import pkcs11
    except ImportError as problem:
        raise AppError("TOKEN_LIBRARY_MISSING") from problem
    if not path.is_file():
        raise AppError("TOKEN_MODULE_MISSING", file=path, path=path)
    with ONE_AT_A_TIME:
        try:
            return pkcs11.lib(str(path))
        except pkcs11.PKCS11Error as problem:
            detail = str(problem) or type(problem).__name__
            raise AppError("TOKEN_MODULE_UNUSABLE", file=path, detail=detail) from problem
