"""Dates of the demonstration, relative to today so that its round is still open at the end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.models.periods import taiwan_day


@dataclass(frozen=True)
class DemoCalendar:
    """The dates of a round opened six weeks ago, due the day before yesterday, not closed yet."""

    now: datetime

    @property
    def opens_on(self) -> date:
        """The day the round opens."""
        return self.today - timedelta(days=45)

    @property
    def due_on(self) -> date:
        """The due date of returns; one agency hands in later."""
        return self.today - timedelta(days=2)

    @property
    def closes_on(self) -> date:
        """The last day on which returns are accepted."""
        return self.today + timedelta(days=60)

    @property
    def today(self) -> date:
        """The last day of the demonstration, in Taiwan."""
        return taiwan_day(self.now)

    def days_ago(self, days: int, hour: int = 2) -> datetime:
        """A moment in UTC that many days before today; at least one, so that it is in the past."""
        assert days >= 1
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, 30), UTC)

    def minutes_ago(self, minutes: int) -> datetime:
        """A moment of the last hour; it must not be in the future for stores opened afterwards."""
        return self.now.replace(microsecond=0) - timedelta(minutes=minutes)


class DemoClock:
    """A settable clock for the office's store."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        """The time that was set."""
        return self.at
