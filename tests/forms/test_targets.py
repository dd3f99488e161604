"""Targets as the plan words them: stretches, what adds up, the aim in words."""

from datetime import date
from fractions import Fraction

import pytest

from app.forms.form_loader import load_form
from app.forms.targets import (
    adds_up,
    describe_target,
    find_stretch,
    is_first_year,
    needs_cumulative,
    with_row_unit,
)
from app.models.answers import Place, StoredValue
from app.models.programme import Comparator, PeriodKind, Target
from app.models.rounds import RoundKind
from tests.support.programmes import build_round, build_target


@pytest.mark.parametrize(
    ("kind", "year", "first", "elapsed"),
    [
        (PeriodKind.WHOLE_PERIOD, 114, 112, Fraction(3, 4)),
        (PeriodKind.CUMULATIVE, 112, 112, Fraction(1, 4)),
        (PeriodKind.EVERY_TWO_YEARS, 113, 112, Fraction(1)),
        (PeriodKind.EVERY_TWO_YEARS, 114, 114, Fraction(1, 2)),
        (PeriodKind.UNSTATED, 115, 112, Fraction(1)),
        (PeriodKind.EACH_YEAR, 114, 114, Fraction(1)),
    ],
)
def test_a_stretch_and_how_much_of_it_has_passed(
    kind: PeriodKind, year: int, first: int, elapsed: Fraction
) -> None:
    stretch = find_stretch(build_target(kind=kind), build_round(year))
    assert (stretch.first_year, stretch.elapsed) == (first, elapsed)


def test_half_a_year_is_half_a_step() -> None:
    round_ = build_round(113, RoundKind.HALF_YEAR)
    assert find_stretch(build_target(kind=PeriodKind.WHOLE_PERIOD), round_).elapsed == Fraction(
        3, 8
    )


@pytest.mark.parametrize(
    ("target", "years"),
    [
        (build_target(kind=PeriodKind.WHOLE_PERIOD), {112}),
        (build_target(kind=PeriodKind.EVERY_TWO_YEARS), {112, 114}),
        (build_target(kind=PeriodKind.UNSTATED), {112}),
        (build_target(kind=PeriodKind.WHOLE_PERIOD, comparator=Comparator.AT_MOST), {112}),
        (build_target(kind=PeriodKind.EACH_YEAR), set()),
        (build_target(kind=PeriodKind.WHOLE_PERIOD, unit="%"), set()),
    ],
)
def test_the_first_year_of_a_stretch(target: Target, years: set[int]) -> None:
    assert {year for year in range(112, 116) if is_first_year(target, build_round(year))} == years


def test_what_is_held_against_a_running_figure() -> None:
    assert needs_cumulative(build_target(kind=PeriodKind.CUMULATIVE))
    assert not needs_cumulative(build_target(kind=PeriodKind.WHOLE_PERIOD, unit="%"))
    assert not needs_cumulative(build_target())


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


SECTION = load_form("annual-results").section("indicators")


def unit_of(field: str, stands: StoredValue = "家") -> str:
    place = Place("P15", "indicators", "P15-1", field)

    def value(asked: Place) -> StoredValue:
        assert asked == place._replace(field="unit")
        return stands

    return with_row_unit(SECTION, place, value).unit


def test_the_figures_of_a_target_count_in_its_unit() -> None:
    assert unit_of("achieved") == unit_of("cumulative") == "家"


def test_other_fields_of_the_row_and_a_row_without_a_unit_have_none() -> None:
    assert unit_of("note") == unit_of("achieved", None) == ""
