"""Which DLLs a Windows program file asks for, and which of them nobody would give it."""

import struct
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

PROGRAM_FILES = {".exe", ".dll", ".pyd"}

_PE_SIGNATURE_AT = 0x3C
_PLUS = 0x20B  # the optional header of a 64-bit program
_DIRECTORIES_AT = 112
_IMPORT, _DELAY_IMPORT = 1, 13
# Of a table: its entry's size, and where in the entry the address of the DLL's name stands.
_TABLES = {_IMPORT: (20, 12), _DELAY_IMPORT: (32, 4)}


def find_missing(tree: Path, of_windows: tuple[str, ...]) -> dict[str, list[str]]:
    """By file of a tree, the DLLs it imports that are neither in the tree nor Windows' own."""
    files = [each for each in sorted(tree.rglob("*")) if each.suffix.lower() in PROGRAM_FILES]
    there = {each.name.lower() for each in files}
    missing = {
        str(each.relative_to(tree)): [
            name
            for name in imported_names(each.read_bytes())
            if name.lower() not in there and not _is_of_windows(name, of_windows)
        ]
        for each in files
    }
    return {name: wanted for name, wanted in missing.items() if wanted}


def _is_of_windows(name: str, of_windows: tuple[str, ...]) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in of_windows)


def imported_names(content: bytes) -> list[str]:
    """The DLLs a 64-bit program file imports, at its start or later. Raises ValueError."""
    (header,) = struct.unpack_from("<I", content, _PE_SIGNATURE_AT)
    if content[header : header + 4] != b"PE\0\0":
        raise ValueError("not a program file of Windows")
    optional = header + 24
    section_count, optional_size = struct.unpack_from("<H12xH", content, header + 6)
    if struct.unpack_from("<H", content, optional)[0] != _PLUS:
        raise ValueError("not a 64-bit program file")
    sections = [
        struct.unpack_from("<III", content, optional + optional_size + 40 * index + 12)
        + struct.unpack_from("<I", content, optional + optional_size + 40 * index + 8)
        for index in range(section_count)
    ]
    names = []
    for table, (size, name_at) in _TABLES.items():
        (address,) = struct.unpack_from("<I", content, optional + _DIRECTORIES_AT + 8 * table)
        if address:
            start = _offset_of(address, sections)
            names += list(_names_of_table(content, start, size, name_at, sections))
    return names


def _names_of_table(
    content: bytes, start: int, size: int, name_at: int, sections: list[tuple[int, ...]]
) -> Iterator[str]:
    while True:
        (address,) = struct.unpack_from("<I", content, start + name_at)
        if not address:
            return
        name = _offset_of(address, sections)
        yield content[name : content.index(b"\0", name)].decode("ascii")
        start += size


def _offset_of(address: int, sections: list[tuple[int, ...]]) -> int:
    """Where in the file an address of the loaded program stands."""
    for start, raw_size, raw_start, loaded_size in sections:
        if start <= address < start + max(raw_size, loaded_size):
            return address - start + raw_start
    raise ValueError(f"address {address:#x} is in no section")
