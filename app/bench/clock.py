"""The clock of either desk: the computer's, checked by what its store knows of the time.

A store remembers when it was last in use (`latest_seen`, which only moves forward, and only by a
clock that was believed) and when a person said that the clock is right: that word moves it to the
time that person confirmed.

- A receipt's date counts until a person confirms the clock.
- The dates of the office's round files and registry count always: signing rests on them.
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
    """What the records of a store say: times that have passed, and the last day of any round."""

    evidence: tuple[TimeEvidence, ...] = ()
    last_day: date | None


class DeskClock:
    """A clock that is not simply believed.

    `load` reads what the store's records say; `on_confirmed` joins the transaction in which a
    person's word is kept, with what spoke against the clock until then.
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
        """What speaks against the clock; None where nothing does."""
        known = self._load()
        return check_clock(now or self._store.clock(), self._weigh(known.evidence), known.last_day)

    def ensure(self, now: datetime | None = None) -> datetime:
        """Refuse what depends on the time while the clock is not believed; else remember the time.

        The time is given back. Raises AppError CLOCK_SET_BACK, CLOCK_BEHIND_OFFICE,
        CLOCK_SET_FORWARD.
        """
        moment = now or self._store.clock()
        finding = self.finding(moment)
        if finding is not None:
            raise finding.error()
        self._note(moment)
        return moment

    def note(self, now: datetime | None = None) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        moment = now or self._store.clock()
        if self.finding(moment) is None:
            self._note(moment)

    def confirm(self) -> ClockFinding | None:
        """Take a person's word that the clock is right: what this store noted itself gives way.

        The dates of the office's round files do not; what still speaks against the clock is given
        back. A round file issued anew may then take the place of one from the future.
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
        """Tell whether a person has confirmed the clock, and `now` agrees with it since."""
        is_confirmed = self._moment(_CONFIRMED_AT) is not None
        return is_confirmed and check_clock(now, self._weigh(())) is None

    def _weigh(self, evidence: tuple[TimeEvidence, ...]) -> tuple[TimeEvidence, ...]:
        """The evidence that counts, the store's own memory included."""
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
