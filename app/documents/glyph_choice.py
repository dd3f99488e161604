"""Which face and glyph a cluster is drawn with, by coverage: decided here for every character.

Latin letters, digits and what stands between them come from the Latin face, all else from 楷體;
what these lack comes from the others. Marks stand where the face wants them (GPOS). The answer is
a function of the shipped faces alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from app.documents.clusters import drop_invisible
from app.documents.composites import Composite, Part
from app.documents.truetype import TrueTypeFile

KAI, EXT_B, LATIN, HANGUL = range(4)
"""Places of the faces in the chain."""
_LATIN = re.compile(
    "["
    "\u0020-\u007e\u00a0-\u00b0\u00b2-\u00d6\u00d8-\u00f6\u00f8-\u02c6\u02c8\u02c9\u02cc-\u02d8"
    "\u02da-\u02e9\u02ec-\u052f\u1ab0-\u1aff\u1c80-\u1c8f\u1d00-\u2013\u2016-\u2024\u2028-\u2030"
    "\u2032-\u2034\u2036-\u203a\u203c-\u20cf\u2116\u2122\u2150-\u215f\u2212\u2c60-\u2c7f"
    "\ua640-\ua69f\ua700-\ua7ff\uab30-\uab6f\ufb00-\ufb06\ufe20-\ufe2f"
    "]"
)
"""What the Latin face draws: Latin, Greek and Cyrillic letters, and what stands between them.

Of the punctuation it has not what Chinese text uses as its own: dashes, …, ‧, ※, nor × ÷ ± and the
tones of bopomofo (ˊ ˇ ˋ ˙ ˪ ˫), which 楷體 draws as wide as the characters they stand between.
"""
_OTHERS = re.compile(
    "["
    "\u00b1\u00d7\u00f7\u02c7\u02ca\u02cb\u02d9\u02ea\u02eb\u2014\u2015\u2025-\u2027\u2031\u2035\u203b"
    "\u2100-\u2bff\u2e80-\u303d\u303f-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff01-\uffee\U00020000-\U0003ffff"
    "]"
)
"""What the other faces draw.

楷體 also has letters of scripts it cannot set (Arabic, Thai, Mongolian), and boxes for characters
without a look: those are drawn by no face.
"""
_WITHOUT_LOOK = frozenset({"Zl", "Zp", "Cc", "Cf", "Cn", "Co", "Cs"})
_DRAWN_AS = {"—": "─", "―": "─", "［": "[", "］": "]"}
"""What 楷體 draws better by another glyph: two dashes leave a gap, ［ looks like 〔."""
_OPENING = frozenset("（「『《〈【〔［｛〖")
_CLOSING = frozenset("）」』》〉】〕］｝〗")
_BRACKET_BEARING = 0.1
"""Of the type size, between a bracket and what it encloses: 楷體 has brackets mid-box."""
_DOT, _DOT_ADVANCE = "·", 0.5
"""The dot of names gets half of the type size: it stands between Latin letters and between 漢字."""
_BESIDE = 0.04
"""Of the type size, after a mark that stands beside its letter: o͘h is not oh with an accent."""
_ANY_MARK = ord("\u0302")
_GETA = "〓"


class Faces:
    """The faces of the chain, opened when they are first asked for: few documents need them all."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._open: dict[int, TrueTypeFile] = {}

    def __getitem__(self, place: int) -> TrueTypeFile:
        face = self._open.get(place)
        if face is None:
            face = self._open[place] = TrueTypeFile(self._paths[place])
        return face

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[TrueTypeFile]:
        return map(self.__getitem__, range(len(self)))


def choose_order(cluster: str) -> tuple[int, ...]:
    """The places of the faces a cluster is looked for in, in this order."""
    base = drop_invisible(cluster)[:1]
    if _LATIN.match(base):
        return LATIN, KAI
    return (KAI, EXT_B, LATIN, HANGUL) if not base or _OTHERS.match(base) else ()


def find_glyph(faces: Faces, cluster: str) -> tuple[int, int] | None:
    """The face and glyph of a cluster; None where no face has all of it."""
    for place in choose_order(cluster):
        if glyph := draw_in(faces[place], cluster):
            return place, glyph
    return None


def draw_in_any_case(face: TrueTypeFile, cluster: str) -> int:
    """The glyph of a cluster in a face, 〓 where it has none: a page never shows .notdef."""
    return draw_in(face, cluster) or draw_in(face, _GETA)


@lru_cache(maxsize=20_000)
def draw_in(face: TrueTypeFile, cluster: str) -> int:
    """The glyph of a cluster in a face, 0 where it has none for all that is drawn of it.

    A compatibility ideograph without a glyph (U+F9F7) is drawn with that of its canonical
    equivalent (立); in the ToUnicode map it stays as typed.
    """
    drawn = drop_invisible(cluster)
    if not drawn:
        return face.compose(Composite((), 0))
    if not choose_order(drawn):
        return 0
    if len(drawn) > 1:
        return _draw_with_marks(face, drawn)
    glyph = _find(face, _DRAWN_AS.get(drawn, drawn)) or _find(
        face, unicodedata.normalize("NFC", drawn)
    )
    return _place_in_box(face, drawn, glyph) if glyph else 0


def _find(face: TrueTypeFile, character: str) -> int:
    """The glyph of a character; 0 for what has no look, of which 楷體 has boxes."""
    if len(character) != 1 or unicodedata.category(character) in _WITHOUT_LOOK:
        return 0
    glyph = face.glyph(ord(character))
    is_drawn_space = unicodedata.category(character) == "Zs" and face.box(glyph) is not None
    return 0 if is_drawn_space else glyph


def _place_in_box(face: TrueTypeFile, character: str, glyph: int) -> int:
    """A bracket stands at what it encloses, the dot of names in the middle; all else as it is."""
    box, advance = face.box(glyph), face.units_per_em
    bearing = round(_BRACKET_BEARING * advance)
    if box is None:
        return glyph
    if character in _OPENING:
        x = advance - bearing - box[2]
    elif character in _CLOSING:
        x = bearing - box[0]
    elif character == _DOT:
        advance = round(_DOT_ADVANCE * advance)
        x = (advance - box[0] - box[2]) // 2
    else:
        return glyph
    return face.compose(Composite((Part(glyph, x, 0),), advance))


def _draw_with_marks(face: TrueTypeFile, drawn: str) -> int:
    """Where a face has letter and marks, and marks that can be set on a letter: 楷體 has not."""
    has_all = all(face.glyph(ord(each)) for each in drawn)
    if not has_all or face.advance(face.glyph(_ANY_MARK)) > 0:
        return 0
    composite = shape(face, drawn)
    if len(composite.parts) == 1 and composite.parts[0][1:] == (0, 0):
        return composite.parts[0].glyph
    return face.compose(composite)


def shape(face: TrueTypeFile, drawn: str) -> Composite:
    """Where the marks of a face stand on a letter."""
    import uharfbuzz  # most documents have no such letter

    buffer = uharfbuzz.Buffer()
    buffer.add_str(drawn)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    buffer.flags = uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    uharfbuzz.shape(_shaper(face), buffer, {"liga": False, "kern": False, "calt": False})
    parts, pen = [], 0
    for found, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        parts.append(Part(found.codepoint, pen + place.x_offset, place.y_offset))
        pen += place.x_advance
    if pen > buffer.glyph_positions[0].x_advance:
        pen += round(_BESIDE * face.units_per_em)
    return Composite(tuple(parts), pen)


@cache
def _shaper(face: TrueTypeFile) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.path)))
