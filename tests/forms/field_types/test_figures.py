"""Integers, numbers, percentages and money: typed in many ways, stored in one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.field_types import ParseProblem
from app.forms.field_types.figures import MAX_DIGITS
from app.models.forms import FieldType
from app.models.money import MoneyUnit
from tests.forms.field_types.specs import handler_of

INTEGER, NUMBER = handler_of(FieldType.INTEGER, unit="人"), handler_of(FieldType.NUMBER)
PERCENT, MONEY = handler_of(FieldType.PERCENT), handler_of(FieldType.MONEY)
LARGEST = 10**MAX_DIGITS - 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12345", 12345),
        ("12,345", 12345),
        ("１２，３４５", 12345),
        ("12345.0", 12345),
        ("1,200 人", 1200),
        ("-3", -3),
        ("0", 0),
        ("", None),
        ("\u3000", None),
    ],
)
def test_integers_as_typed(text: str, value: int | None) -> None:
    assert INTEGER.parse(text) == value


@pytest.mark.parametrize("text", ["12.5", "1,23", "12,34,567", "0.1萬億分", "9" * 16])
def test_what_is_no_integer_is_refused(text: str) -> None:
    with pytest.raises(ParseProblem) as caught:
        INTEGER.parse(text)
    assert caught.value.code == "F002"
    assert caught.value.params["text"] == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,617.60", "5617.6"),
        ("0.10", "0.1"),
        ("-0.5", "-0.5"),
    ],
)
def test_numbers_have_one_stored_form(text: str, value: str) -> None:
    assert NUMBER.parse(text) == value
    assert NUMBER.check(value) == ()


@pytest.mark.parametrize("text", ["NaN", "5.", "1.2.3", "9" * 16])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ParseProblem, match="F003"):
        NUMBER.parse(text)


@pytest.mark.parametrize("stored", ["1e3", "5.60", "05", "-0", "NaN", "1,000", " 1", "", "1٣"])
def test_another_stored_form_of_a_number_is_a_finding(stored: str) -> None:
    assert [code for code, _ in NUMBER.check(stored)] == ["F110"]


@pytest.mark.parametrize(("text", "value"), [("93.21%", "93.21"), ("0", "0"), ("12.50 %", "12.5")])
def test_percentages_as_typed(text: str, value: str) -> None:
    assert PERCENT.parse(text) == value


def test_percentages_are_shown_with_their_sign_and_as_computed() -> None:
    assert PERCENT.format("93.20") == "93.20%"
    with pytest.raises(ParseProblem, match="F004"):
        PERCENT.parse("大半")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("110,000", MoneyUnit.TEN_THOUSAND, 1_100_000_000),
        ("4億5,000萬元", MoneyUnit.TEN_THOUSAND, 450_000_000),
        ("5617.60", MoneyUnit.TEN_THOUSAND, 56_176_000),
        ("1200元", MoneyUnit.TEN_THOUSAND, 1200),
        ("1.5", MoneyUnit.HUNDRED_MILLION, 150_000_000),
        ("0", MoneyUnit.THOUSAND, 0),
    ],
)
def test_money_in_the_unit_of_the_table_or_its_own(text: str, unit: MoneyUnit, value: int) -> None:
    assert handler_of(FieldType.MONEY, unit).parse(text) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("很多", MoneyUnit.YUAN),
        ("0.5", MoneyUnit.YUAN),
        ("9" * 16, MoneyUnit.YUAN),
        ("99999999", MoneyUnit.HUNDRED_MILLION),
    ],
)
def test_what_is_no_amount_is_refused_with_the_unit(text: str, unit: MoneyUnit) -> None:
    with pytest.raises(ParseProblem) as caught:
        handler_of(FieldType.MONEY, unit).parse(text)
    assert caught.value.code == "F001"
    assert caught.value.params["unit"] == unit.value


@given(st.integers(-LARGEST, LARGEST))
def test_an_integer_survives_its_editor(value: int) -> None:
    text = INTEGER.edit_text(value)
    assert INTEGER.parse(text) == value
    assert INTEGER.parse(INTEGER.format(value)) == value


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(MoneyUnit))
def test_an_amount_survives_its_editor_in_every_unit(value: int, unit: MoneyUnit) -> None:
    money = handler_of(FieldType.MONEY, unit)
    assert money.parse(money.edit_text(value)) == value
    assert money.parse(money.format(value)) == value
    assert money.check(value) == ()


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_and_a_percentage_survive_their_editors(figure: Decimal) -> None:
    for handler in (NUMBER, PERCENT):
        value = handler.parse(str(f"{figure:f}"))
        assert isinstance(value, str)
        assert Decimal(value) == figure
        assert handler.check(value) == ()
        assert handler.parse(handler.edit_text(value)) == value
        assert handler.parse(handler.format(value)) == value


@pytest.mark.parametrize("kind", [FieldType.INTEGER, FieldType.MONEY])
def test_bounds_are_checked_and_named(kind: FieldType) -> None:
    handler = handler_of(kind, min=Decimal(0), max=Decimal(1000))
    assert handler.check(1001) == (("F106", {"limit": "1,000", "value": "1,001"}),)
    assert handler.check(-1) == (("F104", {"limit": "0", "value": "-1"}),)
    assert handler.check(1000) == handler.check(0) == ()


@pytest.mark.parametrize("value", ["5", True, ("5",)])
def test_only_integers_are_integers(value: str | bool | tuple[str, ...]) -> None:
    assert [code for code, _ in INTEGER.check(value)] == ["F110"]


@given(st.text())
def test_no_text_makes_a_figure_crash(text: str) -> None:
    for handler in (INTEGER, NUMBER, PERCENT, MONEY):
        try:
            value = handler.parse(text)
        except ParseProblem:
            continue
        assert handler.check(value) == ()
