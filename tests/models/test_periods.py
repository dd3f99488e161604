"""ROC years and dates."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.periods import (
    ce_year,
    format_roc_date,
    format_roc_date_short,
    format_roc_timestamp,
    format_taiwan_day,
    parse_roc_date,
    roc_year,
)

DAY = date(2025, 11, 23)
DAYS = st.dates(date(2011, 1, 1), date(2910, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "1141123",
        "114-11-23",
        "114/11/23",
        "114.11.23",
        "114年11月23日",
        "民國114年11月23日",
        "2025-11-23",
        "１１４．１１．２３",
        " 114 年 11 月 23 日 ",
    ],
)
def test_every_accepted_way_to_write_a_day(text: str) -> None:
    assert parse_roc_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "89-11-23",
        "25/11/23",
        "114",
        "114-11",
        "11411",
        "114-13-01",
        "114-02-29",
        "20251123",
        "114-11-23x",
        "昨天",
        "-114-11-23",
        "23.11.2025",
    ],
)
def test_what_could_be_misread_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_roc_date(text)


def test_a_leap_day_is_a_day() -> None:
    assert parse_roc_date("113.02.29") == date(2024, 2, 29)


@given(DAYS)
def test_each_printed_form_reads_back(day: date) -> None:
    assert parse_roc_date(format_roc_date(day)) == day
    assert parse_roc_date(format_roc_date_short(day)) == day
    assert parse_roc_date(day.isoformat()) == day


@given(st.integers(1, 2000))
def test_years_convert_both_ways(year: int) -> None:
    assert ce_year(year) == year + 1911
    assert roc_year(date(ce_year(year), 1, 1)) == year


def test_a_moment_is_printed_to_the_minute() -> None:
    assert format_roc_timestamp(datetime(2025, 11, 3, 4, 5, 59, tzinfo=UTC)) == (
        "114年11月3日 04:05"
    )


def test_a_moment_falls_on_a_day_in_taiwan_wherever_the_computer_stands() -> None:
    late = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    assert format_taiwan_day(late) == "115年1月1日"
    assert format_taiwan_day(late.astimezone(timezone(timedelta(hours=-8)))) == "115年1月1日"


@given(st.text())
def test_no_text_makes_reading_a_date_crash(text: str) -> None:
    try:
        day = parse_roc_date(text)
    except ValueError:
        return
    assert isinstance(day, date)
