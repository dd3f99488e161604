"""Nil statements: what they stand in for, and what may stand beside them."""

from app.forms.form_loader import load_form
from app.forms.nil_statements import is_nil, nil_projects
from app.forms.progress import Progress, measure_progress
from app.messages import format_message
from app.models.answers import ROWS, Answers, Place, nil_place, parse_place
from app.models.findings import Severity
from tests.forms.filled import Filled
from tests.support.programmes import RUNNING, UNFUNDED

REASON = "補助款未核撥，本期未執行。"
AMENDMENT = {
    "field": "period",
    "before": "114 年 12 月",
    "after": "115 年 6 月",
    "reason": "補助款延後核撥，期程順延。",
}


def _nil(project: str | None = RUNNING) -> Filled:
    """The full return with one project (or the agency) that states nil and holds nothing else."""
    filled = Filled()
    kept = {
        place: value
        for place, value in filled.answers.items()
        if not (project in (None, place.project) and place.section != "officers")
    }
    filled.answers = Answers({**kept, nil_place(project): REASON})
    return filled


def _progress(filled: Filled, project: str | None) -> Progress:
    found = measure_progress(filled.blank, filled.answers, filled.findings())
    return next(each for each in found if each.project_id == project)


def test_a_project_with_a_nil_statement_owes_nothing_else() -> None:
    filled = _nil()
    assert filled.findings() == ()
    progress = _progress(filled, RUNNING)
    assert (progress.is_nil, progress.filled, progress.total) == (True, 0, 0)
    assert not _progress(filled, UNFUNDED).is_nil


def test_an_agency_with_a_nil_statement_owes_the_names_of_its_officers_alone() -> None:
    filled = _nil(None)
    assert filled.findings() == ()
    assert nil_projects(filled.blank, filled.answers) == filled.blank.project_ids
    filled.set("officers", project=None, head_name=None)
    assert filled.only("F101").place == Place(None, "officers", None, "head_name")


def test_without_its_reason_a_nil_statement_is_none() -> None:
    filled = _nil()
    filled.answers = filled.answers.changed({nil_place(RUNNING): None})
    assert not is_nil(filled.answers, RUNNING)
    assert "F101" in filled.codes()


def test_values_beside_a_nil_statement_are_one_error_a_section_that_names_them() -> None:
    filled = Filled()
    filled.answers = filled.answers.changed({nil_place(RUNNING): REASON})
    found = filled.findings()
    assert {each.code for each in found} == {"F118"}
    assert {each.severity for each in found} == {Severity.ERROR}
    sections = [each.place.section for each in found]
    assert sections[0] == "budget"
    assert len(sections) == len(set(sections))
    budget = next(each for each in found if each.place.section == "budget")
    sentence = format_message(budget.code, budget.params)
    assert "「預算執行」仍有填報內容（經費來源 等" in sentence
    assert budget.params["count"] == str(
        sum((each.project, each.section) == (RUNNING, "budget") for each in filled.answers)
    )


def test_an_empty_row_beside_a_nil_statement_is_a_value() -> None:
    filled = _nil()
    rows = Place(RUNNING, "highlights", None, ROWS)
    filled.answers = filled.answers.changed({rows: ("r1",)})
    assert filled.only("F118").place == rows


def test_persons_and_proposals_stand_beside_a_nil_statement_and_proposals_are_checked() -> None:
    filled = _nil().set("basic", contact_name="王小明")
    assert filled.findings() == ()
    filled.set("amendments", row="r1", **AMENDMENT)
    assert filled.findings() == ()
    filled.set("amendments", row="r1", reason=None)
    assert filled.only("F101").place == Place(RUNNING, "amendments", "r1", "reason")


def test_nothing_of_a_project_with_a_nil_statement_is_judged() -> None:
    filled = _nil()
    filled.set("results", own_progress="behind")
    evaluation = filled.evaluation()
    assert not evaluation.is_behind(RUNNING)
    assert evaluation.judgement(RUNNING).state is None
    computed = {each.section for each in evaluation.computed if each.project == RUNNING}
    assert computed == {"basic"}


def test_a_reason_is_held_to_its_length_and_its_place() -> None:
    filled = _nil()
    filled.answers = filled.answers.changed({nil_place(RUNNING): "無" * 501})
    assert filled.only("F103").place == nil_place(RUNNING)
    filled = _nil()
    filled.answers = filled.answers.changed({nil_place("P99"): REASON})
    assert filled.only("F117").place == nil_place("P99")


def test_the_place_of_a_nil_statement_has_a_path_like_any_other() -> None:
    for project in (RUNNING, None):
        assert parse_place(nil_place(project).path) == nil_place(project)


def test_the_form_names_the_sections_that_stand_beside_a_nil_statement() -> None:
    form = load_form("annual-results")
    beside = [each.id for each in form.sections if each.despite_nil]
    assert beside == ["officers", "basic", "amendments", "next_year"]
