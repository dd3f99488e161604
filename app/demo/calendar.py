"""The demonstration's dates: relative to today, so that its round is still open when it ends."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.models.periods import taiwan_day


@dataclass(frozen=True)
class DemoCalendar:
    """A round that opened six weeks ago, fell due the day before yesterday, and is not closed."""

    now: datetime

    @property
    def opens_on(self) -> date:
        """The day the round opens."""
        return self.today - timedelta(days=45)

    @property
    def due_on(self) -> date:
        """The day returns are due; one agency hands in after it."""
        return self.today - timedelta(days=2)

    @property
    def closes_on(self) -> date:
        """The day after which nothing is taken any more."""
        return self.today + timedelta(days=60)

    @property
    def today(self) -> date:
        """The day the demonstration ends on, in Taiwan."""
        return taiwan_day(self.now)

    def days_ago(self, days: int, hour: int = 2) -> datetime:
        """A moment in UTC that many days before today; at least one, to be over for certain."""
        assert days >= 1
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, 30), UTC)

    def minutes_ago(self, minutes: int) -> datetime:
        """A moment of the last hour: stores that are opened next must not find it ahead."""
        return self.now.replace(microsecond=0) - timedelta(minutes=minutes)


class DemoClock:
    """The office's clock, put on by the demonstration as its story goes."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        """The time of the story."""
        return self.at
