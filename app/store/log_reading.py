"""Examination of the log (WAL) beside a closed store, before SQLite reads it.

SQLite takes a log up to the first frame whose checksum is wrong and drops the rest in silence: a
transaction that was being written when the power failed looks like that, and so does a flipped bit
before a hundred others. Which of the two it is, the log's index tells (it holds the number of the
last committed frame, written after the log was synced), and whole transactions behind the gap.
Formats: https://www.sqlite.org/walformat.html
"""

import sqlite3
import struct
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.patience import insist
from app.store.inspection import LOG_SUFFIXES, build_uri

_HEADER, _FRAME_HEADER = struct.Struct(">8I"), struct.Struct(">6I")
_BIG_ENDIAN_SUMS = 0x377F0683
_MAGIC = (0x377F0682, _BIG_ENDIAN_SUMS)
_INDEX_HEADER_BYTES = 48
_FRAMES_AT, _SALTS_AT = 16, slice(32, 40)

_ANNOUNCED = """
SELECT announced > reached FROM log_mark
WHERE typeof(announced) = 'integer' AND typeof(reached) = 'integer'
"""

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Frame:
    is_commit: bool
    is_intact: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """What the index says: the last committed frame of the log with these salts."""

    frames: int
    salts: bytes


def ensure_log(path: Path) -> None:
    """Ensure that a closed store has all that was committed.

    Only for the holder of the store's lock. Raises AppError STORE_LOG_MISSING, STORE_LOG_DAMAGED.
    """
    log, index = (Path(f"{path}{suffix}") for suffix in LOG_SUFFIXES)
    if not log.is_file():  # a pipe would keep its reader waiting
        if _is_announced(path):
            raise AppError("STORE_LOG_MISSING", file=path, log=log.name)
        return
    content = insist(log.read_bytes)
    known = _read_index(insist(index.read_bytes)) if index.is_file() else None
    if _is_damaged(content, known) or (
        not content and known is not None and known.frames and _is_announced(path)
    ):
        raise AppError("STORE_LOG_DAMAGED", file=path, log=log.name)


def _is_announced(path: Path) -> bool:
    """Return whether the file itself says that newer commits are in its log."""
    try:
        with closing(sqlite3.connect(build_uri(path), uri=True)) as connection:
            row = connection.execute(_ANNOUNCED).fetchone()
    except sqlite3.Error:
        return False  # opening the store tells what is wrong with it
    return row is not None and bool(row[0])


def _is_damaged(content: bytes, index: _Index | None) -> bool:
    """Return whether committed frames of a log cannot be read."""
    if not content:
        return False
    if len(content) < _HEADER.size:
        return index is not None and index.frames > 0
    frames = _read_frames(content)
    if frames is None:  # the header is written and synced before the first frame
        return len(content) > _HEADER.size
    intact = next((i for i, each in enumerate(frames) if not each.is_intact), len(frames))
    committed = max((i + 1 for i in range(intact) if frames[i].is_commit), default=0)
    if index is not None and index.salts == content[16:24] and index.frames > committed:
        return True
    behind = frames[intact:]
    return any(each.is_commit for each in behind[:-1])


def _read_frames(content: bytes) -> list[_Frame] | None:
    """The frames with the salts of the header; None where the header is damaged."""
    magic, _version, page_size, _checkpoint, _salt_1, _salt_2, *stated = _HEADER.unpack_from(
        content
    )
    order = ">" if magic == _BIG_ENDIAN_SUMS else "<"
    sums = _add(content[:24], (0, 0), order)
    if magic not in _MAGIC or list(sums) != stated:
        return None
    return list(_walk(content, page_size, sums, order))


def _walk(content: bytes, page_size: int, sums: Sums, order: str) -> Iterator[_Frame]:
    step, salts = _FRAME_HEADER.size + page_size, content[16:24]
    is_intact = True
    for start in range(_HEADER.size, len(content) - step + 1, step):
        head = content[start : start + _FRAME_HEADER.size]
        _page, pages_after, _salt_1, _salt_2, *stated = _FRAME_HEADER.unpack(head)
        has_salts = head[8:16] == salts
        if is_intact:
            page = content[start + _FRAME_HEADER.size : start + step]
            sums = _add(page, _add(head[:8], sums, order), order)
            is_intact = has_salts and list(sums) == stated
        if is_intact or has_salts:  # others are left from the log before
            yield _Frame(is_commit=pages_after > 0, is_intact=is_intact)


def _add(part: bytes, sums: Sums, order: str) -> Sums:
    """Carry the log's checksum on over a part of it."""
    first, second = sums
    words = iter(struct.unpack(f"{order}{len(part) // 4}I", part))
    for word, following in zip(words, words, strict=True):
        first = (first + word + second) & 0xFFFFFFFF
        second = (second + following + first) & 0xFFFFFFFF
    return first, second


def _read_index(content: bytes) -> _Index | None:
    """The header of the index; None where it is none, or was being written."""
    header = content[:_INDEX_HEADER_BYTES]
    if len(header) < _INDEX_HEADER_BYTES or header != content[48:96] or not header[12]:
        return None
    order = ">" if sys.byteorder == "big" else "<"
    (frames,) = struct.unpack_from(f"{order}I", header, _FRAMES_AT)
    return _Index(frames, header[_SALTS_AT])
