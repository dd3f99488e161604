"""Attainment and state: every comparator and every kind of period."""

from datetime import date
from decimal import Decimal

import pytest

from app.forms.targets import (
    adds_up,
    describe_target,
    find_stretch,
    judge,
    measure_target,
    needs_cumulative,
)
from app.models.programme import Comparator, PeriodKind, Target
from app.models.rounds import RoundKind
from tests.support.programmes import build_round, build_target


def attain(
    target: Target, achieved: str | None, cumulative: str | None = None, year: int = 114
) -> tuple[str | None, str | None]:
    """Attainment and state as texts."""
    round_ = build_round(year)
    figures = [None if each is None else Decimal(each) for each in (achieved, cumulative)]
    measured = measure_target(target, figures[0], figures[1], round_)
    shown = None if measured.attainment is None else str(measured.attainment)
    return shown, judge(measured, target, round_)


@pytest.mark.parametrize("comparator", [Comparator.AT_LEAST, Comparator.EXACT, Comparator.ABOUT])
@pytest.mark.parametrize(
    ("achieved", "percent", "state"),
    [
        ("79", "79.00", "behind"),
        ("80", "80.00", "on_track"),
        ("110", "110.00", "on_track"),
        ("111", "111.00", "ahead"),
        ("0", "0.00", "behind"),
    ],
)
def test_a_value_is_held_against_the_aim(
    comparator: Comparator, achieved: str, percent: str, state: str
) -> None:
    assert attain(build_target(comparator=comparator), achieved) == (percent, state)


@pytest.mark.parametrize(
    ("achieved", "percent", "state"),
    [
        ("399", "79.80", "behind"),
        ("499", "99.80", "on_track"),
        ("500", "100", "on_track"),
        ("600", "100", "on_track"),
        ("660", "110.00", "on_track"),
        ("720", "120.00", "ahead"),
    ],
)
def test_a_range_is_reached_anywhere_inside(achieved: str, percent: str, state: str) -> None:
    target = build_target(comparator=Comparator.RANGE, low="500", high="600")
    assert attain(target, achieved) == (percent, state)


@pytest.mark.parametrize(
    ("achieved", "percent", "state"),
    [
        ("0", "100", "on_track"),
        ("100", "100", "on_track"),
        ("125", "80.00", "on_track"),
        ("126", "79.37", "behind"),
    ],
)
def test_a_ceiling_is_kept_or_exceeded_and_never_ahead(
    achieved: str, percent: str, state: str
) -> None:
    assert attain(build_target(comparator=Comparator.AT_MOST), achieved) == (percent, state)


def test_a_percentage_is_held_against_the_percentage_promised() -> None:
    share = build_target(unit="%", value="60")
    assert attain(share, "57") == ("95.00", "on_track")


def test_a_percentage_over_the_whole_period_is_not_added_up() -> None:
    share = build_target(unit="%", value="60", kind=PeriodKind.WHOLE_PERIOD)
    assert not needs_cumulative(share)
    assert attain(share, "57", "170") == ("95.00", "on_track")


@pytest.mark.parametrize(
    "kind", [PeriodKind.EACH_YEAR, PeriodKind.YEAR, PeriodKind.BY_DATE, PeriodKind.PER_SESSION]
)
def test_yearly_kinds_use_the_years_figure(kind: PeriodKind) -> None:
    assert attain(build_target(kind=kind), "90", "290") == ("90.00", "on_track")


def test_a_whole_period_is_measured_in_full_and_judged_by_its_elapsed_share() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="600")
    assert attain(target, "150", "450") == ("75.00", "on_track")  # three of four years
    assert attain(target, "150", "359") == ("59.83", "behind")
    assert attain(target, "150", "500") == ("83.33", "ahead")
    assert attain(target, "150", "450", year=115) == ("75.00", "behind")


def test_a_whole_period_reached_early_is_never_behind() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="600")
    assert attain(target, "0", "600", year=115) == ("100.00", "on_track")


def test_the_first_year_of_a_stretch_needs_no_total() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="400")
    assert attain(target, "100", year=112) == ("25.00", "on_track")
    assert attain(target, "100", year=113) == (None, None)


@pytest.mark.parametrize(("year", "state"), [(114, "on_track"), (115, "behind")])
def test_every_two_years_starts_anew(year: int, state: str) -> None:
    target = build_target(kind=PeriodKind.EVERY_TWO_YEARS, value="10")
    assert attain(target, "5", "5", year=year) == ("50.00", state)
    assert find_stretch(target, build_round(year)).first_year == 114


