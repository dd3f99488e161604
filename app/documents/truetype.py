"""Lazy reader and subsetter of TrueType fonts: character map, advance widths, subsets.

Chinese fonts have tens of megabytes; only the requested tables and glyphs are read, so that
opening one takes about a millisecond.
"""

import mmap
import re
import struct
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from app.documents.composites import (
    FIRST_COMPOSITE,
    Box,
    Composite,
    Composites,
    build_outline,
    widen_profile,
)

_COPIED_TABLES = ("cvt ", "fpgm", "prep")
_CHECKSUM_MAGIC = 0xB1B0AFBA
_MORE_COMPONENTS = 0x0020
_RESTRICTED_EMBEDDING = 0x0002
_MOST_KEPT = 5_000
"""The cached glyphs of a face, about 1,200 bytes each; a return uses about five hundred."""


class TrueTypeFile:
    """One face of a .ttf or .ttc file. Raises ValueError where it cannot be embedded."""

    def __init__(self, path: Path, face: int = 0) -> None:
        self.path = path
        with path.open("rb") as stream:
            self._bytes = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._tables = self._read_directory(face)
            self._read_metrics()
            self._segments = self._read_character_map()
            self._drawn = _Glyphs(self)
            self._composites = Composites()
        except (struct.error, KeyError, IndexError) as problem:
            raise ValueError(f"{path.name}: not a TrueType font") from problem

    def glyph(self, code_point: int) -> int:
        """Find the glyph index of a character in the cmap, 0 where there is none."""
        starts, ends, deltas, glyph_arrays = self._segments
        index = bisect_right(starts, code_point) - 1
        if index < 0 or code_point > ends[index]:
            return 0
        delta, glyph_array = deltas[index], glyph_arrays.get(index)
        if glyph_array is None:
            return (code_point + delta) & 0xFFFF
        (glyph,) = struct.unpack_from(
            ">H", self._bytes, glyph_array + 2 * (code_point - starts[index])
        )
        return (glyph + delta) & 0xFFFF if glyph else 0

    def advance(self, glyph: int) -> int:
        """The advance width of a glyph in font units."""
        if glyph >= FIRST_COMPOSITE:
            return self._composites[glyph].advance
        offset = self._tables["hmtx"][0] + 4 * min(glyph, self._metric_count - 1)
        (width,) = struct.unpack_from(">H", self._bytes, offset)
        return int(width)

    def compose(self, composite: Composite) -> int:
        """The number of a glyph made of others of this face, to be used like theirs."""
        return self._composites.number(composite)

    def box(self, glyph: int) -> Box | None:
        """The bounding box of a glyph in font units; None where it draws nothing."""
        outline = self._outline(glyph)
        return struct.unpack_from(">4h", outline, 2) if outline else None

    def build_subset(self, glyphs: Sequence[int]) -> bytes:
        """Build a font file in which glyph i is `glyphs[i]` of this face, plus their components."""
        return _assemble(self.build_subset_tables(glyphs))

    def build_subset_tables(self, glyphs: Sequence[int]) -> dict[str, bytes]:
        """Build the tables of that font file by tag; checkSumAdjustment in `head` is zero."""
        drawn = list(map(self._drawn.__getitem__, glyphs))
        if any(each.is_composite for each in drawn):
            drawn = self._draw_components(list(glyphs))
        composites = [self._composites[each] for each in glyphs if each >= FIRST_COMPOSITE]
        return self._subset_tables(drawn, composites)

    def _draw_components(self, kept: list[int]) -> list["_Glyph"]:
        """The glyphs and their components, with component references renumbered."""
        drawn: list[_Glyph] = []
        while len(drawn) < len(kept):  # grows as components are found
            glyph = self._drawn[kept[len(drawn)]]
            if glyph.is_composite:
                renumbered = _pad(self._renumbered(self._outline(kept[len(drawn)]), kept))
                glyph = glyph._replace(outline=renumbered)
            drawn.append(glyph)
        return drawn

    # -- reading ---------------------------------------------------------------------------

    def _read_directory(self, face: int) -> dict[str, tuple[int, int]]:
        offset = 0
        if self._bytes[:4] == b"ttcf":
            (offset,) = struct.unpack_from(">L", self._bytes, 12 + 4 * face)
        version, count = struct.unpack_from(">4sH", self._bytes, offset)
        if version not in (b"\0\1\0\0", b"true"):
            raise ValueError(f"{self.path.name}: no TrueType outlines")
        tables = {}
        for index in range(count):
            tag, _, start, length = struct.unpack_from(
                ">4sLLL", self._bytes, offset + 12 + 16 * index
            )
            tables[tag.decode("latin-1")] = (start, length)
        return tables

    def _read_metrics(self) -> None:
        head = self._tables["head"][0]
        (units_per_em,) = struct.unpack_from(">H", self._bytes, head + 18)
        self.units_per_em = int(units_per_em)
        box = struct.unpack_from(">4h", self._bytes, head + 36)
        self.bounding_box = tuple(self.to_thousandths(each) for each in box)
        (self._long_offsets,) = struct.unpack_from(">h", self._bytes, head + 50)
        hhea = self._tables["hhea"][0]
        ascent, descent = struct.unpack_from(">2h", self._bytes, hhea + 4)
        self.ascent, self.descent = self.to_thousandths(ascent), self.to_thousandths(descent)
        (self._metric_count,) = struct.unpack_from(">H", self._bytes, hhea + 34)
        (permissions,) = struct.unpack_from(">H", self._bytes, self._tables["OS/2"][0] + 8)
        if permissions & 0x000F == _RESTRICTED_EMBEDDING:
            raise ValueError(f"{self.path.name}: its licence forbids embedding")
        self.postscript_name = self._read_postscript_name()

    def _read_postscript_name(self) -> str:
        start = self._tables["name"][0]
        count, strings = struct.unpack_from(">HH", self._bytes, start + 2)
        for index in range(count):
            platform, _, _, kind, length, offset = struct.unpack_from(
                ">6H", self._bytes, start + 6 + 12 * index
            )
            if kind == 6:
                raw = self._bytes[start + strings + offset : start + strings + offset + length]
                name = raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", "ignore")
                return re.sub(r"[^0-9A-Za-z_-]", "", name) or self._name_by_file()
        return self._name_by_file()

    def _name_by_file(self) -> str:
        return re.sub(r"[^0-9A-Za-z_-]", "", self.path.stem) or "Font"

    def _read_character_map(
        self,
    ) -> tuple["array[int]", "array[int]", "array[int]", dict[int, int]]:
        start = self._tables["cmap"][0]
        (count,) = struct.unpack_from(">H", self._bytes, start + 2)
        by_format = {}
        for index in range(count):
            platform, encoding, offset = struct.unpack_from(
                ">HHL", self._bytes, start + 4 + 8 * index
            )
            (form,) = struct.unpack_from(">H", self._bytes, start + offset)
            if platform == 0 or (platform == 3 and encoding in (1, 10)):
                by_format[form] = start + offset
        if 12 in by_format:
            return self._read_map_of_groups(by_format[12])
        return self._read_map_of_segments(by_format[4])

    def _read_map_of_groups(
        self, offset: int
    ) -> tuple["array[int]", "array[int]", "array[int]", dict[int, int]]:
        (count,) = struct.unpack_from(">L", self._bytes, offset + 12)
        numbers = struct.unpack_from(f">{3 * count}L", self._bytes, offset + 16)
        starts = array("q", numbers[0::3])
        deltas = array(
            "q", (glyph - first for first, glyph in zip(starts, numbers[2::3], strict=True))
        )
        return starts, array("q", numbers[1::3]), deltas, {}

    def _read_map_of_segments(
        self, offset: int
    ) -> tuple["array[int]", "array[int]", "array[int]", dict[int, int]]:
        (doubled,) = struct.unpack_from(">H", self._bytes, offset + 6)
        count = doubled // 2
        ends = array("q", struct.unpack_from(f">{count}H", self._bytes, offset + 14))
        at = offset + 16 + doubled
        starts = array("q", struct.unpack_from(f">{count}H", self._bytes, at))
        deltas = array("q", struct.unpack_from(f">{count}h", self._bytes, at + doubled))
        at += 2 * doubled
        ranges = struct.unpack_from(f">{count}H", self._bytes, at)
        glyph_arrays = {
            index: at + 2 * index + distance for index, distance in enumerate(ranges) if distance
        }
        return starts, ends, deltas, glyph_arrays

    def to_thousandths(self, units: int) -> int:
        """Convert font units to thousandths of the type size, the glyph space of PDF."""
        return round(units * 1000 / self.units_per_em)

    # -- subsetting ------------------------------------------------------------------------

    def _outline(self, glyph: int) -> bytes:
        if glyph >= FIRST_COMPOSITE:
            composite = self._composites[glyph]
            boxes = [self.box(each.glyph) or (0, 0, 0, 0) for each in composite.parts]
            return build_outline(composite, boxes)
        loca, glyf = self._tables["loca"][0], self._tables["glyf"][0]
        if self._long_offsets:
            first, last = struct.unpack_from(">2L", self._bytes, loca + 4 * glyph)
        else:
            first, last = (
                2 * each for each in struct.unpack_from(">2H", self._bytes, loca + 2 * glyph)
            )
        return bytes(self._bytes[glyf + first : glyf + last])

    @staticmethod
    def _renumbered(outline: bytes, kept: list[int]) -> bytes:
        """Renumber the component references of a composite glyph for the subset."""
        renumbered, at, flags = bytearray(outline), 10, _MORE_COMPONENTS
        while flags & _MORE_COMPONENTS:
            flags, component = struct.unpack_from(">HH", renumbered, at)
            if component not in kept[1:]:
                kept.append(component)
            struct.pack_into(">H", renumbered, at + 2, kept.index(component, 1))
            at += 8 if flags & 0x0001 else 6
            at += 2 if flags & 0x0008 else 4 if flags & 0x0040 else 8 if flags & 0x0080 else 0
        return bytes(renumbered)

    def draw_glyph(self, glyph: int) -> "_Glyph":
        """Read the entry of one glyph in a subset."""
        outline = self._outline(glyph)
        bearing = self._side_bearing(glyph)
        # numberOfContours comes first; it is negative for a composite glyph.
        is_composite = len(outline) >= 10 and outline[0] >= 0x80
        return _Glyph(_pad(outline), struct.pack(">Hh", self.advance(glyph), bearing), is_composite)

    def _subset_tables(
        self, drawn: list["_Glyph"], composites: Sequence[Composite]
    ) -> dict[str, bytes]:
        outlines = [each.outline for each in drawn]
        offsets = tuple(accumulate(map(len, outlines), initial=0))
        head = bytearray(self._table("head"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self._table("hhea"))
        struct.pack_into(">H", hhea, 34, len(drawn))
        maxp = bytearray(self._table("maxp"))
        struct.pack_into(">H", maxp, 4, len(drawn))
        widen_profile(maxp, composites)
        tables = {tag: self._table(tag) for tag in _COPIED_TABLES if tag in self._tables}
        return tables | {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join([each.metrics for each in drawn]),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": bytes(maxp),
        }

    def _side_bearing(self, glyph: int) -> int:
        hmtx = self._tables["hmtx"][0]
        if glyph >= FIRST_COMPOSITE:
            return (self.box(glyph) or (0, 0, 0, 0))[0]
        if glyph < self._metric_count:
            offset = hmtx + 4 * glyph + 2
        else:
            offset = hmtx + 4 * self._metric_count + 2 * (glyph - self._metric_count)
        (bearing,) = struct.unpack_from(">h", self._bytes, offset)
        return int(bearing)

    def _table(self, tag: str) -> bytes:
        start, length = self._tables[tag]
        return bytes(self._bytes[start : start + length])


class _Glyph(NamedTuple):
    """One glyph of a subset: its padded outline and its `hmtx` entry."""

    outline: bytes
    metrics: bytes
    is_composite: bool


class _Glyphs(dict[int, _Glyph]):
    """A cache of glyphs by index."""

    def __init__(self, face: TrueTypeFile) -> None:
        self._face = face

    def __missing__(self, glyph: int) -> _Glyph:
        if len(self) >= _MOST_KEPT:
            self.clear()
        drawn = self[glyph] = self._face.draw_glyph(glyph)
        return drawn


def _pad(outline: bytes) -> bytes:
    return outline + b"\0" * (-len(outline) % 4)


def _checksum(content: bytes) -> int:
    words = array("I", content + b"\0" * (-len(content) % 4))
    words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _assemble(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    directory = [
        struct.pack(">4s4H", b"\0\1\0\0", count, 16 << power, power, 16 * count - (16 << power))
    ]
    position, bodies, head_at = 12 + 16 * count, [], 0
    for tag in sorted(tables):
        content = tables[tag]
        if tag == "head":
            head_at = position
        directory.append(
            struct.pack(">4sLLL", tag.encode(), _checksum(content), position, len(content))
        )
        bodies.append(content + b"\0" * (-len(content) % 4))
        position += len(bodies[-1])
    font = bytearray(b"".join(directory + bodies))
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - _checksum(bytes(font))) % 2**32)
    return bytes(font)
