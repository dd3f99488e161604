"""For which kind of processor a program library was made, read from the head of its file.

A 64-bit program cannot load a 32-bit module, and what the system says then helps nobody.
"""

import struct
import sysconfig
from enum import StrEnum
from pathlib import Path


class Machine(StrEnum):
    """A kind of processor programs are made for."""

    X86 = "x86"
    X64 = "x64"
    ARM = "arm"
    ARM64 = "arm64"


_OF_WINDOWS = {
    0x014C: Machine.X86, 0x8664: Machine.X64, 0x01C4: Machine.ARM, 0xAA64: Machine.ARM64,
}  # fmt: skip
_OF_LINUX = {3: Machine.X86, 62: Machine.X64, 40: Machine.ARM, 183: Machine.ARM64}
_OF_PLATFORM = {
    "amd64": Machine.X64, "x86_64": Machine.X64, "arm64": Machine.ARM64, "aarch64": Machine.ARM64,
    "win32": Machine.X86, "i686": Machine.X86, "i386": Machine.X86, "armv7l": Machine.ARM,
}  # fmt: skip
_HEAD_BYTES = 4096
_PE_OFFSET_AT, _ELF_ORDER_AT, _ELF_MACHINE_AT = 0x3C, 5, 18


def own_machine() -> Machine | None:
    """What this very program was made for; None where that is another kind."""
    return _OF_PLATFORM.get(sysconfig.get_platform().rpartition("-")[2])


def read_machine(path: Path) -> Machine | None:
    """What a library was made for; None where its head does not say."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError:
        return None
    try:
        if head.startswith(b"MZ"):
            (start,) = struct.unpack_from("<I", head, _PE_OFFSET_AT)
            signature, machine = struct.unpack_from("<4sH", head, start)
            return _OF_WINDOWS.get(machine) if signature == b"PE\0\0" else None
        if head.startswith(b"\x7fELF"):
            order = ">" if head[_ELF_ORDER_AT] == 2 else "<"
            (machine,) = struct.unpack_from(f"{order}H", head, _ELF_MACHINE_AT)
            return _OF_LINUX.get(machine)
    except (struct.error, IndexError):
        pass
    return None