def test_one_stretch_of_two_years() -> None:
    target = build_target(kind=PeriodKind.TWO_YEARS, value="20", first_year=111, last_year=112)
    assert attain(target, "12", "20", year=112) == ("100.00", "on_track")


def test_a_running_total_counts_from_its_start_value() -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="5", start_value="2")
    assert attain(target, "1", "4") == ("66.67", "on_track")  # 75 % were due
    assert attain(target, "0", "3") == ("33.33", "behind")
    assert attain(target, "0", "1") == ("0.00", "behind")
    assert attain(target, "2", "5") == ("100.00", "ahead")
    assert attain(target, "1", year=112) == ("33.33", "ahead")


def test_a_running_total_from_zero() -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="15000", start_value="0")
    assert attain(target, "4000", "11250") == ("75.00", "on_track")


def test_a_running_total_that_starts_at_its_aim_is_reached_or_not() -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="2", start_value="2")
    assert attain(target, "0", "2")[0] == "100"
    assert attain(target, "0", "1")[0] == "0"


def test_an_unstated_period_is_behind_only_in_both_readings() -> None:
    target = build_target(kind=PeriodKind.UNSTATED)
    assert attain(target, "25", None) == ("25.00", "behind")
    assert attain(target, "25", "75") == ("25.00", "on_track")
    assert attain(target, "25", "50") == ("25.00", "behind")
    assert attain(target, "100", "300") == ("100.00", "on_track")


def test_the_favourable_reading_of_an_unstated_period_is_never_ahead() -> None:
    target = build_target(kind=PeriodKind.UNSTATED)
    assert attain(target, "100", "900")[1] == "on_track"
    assert attain(target, "120", "120")[1] == "ahead"


def test_half_a_year_owes_half_a_yearly_target() -> None:
    round_ = build_round(kind=RoundKind.HALF_YEAR)
    measured = measure_target(build_target(), Decimal(45), None, round_)
    assert (str(measured.attainment), str(measured.pace)) == ("45.00", "90.00")
    assert judge(measured, build_target(), round_) == "on_track"


def test_nothing_reported_is_no_rate_and_no_state() -> None:
    assert attain(build_target(), None) == (None, None)


def test_an_aim_of_zero_has_no_rate() -> None:
    assert attain(build_target(value="0"), "5") == (None, None)


@pytest.mark.parametrize(("achieved", "percent"), [("0", "100"), ("5", "0.00")])
def test_a_ceiling_of_zero_is_kept_by_zero(achieved: str, percent: str) -> None:
    assert attain(build_target(value="0", comparator=Comparator.AT_MOST), achieved)[0] == percent


def test_what_cannot_be_added_up() -> None:
    assert adds_up(build_target())
    assert not adds_up(build_target(unit="%"))
    assert not adds_up(build_target(kind=PeriodKind.PER_SESSION))
    assert not adds_up(build_target(comparator=Comparator.AT_MOST))


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (build_target(value="6000"), "每年至少 6,000"),
        (build_target(value="150", comparator=Comparator.EXACT), "每年 150"),
        (build_target(kind=PeriodKind.PER_SESSION, comparator=Comparator.ABOUT), "每場次約 100"),
        (build_target(comparator=Comparator.RANGE, low="500", high="600"), "每年 500–600"),
        (build_target(comparator=Comparator.AT_MOST), "每年至多 100"),
        (build_target(kind=PeriodKind.UNSTATED, value="5.60"), "至少 5.6"),
        (build_target(kind=PeriodKind.WHOLE_PERIOD), "112–115 年合計至少 100"),
        (
            build_target(kind=PeriodKind.CUMULATIVE, value="5", start_value="2"),
            "115 年底前累計（由 2 起）至少 5",
        ),
        (
            build_target(kind=PeriodKind.BY_DATE, due_on=date(2024, 6, 30)),
            "113.06.30 前至少 100",
        ),
        (build_target(kind=PeriodKind.YEAR, first_year=113, last_year=113), "113 年至少 100"),
        (build_target(kind=PeriodKind.EVERY_TWO_YEARS), "每 2 年至少 100"),
    ],
)
def test_the_aim_in_words(target: Target, text: str) -> None:
    assert describe_target(target) == text


def test_the_appendix_figure_stands_behind_where_it_differs() -> None:
    body = build_target(value="70", unit="組")
    appendix = build_target(comparator=Comparator.RANGE, low="70", high="80", unit="個")
    assert describe_target(body, appendix) == "每年至少 70（附表：70–80 個）"
    assert describe_target(body, body) == "每年至少 70"
