"""What the overview shows about the content of a return."""

from app.models.answers import Place
from app.models.returns import ExplainedFinding
from app.office.importing.content_check import check_content
from app.returns.judging.return_context import ReturnContext
from tests.forms.filled import AMENDMENT, Filled, behind
from tests.support.merged_rounds import build_received
from tests.support.programmes import AGENCY, RUNNING


def counts_of(filled: Filled, *explained: ExplainedFinding) -> tuple[int, int, int]:
    """Warnings, projects behind and amendments."""
    received = build_received(
        filled.programme, filled.round, AGENCY, filled.answers, explained=explained
    )
    context = ReturnContext(filled.programme, filled.round, filled.blank)
    counts = check_content(received.payload, context).count()
    return counts.warnings, counts.behind, counts.amendments


def test_projects_behind_and_amendments_are_counted() -> None:
    assert counts_of(behind().set("amendments", row="r1", **AMENDMENT)) == (0, 1, 1)


def test_a_warning_only_the_agency_could_find_counts_too() -> None:
    """Last year's figures are with the agency; a warning both found is one."""
    filled = Filled().set("budget", completed_on=None)
    paths = [Place(RUNNING, "budget", None, each).path for each in ("completed_on", "paid")]
    given = [
        ExplainedFinding(code=code, place=path, message="…", reason="說明")
        for code, path in zip(("F124", "F130"), paths, strict=True)
    ]
    assert counts_of(filled) == (1, 0, 0)
    assert counts_of(filled, *given) == (2, 0, 0)
