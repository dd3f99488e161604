"""Snapshot of an office store: what the overview shows before the store is opened."""

from __future__ import annotations

from datetime import date

from app.models.programme import Programme
from app.models.received import OverviewRow
from app.models.record import Record
from app.models.rounds import Round
from app.office.review.standing import date_row
from app.office.rounds.file_news import RoundFileNews


class OfficeSnapshot(Record, frozen=True, kw_only=True):
    """Plan, rounds, and the overview of the newest round."""

    programme: Programme
    rounds: tuple[Round, ...]
    rows: tuple[OverviewRow, ...]
    """As of any day; () without a round, as `file_news` is None."""
    file_news: RoundFileNews | None

    def overview(self, today: date) -> tuple[OverviewRow, ...]:
        """The rows of the overview as of a day."""
        return tuple(date_row(each, self.rounds[0].due_on, today) for each in self.rows)
