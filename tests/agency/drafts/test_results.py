"""What the rules make of a draft follows its answers."""

from app.agency.drafts.draft import Draft
from tests.agency.desks import (
    AVAILABLE,
    PAID,
)


def test_findings_follow_the_answers(draft: Draft) -> None:
    missing = {each.place for each in draft.results.findings}
    assert PAID in missing
    draft.commit({PAID: 1}, "實支數")
    assert PAID not in {each.place for each in draft.results.findings if each.code == "F101"}
    draft.journal.undo()
    assert {each.place for each in draft.results.findings} == missing


def test_findings_and_computed_values_are_worked_out_once_per_state(draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    assert draft.results.findings is draft.results.findings
    assert draft.results.evaluation is draft.results.evaluation
    before = draft.results.progress
    draft.commit({AVAILABLE: 1}, "可支用預算數")
    assert draft.results.progress is not before
    assert sum(each.filled for each in draft.results.progress) == 1 + sum(
        each.filled for each in before
    )
