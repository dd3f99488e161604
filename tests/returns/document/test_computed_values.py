"""Computed values as papers print them: all of them, each readable, none beside them."""

import pytest

from app.models.answers import Answers, Place, nil_place
from app.models.forms import FieldSpec, FieldType
from app.programme.catalogue_loader import load_catalogue
from app.returns.document.computed_values import (
    build_computed,
    compare_computed,
    computed_places,
    find_unprintable,
    stated_values,
)
from app.returns.layouts.printed_document import PrintedValue, ReturnDocument
from app.returns.layouts.v1.printed_values import NONE_MARK, ValuePrinter
from tests.returns.sample import Sample, answers, blank, sample


def printed(document: ReturnDocument) -> dict[str, PrintedValue]:
    """Every value of a document that stands for a place, by its path."""
    values: list[PrintedValue] = []
    for chapter in document.chapters:
        for section in chapter.sections:
            values += [each.value for each in section.entries]
            values += [one.value for card in section.cards for one in card.entries]
            values += [one for row in (section.table.rows if section.table else ()) for one in row]
    return {each.place: each for each in values if each.place is not None}


def fields(made: Sample) -> dict[str, FieldSpec]:
    return {
        place.path: field for place, field in computed_places(made.blank, made.evaluation.answers)
    }


@pytest.mark.parametrize("agency", [each.code for each in load_catalogue().agencies])
def test_what_is_printed_as_computed_is_what_is_stated(agency: str) -> None:
    made = sample(agency=agency)
    on_paper = {
        path: each.text
        for path, each in printed(made.document).items()
        if each.is_computed and each.text != NONE_MARK
    }
    printer = ValuePrinter(made.blank.form)
    stated = {
        path: printer.print_value(made.payload.computed[path], field).text
        for path, field in fields(made).items()
        if path in made.payload.computed
    }
    assert on_paper == stated
    assert made.payload.computed.keys() == stated.keys()
    assert find_unprintable(made.payload, made.blank, made.evaluation.answers) is None
    assert compare_computed(made.payload, made.blank, made.evaluation) == ()


def test_the_grounds_of_a_delay_are_stated_only_where_their_section_is_printed() -> None:
    behind, quiet = sample(), sample(the_answers=answers(blank(), behind=False))
    for made, are_there in ((behind, True), (quiet, False)):
        there = [path for path in made.payload.computed if "/delay/" in path]
        assert bool(there) == are_there


def test_a_project_with_nothing_to_report_states_only_what_its_papers_print() -> None:
    made = sample(the_answers=Answers({nil_place("P06"): "尚未核撥。"}))
    stated = {path.split("/")[1] for path in made.payload.computed if path.startswith("P06/")}
    assert stated == {"basic"}  # the particulars from the plan are printed all the same


def test_states_are_plain_texts_of_the_forms_own_choices() -> None:
    made = sample()
    places = fields(made)
    for path, value in made.payload.computed.items():
        assert type(value) in (str, int)
        if places[path].shown_type is FieldType.CHOICE:
            assert value in made.blank.form.labels(places[path].choices or "")


def test_the_papers_are_printed_from_what_is_stated() -> None:
    made = sample()
    place = Place("P06", "budget", None, "execution_rate")
    stated = stated_values(made.payload)
    assert stated.value(place) == build_computed(made.blank, made.evaluation)[place.path]
    assert stated.judgements == {}
