"""The report reads a form through its declaration: what is not declared is no empty text."""

import msgspec
import pytest

from app.forms.blank_builder import build_blank
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.models.answers import Answers
from app.models.forms import FormSpec
from app.reports.annual_results.return_reader import READ, ReturnReader
from app.reports.section_values import FormReading, SectionValues, UndeclaredFieldError
from tests.support.merged_rounds import build_received
from tests.support.programmes import AGENCY, RUNNING, build_programme, build_round

FORM = load_form("annual-results")


def read_by(form: FormSpec) -> ReturnReader:
    """A reader of an empty return on a form that has changed since the reader was written."""
    programme, round_ = build_programme(), build_round()
    return ReturnReader(
        programme, round_, form, build_received(programme, round_, AGENCY, Answers())
    )


def without(section_id: str, field_id: str) -> FormSpec:
    """The form with one field under another id."""
    sections = [
        msgspec.structs.replace(
            section,
            fields=tuple(
                msgspec.structs.replace(each, id=f"{field_id}_new")
                if (section.id, each.id) == (section_id, field_id)
                else each
                for each in section.fields
            ),
        )
        for section in FORM.sections
    ]
    return msgspec.structs.replace(FORM, sections=tuple(sections))


def test_the_form_as_it_is_declares_all_that_is_read() -> None:
    (first, *_) = read_by(FORM).read_projects()
    assert first.narrative == ""


@pytest.mark.parametrize(
    ("section_id", "field_id"),
    [(section_id, each) for section_id, fields in READ.items() for each in fields],
)
def test_a_field_the_form_calls_otherwise_is_an_error_at_once(
    section_id: str, field_id: str
) -> None:
    with pytest.raises(UndeclaredFieldError) as caught:
        read_by(without(section_id, field_id))
    assert f"{section_id}/{field_id}" in str(caught.value)
    assert FORM.id in str(caught.value)


@pytest.mark.parametrize("section_id", READ)
def test_a_section_the_form_lacks_is_an_error_at_once(section_id: str) -> None:
    kept = tuple(each for each in FORM.sections if each.id != section_id)
    with pytest.raises(UndeclaredFieldError, match=section_id):
        read_by(msgspec.structs.replace(FORM, sections=kept))


def test_an_id_nobody_said_is_read_is_an_error_too() -> None:
    programme, round_ = build_programme(), build_round()
    blank = build_blank(FORM, programme, round_, AGENCY)
    reading = FormReading(blank.form, {"results": ("narrative",)})
    values = SectionValues(
        reading, evaluate(blank, programme, round_, Answers()), RUNNING, "results"
    )
    assert values.text("narrative") == ""
    for wrong in ("narative", "beneficiaries"):
        with pytest.raises(UndeclaredFieldError, match=f"results/{wrong}"):
            values.text(wrong)
