"""The digest of a form covers what it means, and nothing that only helps while typing."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.forms.blank_builder import fill_choice_lists
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256, project_meaning
from app.models.forms import (
    Choice,
    ChoiceList,
    FieldSpec,
    FormSpec,
    RemovedField,
    RequiredWhen,
    RowsSpec,
    SectionSpec,
)
from app.models.record import Record
from tests.support.changed_forms import CHANGES_OF_MEANING, CHANGES_WITHOUT_MEANING, Edit
from tests.support.programmes import build_programme

FORM = load_form("annual-results")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "form-meaning.md"

PARTS: dict[str, type[Record]] = {
    "form": FormSpec,
    "section": SectionSpec,
    "rows": RowsSpec,
    "field": FieldSpec,
    "required_when": RequiredWhen,
    "choice list": ChoiceList,
    "choice": Choice,
    "removed field": RemovedField,
}


def test_the_digest_is_the_same_before_and_after_lists_are_filled_in() -> None:
    filled = fill_choice_lists(FORM, build_programme())
    assert filled != FORM
    assert form_sha256(filled) == form_sha256(FORM)
    assert re.fullmatch("[0-9a-f]{64}", form_sha256(FORM))


@pytest.mark.parametrize("name", CHANGES_WITHOUT_MEANING)
def test_what_only_helps_while_typing_leaves_the_digest(name: str) -> None:
    changed = CHANGES_WITHOUT_MEANING[name](FORM)
    assert changed != FORM
    assert form_sha256(changed) == form_sha256(FORM)


@pytest.mark.parametrize("name", CHANGES_OF_MEANING)
def test_what_is_asked_checked_or_printed_changes_the_digest(name: str) -> None:
    assert form_sha256(CHANGES_OF_MEANING[name](FORM)) != form_sha256(FORM)


def test_an_attribute_more_in_a_class_leaves_the_digest() -> None:
    """Another attribute with its default, as a later version of the program would have it."""

    class FieldOfTomorrow(FieldSpec, frozen=True, kw_only=True):
        tone: str = "calm"

    def tomorrow(section: SectionSpec) -> SectionSpec:
        fields = tuple(
            FieldOfTomorrow(**{name: getattr(each, name) for name in each.__struct_fields__})
            for each in section.fields
        )
        return msgspec.structs.replace(section, fields=fields)

    changed = msgspec.structs.replace(FORM, sections=tuple(map(tomorrow, FORM.sections)))
    assert "calm" in msgspec.json.encode(changed.sections[0].fields[0].tone).decode()  # type: ignore[attr-defined]
    assert form_sha256(changed) == form_sha256(FORM)


def test_every_attribute_is_digested_or_named_as_not() -> None:
    """Whoever adds an attribute has to say which of the two it is."""
    text = PAGE.read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z_0-9.-]+)`", text))
    for part, record in PARTS.items():
        assert {*record.__struct_fields__} <= listed, part


def test_the_page_lists_the_very_keys_that_are_digested() -> None:
    digested, spared = PAGE.read_text(encoding="utf-8").split("## What is not digested")
    keys = set(_keys(project_meaning(_every_word())))
    rows = "\n".join(each for each in digested.splitlines() if each.startswith("| `"))
    assert keys <= set(re.findall(r"`([a-z_]+)`", rows))
    assert not keys & (set(re.findall(r"`([a-z_]+)`", spared)) - {"label"})


def _every_word() -> FormSpec:
    """The form of the year with the words it does not use itself."""
    edits: list[Edit] = list(CHANGES_OF_MEANING.values())
    form = FORM
    for edit in edits:
        form = edit(form)
    return form


def _keys(meaning: object) -> Iterator[str]:
    if isinstance(meaning, dict):
        yield from meaning
        for each in meaning.values():
            yield from _keys(each)
    elif isinstance(meaning, list):
        for each in meaning:
            yield from _keys(each)
