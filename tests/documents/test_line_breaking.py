"""避頭尾: what may not begin or end a line, and what stays in one piece."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.documents.fonts import kai
from app.documents.line_breaking import break_lines, measure_widest_atom

_NEVER_FIRST = "，。、；：？！）」』》〉】%％"
_NEVER_LAST = "（「『《〈【"

_PIECES = st.sampled_from(
    ["社會", "創", "新（含「", "」）。", "，", "。」", "（", "）", "——", "……", "  ", "㲿𠮷",
     "1,234 元", "38.5%", "NT$3,000萬元", "114年11月23日", "Social ", "Innovation",
     "https://si.gov.tw/a?b=1", "n̂g ", "ha̍k-hāu", "o͘", "ㄍㄨㄛˊ", "字\u0302", "　\u0302"]
)  # fmt: skip


def _lines(text: str, characters: float) -> list[str]:
    return [line.text for line in break_lines(text, characters * 1000, kai().widths)]


@given(pieces=st.lists(_PIECES, max_size=40), characters=st.integers(12, 40))
def test_no_line_begins_or_ends_where_it_must_not(pieces: list[str], characters: int) -> None:
    text = "創" + "".join(pieces) + "新"
    widest = measure_widest_atom(text, kai().widths)
    assume(widest <= characters * 1000)  # a longer piece has to be cut somewhere
    lines = _lines(text, characters)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for before, after in pairwise(lines):
        assert after[0] not in _NEVER_FIRST, lines
        assert before[-1] not in _NEVER_LAST, lines


@given(pieces=st.lists(_PIECES, max_size=40), characters=st.integers(6, 40))
def test_no_line_is_wider_than_its_room(pieces: list[str], characters: int) -> None:
    for line in break_lines("".join(pieces), characters * 1000, kai().widths):
        too_long = len(line.text) <= 3
        assert line.width <= characters * 1000 or too_long


@given(pieces=st.lists(_PIECES, max_size=40), characters=st.integers(2, 30))
def test_no_letter_is_parted_from_its_marks(pieces: list[str], characters: int) -> None:
    lines = _lines("".join(pieces), characters)
    for line in lines:
        assert not line or unicodedata.combining(line[0]) == 0, lines


def test_a_line_is_measured_with_the_marks_where_they_are_drawn() -> None:
    (line,) = break_lines("n̂g o͘", 10_000, kai().widths)
    assert line.width == kai().string_width(line.text, 1000)


@pytest.mark.parametrize(
    "whole",
    ["1,234 元", "5,617.60萬元", "4億5,000萬元", "38.5%", "114年11月23日", "1,234人次",
     "Innovation", "112 年", "NT$1,000", "Ljavakaw", "Sʉraw", "kho͘-n̂g", "don’t", "ㄎㄜˋ"],
)  # fmt: skip
def test_figures_units_and_words_are_not_torn(whole: str) -> None:
    for lead in range(1, 14):
        lines = _lines("社" * lead + whole + "會" * 12, 10)
        assert any(whole in line for line in lines), lines


def test_line_feeds_end_paragraphs_and_empty_lines_stay() -> None:
    assert _lines("一\n\n　二", 10) == ["一", "", "　二"]
    assert [line.is_last for line in break_lines("社會創新" * 5, 10_000, kai().widths)] == [
        False,
        True,
    ]


def test_a_word_longer_than_a_line_is_cut_after_a_slash() -> None:
    lines = _lines("見 https://si.taiwan.gov.tw/Home/Organisation/list", 8)
    assert "".join(lines).replace("見", "") == "https://si.taiwan.gov.tw/Home/Organisation/list"
    assert any(line.endswith("/") for line in lines)


def test_the_first_line_leaves_room_for_its_indent() -> None:
    first, second = break_lines("字" * 15, 10_000, kai().widths, first_indent=2000)
    assert (len(first.text), len(second.text)) == (8, 7)
