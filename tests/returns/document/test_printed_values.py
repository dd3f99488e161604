"""Printed values: figures, dates, choices and files as a reader of the paper sees them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.forms import Choice, ChoiceList, FieldSpec, FieldType, FormSpec
from app.notations.dates import read_date
from app.returns.layouts.v1.printed_values import ValuePrinter, field_label

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


@pytest.mark.parametrize("text", ["0", "7", "-7", "007", "-0", "1.0", "0.50", "9" * 40])
def test_a_number_is_a_figure_only_where_its_spelling_is_kept(text: str) -> None:
    printed = PRINTER.print_value(text, spec(FieldType.NUMBER))
    assert printed.figure is None or str(printed.figure) == text


@given(st.dates())
def test_two_days_are_never_printed_alike(day: date) -> None:
    printed = PRINTER.print_value(day.isoformat(), spec(FieldType.DATE)).text
    assert printed == day.isoformat() or read_date(printed) == day


def test_a_date_is_printed_the_roc_way() -> None:
    assert PRINTER.print_value("2025-12-31", spec(FieldType.DATE)).text == "114年12月31日"


def test_choices_are_printed_as_their_labels_and_files_one_below_the_other() -> None:
    printed = PRINTER.print_value(("16", "4"), spec(FieldType.MULTI_CHOICE))
    assert printed.text == "和平、正義及健全制度；優質教育"
    files = PRINTER.print_value(("成果；照片、1.jpg", "b.png"), spec(FieldType.ATTACHMENT))
    assert files.text == "成果；照片、1.jpg\nb.png"
    named = ValuePrinter(FORM, {"ab" * 32: "照片.jpg"})
    assert named.print_value(("ab" * 32,), spec(FieldType.ATTACHMENT)).text == "照片.jpg"


def test_the_label_carries_the_unit() -> None:
    assert field_label(spec(FieldType.MONEY)) == "欄（元）"
    assert field_label(spec(FieldType.INTEGER, unit="人")) == "欄（人）"
    assert field_label(spec(FieldType.TEXT)) == "欄"


def test_a_computed_value_there_is_none_of_is_a_dash() -> None:
    computed = spec(FieldType.COMPUTED, shows=FieldType.PERCENT)
    assert PRINTER.print_value(None, computed).text == "—"
    assert PRINTER.print_value("93.21", computed).text == "93.21%"
    assert PRINTER.print_value(None, spec(FieldType.MONEY)).text == ""
