"""What is kept of a draft's results is what finding all of them anew would give."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.check import check_draft
from app.forms.evaluation import Evaluation, evaluate
from app.forms.kept_results import KeptResults
from app.models.answers import Answers, Place, StoredValue, nil_place
from app.models.findings import Finding
from tests.forms.filled import Filled, behind
from tests.forms.test_forged_answers import FILLED, PLACES, VALUES
from tests.support.programmes import ENDED, RUNNING, UNFUNDED

_NARRATIVES = [Place(each, "results", None, "narrative")
               for each in (RUNNING, ENDED, UNFUNDED)]  # fmt: skip
_STATEMENTS = [nil_place(each) for each in (None, RUNNING, UNFUNDED, "P99")]
_STRAYS = [Place("P99", "budget", None, "paid"), Place(RUNNING, "gone", None, "paid")]
_TEXT_PLACES = [each for each in PLACES if each.field in ("paid", "achieved", "narrative")]


class KeptAndAnew:
    """The same answers judged by what is kept, and judged anew."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.evaluations = KeptResults[Evaluation]()
        self.findings = KeptResults[tuple[Finding, ...]]()

    def ensure_alike(
        self,
        answers: Answers,
        reasons: Mapping[tuple[str, str], str] = {},
        texts: Mapping[Place, str] = {},
        on: date | None = None,
    ) -> tuple[Finding, ...]:
        plan = self.filled.blank, self.filled.programme, self.filled.round
        kept = evaluate(*plan, answers, self.evaluations)
        anew = evaluate(*plan, answers)
        assert kept == anew
        # True == 1 in Python
        assert [repr(each) for each in kept.computed.values()] == [
            repr(each) for each in anew.computed.values()
        ]
        found = check_draft(*plan, answers, reasons, kept, on=on, texts=texts, kept=self.findings)
        assert found == check_draft(*plan, answers, reasons, on=on, texts=texts)
        return found


CHANGES = st.one_of(
    st.dictionaries(st.sampled_from([*PLACES, *_STRAYS]), VALUES, max_size=6),
    st.dictionaries(st.sampled_from(_NARRATIVES), st.sampled_from(["同一段" * 10, "另一段" * 10])),
    st.dictionaries(st.sampled_from(_STATEMENTS), st.sampled_from([None, "計畫延後辦理。"])),
)
REASONS = st.dictionaries(
    st.tuples(
        st.sampled_from(["F105", "F120", "F124", "F142"]),
        st.sampled_from([each.path for each in [*PLACES, *_NARRATIVES]]),
    ),
    st.sampled_from(["追加預算", "跨年度計畫"]),
    max_size=3,
)
TEXTS = st.dictionaries(st.sampled_from(_TEXT_PLACES), st.sampled_from(["約十", "(1,200)"]))
DAYS = st.sampled_from([None, date(2026, 1, 5), date(2026, 7, 1)])


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.tuples(CHANGES, REASONS, TEXTS, DAYS), max_size=8))
def test_results_kept_through_any_changes_are_those_found_anew(steps: list[Any]) -> None:
    both, answers = KeptAndAnew(FILLED), FILLED.answers
    for changes, reasons, texts, on in steps:
        answers = answers.changed(changes)
        both.ensure_alike(answers, reasons, texts, on)


def test_only_the_project_that_changed_is_evaluated_and_checked_again() -> None:
    filled = behind()
    kept = KeptResults[Evaluation]()
    plan = filled.blank, filled.programme, filled.round
    before = evaluate(*plan, filled.answers, kept)
    filled.set("budget", paid=6_000_000)
    after = evaluate(*plan, filled.answers, kept)
    changed = {each for each in after.parts if after.parts[each] is not before.parts[each]}
    assert changed == {RUNNING}
    assert after.is_behind(RUNNING)


def test_a_text_that_another_project_repeats_is_found_when_that_one_changes() -> None:
    filled = Filled()
    both = KeptAndAnew(filled)
    assert both.ensure_alike(filled.answers) == ()
    text = filled.answers.get(_NARRATIVES[2])
    filled.set("results", narrative=text)
    (found,) = both.ensure_alike(filled.answers)
    assert (found.code, found.place) == ("F142", _NARRATIVES[2])


def test_a_statement_for_the_whole_agency_reaches_every_project() -> None:
    filled = Filled()
    both, answers = KeptAndAnew(filled), filled.answers
    assert both.ensure_alike(answers) == ()
    stated = answers.changed({nil_place(None): "經費尚未核撥。"})
    assert {each.code for each in both.ensure_alike(stated)} == {"F118"}


def test_a_tick_in_the_place_of_a_one_is_another_answer() -> None:
    place = Place(RUNNING, "budget", None, "paid")
    one: dict[Place, StoredValue] = {place: 1}
    both = KeptAndAnew(Filled())
    both.ensure_alike(Answers(one))
    found = both.ensure_alike(Answers({place: True}))
    assert ("F110", place) in {(each.code, each.place) for each in found}
    assert Answers(one) != Answers({place: True})
