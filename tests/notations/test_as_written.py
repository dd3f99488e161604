"""Every way of writing in `as_written.toml` is read as it says, or refused with what was seen."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.forms.field_types import FieldTypeHandler, ParseProblem
from app.forms.form_loader import load_form
from app.messages import format_message
from app.models.forms import FieldType
from app.models.money import MoneyUnit
from app.visible_text import visible_line
from tests.forms.field_types.specs import FORM, handler_of

TABLE = tomllib.loads((Path(__file__).parent / "as_written.toml").read_text(encoding="utf-8"))
OFFICERS = load_form("annual-results").section("officers")


def rows(kind: str, column: str = "rows") -> list[Any]:
    return [pytest.param(*each, id=ascii(each[0])) for each in TABLE[kind][0].get(column, [])]


def refusal(handler: FieldTypeHandler, text: str) -> tuple[str, str]:
    with pytest.raises(ParseProblem) as caught:
        handler.parse(text)
    sentence = format_message(caught.value.code, caught.value.params)
    assert visible_line(caught.value.params["text"]) in sentence
    assert "{" not in sentence
    return caught.value.code, caught.value.params.get("seen", "")


@pytest.mark.parametrize(("text", "unit", "value"), rows("amount"))
def test_an_amount_is_read(text: str, unit: str, value: int) -> None:
    assert handler_of(FieldType.MONEY, MoneyUnit(unit)).parse(text) == value


@pytest.mark.parametrize(("text", "unit", "code", "seen"), rows("amount", "refused"))
def test_what_is_no_amount_is_refused(text: str, unit: str, code: str, seen: str) -> None:
    found, said = refusal(handler_of(FieldType.MONEY, MoneyUnit(unit)), text)
    assert (found, said if seen else "") == (code, seen)


@pytest.mark.parametrize(("text", "unit", "value"), rows("count"))
def test_a_count_is_read(text: str, unit: str, value: str) -> None:
    handler = handler_of(FieldType.NUMBER, unit=unit)
    assert handler.parse(text) == value
    assert handler.check(value) == ()


@pytest.mark.parametrize(("text", "unit", "value"), rows("count"))
def test_a_whole_count_is_read_alike(text: str, unit: str, value: str) -> None:
    if "." in value:
        with pytest.raises(ParseProblem, match="F002"):
            handler_of(FieldType.INTEGER, unit=unit).parse(text)
    else:
        assert handler_of(FieldType.INTEGER, unit=unit).parse(text) == int(value)


@pytest.mark.parametrize(("text", "unit", "code", "seen"), rows("count", "refused"))
def test_what_is_no_count_is_refused(text: str, unit: str, code: str, seen: str) -> None:
    found, said = refusal(handler_of(FieldType.NUMBER, unit=unit), text)
    assert (found, said if seen else "") == (code, seen)


@pytest.mark.parametrize(("text", "value"), rows("percent"))
def test_a_percentage_is_read(text: str, value: str) -> None:
    assert handler_of(FieldType.PERCENT).parse(text) == value


@pytest.mark.parametrize(("text", "code", "seen"), rows("percent", "refused"))
def test_what_is_no_percentage_is_refused(text: str, code: str, seen: str) -> None:
    found, said = refusal(handler_of(FieldType.PERCENT), text)
    assert (found, said if seen else "") == (code, seen)


@pytest.mark.parametrize(("text", "value"), rows("date"))
def test_a_date_is_read(text: str, value: str) -> None:
    assert handler_of(FieldType.DATE).parse(text) == value


@pytest.mark.parametrize(("text", "code", "seen"), rows("date", "refused"))
def test_what_is_no_date_is_refused(text: str, code: str, seen: str) -> None:
    found, said = refusal(handler_of(FieldType.DATE), text)
    assert (found, said if seen else "") == (code, seen)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        pytest.param(field, *each.values, id=f"{field}-{each.id}")
        for field, kind in (("preparer_phone", "telephone"), ("preparer_email", "email"))
        for each in rows(kind)
    ],
)
def test_a_telephone_and_an_address_are_kept_in_one_way(field: str, text: str, value: str) -> None:
    handler = FORM_HANDLERS[field]
    assert handler.parse(text) == value
    assert handler.check(value) == ()
    assert handler.parse(value) == value


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        pytest.param(field, *each.values, id=f"{field}-{each.id}")
        for field, kind in (("preparer_phone", "telephone"), ("preparer_email", "email"))
        for each in rows(kind, "refused")
    ],
)
def test_what_is_neither_stays_as_typed_and_is_a_finding(field: str, text: str, code: str) -> None:
    handler = FORM_HANDLERS[field]
    value = handler.parse(text)
    assert value == " ".join(text.split())
    assert [each for each, _ in handler.check(value)] == [code]


@pytest.mark.parametrize(("text", "value"), rows("address"))
def test_a_postal_address_is_kept_in_standard_characters(text: str, value: str) -> None:
    handler = handler_of(FieldType.TEXT)
    assert handler.parse(text) == value
    assert handler.check(value) == ()


FORM_HANDLERS = {
    each.id: type(handler_of(each.type))(each, FORM, MoneyUnit.YUAN) for each in OFFICERS.fields
}
