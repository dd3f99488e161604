"""Glyphs put together of others: a letter with its marks, a bracket moved in its box, nothing.

In a subset they are composite glyphs of TrueType (ISO/IEC 14496-22, `glyf`), so that a cluster is
one code of the page like any other character.
"""

import struct
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

FIRST_COMPOSITE = 0x10000
"""Numbers of composites; the glyphs of a face stand below."""
Box = tuple[int, int, int, int]
"""Left, bottom, right, top in font units."""
_WORDS_THAT_ARE_XY = 0x0003
_MORE_COMPONENTS = 0x0020
_MOST_POINTS = 0xFFFF


class Part(NamedTuple):
    """One glyph of a composite and where it stands, in font units."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """A glyph that is made of others."""

    parts: tuple[Part, ...]
    advance: int


class Composites:
    """The composites of one face by number."""

    def __init__(self) -> None:
        self._numbers = count(FIRST_COMPOSITE)
        self._by_number: dict[int, Composite] = {}
        self._known: dict[Composite, int] = {}

    def __getitem__(self, number: int) -> Composite:
        return self._by_number[number]

    def number(self, composite: Composite) -> int:
        """The number of a composite, a new one for a new composite."""
        if composite not in self._known:
            number = next(self._numbers)
            self._by_number[number] = composite
            self._known.setdefault(composite, number)
        return self._known[composite]


def build_outline(composite: Composite, boxes: Sequence[Box]) -> bytes:
    """Build the `glyf` entry of a composite; `boxes` are those of its parts. Empty without parts.

    The component numbers are those of the face and renumbered in the subset.
    """
    if not composite.parts:
        return b""
    box = _bound(composite, boxes)
    outline = struct.pack(">5h", -1, *box)
    for index, (glyph, x, y) in enumerate(composite.parts, 1):
        more = _MORE_COMPONENTS if index < len(composite.parts) else 0
        outline += struct.pack(">HHhh", _WORDS_THAT_ARE_XY | more, glyph, x, y)
    return outline


def _bound(composite: Composite, boxes: Sequence[Box]) -> Box:
    moved = [
        (left + x, bottom + y, right + x, top + y)
        for (_, x, y), (left, bottom, right, top) in zip(composite.parts, boxes, strict=True)
    ]
    left, bottom, right, top = zip(*moved, strict=True)
    return min(left), min(bottom), max(right), max(top)


def widen_profile(maxp: bytearray, composites: Sequence[Composite]) -> None:
    """Raise what `maxp` promises of composite glyphs to what these need at the most."""
    parts = max((len(each.parts) for each in composites), default=0)
    if not parts:
        return
    points, contours, of_composites, their_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(
        ">2H", maxp, 10,
        min(parts * max(points, of_composites), _MOST_POINTS),
        min(parts * max(contours, their_contours), _MOST_POINTS),
    )  # fmt: skip
    struct.pack_into(">2H", maxp, 28, max(elements, parts), depth + 1)
