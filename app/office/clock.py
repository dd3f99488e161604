"""The office's clock: its verdicts and everything it signs depend on the time.

Nobody stands above the office: a person's word that the clock is right settles the matter, and the
audit log keeps that word.
"""

from sqlalchemy import Connection

from app.bench.clock import DeskClock, KnownTimes
from app.models.periods import format_taiwan_time
from app.office.bench import OFFICE, OfficeBench
from app.office.rounds.rounds import load_rounds
from app.trust.timestamps.clock import ClockFinding


def build_clock(bench: OfficeBench) -> DeskClock:
    """The clock of the office's desk."""

    def load() -> KnownTimes:
        with bench.store.reading() as connection:
            rounds = load_rounds(connection)
        return KnownTimes(last_day=max((each.closes_on for each in rounds), default=None))

    def note(connection: Connection, finding: ClockFinding | None) -> None:
        known = "—"
        if finding is not None:
            moment = format_taiwan_time(finding.known.at)
            known = f"{finding.known.witness.value} {moment}"
        bench.note(connection, "clock_confirmed", OFFICE, known=known)

    return DeskClock(bench.store, load, note)
