"""What the program fills in, and who is behind."""

from datetime import date
from typing import Any

import msgspec
import pytest

from app.forms.blank_builder import build_blank
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.models.answers import Place, StoredValue
from app.models.programme import BudgetStatus, Comparator, PeriodKind, Project
from tests.forms.filled import Filled
from tests.support.programmes import (
    ENDED,
    RUNNING,
    UNFUNDED,
    build_programme,
    build_project,
    build_target,
)


def computed(
    filled: Filled, section: str, field: str, row: str | None = None, project: str = RUNNING
) -> StoredValue:
    return filled.evaluation().value(Place(project, section, row, field))


def grounds(filled: Filled) -> tuple[str, ...]:
    return filled.evaluation().judgement(RUNNING).grounds


def budget(**amounts: Any) -> Filled:
    empty: dict[str, Any] = dict.fromkeys(("available", "allocated", "paid", "completed_on"))
    return Filled().set("budget", **{**empty, **amounts})


def test_executed_is_paid_payable_surplus_and_prepaid() -> None:
    filled = budget(paid=1, payable=20, surplus=300, prepaid=4000)
    assert computed(filled, "budget", "executed") == 4321


def test_executed_is_nothing_while_nothing_is_reported() -> None:
    assert computed(budget(available=5), "budget", "executed") is None
    assert computed(budget(paid=0), "budget", "executed") == 0


def test_the_three_rates_are_never_mixed() -> None:
    filled = budget(available=1000, allocated=800, paid=600, payable=60, surplus=40)
    assert computed(filled, "budget", "execution_rate") == "87.50"
    assert computed(filled, "budget", "attainment_rate") == "70.00"
    assert computed(filled, "budget", "payment_rate") == "60.00"


def test_a_budget_of_zero_has_no_rate() -> None:
    filled = budget(available=0, allocated=0, paid=0)
    for rate in ("execution_rate", "attainment_rate", "payment_rate", "budget_state"):
        assert computed(filled, "budget", rate) is None


@pytest.mark.parametrize(
    ("paid", "state"),
    [(799, "behind"), (800, "near"), (999, "near"), (1000, "met"), (1101, "met")],
)
def test_the_state_of_spending_follows_the_rounds_thresholds(paid: int, state: str) -> None:
    filled = budget(available=5000, allocated=1000, paid=paid)
    assert computed(filled, "budget", "budget_state") == state


def test_other_thresholds_give_other_states() -> None:
    filled = budget(available=1000, allocated=1000, paid=850)
    filled.round = msgspec.structs.replace(filled.round, behind_below_percent=90)
    assert computed(filled, "budget", "budget_state") == "behind"


def test_a_budget_never_allocated_is_judged_against_what_was_available() -> None:
    filled = budget(available=1000, allocated=0, paid=0)
    assert computed(filled, "budget", "budget_state") == "behind"


def test_the_approved_amount_and_the_difference_to_it() -> None:
    filled = budget(available=9_000_000)
    assert computed(filled, "budget", "approved") == 10_000_000
    assert computed(filled, "budget", "approved_difference") == -1_000_000


@pytest.mark.parametrize(
    ("project", "text"),
    [
        (build_project(), "1,000 萬元"),
        (
            build_project(amount_ntd=82_003_000, status=BudgetStatus.SEEKING),
            "8,200.3 萬元（預計爭取）",
        ),
        (build_project(status=BudgetStatus.ESTIMATE), "1,000 萬元（概算）"),
        (build_project(status=BudgetStatus.PLANNED), "1,000 萬元（規劃經費）"),
        (build_project(amount_ntd=None, status=BudgetStatus.NONE), "未列（---）"),
        (build_project(amount_ntd=None, status=BudgetStatus.REMARK), "詳備註"),
        (build_project(amount_ntd=0), "0 萬元"),
    ],
)
def test_the_approved_cell_in_words_and_none_is_not_zero(project: Project, text: str) -> None:
    filled = Filled(programme=build_programme(running=project))
    assert computed(filled, "basic", "approved_budget") == text


def test_the_head_of_a_project_comes_from_the_programme() -> None:
    filled = Filled()
    assert computed(filled, "basic", "project_name") == "示例計畫 P01"
    assert computed(filled, "basic", "strategies") == "S1 實踐社會價值"
    assert computed(filled, "basic", "period") == "112年1月1日至115年12月31日"
    assert computed(filled, "basic", "agency_name") == "教育部"


def test_an_agency_renamed_since_is_named_with_its_former_name() -> None:
    programme = build_programme(running=build_project(agency="MOA"))
    filled = Filled(programme=programme)
    early = msgspec.structs.replace(filled.round, opens_on=date(2023, 1, 5))
    for round_, name in ((filled.round, "農業部（原農業委員會）"), (early, "農業委員會")):
        blank = build_blank(load_form("annual-results"), programme, round_, "MOA")
        value = evaluate(blank, programme, round_, filled.answers)
        assert value.value(Place(RUNNING, "basic", None, "agency_name")) == name


