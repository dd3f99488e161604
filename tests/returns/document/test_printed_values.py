"""Printed values: what is printed can be read back, exactly, for every type."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.answers import StoredValue
from app.models.forms import Choice, ChoiceList, FieldSpec, FieldType, FormSpec
from app.returns.document.printed_values import UnreadableValue, ValuePrinter, field_label

LIST = ChoiceList(
    id="l",
    choices=(
        Choice(id="16", label="和平、正義及健全制度"),
        Choice(id="4", label="優質教育"),
        Choice(id="official", label="公務預算"),
    ),
)
FORM = FormSpec(id="f", version=1, title="表", sections=(), choice_lists=(LIST,))
PRINTER = ValuePrinter(FORM)


def spec(kind: FieldType, **more: object) -> FieldSpec:
    return FieldSpec(id="x", label="欄", type=kind, choices="l", **more)  # type: ignore[arg-type]


def assert_round_trip(value: StoredValue, kind: FieldType) -> None:
    printed = PRINTER.print_value(value, spec(kind))
    seen = printed.text if printed.figure is None else printed.figure
    assert PRINTER.read_value(seen, spec(kind)) == value
    # A figure too large for a cell's number stands there as text.
    if kind in (FieldType.MONEY, FieldType.INTEGER):
        assert PRINTER.read_value(printed.text, spec(kind)) == value


@given(st.integers(-(10**20), 10**20))
def test_amounts_come_back(amount: int) -> None:
    assert_round_trip(amount, FieldType.MONEY)
    assert_round_trip(amount, FieldType.INTEGER)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_decimal_texts_come_back_with_their_zeros(figure: Decimal) -> None:
    assert_round_trip(f"{figure:f}", FieldType.NUMBER)
    assert_round_trip(f"{figure:f}", FieldType.PERCENT)


@pytest.mark.parametrize("text", ["0", "7", "-7", "007", "-0", "1.0", "0.50", "9" * 40])
def test_the_spelling_of_a_number_is_kept(text: str) -> None:
    assert_round_trip(text, FieldType.NUMBER)


@given(st.dates())
def test_dates_come_back_even_where_roc_years_do_not_reach(day: date) -> None:
    assert_round_trip(day.isoformat(), FieldType.DATE)


def test_a_date_is_printed_the_roc_way() -> None:
    assert PRINTER.print_value("2025-12-31", spec(FieldType.DATE)).text == "114年12月31日"


@given(st.text(min_size=1))
def test_texts_come_back(text: str) -> None:
    assert_round_trip(text, FieldType.TEXT)
    assert_round_trip(text, FieldType.LONG_TEXT)


@given(st.lists(st.sampled_from(["16", "4", "official"]), min_size=1, unique=True))
def test_choices_come_back_although_a_label_holds_a_comma(ids: list[str]) -> None:
    assert_round_trip(tuple(ids), FieldType.MULTI_CHOICE)
    assert_round_trip(ids[0], FieldType.CHOICE)


def test_file_names_come_back_whatever_their_punctuation() -> None:
    assert_round_trip(("成果；照片、1.jpg", "b.png"), FieldType.ATTACHMENT)


@pytest.mark.parametrize("kind", [FieldType.MONEY, FieldType.INTEGER])
@pytest.mark.parametrize("text", ["", "1.5", "１２", "=1", "--1", "1e3"])
def test_what_is_no_amount_is_not_read_as_one(text: str, kind: FieldType) -> None:
    with pytest.raises(UnreadableValue):
        PRINTER.read_value(text, spec(kind))


def test_a_number_in_a_text_cell_is_not_read_as_text() -> None:
    with pytest.raises(UnreadableValue):
        PRINTER.read_value(5, spec(FieldType.TEXT))


def test_the_label_carries_the_unit() -> None:
    assert field_label(spec(FieldType.MONEY)) == "欄（元）"
    assert field_label(spec(FieldType.INTEGER, unit="人")) == "欄（人）"
    assert field_label(spec(FieldType.TEXT)) == "欄"


def test_a_computed_value_there_is_none_of_is_a_dash() -> None:
    computed = spec(FieldType.COMPUTED, shows=FieldType.PERCENT)
    assert PRINTER.print_value(None, computed).text == "—"
    assert PRINTER.print_value("93.21", computed).text == "93.21%"
    assert PRINTER.print_value(None, spec(FieldType.MONEY)).text == ""
