"""量化指標: figures that cannot go together."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.models.answers import Place
from app.models.findings import Severity
from app.models.programme import Comparator, PeriodKind, Target
from tests.forms.filled import DELAY, Filled
from tests.support.earlier_years import last_year
from tests.support.programmes import RUNNING, build_programme, build_round, build_target


def filled_with(target: Target, **values: Any) -> Filled:
    filled = Filled(programme=build_programme(targets=(target,)))
    return filled.set("indicators", row=target.id, **values)


RUNNING_TOTAL = build_target(kind=PeriodKind.CUMULATIVE, value="50", start_value="20")


@pytest.mark.parametrize(
    "kind",
    [PeriodKind.WHOLE_PERIOD, PeriodKind.CUMULATIVE],
)
def test_a_target_over_several_years_needs_its_total(kind: PeriodKind) -> None:
    start = "0" if kind is PeriodKind.CUMULATIVE else None
    target = build_target(kind=kind, start_value=start)
    found = filled_with(target, achieved="100").only("F131")
    assert (found.place.field, found.severity) == ("cumulative", Severity.ERROR)
    assert filled_with(target, achieved="100", cumulative="100").findings() == ()


def test_a_yearly_target_needs_no_total() -> None:
    assert filled_with(build_target(), achieved="100").findings() == ()


def test_a_total_below_its_own_year_is_refused() -> None:
    found = filled_with(build_target(), achieved="100", cumulative="99").only("F132")
    assert (found.params["value"], found.params["achieved"]) == ("99", "100")


def test_percentages_are_not_added_up_so_their_total_is_not_compared() -> None:
    share = build_target(unit="%", value="60")
    assert filled_with(share, achieved="65", cumulative="61").findings() == ()


def test_a_running_total_below_its_start_is_refused() -> None:
    filled = filled_with(RUNNING_TOTAL, achieved="0", cumulative="19")
    assert filled.only("F136").params["start"] == "20"


def test_a_share_above_the_whole_is_asked_about() -> None:
    share = build_target(unit="%", value="60")
    assert filled_with(share, achieved="101").only("F133").severity is Severity.WARNING
    assert filled_with(share, achieved="100").findings() == ()


@pytest.mark.parametrize(
    ("achieved", "factor"),
    [("1000000", "10,000 倍"), ("1100", "10 倍"), ("0.01", "1/10,000"), ("10", "1/10")],
)
def test_a_power_of_ten_beside_the_target_is_named_a_slip_of_unit(
    achieved: str, factor: str
) -> None:
    filled = filled_with(build_target(), achieved=achieved).set("delay", **DELAY)
    if Decimal(achieved) > 100:
        filled.set("delay", **dict.fromkeys(DELAY))
    found = filled.only("F134")
    assert (found.params["factor"], found.params["unit"]) == (factor, "人")
    assert (found.params["other"], found.params["neighbour"]) == ("目標值", "100")
    assert filled.codes() == ["F134"]


@pytest.mark.parametrize(("achieved", "factor"), [("301", "3.0 倍"), ("33", "1/3.0")])
def test_a_figure_beyond_three_times_its_target_wants_its_cause(achieved: str, factor: str) -> None:
    filled = filled_with(build_target(), achieved=achieved)
    found = filled.only("F139")
    assert (found.severity, found.params["factor"]) == (Severity.WARNING, factor)
    assert "F134" not in filled.codes()


@pytest.mark.parametrize("achieved", ["300", "34"])
def test_a_figure_within_three_times_its_target_is_usual(achieved: str) -> None:
    assert "F139" not in filled_with(build_target(), achieved=achieved).codes()


def test_a_running_figure_is_held_against_what_was_due_by_now() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="1000")
    filled = filled_with(target, achieved="200", cumulative="2300")
    found = filled.only("F139")
    assert (found.place.field, found.params["other"]) == ("cumulative", "應達之目標值")
    assert found.params["neighbour"] == "750"
    assert filled_with(target, achieved="200", cumulative="750").findings() == ()


def test_a_figure_beyond_three_times_last_years_wants_its_cause() -> None:
    filled = filled_with(build_target(), achieved="100")
    place = Place(RUNNING, "indicators", "I01-1", "achieved")
    filled.earlier = last_year({place: "30"})
    found = filled.only("F139")
    assert (found.params["other"], found.params["factor"]) == ("上年度達成值", "3.3 倍")
    filled.earlier = last_year({place: "1000"})
    assert filled.only("F134").params["factor"] == "1/10"
    filled.earlier = last_year({place: "90"})
    assert filled.findings() == ()


def test_a_running_figure_is_held_against_last_years_and_this_years() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="1000")
    filled = filled_with(target, achieved="200", cumulative="750")
    place = Place(RUNNING, "indicators", "I01-1", "cumulative")
    filled.earlier = last_year({place: "550"})
    assert filled.findings() == ()
    filled.earlier = last_year({place: "7300"})
    found = filled.only("F134")
    assert (found.place.field, found.params["factor"]) == ("cumulative", "1/10")
    assert found.params["other"] == "上年度累計值加本年達成值"


def test_a_thousandth_of_a_ceiling_is_a_slip() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    assert filled_with(ceiling, achieved="0.1").only("F134").params["factor"] == "1/1,000"


def test_little_used_of_a_ceiling_is_usual() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    assert filled_with(ceiling, achieved="10").findings() == ()


def test_a_small_figure_the_other_reading_explains_is_usual() -> None:
    target = build_target(kind=PeriodKind.UNSTATED)
    assert filled_with(target, achieved="25", cumulative="75").findings() == ()
    assert "F139" in filled_with(target, achieved="25").codes()


def test_above_a_range_its_upper_end_is_the_neighbour() -> None:
    target = build_target(comparator=Comparator.RANGE, low="10", high="40")
    assert filled_with(target, achieved="100").findings() == ()
    assert filled_with(target, achieved="130").only("F139").params["neighbour"] == "40"


def test_zero_is_no_unit_slip() -> None:
    filled = filled_with(build_target(), achieved="0").set("delay", **DELAY)
    assert filled.findings() == ()


def test_a_ceiling_exceeded_wants_a_note_and_the_delay_section() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    found = filled_with(ceiling, achieved="123").set("delay", **DELAY).only("F135")
    assert (found.place.field, found.severity) == ("note", Severity.ERROR)
    noted = filled_with(ceiling, achieved="123", note="專案核定。")
    assert set(noted.codes()) == {"F150"}
    assert noted.set("delay", **DELAY).findings() == ()
    assert filled_with(ceiling, achieved="100").findings() == ()


def in_year(year: int, target: Target, **values: Any) -> Filled:
    filled = Filled(programme=build_programme(targets=(target,)), round=build_round(year))
    return filled.set("indicators", row=target.id, **values)


def test_in_the_first_year_of_a_stretch_the_total_is_the_years_figure() -> None:
    target = build_target(kind=PeriodKind.EVERY_TWO_YEARS, value="10")
    found = in_year(114, target, achieved="5", cumulative="15").only("F137")
    assert (found.place.field, found.severity) == ("cumulative", Severity.ERROR)
    assert (found.params["value"], found.params["due"]) == ("15", "5")
    assert in_year(114, target, achieved="5", cumulative="5").findings() == ()
    assert "F137" not in in_year(115, target, achieved="5", cumulative="15").codes()


def test_in_the_first_year_of_a_stretch_the_total_may_be_left_out() -> None:
    target = build_target(kind=PeriodKind.EVERY_TWO_YEARS, value="10")
    assert in_year(114, target, achieved="5").findings() == ()


def test_the_first_years_total_stands_on_its_start_value() -> None:
    codes = [in_year(112, RUNNING_TOTAL, achieved="10", cumulative=each).codes()
             for each in ("10", "30")]  # fmt: skip
    assert ["F137" in each for each in codes] == [True, False]


BY_DATE = build_target(
    kind=PeriodKind.BY_DATE, first_year=114, last_year=114, due_on=date(2025, 6, 30)
)


@pytest.mark.parametrize(
    ("achieved", "day", "is_wrong"),
    [("100", None, True), ("100", "2025-06-20", False), ("90", "2025-06-20", True)],
)
def test_a_target_by_a_date_has_its_date_when_it_is_reached_and_only_then(
    achieved: str, day: str | None, is_wrong: bool
) -> None:
    filled = filled_with(BY_DATE, achieved=achieved, completed_on=day)
    assert ("F138" in filled.codes()) is is_wrong


def test_a_completion_to_come_is_refused() -> None:
    filled = filled_with(BY_DATE, achieved="100", completed_on="2026-01-05")
    assert filled.only("F145").severity is Severity.ERROR


def test_a_target_without_a_due_date_has_no_completion() -> None:
    filled = filled_with(build_target(), achieved="100", completed_on="2025-06-20")
    assert filled.codes() == ["F145"]
