"""Is this computer's clock right? It is compared with every time that is already known.

Times of signing, verdicts and withdrawals are only as good as the clock. Nobody can ask a time
server here, but much is known that cannot lie in the future: when the office signed what it sent,
when this program was last in use. Two faults can be detected:

- **set back**: something known is later than now by more than ten minutes;
- **set forward**: now is more than `LONGEST_GAP` later than everything known, and than the last
  day any round known here takes returns. Rounds come once a year, so a program nobody opened for a
  quiet year is not suspected. A clock that is fast by less cannot be detected.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from enum import StrEnum

from app.errors import AppError
from app.models.periods import CLOCK_TOLERANCE, TAIPEI, format_taiwan_time
from app.models.record import Record
from app.trust.certificates.registry import VALID_FOR

LONGEST_GAP = VALID_FOR
"""As long as a registry holds: a year and the weeks by which rounds differ from year to year."""


class TimeWitness(StrEnum):
    """Source of a known time; of two equal times, the later source here is named."""

    LAST_SEEN = "last_seen"
    ROUND_FILE = "round_file"
    REGISTRY = "registry"
    RECEIPT = "receipt"


_RANKS = {each: rank for rank, each in enumerate(TimeWitness)}
_SIGNED_BY = frozenset({TimeWitness.ROUND_FILE, TimeWitness.REGISTRY})


class TimeEvidence(Record, frozen=True, kw_only=True):
    """A moment that has passed for certain, and what says so. `at` carries a time zone."""

    witness: TimeWitness
    at: datetime

    @property
    def is_office_word(self) -> bool:
        """Return whether it is the office's word that signing rests on.

        No person here can declare that wrong; a round file the office issues anew takes its place.
        """
        return self.witness in _SIGNED_BY


class ClockFault(StrEnum):
    """What is wrong; the code of its sentence."""

    SET_BACK = "CLOCK_SET_BACK"
    BEHIND_OFFICE = "CLOCK_BEHIND_OFFICE"
    SET_FORWARD = "CLOCK_SET_FORWARD"


class ClockFinding(Record, frozen=True, kw_only=True):
    """The clock is not believed: what it says, and what is known."""

    fault: ClockFault
    now: datetime
    known: TimeEvidence

    def error(self) -> AppError:
        """The refusal of whatever depends on the time, naming both times."""
        return AppError(
            self.fault.value,
            now=format_taiwan_time(self.now),
            known=format_taiwan_time(self.known.at),
            witness=self.known.witness,
        )


def check_clock(
    now: datetime, evidence: Iterable[TimeEvidence], last_day: date | None = None
) -> ClockFinding | None:
    """Compare the clock with known times; None where there is no evidence against it.

    `last_day` is the last one any known round takes returns on: that time will come. Where the
    office's word lies ahead, that is said first: it is what confirming does not settle.
    """
    known = sorted(evidence, key=lambda each: (each.at, _RANKS[each.witness]))
    if not known:
        return None
    ahead = [each for each in known if each.at > now + CLOCK_TOLERANCE]
    by_office = [each for each in ahead if each.is_office_word]
    if by_office:
        return ClockFinding(fault=ClockFault.BEHIND_OFFICE, now=now, known=by_office[-1])
    if ahead:
        return ClockFinding(fault=ClockFault.SET_BACK, now=now, known=ahead[-1])
    latest = known[-1].at
    if last_day is not None:
        latest = max(latest, datetime.combine(last_day, time_of_day.max, TAIPEI))
    if now - latest > LONGEST_GAP:
        return ClockFinding(fault=ClockFault.SET_FORWARD, now=now, known=known[-1])
    return None


class ClockWatch:
    """Notices in a running program that the clock was set back.

    Wall clock and a steady counter advance together. Only a step back is certain: the counter
    stands still while a Linux computer (or any virtual machine) sleeps, and goes on while a
    Windows computer does, so that waking up may look like a step forward and never like one back.
    A step forward is therefore no finding of its own; what it leads to is compared with the
    evidence like any other time.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._furthest = wall() - steady()

    def look(self) -> datetime | None:
        """The time it must be at least, where the clock now says less; None where all is well."""
        steady = self._steady()
        offset = self._wall() - steady
        if self._furthest - offset > CLOCK_TOLERANCE.total_seconds():
            return datetime.fromtimestamp(self._furthest + steady, UTC)
        self._furthest = max(self._furthest, offset)
        return None

    def begin_anew(self) -> None:
        """Believe the clock as it stands: a person has confirmed it."""
        self._furthest = self._wall() - self._steady()
