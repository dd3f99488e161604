"""ROC years and dates, and the day it is in Taiwan: the one place where both are decided.

A moment carries a time zone; which day it falls on, and how it is printed, is told by the time in
Taiwan wherever the computer stands. No other module turns a moment into a day.

ROC year = CE year − 1911. Accepted: 1141123, 114-11-23, 114/11/23, 114.11.23, 114年11月23日,
2025-11-23 and their full-width forms. Two-digit years are refused because nobody can tell
民國 89 from 1989.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

ROC_OFFSET = 1911

TAIPEI = timezone(timedelta(hours=8))
"""Taiwan keeps one time all the year round (no summer time since 1980)."""

CLOCK_TOLERANCE = timedelta(minutes=10)
"""By so much the clocks of two computers may differ before either is doubted."""


def count_days_left(until: datetime, now: datetime) -> int:
    """Days from one moment to another: a day begun is a day left, zero and less mean it is over."""
    return -(now - until).days


_COMPACT = re.compile(r"(\d{3})(\d{2})(\d{2})")
_PARTED = re.compile(r"(?:民國)?(\d{3,4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")


def roc_year(day: date) -> int:
    """The ROC year a day lies in."""
    return day.year - ROC_OFFSET


def ce_year(year_roc: int) -> int:
    """The CE year of a ROC year."""
    return year_roc + ROC_OFFSET


def parse_roc_date(text: str) -> date:
    """Read a date as officers type it. Raises ValueError, never guesses a century."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    match = _COMPACT.fullmatch(plain) or _PARTED.fullmatch(plain)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in match.groups())
    return date(year if year >= 1000 else ce_year(year), month, day)


def format_roc_date(day: date) -> str:
    """114年11月23日"""
    return f"{roc_year(day)}年{day.month}月{day.day}日"


def format_roc_date_short(day: date) -> str:
    """114.11.23, for tables."""
    return f"{roc_year(day)}.{day.month:02d}.{day.day:02d}"


def taiwan_time(moment: datetime) -> datetime:
    """The moment by the clocks of Taiwan. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:  # the computer's own zone would be taken for it
        raise ValueError(moment)
    try:
        return moment.astimezone(TAIPEI)
    except OverflowError:  # a certificate without end says 9999-12-31T23:59:59Z (RFC 5280)
        return datetime.max.replace(tzinfo=TAIPEI)


def taiwan_day(moment: datetime) -> date:
    """The day a moment falls on in Taiwan. Raises ValueError for one without a time zone."""
    return taiwan_time(moment).date()


def format_taiwan_day(moment: datetime) -> str:
    """The day a moment falls on in Taiwan, 114年11月23日."""
    return format_roc_date(taiwan_day(moment))


def format_taiwan_day_short(moment: datetime) -> str:
    """The day a moment falls on in Taiwan, 114.11.23, for tables."""
    return format_roc_date_short(taiwan_day(moment))


def format_taiwan_time(moment: datetime) -> str:
    """A moment by the clocks of Taiwan, 114年11月23日 14:03."""
    return f"{format_taiwan_day(moment)} {taiwan_time(moment):%H:%M}"


def format_taiwan_time_short(moment: datetime) -> str:
    """A moment by the clocks of Taiwan, 114.11.23 14:03, for tables."""
    return f"{format_taiwan_day_short(moment)} {taiwan_time(moment):%H:%M}"
