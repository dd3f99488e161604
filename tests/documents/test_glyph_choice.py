"""Which face a character is drawn with, and where it stands."""

import io
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from app.documents.clusters import drop_invisible
from app.documents.font_files import shipped_faces
from app.documents.fonts import kai
from app.documents.glyph_choice import EXT_B, HANGUL, KAI, LATIN, draw_in_any_case, shape
from app.documents.truetype import TrueTypeFile

CHOICES = {
    KAI: "國立〇々〆㲿①⑴㈠✔★☆→⇒※〒♥℃㎡㎞½"[:-1]
    + "×÷±≦≧≤≥≠√Ⅲⅲ￥％＄０Ａａ　，。、；：？！「」『』（）［］【】"
    "《》〈〉…—─‧・～〓ㄅㄬㆠˊˇˋ˙˪˫ひらカタｶﾞ㈱㏠㋀",
    EXT_B: "𠮷𨡸",
    LATIN: "AZaz09 !\"#$%&'()*+,-./:;<=>?@[]_{|}~éāñŋʉṟɨɬəʼˈⁿ²½°·§©®™№‐‑–−“”‘’•†‰′″€£¥₩₫₿αβμΩЖ"
    "\u00a0\u2009",
    HANGUL: "김민수가힣",
}


@pytest.mark.parametrize("face", CHOICES, ids=["kai", "ext-b", "latin", "hangul"])
def test_characters_come_from_the_face_they_belong_to(face: int) -> None:
    chosen = {each: (kai().find_glyph(each) or (None,))[0] for each in CHOICES[face]}
    assert {each: place for each, place in chosen.items() if place != face} == {}


def test_the_roles_of_the_list_are_in_the_order_of_the_places() -> None:
    assert [each.role for each in shipped_faces().faces] == ["kai", "kai_ext_b", "latin", "hangul"]
    assert (KAI, EXT_B, LATIN, HANGUL) == (0, 1, 2, 3)


@pytest.mark.parametrize(
    "beyond", ["😀", "⭐", "ᠮ", "ส", "ع", "\ufffc", "\u2028", "か\u309a", "1\u20e3"]
)
def test_what_is_beyond_has_no_face_and_no_box(beyond: str) -> None:
    assert kai().find_glyph(beyond) is None
    assert draw_in_any_case(kai().faces[KAI], beyond) == kai().faces[KAI].glyph(ord("〓"))


@pytest.mark.parametrize(
    "block",
    [(0x20, 0x7F), (0xA0, 0x370), (0x1E00, 0x1F00), (0x2460, 0x2500), (0x3105, 0x312E),
     (0x3400, 0x4DB6), (0x4E00, 0x9FA6), (0xAC00, 0xD7A4), (0xFF01, 0xFF5F), (0x20000, 0x2A6D7)],
)  # fmt: skip
def test_whole_blocks_are_covered(block: tuple[int, int]) -> None:
    lacking = [each for each in map(chr, range(*block)) if kai().find_glyph(each) is None]
    assert lacking == []


def test_a_compatibility_ideograph_is_drawn_as_the_one_it_stands_for() -> None:
    assert kai().find_glyph("\uf9f7") == kai().find_glyph("立")


def test_what_is_invisible_draws_nothing() -> None:
    place, glyph = kai().find_glyph("\u200b") or (-1, -1)
    assert kai().faces[place].box(glyph) is None
    assert kai().find_glyph("字\ufe00") == kai().find_glyph("字")


@pytest.mark.parametrize("cluster", ["n̂", "a̍", "i̍", "ŋ̍", "m̄", "M̍", "x̂", "e̍h"[:2]])
def test_a_mark_above_stands_over_the_middle_of_its_letter(cluster: str) -> None:
    face = _latin()
    letter, mark = shape(face, cluster).parts
    left, _, right, top = _box(face, letter.glyph)
    mark_left, mark_bottom, mark_right, _ = _box(face, mark.glyph)
    middle = (mark_left + mark_right) / 2 + mark.x
    assert abs(middle - (left + right) / 2) < 0.08 * face.units_per_em
    assert mark_bottom + mark.y > top - 0.2 * face.units_per_em


