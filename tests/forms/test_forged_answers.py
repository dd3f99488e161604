"""Answers from outside may hold anything: every part answers with findings, none with a crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.check import check_draft
from app.forms.evaluation import evaluate
from app.forms.field_types import field_type
from app.forms.iteration import walk_fields
from app.forms.progress import measure_progress
from app.messages import format_message
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.programme import Comparator, PeriodKind
from tests.forms.filled import Filled
from tests.support.programmes import RUNNING, build_programme, build_target

TARGETS = (
    build_target("I01-1"),
    build_target("I01-2", kind=PeriodKind.CUMULATIVE, value="5", start_value="2"),
    build_target("I01-3", comparator=Comparator.AT_MOST),
    build_target("I01-4", comparator=Comparator.RANGE, low="5", high="6"),
    build_target("I01-5", kind=PeriodKind.UNSTATED, unit="%"),
)
FILLED = Filled(programme=build_programme(targets=TARGETS))
_ROWS = Place(RUNNING, "highlights", None, ROWS), Place(RUNNING, "amendments", None, ROWS)
FILLED.answers = FILLED.answers.changed(dict.fromkeys(_ROWS, ("r1", "r2")))
PLACES = [place for _, _, _, place in walk_fields(FILLED.blank, FILLED.answers)]
OWN = [each for each in PLACES if each.project == RUNNING] + list(_ROWS)

VALUES: st.SearchStrategy[StoredValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(["0", "-1", "1e400", "NaN", "2025-12-31", "ahead", "indicator", "MOE", "4"]),
    st.text(max_size=30),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.lists(st.sampled_from(["4", "r1", "r1", "MOE", ""]), max_size=4).map(tuple),
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(OWN), VALUES, max_size=25))
def test_no_answer_crashes_the_rules_and_every_sentence_is_complete(
    changes: dict[Place, StoredValue],
) -> None:
    answers = FILLED.answers.changed(changes)
    findings = check_draft(FILLED.blank, FILLED.programme, FILLED.round, answers)
    for each in findings:
        assert each.code not in format_message(each.code, each.params)
    progress = measure_progress(FILLED.blank, answers, findings)
    assert all(0 <= each.filled <= each.total for each in progress)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(OWN), VALUES, max_size=25))
def test_no_answer_crashes_what_is_shown(changes: dict[Place, StoredValue]) -> None:
    answers: Answers = FILLED.answers.changed(changes)
    evaluation = evaluate(FILLED.blank, FILLED.programme, FILLED.round, answers)
    for _, _, field, place in walk_fields(FILLED.blank, answers):
        assert isinstance(field_type(field, FILLED.blank.form).format(evaluation.value(place)), str)
