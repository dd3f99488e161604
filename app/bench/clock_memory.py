"""What a store remembers of the time: when it was last in use, and when a person said it is right.

`latest_seen` only moves forward, and only by a clock that was believed. A person's word moves it
to the time that person confirmed.

- The program's other notes (when files came in, when something was signed) count in a store of an
  earlier version only, until it has a `latest_seen`: a wrong clock may have written them since.
- A receipt's date counts until a person confirms the clock.
- The dates of the office's round files and registry count always: signing rests on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Connection, func, select

from app.models.record import Record
from app.store.store import Store
from app.trust.timestamps.clock import ClockFinding, TimeEvidence, TimeWitness, check_clock

_LATEST_SEEN = "latest_seen"
_CONFIRMED_AT = "clock_confirmed_at"
_WORTH_NOTING = timedelta(minutes=1)


class KnownTimes(Record, frozen=True, kw_only=True):
    """What the records of a store say: times that have passed, and the last day of any round."""

    evidence: tuple[TimeEvidence, ...]
    last_day: date | None


class ClockMemory:
    """The clock of one store, held against what the store knows."""

    def __init__(self, store: Store, gather: Callable[[], KnownTimes]) -> None:
        self._store = store
        self._gather = gather

    def find(self, now: datetime) -> ClockFinding | None:
        """What speaks against the clock; None where nothing does."""
        known = self._gather()
        return check_clock(now, self._weigh(known.evidence), known.last_day)

    def ensure(self, now: datetime) -> None:
        """Refuse what depends on the time while the clock is not believed; else remember `now`.

        Raises AppError CLOCK_SET_BACK, CLOCK_BEHIND_OFFICE, CLOCK_SET_FORWARD.
        """
        finding = self.find(now)
        if finding is not None:
            raise finding.error()
        self._note(now)

    def note(self, now: datetime) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        if self._moment(_LATEST_SEEN) is None:
            own = [each.at for each in self._gather().evidence if each.is_own_note]
            if own:
                self._note(max(own))
        if self.find(now) is None:
            self._note(now)

    def confirm(self, connection: Connection, now: datetime) -> None:
        """Take a person's word that it is `now`, inside the caller's transaction."""
        self._store.set_meta(connection, _LATEST_SEEN, now.isoformat())
        self._store.set_meta(connection, _CONFIRMED_AT, now.isoformat())

    def is_confirmed(self, now: datetime) -> bool:
        """Tell whether a person has confirmed the clock, and `now` agrees with it since."""
        is_confirmed = self._moment(_CONFIRMED_AT) is not None
        return is_confirmed and check_clock(now, self._weigh(())) is None

    def _weigh(self, evidence: Iterable[TimeEvidence]) -> tuple[TimeEvidence, ...]:
        """The evidence that counts, the store's own memory included."""
        seen, confirmed = self._moment(_LATEST_SEEN), self._moment(_CONFIRMED_AT)
        counted = [
            each
            for each in evidence
            if each.is_office_word or (confirmed is None and not (seen and each.is_own_note))
        ]
        if seen is not None:
            counted.append(TimeEvidence(witness=TimeWitness.LAST_SEEN, at=seen))
        return tuple(counted)

    def _note(self, now: datetime) -> None:
        known = self._moment(_LATEST_SEEN)
        if known is None or now - known >= _WORTH_NOTING:  # never back
            with self._store.writing() as connection:
                self._store.set_meta(connection, _LATEST_SEEN, now.isoformat())

    def _moment(self, key: str) -> datetime | None:
        noted = self._store.meta(key)
        return None if noted is None else datetime.fromisoformat(noted)


def find_latest(
    connection: Connection, columns: Iterable[tuple[TimeWitness, Column[datetime]]]
) -> Iterator[TimeEvidence]:
    """The latest moment of each column, where it has any."""
    for witness, column in columns:
        latest = connection.scalar(select(func.max(column)))
        if latest is not None:
            yield TimeEvidence(witness=witness, at=latest)
