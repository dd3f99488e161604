"""ROC years and dates."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.periods import (
    ce_year,
    format_taiwan_day,
    format_taiwan_day_short,
    format_taiwan_time,
    format_taiwan_time_short,
    roc_year,
    taiwan_day,
    taiwan_time,
)
from tests.support.zones import ELSEWHERE, computer_in


@given(st.integers(1, 2000))
def test_years_convert_both_ways(year: int) -> None:
    assert ce_year(year) == year + 1911
    assert roc_year(date(ce_year(year), 1, 1)) == year


LATE = datetime(2025, 12, 31, 16, 30, 59, tzinfo=UTC)
"""Half past midnight in Taiwan, on the first day of another year."""


def test_a_moment_is_printed_by_the_clocks_of_taiwan_to_the_minute() -> None:
    assert format_taiwan_time(LATE) == "115年1月1日 00:30"
    assert format_taiwan_time_short(LATE) == "115.01.01 00:30"


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_a_moment_falls_on_a_day_in_taiwan_wherever_the_computer_stands(zone: str) -> None:
    with computer_in(zone):
        for moment in (LATE, LATE.astimezone()):
            assert taiwan_day(moment) == date(2026, 1, 1)
            assert taiwan_time(moment).hour == 0
            assert format_taiwan_day(moment) == "115年1月1日"
            assert format_taiwan_day_short(moment) == "115.01.01"


def test_a_certificate_without_end_ends_on_the_last_day_there_is() -> None:
    assert taiwan_day(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)) == date.max


def test_a_moment_of_no_time_zone_falls_on_no_day() -> None:
    with pytest.raises(ValueError):
        taiwan_day(LATE.replace(tzinfo=None))