def test_a_target_row_says_what_is_counted_and_how_far_it_is() -> None:
    own = (build_target("P01-1", value="120", restates="I01-1"),)
    filled = Filled(programme=build_programme(own_targets=own))
    filled.set("indicators", row="I01-1", achieved="70")
    values = [computed(filled, "indicators", each, "I01-1") for each in ("metric", "target_text")]
    assert values == ["(一) 參與人數", "每年至少 100（附表：至少 120）"]
    assert computed(filled, "indicators", "unit", "I01-1") == "人"
    values = [
        computed(filled, "indicators", each, "I01-1")
        for each in ("attainment", "appendix_rate", "state", "rates_note")
    ]
    assert values == ["70.00", "58.33", "behind", "本文 70.00%、附表 58.33%，依附表判定"]


def test_a_qualitative_row_says_what_it_is_about() -> None:
    assert computed(Filled(), "qualitative", "indicator_text", "I02") == "(二) 指標 2"


def test_a_project_is_behind_by_its_money_a_target_or_the_officers_word() -> None:
    assert grounds(Filled()) == ()
    assert grounds(Filled().set("budget", paid=1)) == ("budget",)
    assert grounds(Filled().set("indicators", row="I01-1", achieved="1")) == ("indicator",)
    assert grounds(Filled().set("results", own_progress="behind")) == ("own_word",)
    assert grounds(Filled().set("results", own_progress="ahead")) == ()


def test_a_ceiling_exceeded_is_a_ground_of_delay() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    filled = Filled(programme=build_programme(targets=(ceiling,)))
    filled.set("indicators", row="I01-1", achieved="123")
    assert computed(filled, "indicators", "state", "I01-1") == "over_ceiling"
    assert computed(filled, "delay", "grounds") == "指標（(一) 參與人數：超出上限）"


def test_the_grounds_are_said_with_their_figures() -> None:
    filled = Filled().set("budget", paid=5_000_000).set("results", own_progress="behind")
    assert computed(filled, "delay", "grounds") == "經費（執行率 50.00%）；自評"
    filled.set("budget", allocated=0).set("indicators", row="I01-1", achieved="1")
    words = "經費（達成率 50.00%）；指標（(一) 參與人數：落後）；自評"
    assert computed(filled, "delay", "grounds") == words
    assert computed(Filled(), "delay", "grounds") is None


def test_a_target_by_a_date_is_completed_on_a_day() -> None:
    due: dict[str, Any] = {"first_year": 114, "last_year": 114, "due_on": date(2025, 6, 30)}
    target = build_target(kind=PeriodKind.BY_DATE, **due)
    filled = Filled(programme=build_programme(targets=(target,)))
    filled.set("indicators", row="I01-1", achieved="100", completed_on="2025-06-20")
    assert computed(filled, "indicators", "state", "I01-1") == "completed"
    assert computed(filled, "indicators", "rates_note", "I01-1") == "114.06.20 完成"


def test_a_project_that_has_ended_owes_no_explanation() -> None:
    filled = Filled().set("budget", project=ENDED, available=100, allocated=100, paid=1)
    assert computed(filled, "budget", "budget_state", project=ENDED) == "ended"
    assert not filled.evaluation().is_behind(ENDED)


def test_a_qualitative_row_not_started_does_not_make_a_project_behind() -> None:
    filled = Filled().set("qualitative", row="I02", state="not_started")
    assert not filled.evaluation().is_behind(RUNNING)


def test_one_project_behind_says_nothing_about_the_next() -> None:
    assert not Filled().set("budget", paid=1).evaluation().is_behind(UNFUNDED)


def test_an_entered_value_is_given_as_it_stands() -> None:
    filled = Filled()
    place = Place(RUNNING, "budget", None, "paid")
    assert filled.evaluation().value(place) == 10_000_000
    assert filled.evaluation().value(place._replace(field="payable")) is None


@pytest.mark.parametrize("value", ["viele", ("1",), True, "NaN", "1e400", 10**40])
def test_a_forged_figure_computes_to_nothing_and_is_found(value: StoredValue) -> None:
    filled = Filled().set("indicators", row="I01-1", achieved=value)
    assert computed(filled, "indicators", "attainment", "I01-1") is None
    assert "F110" in filled.codes()


@pytest.mark.parametrize("value", ["1000", ("1",), True, 10**40])
def test_a_forged_amount_computes_to_nothing_and_is_found(value: StoredValue) -> None:
    filled = Filled().set("budget", available=value)
    assert computed(filled, "budget", "attainment_rate") is None
    assert computed(filled, "budget", "approved_difference") is None
    assert "F110" in filled.codes()
