"""ROC years and dates: the one place where they are converted.

ROC year = CE year − 1911. Accepted: 1141123, 114-11-23, 114/11/23, 114.11.23, 114年11月23日,
2025-11-23 and their full-width forms. Two-digit years are refused because nobody can tell
民國 89 from 1989.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

ROC_OFFSET = 1911

TAIPEI = timezone(timedelta(hours=8))
"""The days of a round are days in Taiwan, wherever a computer stands."""

CLOCK_TOLERANCE = timedelta(minutes=10)
"""By so much the clocks of two computers may differ before either is doubted."""

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


def format_taiwan_day(moment: datetime) -> str:
    """The day a moment with a time zone falls on in Taiwan, 114年11月23日."""
    return format_roc_date(moment.astimezone(TAIPEI).date())


def format_roc_date_short(day: date) -> str:
    """114.11.23, for tables."""
    return f"{roc_year(day)}.{day.month:02d}.{day.day:02d}"


def format_roc_timestamp(moment: datetime) -> str:
    """114年11月23日 14:03, in the moment's own time zone."""
    return f"{format_roc_date(moment.date())} {moment.hour:02d}:{moment.minute:02d}"
