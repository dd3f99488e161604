"""What the office knows of the time; its verdicts and everything it signs depend on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.bench.clock_memory import ClockMemory, KnownTimes, find_latest
from app.models.periods import format_taiwan_time
from app.office.records import OfficeRecords
from app.office.rounds.rounds import load_rounds
from app.store.store import Store
from app.store.tables.office import audit_log, import_ledger, registry_state
from app.trust.timestamps.clock import ClockFinding, TimeEvidence, TimeWitness

if TYPE_CHECKING:  # verification and its libraries are loaded when a file is offered
    from app.returns.verification import Verifier


class OfficeClock(OfficeRecords):
    """The office's records with a clock that is not simply believed.

    Nobody stands above the office here: all it knows are its own notes, and a person's word that
    the clock is right settles the matter. The audit log keeps that word.
    """

    def __init__(self, store: Store, verify: Verifier | None = None) -> None:
        super().__init__(store, verify)
        try:
            self.note_time()
        except BaseException:
            store.abandon()  # nobody else could close it, and it would stay locked
            raise

    @property
    def _clock(self) -> ClockMemory:
        return ClockMemory(self._store, self._known_times)

    def _known_times(self) -> KnownTimes:
        with self._store.reading() as connection:
            evidence = tuple(_gather_evidence(connection))
            last_day = max((each.closes_on for each in load_rounds(connection)), default=None)
        return KnownTimes(evidence=evidence, last_day=last_day)

    def clock_finding(self, now: datetime | None = None) -> ClockFinding | None:
        """What speaks against the clock; None where nothing does."""
        return self._clock.find(now or self._store.clock())

    def ensure_clock(self, now: datetime) -> None:
        """Refuse what depends on the time while the clock is not believed, and remember `now`.

        Raises AppError CLOCK_SET_BACK, CLOCK_SET_FORWARD.
        """
        self._clock.ensure(now)

    def note_time(self, now: datetime | None = None) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        self._clock.note(now or self._store.clock())

    def confirm_clock(self) -> ClockFinding | None:
        """Take a person's word that the clock is right, and note it in the audit log.

        Gives back what still speaks against the clock: nothing, at the office.
        """
        now = self._store.clock()
        finding = self.clock_finding(now)
        with self._store.writing() as connection:
            self._clock.confirm(connection, now)
            self._note(
                connection,
                "clock_confirmed",
                self.actor,
                known="—" if finding is None else _describe(finding),
            )
        return self.clock_finding(now)


def _describe(finding: ClockFinding) -> str:
    moment = format_taiwan_time(finding.known.at)
    return f"{finding.known.witness.value} {moment}"


def _gather_evidence(connection: Connection) -> Iterator[TimeEvidence]:
    yield from find_latest(
        connection,
        (
            (TimeWitness.TAKEN_IN, import_ledger.c.offered_at),
            (TimeWitness.ACTED, audit_log.c.at),
            (TimeWitness.ACTED, registry_state.c.issued_at),
        ),
    )
