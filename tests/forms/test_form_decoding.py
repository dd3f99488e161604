"""A form that came with a round is read as long as all its words are known here."""

from typing import Any

import msgspec
import pytest

from app import __version__
from app.errors import AppError
from app.forms.form_decoding import decode_form
from app.forms.form_loader import load_form
from app.messages import format_message
from app.models.returns import canonical_bytes

FORM = load_form("annual-results")


def plain() -> Any:
    return msgspec.json.decode(canonical_bytes(FORM))


def decode(form: Any) -> object:
    return decode_form(msgspec.json.encode(form, order="sorted"))


def field(form: Any, section_id: str, field_id: str) -> Any:
    section = next(each for each in form["sections"] if each["id"] == section_id)
    return next(each for each in section["fields"] if each["id"] == field_id)


def test_a_form_is_the_same_after_its_journey() -> None:
    assert decode_form(canonical_bytes(FORM)) == FORM


def test_what_a_form_does_not_state_does_not_travel() -> None:
    """A later version's unused word must not keep an earlier version from reading the form."""
    assert "sum_of" not in canonical_bytes(FORM).decode()


def test_a_field_nobody_has_seen_is_read_by_its_words() -> None:
    form = plain()
    new = {"id": "volunteers", "label": "志工人數", "type": "integer", "min": "0"}
    form["sections"][4]["fields"].append(new)
    form["version"] = 7
    assert decode(form).version == 7  # type: ignore[attr-defined]


def _field_type(form: Any) -> None:
    field(form, "budget", "paid")["type"] = "hologram"


def _row_source(form: Any) -> None:
    next(each for each in form["sections"] if "rows" in each)["rows"]["source"] = "hologram"


def _choice_source(form: Any) -> None:
    next(each for each in form["choice_lists"] if "source" in each)["source"] = "hologram"


def _role(form: Any) -> None:
    field(form, "budget", "paid")["role"] = "hologram"


def _computed(form: Any) -> None:
    field(form, "budget", "executed")["computed"] = "hologram"


def _rule_word(form: Any) -> None:
    field(form, "budget", "paid")["hologram"] = "0"


def _section_word(form: Any) -> None:
    form["sections"][0]["hologram"] = True


def _form_word(form: Any) -> None:
    form["hologram"] = []


def _rule_code(form: Any) -> None:
    form["rules"].append("hologram")


@pytest.mark.parametrize("needed", ["9.1", ""])
@pytest.mark.parametrize(
    "change",
    [
        _field_type,
        _row_source,
        _choice_source,
        _role,
        _computed,
        _rule_word,
        _section_word,
        _form_word,
        _rule_code,
    ],
)
def test_an_unknown_word_names_itself_and_the_version_needed(change: Any, needed: str) -> None:
    form = plain() | {"needs_version": needed, "version": 3}
    change(form)
    with pytest.raises(AppError) as caught:
        decode(form)
    assert caught.value.code == "FORM_NEEDS_VERSION"
    sentence = format_message(caught.value.code, caught.value.params)
    assert "「hologram」" in sentence
    assert "第 3 版" in sentence
    assert (needed or "—") in sentence
    assert __version__ in sentence


def test_what_a_later_version_allows_asks_for_it_too() -> None:
    """A form may be declared in a way this version would call a mistake."""
    form = plain()
    form["sections"][0]["fields"] = []
    with pytest.raises(ValueError, match="no fields"):
        decode(form)
    with pytest.raises(AppError) as caught:
        decode(form | {"needs_version": "9.1"})
    assert caught.value.code == "FORM_NEEDS_VERSION"


@pytest.mark.parametrize(
    ("changes", "problem"), [({"sections": 5}, "array"), ({"version": "one"}, "int")]
)
def test_what_is_no_form_is_not_called_new(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        decode(plain() | changes)