def test_a_mark_below_stands_below_and_marks_stand_on_marks() -> None:
    face = _latin()
    letter, below = shape(face, "s\u0329").parts
    assert _box(face, below.glyph)[3] + below.y <= _box(face, letter.glyph)[1]
    _, first, second = shape(face, "x\u0301\u0302").parts
    assert _box(face, second.glyph)[1] + second.y >= _box(face, first.glyph)[1] + first.y + 200


def test_a_letter_with_a_mark_loses_its_dot() -> None:
    face = _latin()
    assert shape(face, "i̍").parts[0].glyph != face.glyph(ord("i"))


def test_a_typed_pair_is_drawn_as_the_letter_it_makes() -> None:
    assert kai().find_glyph("e\u0301") == kai().find_glyph("é")


def test_the_dot_of_o_stands_to_its_right_and_takes_room() -> None:
    face = _latin()
    letter, dot = shape(face, "o͘").parts
    assert _box(face, dot.glyph)[0] + dot.x >= _box(face, letter.glyph)[2]
    assert shape(face, "o͘").advance > _box(face, dot.glyph)[2] + dot.x


@pytest.mark.parametrize(
    "pair", ["（）", "「」", "『』", "《》", "〈〉", "【】", "〔〕", "［］", "｛｝"]
)
def test_brackets_stand_at_what_they_enclose(pair: str) -> None:
    face = kai().faces[KAI]
    opening, closing = (draw_in_any_case(face, each) for each in pair)
    size = face.units_per_em
    assert face.advance(opening) == face.advance(closing) == size
    assert _box(face, opening)[2] == pytest.approx(0.9 * size, abs=1)
    assert _box(face, closing)[0] == pytest.approx(0.1 * size, abs=1)


def test_two_dashes_are_one_line() -> None:
    face = kai().faces[KAI]
    left, _, right, _ = _box(face, draw_in_any_case(face, "—"))
    assert face.units_per_em - right + left < 0.01 * face.units_per_em


def test_no_covered_character_is_blank() -> None:
    blank = [
        each
        for each in map(chr, range(0x21, 0x10000))
        if drop_invisible(each)
        and (found := kai().find_glyph(each)) is not None
        and kai().faces[found[0]].box(found[1]) is None
        and unicodedata.category(each) not in ("Zs",)
    ]
    assert blank == []


def test_no_space_is_a_box() -> None:
    spaces = [each for each in map(chr, range(0x3001)) if unicodedata.category(each) == "Zs"]
    glyphs = {each: found for each in spaces if (found := kai().find_glyph(each)) is not None}
    assert {" ", "\u00a0", "\u2009", "\u202f", "\u3000"} <= glyphs.keys()
    assert {
        each for each, (place, glyph) in glyphs.items() if kai().faces[place].box(glyph)
    } == set()


def test_another_program_draws_the_composite_where_it_was_put() -> None:
    face = _latin()
    glyph = draw_in_any_case(face, "n̂")
    subset = TTFont(io.BytesIO(face.build_subset([0, glyph, face.glyph(ord("n"))])))
    glyphs = subset["glyf"]
    whole = glyphs[subset.getGlyphName(1)]
    assert (whole.xMin, whole.yMin, whole.xMax, whole.yMax) == _box(face, glyph)
    assert whole.isComposite() and len(whole.components) == 2
    whole.recalcBounds(glyphs)
    assert (whole.xMin, whole.yMin, whole.xMax, whole.yMax) == _box(face, glyph)
    assert subset["hmtx"][subset.getGlyphName(1)] == (face.advance(glyph), whole.xMin)
    profile = subset["maxp"]
    assert profile.maxComponentElements >= 2
    assert profile.maxComponentDepth >= 2


def _latin() -> TrueTypeFile:
    return kai().faces[LATIN]


def _box(face: TrueTypeFile, glyph: int) -> tuple[int, int, int, int]:
    box = face.box(glyph)
    assert box is not None
    return box
