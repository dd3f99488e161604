"""Text as typed, pasted and stored."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.field_types import ParseProblem
from app.models.forms import FieldType
from tests.forms.field_types.specs import handler_of

REFUSED = {"F112", *(f"F17{each}" for each in range(1, 9))}
TEXT, LONG = handler_of(FieldType.TEXT), handler_of(FieldType.LONG_TEXT)


def codes(value: str, **changes: Any) -> list[str]:
    return [code for code, _ in handler_of(FieldType.TEXT, **changes).check(value)]


def test_text_is_trimmed_and_empty_text_is_no_value() -> None:
    assert TEXT.parse("  教育部\u3000 ") == "教育部"
    assert TEXT.parse(" \u3000\n ") is None


def test_a_pasted_line_break_becomes_a_space_in_one_line() -> None:
    assert TEXT.parse("上半\r\n 下半\t尾") == "上半 下半 尾"


def test_long_text_keeps_its_lines_and_unifies_their_ends() -> None:
    assert LONG.parse("一 \r\n\r\n二\r三\u2028四\n") == "一\n\n二\n三\n四"


def test_compatibility_ideographs_become_plain_unless_the_field_is_verbatim() -> None:
    name = "設\uf9f7人"
    assert TEXT.parse(name) == "設立人"
    assert handler_of(FieldType.TEXT, verbatim=True).parse(name) == name


def test_invisible_characters_pasted_along_disappear() -> None:
    assert TEXT.parse("\ufeff創\u200b新\u00ad") == "創新"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e", "\u2066", "\U000e0041"])
def test_controls_and_directions_disappear(character: str) -> None:
    for handler in (TEXT, LONG):
        assert handler.parse(f"甲{character}乙") == "甲乙"
        assert handler.clean(f"甲{character}乙").removed == 1


@pytest.mark.parametrize("character", ["\x9f", "\ufffd", "\ufffe", "\uffff", "\U0010ffff"])
def test_what_is_no_character_stays_and_is_a_finding(character: str) -> None:
    for handler in (TEXT, LONG):
        value = handler.parse(f"甲{character}乙")
        assert value == f"甲{character}乙"
        assert [code for code, _ in handler.check(value)] == ["F173"]


def test_a_lone_surrogate_is_kept_as_a_damaged_character() -> None:
    assert LONG.parse("甲\ud83d乙") == "甲\ufffd乙"


def test_radicals_of_a_pdf_become_characters_in_names_too() -> None:
    assert LONG.parse("⼈⼝與⾦額") == "人口與金額"
    assert handler_of(FieldType.TEXT, verbatim=True).parse("⻑⾕\uf9f7") == "長谷\uf9f7"


def test_a_stored_line_break_is_wrong_in_one_line_only() -> None:
    assert codes("甲\n乙") == ["F111"]
    assert LONG.check("甲\n乙") == ()


def test_length_counts_code_points_not_units() -> None:
    assert codes("𠮷" * 3, max_length=3) == []
    assert codes("𠮷" * 4, max_length=3) == ["F103"]


def test_the_whole_text_has_to_fit_the_pattern() -> None:
    rule = {"pattern": "[0-9]+", "pattern_hint": "數字"}
    assert codes("123", **rule) == []
    assert codes("123a", **rule) == ["F107"]


def test_private_use_characters_are_named() -> None:
    problems = TEXT.check("王\ue000\U000f0001\ue000")
    assert [code for code, _ in problems] == ["F112"]
    assert problems[0][1]["characters"] == "U+E000、U+F0001"
    assert problems[0][1]["column"] == "2"


def test_a_figure_stored_as_text_is_no_text() -> None:
    assert [code for code, _ in TEXT.check(5)] == ["F110"]


@given(st.text())
def test_what_is_parsed_is_stable_and_without_problems(text: str) -> None:
    for handler in (TEXT, LONG):
        try:
            value = handler.parse(text)
        except ParseProblem:
            continue
        if value is None:
            continue
        assert isinstance(value, str)
        assert unicodedata.is_normalized("NFC", value)
        assert handler.parse(handler.edit_text(value)) == value
        assert handler.format(value) == value
        assert {code for code, _ in handler.check(value)} <= REFUSED


@given(st.text())
def test_names_are_stable_too(text: str) -> None:
    name = handler_of(FieldType.TEXT, verbatim=True)
    try:
        value = name.parse(text)
    except ParseProblem:
        return
    assert value is None or name.parse(str(value)) == value
