"""預算執行: each rule from a complete return with one figure changed."""

from typing import Any

import pytest
from msgspec.structs import replace

from app.messages import format_message
from app.models.answers import Place
from app.models.findings import Severity
from app.models.programme import BudgetStatus
from tests.forms.filled import Filled
from tests.support.earlier_years import last_year
from tests.support.programmes import RUNNING, UNFUNDED, build_programme, build_project


def test_paying_more_than_was_allocated_wants_a_reason() -> None:
    found = Filled().set("budget", allocated=9_000_000).only("F105")
    assert (found.place.field, found.severity) == ("paid", Severity.WARNING)
    assert "「實支數」10,000,000 元大於累計分配數 9,000,000 元" in format_message(
        found.code, found.params
    )


def test_allocating_more_than_is_available_is_an_error() -> None:
    found = Filled().set("budget", allocated=10_000_001).only("F121")
    assert (found.place.field, found.params["excess"]) == ("allocated", "1 元")
    assert found.severity is Severity.ERROR


def test_parts_that_add_up_to_more_than_was_allocated_want_a_reason() -> None:
    filled = Filled().set("budget", allocated=9_000_000, paid=8_000_000, payable=1_000_001)
    filled.set("budget", completed_on=None)
    found = filled.only("F148")
    assert (found.place.field, found.params["excess"]) == ("paid", "1 元")
    assert found.severity is Severity.WARNING
    assert "F148" not in filled.set("budget", payable=1_000_000).codes()


def test_executing_more_than_is_available_counts_payable_surplus_and_prepaid() -> None:
    filled = Filled().set("budget", payable=1, surplus=2, prepaid=3)
    assert filled.only("F122").params["excess"] == "6 元"
    assert "F105" not in filled.codes()


def test_a_budget_of_which_nothing_was_executed_wants_a_reason() -> None:
    codes = Filled().set("budget", paid=0, completed_on=None).codes()
    assert "F120" in codes
    assert "F150" in codes


def test_no_budget_and_nothing_executed_is_no_matter() -> None:
    assert Filled().set("budget", project=UNFUNDED, paid=0).findings() == ()


def test_a_difference_to_the_approved_amount_wants_a_note() -> None:
    changed: dict[str, Any] = {"available": 9_000_000, "allocated": 9_000_000, "paid": 9_000_000}
    found = Filled().set("budget", **changed).only("F123")
    assert (found.place.field, found.params["difference"]) == ("difference_note", "-1,000,000 元")
    noted = Filled().set("budget", **changed, difference_note="立法院刪減。")
    assert noted.findings() == ()


def test_money_without_an_approved_amount_wants_a_note() -> None:
    spent: dict[str, Any] = {
        "available": 500,
        "allocated": 500,
        "paid": 500,
        "completed_on": "2025-12-31",
    }
    filled = Filled().set("budget", project=UNFUNDED, funding_source=("fund",), **spent)
    assert filled.only("F128").place.field == "difference_note"
    assert filled.set("budget", project=UNFUNDED, difference_note="基金。").findings() == ()


def test_a_cell_that_points_to_a_remark_is_not_a_cell_without_money() -> None:
    remark = build_project(amount_ntd=None, status=BudgetStatus.REMARK)
    filled = Filled(programme=build_programme(running=remark))
    assert filled.findings() == ()


def test_money_has_a_source() -> None:
    found = Filled().set("budget", funding_source=None).only("F129")
    assert found.severity is Severity.ERROR
    assert found.place.field == "funding_source"


def test_full_execution_wants_its_date() -> None:
    assert Filled().set("budget", completed_on=None).only("F124").place.field == "completed_on"


def test_almost_full_execution_wants_no_date() -> None:
    assert Filled().set("budget", completed_on=None, paid=9_999_000).findings() == ()


def test_a_completion_date_before_full_execution_is_questioned() -> None:
    found = Filled().set("budget", paid=9_000_000).only("F126")
    assert found.params["rate"] == "90.00%"


