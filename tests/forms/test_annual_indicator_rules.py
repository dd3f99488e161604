"""量化指標: figures that cannot go together."""

from typing import Any

import pytest

from app.models.findings import Severity
from app.models.programme import Comparator, PeriodKind, Target
from tests.forms.filled import DELAY, Filled
from tests.support.programmes import build_programme, build_target


def filled_with(target: Target, **values: Any) -> Filled:
    filled = Filled(programme=build_programme(targets=(target,)))
    return filled.set("indicators", row=target.id, **values)


RUNNING_TOTAL = build_target(kind=PeriodKind.CUMULATIVE, value="50", start_value="20")


@pytest.mark.parametrize(
    "kind",
    [PeriodKind.WHOLE_PERIOD, PeriodKind.TWO_YEARS, PeriodKind.EVERY_TWO_YEARS],
)
def test_a_target_over_several_years_needs_its_total(kind: PeriodKind) -> None:
    target = build_target(kind=kind)
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


def test_a_figure_far_from_its_target_may_be_in_the_wrong_unit() -> None:
    found = filled_with(build_target(), achieved="1000000").only("F134")
    assert (found.params["aim"], found.params["unit"]) == ("100", "人")


def test_a_figure_far_below_its_target_may_be_too() -> None:
    filled = filled_with(build_target(value="5000"), achieved="0.5").set("delay", **DELAY)
    assert filled.codes() == ["F134"]


def test_zero_is_no_unit_slip() -> None:
    filled = filled_with(build_target(), achieved="0").set("delay", **DELAY)
    assert filled.findings() == ()


def test_a_ceiling_exceeded_wants_a_note() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    found = filled_with(ceiling, achieved="110").only("F135")
    assert found.place.field == "note"
    assert filled_with(ceiling, achieved="110", note="專案核定。").findings() == ()
    assert filled_with(ceiling, achieved="100").findings() == ()
