"""The strict zip profile of signed workbooks: written by us, and nothing else accepted.

Records follow one another without a gap from the first byte to the last, the central directory
says exactly what the local headers say, there are no comments, extra fields, encryption,
zip64 or data descriptors; so two readers can never see two different packages. What may differ
without a reader noticing is how a compressed stream spells the same content, and the few bits
that fill up its last byte.
"""

import re
import struct
import zlib
from dataclasses import dataclass

from app.files import RETURN_LIMIT
from app.returns.refusal import Refused

_ENTRY_LIMIT = 200
_TOTAL_LIMIT = 60_000_000
"""Bytes of all parts after inflation; a return of the largest agency is about 2 MB."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_DOS_DATE = 0x0021  # 1980-01-01, the first day the format knows
_STORED, _DEFLATED = 0, 8
# Made by, needed, flags, time, date, extra, comment, disk, internal, external attributes: what
# our writer writes, so that not one byte of the container can be another.
_SETTINGS = (_VERSION, _VERSION, 0, 0, _DOS_DATE, 0, 0, 0, 0, 0)
_STEM = rb"[A-Za-z0-9_\-\[\]]+(?:\.[A-Za-z0-9_\-\[\]]+)*"
_NAME = re.compile(rb"(?:" + _STEM + rb"/)*(?:" + _STEM + rb"|\.rels)")


@dataclass(slots=True, frozen=True)
class _Entry:
    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def write_zip(parts: dict[str, bytes]) -> bytes:
    """Pack parts in the order given; the same parts give the same bytes."""
    records: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        encoded = name.encode("ascii")
        packed = _deflate(content)
        method = _DEFLATED if len(packed) < len(content) else _STORED
        body = packed if method == _DEFLATED else content
        fields = (_VERSION, 0, method, 0, _DOS_DATE, zlib.crc32(content), len(body), len(content))
        local = _LOCAL.pack(_LOCAL_MARK, *fields, len(encoded), 0)
        central = _CENTRAL.pack(
            _CENTRAL_MARK, _VERSION, *fields, len(encoded), 0, 0, 0, 0, 0, offset
        )
        records += (local, encoded, body)
        directory += (central, encoded)
        offset += len(local) + len(encoded) + len(body)
    central_bytes = b"".join(directory)
    count = len(parts)
    end = _END.pack(_END_MARK, 0, 0, count, count, len(central_bytes), offset, 0)
    return b"".join((*records, central_bytes, end))


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def read_strict_zip(content: bytes) -> dict[str, bytes]:
    """Unpack a package that keeps the profile; names are unique whatever their case.

    Raises Refused ZIP_PREFIX, ZIP_TRAILER, ZIP_STRUCTURE, ZIP_ENTRY, ZIP_NAME, ZIP_LIMIT,
    ZIP_DATA, PART_DUPLICATE. Never inflates more than the declared and permitted size.
    """
    if len(content) > RETURN_LIMIT:
        raise Refused("ZIP_LIMIT", limit_mb=RETURN_LIMIT // 1_000_000)
    if not content.startswith(_LOCAL_MARK):
        raise Refused("ZIP_PREFIX")
    entries, directory_start = _read_directory(content)
    parts: dict[str, bytes] = {}
    expected = 0
    for entry in entries:
        if entry.offset != expected:
            raise Refused("ZIP_STRUCTURE", part=entry.name)
        parts[entry.name], expected = _read_entry(content, entry, directory_start)
    if expected != directory_start:
        raise Refused("ZIP_STRUCTURE", part="central directory")
    return parts


def _read_directory(content: bytes) -> tuple[list[_Entry], int]:
    end = len(content) - _END.size
    if end < 0 or content[end : end + 4] != _END_MARK:
        raise Refused("ZIP_TRAILER")
    _, disk, start_disk, here, count, size, offset, comment = _END.unpack_from(content, end)
    if (disk, start_disk, here, comment) != (0, 0, count, 0):
        raise Refused("ZIP_STRUCTURE", part="end record")
    if not 0 < count <= _ENTRY_LIMIT:
        raise Refused("ZIP_LIMIT", limit_mb=_TOTAL_LIMIT // 1_000_000)
    if offset + size != end:
        raise Refused("ZIP_STRUCTURE", part="central directory")
    entries: list[_Entry] = []
    position = offset
    for _ in range(count):
        entry, position = _read_central(content, position, end)
        entries.append(entry)
    if position != end:
        raise Refused("ZIP_STRUCTURE", part="central directory")
    _ensure_within_limits(entries)
    return entries, offset


def _read_central(content: bytes, position: int, end: int) -> tuple[_Entry, int]:
    if position + _CENTRAL.size > end:
        raise Refused("ZIP_STRUCTURE", part="central directory")
    (mark, made, needed, flags, method, time, date, crc, packed, size, name_size, extra, comment,
     disk, internal, external, offset) = _CENTRAL.unpack_from(content, position)  # fmt: skip
    start = position + _CENTRAL.size
    if mark != _CENTRAL_MARK or start + name_size > end:
        raise Refused("ZIP_STRUCTURE", part="central directory")
    name = _checked_name(content[start : start + name_size])
    settings = (made, needed, flags, time, date, extra, comment, disk, internal, external)
    if settings != _SETTINGS or method not in (_STORED, _DEFLATED):
        raise Refused("ZIP_ENTRY", part=name)
    if method == _STORED and packed != size:
        raise Refused("ZIP_ENTRY", part=name)
    return _Entry(name, method, crc, packed, size, offset), start + name_size


def _checked_name(raw: bytes) -> str:
    if len(raw) > 120 or _NAME.fullmatch(raw) is None:
        raise Refused("ZIP_NAME", part=raw[:60].decode("ascii", "replace"))
    return raw.decode("ascii")


def _ensure_within_limits(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        folded = entry.name.lower()
        if folded in seen:
            raise Refused("PART_DUPLICATE", part=entry.name)
        seen.add(folded)
    if sum(entry.size for entry in entries) > _TOTAL_LIMIT:
        raise Refused("ZIP_LIMIT", limit_mb=_TOTAL_LIMIT // 1_000_000)


def _read_entry(content: bytes, entry: _Entry, limit: int) -> tuple[bytes, int]:
    start = entry.offset
    if start + _LOCAL.size > limit:
        raise Refused("ZIP_STRUCTURE", part=entry.name)
    mark, needed, flags, method, time, date, crc, packed, size, name_size, extra = (
        _LOCAL.unpack_from(content, start)
    )
    name_start = start + _LOCAL.size
    body_start = name_start + name_size
    body_end = body_start + packed
    same = (needed, flags, time, date, extra) == (_VERSION, 0, 0, _DOS_DATE, 0)
    same = same and (method, crc, packed, size) == (
        entry.method, entry.crc, entry.packed, entry.size
    )  # fmt: skip
    same = same and content[name_start:body_start] == entry.name.encode("ascii")
    if mark != _LOCAL_MARK or not same or body_end > limit:
        raise Refused("ZIP_STRUCTURE", part=entry.name)
    return _inflate(content[body_start:body_end], entry), body_end


def _inflate(body: bytes, entry: _Entry) -> bytes:
    if entry.method == _DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            plain = inflater.decompress(body, entry.size + 1)
        except zlib.error as problem:
            raise Refused("ZIP_DATA", part=entry.name) from problem
        if not inflater.eof or inflater.unused_data or inflater.unconsumed_tail:
            raise Refused("ZIP_DATA", part=entry.name)
    else:
        plain = body
    if len(plain) != entry.size or zlib.crc32(plain) != entry.crc:
        raise Refused("ZIP_DATA", part=entry.name)
    return plain
