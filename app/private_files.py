"""Files only their owner reads: keys and passphrases.

POSIX says so with the mode. On Windows the mode means nothing: there an access list (ACL) names the
owner and the system, and inherits nothing from the folder.
"""

import re
import stat
import sys
from pathlib import Path

_DACL, _OWNER, _PROTECTED = 0x4, 0x1, 0x80000000
"""SECURITY_INFORMATION: the list, the owner, nothing inherited."""
_ENTRY = re.compile(r"\((\w+);(\w*);(\w*);[^;]*;[^;]*;([^;)]+)")
_EVERYBODY = frozenset({
    "WD", "AU", "BU", "IU", "NU", "AN", "BG", "LG", "DU", "DG", "S-1-1-0", "S-1-5-4", "S-1-5-7",
    "S-1-5-11", "S-1-5-32-545", "S-1-5-32-546",
})  # fmt: skip
"""Everyone, users, guests of this computer or of the domain, whoever is logged in."""
_READS = re.compile(r"FA|FR|GA|GR")
_READ_BITS = 0x80000000 | 0x10000000 | 0x1


def restrict_to_owner(path: Path) -> None:
    """Let nobody but its owner and the system read a file, as the mode 0600 it was made with says.

    A disk that knows no owners stays as it is.
    """
    if sys.platform == "win32":
        owner = re.match(r"O:([\w-]+?)(?=[GDS]:|$)", _read_descriptor(path, _OWNER))
        if owner is not None:
            _write_list(path, f"D:P(A;;FA;;;SY)(A;;FA;;;{owner[1]})")


def is_exposed(path: Path) -> bool:
    """Return whether other users of this computer may read a file; False where it is not there."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    if sys.platform == "win32":
        return lets_everybody_read(_read_descriptor(path, _DACL))
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))


def lets_everybody_read(descriptor: str) -> bool:
    """Return whether an access list, as Windows writes it (SDDL), lets more than some persons in.

    A file without a list is everybody's.
    """
    _, _, entries = descriptor.partition("D:")
    found = _ENTRY.findall(entries)
    if not found:
        return "NO_ACCESS_CONTROL" in entries or not descriptor
    return any(
        kind == "A" and "IO" not in flags and who in _EVERYBODY and _is_reading(rights)
        for kind, flags, rights, who in found
    )


def _is_reading(rights: str) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & _READ_BITS)
    pairs = [rights[at : at + 2] for at in range(0, len(rights), 2)]
    return any(_READS.fullmatch(each) or each == "CC" for each in pairs)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _security = ctypes.WinDLL("advapi32")
    _kernel = ctypes.WinDLL("kernel32")
    _kernel.LocalFree.argtypes = [ctypes.c_void_p]

    def _read_descriptor(path: Path, parts: int) -> str:
        """The owner or access list of a file in SDDL; nothing where the disk keeps none."""
        name, needed = ctypes.c_wchar_p(str(path)), wintypes.DWORD()
        _security.GetFileSecurityW(name, parts, None, 0, ctypes.byref(needed))
        held = ctypes.create_string_buffer(max(needed.value, 1))
        text = ctypes.c_void_p()
        if not _security.GetFileSecurityW(name, parts, held, needed, ctypes.byref(needed)):
            return ""
        if not _security.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            held, 1, parts, ctypes.byref(text), None
        ):
            return ""
        found = ctypes.wstring_at(text.value or 0)
        _kernel.LocalFree(text)
        return found

    def _write_list(path: Path, descriptor: str) -> None:
        held = ctypes.c_void_p()
        if _security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            ctypes.c_wchar_p(descriptor), 1, ctypes.byref(held), None
        ):
            _security.SetFileSecurityW(ctypes.c_wchar_p(str(path)), _DACL | _PROTECTED, held)
            _kernel.LocalFree(held)
