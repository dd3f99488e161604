"""The office's clock check: verdicts and everything it signs depend on the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from app.bench.clock_memory import ClockMemory, KnownTimes, find_latest
from app.models.periods import format_taiwan_time
from app.office.bench import OFFICE, OfficeBench
from app.office.rounds.rounds import load_rounds
from app.store.tables.office import audit_log, import_ledger, registry_state
from app.trust.timestamps.clock import ClockFinding, TimeEvidence, TimeWitness


class OfficeClock:
    """The computer's clock, checked against the office's own records.

    Nobody stands above the office here: all it knows are its own notes, and a person's word that
    the clock is right settles the matter. The audit log keeps that word.
    """

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench
        self._memory = ClockMemory(bench.store, self._known_times)

    def finding(self, now: datetime | None = None) -> ClockFinding | None:
        """What speaks against the clock; None where nothing does."""
        return self._memory.find(now or self._bench.now())

    def ensure(self, now: datetime | None = None) -> datetime:
        """Refuse what depends on the time while the clock is not believed; else remember the time.

        The time is given back. Raises AppError CLOCK_SET_BACK, CLOCK_SET_FORWARD.
        """
        moment = now or self._bench.now()
        self._memory.ensure(moment)
        return moment

    def note(self, now: datetime | None = None) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        self._memory.note(now or self._bench.now())

    def confirm(self) -> ClockFinding | None:
        """Take a person's word that the clock is right, and note it in the audit log.

        Gives back what still speaks against the clock: nothing, at the office.
        """
        now = self._bench.now()
        finding = self.finding(now)
        with self._bench.store.writing() as connection:
            self._memory.confirm(connection, now)
            known = "—" if finding is None else _describe(finding)
            self._bench.note(connection, "clock_confirmed", OFFICE, known=known)
        return self.finding(now)

    def _known_times(self) -> KnownTimes:
        with self._bench.store.reading() as connection:
            evidence = tuple(_gather_evidence(connection))
            last_day = max((each.closes_on for each in load_rounds(connection)), default=None)
        return KnownTimes(evidence=evidence, last_day=last_day)


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
