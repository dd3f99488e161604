"""Subsets against another reader of fonts."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from app.documents.fonts import kai
from app.documents.glyph_choice import KAI
from app.documents.truetype import TrueTypeFile


@pytest.fixture(scope="module")
def face() -> TrueTypeFile:
    return kai().faces[KAI]


@pytest.fixture(scope="module")
def original(face: TrueTypeFile) -> Iterator[TTFont]:
    with TTFont(face.path, lazy=True) as font:
        yield font


def test_the_character_map_agrees_with_another_reader(face: TrueTypeFile, original: TTFont) -> None:
    names = original.getBestCmap()
    for code_point in range(0x20, 0x9FFF, 37):
        expected = original.getGlyphID(names[code_point]) if code_point in names else 0
        assert face.glyph(code_point) == expected, hex(code_point)


def test_a_subset_draws_the_same_outlines(face: TrueTypeFile, original: TTFont) -> None:
    text = "國立臺灣é，A0"
    subset = TTFont(io.BytesIO(face.build_subset([0, *(face.glyph(ord(each)) for each in text)])))
    assert subset["maxp"].numGlyphs >= len(text) + 1
    for number, character in enumerate(text, 1):
        name = original.getGlyphName(face.glyph(ord(character)))
        assert _outline(subset, subset.getGlyphName(number)) == _outline(original, name)
        advance = subset["hmtx"][subset.getGlyphName(number)][0]
        assert advance == original["hmtx"][name][0] == face.advance(face.glyph(ord(character)))


def test_something_else_than_a_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kaiu.ttf"
    for content in (b"not a font", b"\0\1\0\0" + bytes(40)):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="kaiu"):
            TrueTypeFile(path)


def _outline(font: TTFont, name: str) -> list[object]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return list(pen.value)
