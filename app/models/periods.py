"""ROC calendar years and dates, and the conversion of moments to Taiwan time (UTC+8).

A moment carries a time zone; its day and its printed form follow the time in Taiwan, whatever
the zone of the computer. No other module converts a moment to a day.

ROC year = CE year − 1911. How a date is read stands in `app.notations.dates`.
"""

from datetime import date, datetime, time, timedelta, timezone

ROC_OFFSET = 1911

TAIPEI = timezone(timedelta(hours=8))
"""UTC+8 all the year round: Taiwan has had no summer time since 1980."""

CLOCK_TOLERANCE = timedelta(minutes=10)
"""The clock skew between two computers that is accepted."""


def count_days_left(until: datetime, now: datetime) -> int:
    """Count the days from `now` to `until`, a started day as one; zero or less when it is over."""
    return -(now - until).days


def roc_year(day: date) -> int:
    """The ROC year a day lies in."""
    return day.year - ROC_OFFSET


def ce_year(year_roc: int) -> int:
    """The CE year of a ROC year."""
    return year_roc + ROC_OFFSET


def format_roc_date(day: date) -> str:
    """Format a date as 114年11月23日."""
    return f"{roc_year(day)}年{day.month}月{day.day}日"


def format_roc_date_short(day: date) -> str:
    """Format a date as 114.11.23, for tables."""
    return f"{roc_year(day)}.{day.month:02d}.{day.day:02d}"


def taiwan_time(moment: datetime) -> datetime:
    """Convert a moment to Taiwan time. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:  # astimezone would assume the computer's own zone
        raise ValueError(moment)
    try:
        return moment.astimezone(TAIPEI)
    except OverflowError:  # 9999-12-31T23:59:59Z: no expiration (RFC 5280 §4.1.2.5)
        return datetime.max.replace(tzinfo=TAIPEI)


def taiwan_day(moment: datetime) -> date:
    """The date of a moment in Taiwan. Raises ValueError for one without a time zone."""
    return taiwan_time(moment).date()


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Taiwan."""
    return datetime.combine(day, time.max, TAIPEI)


def format_taiwan_day(moment: datetime) -> str:
    """Format the date of a moment in Taiwan as 114年11月23日."""
    return format_roc_date(taiwan_day(moment))


def format_taiwan_day_short(moment: datetime) -> str:
    """Format the date of a moment in Taiwan as 114.11.23, for tables."""
    return format_roc_date_short(taiwan_day(moment))


def format_taiwan_time(moment: datetime) -> str:
    """Format a moment in Taiwan time as 114年11月23日 14:03."""
    return f"{format_taiwan_day(moment)} {taiwan_time(moment):%H:%M}"


def format_taiwan_time_short(moment: datetime) -> str:
    """Format a moment in Taiwan time as 114.11.23 14:03, for tables."""
    return f"{format_taiwan_day_short(moment)} {taiwan_time(moment):%H:%M}"
