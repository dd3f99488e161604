"""What is written: persons, narrative, highlights, amendments, delay."""

from datetime import date

import pytest

from app.models.answers import Place
from app.models.findings import Severity
from app.models.periods import format_roc_date
from tests.forms.filled import AMENDMENT, DELAY, HIGHLIGHT, NARRATIVE, Filled, behind
from tests.support.earlier_years import last_year
from tests.support.programmes import RUNNING, UNFUNDED


def test_preparer_and_supervisor_are_two_people() -> None:
    found = Filled().set("officers", project=None, supervisor_name="𠮷田㲿").only("F180")
    assert (found.place.field, found.severity) == ("supervisor_name", Severity.WARNING)


def test_a_narrative_of_two_words_is_asked_about() -> None:
    assert Filled().set("results", narrative="如上。").only("F140").params["length"] == "3"


def test_the_same_narrative_for_two_projects_names_the_other() -> None:
    filled = Filled().set("results", narrative=NARRATIVE)
    filled.set("results", project=UNFUNDED, narrative=NARRATIVE)
    found = filled.only("F142")
    assert (found.place.project, found.params["other"]) == (UNFUNDED, "示例計畫 P01")


def test_a_highlight_told_twice_is_asked_about() -> None:
    filled = Filled().set("highlights", row="a", **HIGHLIGHT)
    assert filled.findings() == ()
    found = filled.set("highlights", row="b", **HIGHLIGHT).only("F141")
    assert (found.place.row, found.params["title"]) == ("b", "社區廚房")


def test_an_agency_is_no_partner_of_itself() -> None:
    filled = Filled().set("highlights", row="a", **HIGHLIGHT, partners=("MOE", "MOA"))
    assert filled.only("F143").params["agency"] == "教育部"
    assert filled.set("highlights", row="a", partners=("MOA",)).findings() == ()


def test_a_case_has_no_more_beneficiaries_than_its_project() -> None:
    filled = Filled().set("results", beneficiaries=100)
    filled.set("highlights", row="a", **HIGHLIGHT, beneficiaries=101)
    assert filled.only("F144").params["whole"] == "100"
    assert filled.set("highlights", row="a", beneficiaries=100).findings() == ()


def test_the_cases_together_have_no_more_beneficiaries_than_their_project() -> None:
    filled = Filled().set("results", beneficiaries=100)
    filled.set("highlights", row="a", **HIGHLIGHT, beneficiaries=60)
    filled.set("highlights", row="b", **HIGHLIGHT | {"title": "共餐"}, beneficiaries=40)
    assert filled.findings() == ()
    found = filled.set("highlights", row="b", beneficiaries=41).only("F147")
    assert (found.place.field, found.params["total"]) == ("beneficiaries", "101")
    assert filled.set("highlights", row="b", beneficiaries=101).codes() == ["F144"]


@pytest.mark.parametrize(
    ("before", "factor"), [(1000, "1/10"), (10, "10 倍"), (30, "3.3 倍"), (500, "1/5.0")]
)
def test_beneficiaries_far_from_last_years_want_their_cause(before: int, factor: str) -> None:
    filled = Filled().set("results", beneficiaries=100)
    place = Place(RUNNING, "results", None, "beneficiaries")
    filled.earlier = last_year({place: before})
    assert filled.only("F146").params["factor"] == factor
    filled.earlier = last_year({place: 90})
    assert filled.findings() == ()


def test_an_amendment_changes_something() -> None:
    filled = Filled().set("amendments", row="a", **AMENDMENT)
    assert filled.findings() == ()
    found = filled.set("amendments", row="a", after="1,000 萬元").only("F160")
    assert found.severity is Severity.ERROR


def test_one_entry_is_amended_once() -> None:
    filled = Filled().set("amendments", row="a", **AMENDMENT)
    filled.set("amendments", row="b", **AMENDMENT | {"after": "1,300 萬元"})
    assert filled.only("F161").place.row == "b"


def test_a_changed_target_needs_an_analysis() -> None:
    short = AMENDMENT | {"field": "indicator", "reason": "目標過高。"}
    assert Filled().set("amendments", row="a", **short).only("F162").params["length"] == "5"
    assert Filled().set("amendments", row="a", **AMENDMENT | {"reason": "調整。"}).findings() == ()


def test_a_project_behind_owes_the_delay_section() -> None:
    filled = behind().set("delay", **dict.fromkeys(DELAY))
    missing = [each.place.field for each in filled.findings() if each.code == "F150"]
    assert missing == list(DELAY)
    assert len(missing) == len(filled.findings())


def test_a_delay_is_refused_where_nothing_is_behind() -> None:
    found = Filled().set("delay", **DELAY).only("F151")
    assert (found.severity, found.place.field) == (Severity.ERROR, "category")
    assert "落後說明" in found.params["section"]


def test_a_target_behind_owes_the_delay_section_too() -> None:
    filled = Filled().set("indicators", row="I01-1", achieved="79")
    assert "F150" in filled.codes()
    assert Filled().set("indicators", row="I01-1", achieved="80").findings() == ()


def test_catching_up_comes_after_improving() -> None:
    found = behind().set("delay", catch_up_on="2026-03-30").only("F152")
    assert found.params["improve_by"] == "115年3月31日"
    assert behind().set("delay", catch_up_on="2026-03-31").findings() == ()


@pytest.mark.parametrize(("day", "code"), [("2025-12-31", "F153"), ("2027-01-01", "F155")])
def test_catching_up_lies_between_the_years_end_and_the_projects(day: str, code: str) -> None:
    filled = behind().set("delay", improve_by="2025-11-30", catch_up_on=day)
    assert set(filled.codes()) == {code, "F156"}


@pytest.mark.parametrize(
    ("today", "field"),
    [
        (date(2026, 4, 1), "improve_by"),
        (date(2026, 7, 1), "catch_up_on"),
    ],
)
def test_what_is_planned_lies_ahead_when_it_is_handed_in(today: date, field: str) -> None:
    filled = behind()
    filled.on = date(2026, 3, 31)
    assert filled.findings() == ()
    filled.on = today
    asked = [each for each in filled.findings() if each.code == "F156"]
    assert asked[-1].place.field == field
    assert asked[-1].severity is Severity.WARNING
    assert asked[-1].params["today"] == format_roc_date(today)


def test_without_a_day_what_lies_in_the_period_is_past_all_the_same() -> None:
    found = behind().set("delay", improve_by="2025-12-31").only("F156")
    assert found.params["today"] == "114年12月31日"
    early = behind().set("delay", improve_by="2025-12-31")
    early.on = date(2025, 11, 1)
    assert early.only("F156") == found


def test_a_project_with_a_figure_below_zero_and_no_highlights_is_judged_all_the_same() -> None:
    filled = Filled()
    highlights = [each for each in filled.answers if each.section == "highlights"]
    filled.answers = filled.answers.changed(dict.fromkeys(highlights))
    assert "F147" not in filled.set("results", beneficiaries=-1).codes()