@pytest.mark.parametrize("day", ["2026-01-01", "2022-12-31"])
def test_a_completion_date_outside_project_or_year_is_refused(day: str) -> None:
    found = Filled().set("budget", completed_on=day).only("F125")
    assert found.params["first"] == "112年1月1日"
    assert found.params["last"] == "114年12月31日"


@pytest.mark.parametrize(
    ("available", "factor"),
    [(100_000_000_000, "10,000 倍"), (10_000_000_000, "1,000 倍"), (1_000, "1/10,000")],
)
def test_an_amount_in_the_wrong_unit_is_asked_about(available: int, factor: str) -> None:
    figures: dict[str, Any] = {"available": available, "allocated": available, "paid": available}
    filled = Filled().set("budget", **figures, difference_note="差異")
    found = filled.only("F127")
    assert (found.place.field, found.params["factor"]) == ("available", factor)
    assert found.params["other"] == "核定預算數"


def test_without_an_approved_amount_the_nearest_year_of_the_plan_is_the_neighbour() -> None:
    none = replace(
        build_project().budgets[0], year_roc=114, amount_ntd=None, status=BudgetStatus.NONE
    )
    near = replace(none, year_roc=113, amount_ntd=1_000, status=BudgetStatus.UNMARKED)
    far = replace(near, year_roc=112, amount_ntd=10_000_000)
    running = replace(build_project(), budgets=(far, near, none))
    filled = Filled(programme=build_programme(running=running))
    found = filled.set("budget", difference_note="差異").only("F127")
    assert (found.params["other"], found.params["factor"]) == (
        "核定本 113 年度預算",
        "10,000 倍",
    )


def test_a_payment_a_thousand_times_too_small_is_a_slip() -> None:
    filled = Filled().set("budget", paid=10_000, completed_on=None)
    found = filled.only("F127")
    assert (found.place.field, found.params["factor"]) == ("paid", "1/1,000")
    filled.set("budget", paid=1_000_000)
    assert "F127" not in filled.codes()


def test_an_allocation_in_the_wrong_unit_is_asked_about() -> None:
    found = Filled().set("budget", allocated=1_000).only("F127")
    assert (found.place.field, found.params["factor"]) == ("allocated", "1/10,000")


def test_a_part_in_the_wrong_unit_is_asked_about() -> None:
    found = Filled().set("budget", payable=10_000_000_000).only("F127")
    assert (found.place.field, found.params["factor"]) == ("payable", "1,000 倍")


@pytest.mark.parametrize(("available", "factor"), [(31_000_000, "3.1 倍"), (3_000_000, "1/3.3")])
def test_an_amount_beyond_three_times_the_approved_one_wants_its_cause(
    available: int, factor: str
) -> None:
    figures: dict[str, Any] = {"available": available, "allocated": available, "paid": available}
    filled = Filled().set("budget", **figures, difference_note="差異")
    found = filled.only("F130")
    assert (found.place.field, found.params["factor"]) == ("available", factor)
    assert found.severity is Severity.WARNING
    assert filled.codes() == ["F130"]


def test_a_third_allocated_wants_its_cause() -> None:
    filled = Filled().set("budget", allocated=3_000_000, paid=3_000_000, completed_on=None)
    assert filled.only("F130").place.field == "allocated"


def test_amounts_are_held_against_last_years() -> None:
    filled = Filled()
    before = {"available": 3_000_000, "paid": 100_000_000}
    filled.earlier = last_year(
        {Place(RUNNING, "budget", None, key): value for key, value in before.items()}
    )
    assert filled.only("F130").params["other"] == "上年度可支用預算數"
    found = filled.only("F127")
    assert (found.place.field, found.params["factor"]) == ("paid", "1/10")


@pytest.mark.parametrize("payable", [1, 1_000, 10_000])
def test_a_small_part_is_no_slip(payable: int) -> None:
    filled = Filled().set("budget", paid=10_000_000 - payable, payable=payable)
    assert filled.findings() == ()
