"""What a program file imports is read, and what nobody would give it is named."""

import struct
from pathlib import Path

import pytest

from installer.windows.dll_imports import find_missing, imported_names

_HEADER, _OPTIONAL_SIZE, _RAW = 0x40, 240, 0x200
_ADDRESS = 0x1000


def program_file(imported: list[str], delayed: list[str], magic: int = 0x20B) -> bytes:
    """A program file that consists of nothing but its imports."""
    names, section = {}, bytearray(0x400)
    place = 0x200
    for name in imported + delayed:
        names[name] = _ADDRESS + place
        section[place : place + len(name)] = name.encode("ascii")
        place += len(name) + 1
    for index, name in enumerate(imported):
        struct.pack_into("<I", section, 20 * index + 12, names[name])
    for index, name in enumerate(delayed):
        struct.pack_into("<I", section, 0x100 + 32 * index + 4, names[name])
    content = bytearray(_RAW)
    content[:2] = b"MZ"
    struct.pack_into("<I", content, 0x3C, _HEADER)
    content[_HEADER : _HEADER + 4] = b"PE\0\0"
    struct.pack_into("<H12xH", content, _HEADER + 6, 1, _OPTIONAL_SIZE)
    optional = _HEADER + 24
    struct.pack_into("<H", content, optional, magic)
    struct.pack_into("<I", content, optional + 112 + 8, _ADDRESS if imported else 0)
    struct.pack_into("<I", content, optional + 112 + 8 * 13, _ADDRESS + 0x100 if delayed else 0)
    struct.pack_into(
        "<IIII", content, optional + _OPTIONAL_SIZE + 8, len(section), _ADDRESS, len(section), _RAW
    )
    return bytes(content + section)


def test_what_is_imported_at_once_and_later_is_read() -> None:
    content = program_file(["KERNEL32.dll", "Qt6Core.dll"], ["ole32.dll"])
    assert imported_names(content) == ["KERNEL32.dll", "Qt6Core.dll", "ole32.dll"]
    assert imported_names(program_file([], [])) == []


def test_other_files_are_refused() -> None:
    with pytest.raises(ValueError, match="not a program file"):
        imported_names(b"MZ".ljust(0x200, b"\0"))
    with pytest.raises(ValueError, match="64-bit"):
        imported_names(program_file([], [], magic=0x10B))


def test_a_dll_that_was_cut_away_is_named_with_who_wants_it(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    wanted = ["KERNEL32.dll", "api-ms-win-crt-math-l1-1-0.dll", "Qt6Core.dll", "Qt6Gui.dll"]
    (tmp_path / "lib/a.pyd").write_bytes(program_file(wanted, ["Later.dll"]))
    (tmp_path / "qt6core.DLL").write_bytes(program_file([], []))
    (tmp_path / "note.txt").write_bytes(b"no program")
    missing = find_missing(tmp_path, ("kernel32.dll", "api-ms-win-*"))
    assert missing == {"lib/a.pyd": ["Qt6Gui.dll", "Later.dll"]}
