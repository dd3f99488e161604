"""The demonstration's dates: relative to today, so that its round is still open when it ends."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class DemoCalendar:
    """A round that opened six weeks ago, fell due the day before yesterday, and is not closed."""

    today: date

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

    def days_ago(self, days: int, hour: int = 2) -> datetime:
        """A moment in UTC that many days before today."""
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, 30), UTC)
