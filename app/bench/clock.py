"""The clock of a desk: the computer's time, compared with the times recorded in its store.

A store records when it was last in use (`latest_seen`, which only moves forward, and only by a
plausible clock) and when a person confirmed the clock, which sets `latest_seen` to that time.

- The date of a receipt is evidence until a person confirms the clock.
- The dates of the office's round files and registry are always evidence: signing depends on them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.models.record import Record
from app.store.store import Store
from app.trust.timestamps.clock import ClockFinding, TimeEvidence, TimeWitness, check_clock

_LATEST_SEEN = "latest_seen"
_CONFIRMED_AT = "clock_confirmed_at"
_WORTH_NOTING = timedelta(minutes=1)


class KnownTimes(Record, frozen=True, kw_only=True):
    """The times recorded in a store: evidence of the past, and the last day of any round."""

    evidence: tuple[TimeEvidence, ...] = ()
    last_day: date | None


class DeskClock:
    """The clock of a store, checked for plausibility before anything depends on it.

    `load` reads the times recorded in the store; `on_confirmed` joins the transaction that records
    a confirmation, with the evidence against the clock until then.
    """

    def __init__(
        self,
        store: Store,
        load: Callable[[], KnownTimes],
        on_confirmed: Callable[[Connection, ClockFinding | None], None] | None = None,
    ) -> None:
        self._store = store
        self._load = load
        self._on_confirmed = on_confirmed

    def finding(self, now: datetime | None = None) -> ClockFinding | None:
        """Find the evidence against the clock; None where there is none."""
        known = self._load()
        return check_clock(now or self._store.clock(), self._select(known.evidence), known.last_day)

    def ensure(self, now: datetime | None = None) -> datetime:
        """Ensure that the clock is plausible, record the time and return it.

        Raises AppError CLOCK_SET_BACK, CLOCK_BEHIND_OFFICE,
        CLOCK_SET_FORWARD.
        """
        moment = now or self._store.clock()
        finding = self.finding(moment)
        if finding is not None:
            raise finding.error()
        self._note(moment)
        return moment

    def note(self, now: datetime | None = None) -> None:
        """Record the time as `latest_seen`, unless there is evidence against it."""
        moment = now or self._store.clock()
        if self._store.viewed is None and self.finding(moment) is None:
            self._note(moment)

    def confirm(self) -> ClockFinding | None:
        """Record a person's confirmation of the clock, which overrides what the store noted itself.

        It does not override the dates of the office's round files; returns the remaining evidence
        against the clock. A round file issued anew may then replace one from the future.
        """
        now = self._store.clock()
        finding = self.finding(now)
        with self._store.writing() as connection:
            for key in (_LATEST_SEEN, _CONFIRMED_AT):
                self._store.set_meta(connection, key, now.isoformat())
            if self._on_confirmed is not None:
                self._on_confirmed(connection, finding)
        return self.finding(now)

    def is_confirmed(self, now: datetime) -> bool:
        """Return whether a person has confirmed the clock and `now` is plausible since then."""
        is_confirmed = self._moment(_CONFIRMED_AT) is not None
        return is_confirmed and check_clock(now, self._select(())) is None

    def _select(self, evidence: tuple[TimeEvidence, ...]) -> tuple[TimeEvidence, ...]:
        """Select the evidence in force, with the store's own `latest_seen`."""
        if self._moment(_CONFIRMED_AT) is not None:
            evidence = tuple(each for each in evidence if each.is_office_word)
        seen = self._moment(_LATEST_SEEN)
        if seen is None:
            return evidence
        return (*evidence, TimeEvidence(witness=TimeWitness.LAST_SEEN, at=seen))

    def _note(self, now: datetime) -> None:
        known = self._moment(_LATEST_SEEN)
        if known is None or now - known >= _WORTH_NOTING:  # never back
            with self._store.writing() as connection:
                self._store.set_meta(connection, _LATEST_SEEN, now.isoformat())

    def _moment(self, key: str) -> datetime | None:
        noted = self._store.meta(key)
        return None if noted is None else datetime.fromisoformat(noted)
