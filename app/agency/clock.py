"""The computer's clock, compared with every time an agency's store knows."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from app.agency.bench import AgencyBench
from app.agency.rounds import Rounds
from app.bench.clock_memory import ClockMemory, KnownTimes, find_latest
from app.models.periods import CLOCK_TOLERANCE
from app.models.receipts import Receipt
from app.models.rounds import RoundFile
from app.store.tables.agency import handed_in, office_pin, receipt, round_in
from app.trust.timestamps.clock import (
    ClockFinding,
    TimeEvidence,
    TimeWitness,
)


class AgencyClock:
    """`desk.clock`: a clock that is not simply believed."""

    def __init__(self, bench: AgencyBench, rounds: Rounds) -> None:
        self._bench = bench
        self._rounds = rounds
        self._memory = ClockMemory(bench.store, self._known_times)

    def finding(self, now: datetime | None = None) -> ClockFinding | None:
        """What speaks against the clock; None where nothing does."""
        return self._memory.find(now or self._bench.now())

    def ensure(self, now: datetime) -> None:
        """Refuse what depends on the time while the clock is not believed, and remember `now`.

        Raises AppError CLOCK_SET_BACK, CLOCK_BEHIND_OFFICE, CLOCK_SET_FORWARD.
        """
        self._memory.ensure(now)

    def note(self, now: datetime | None = None) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        self._memory.note(now or self._bench.now())

    def confirm(self) -> ClockFinding | None:
        """Take a person's word that the clock is right: times this store noted itself give way.

        The round files of the office do not; what still speaks against the clock is given back.
        A round file issued anew may then take the place of one from the future.
        """
        now = self._bench.now()
        with self._bench.store.writing() as connection:
            self._memory.confirm(connection, now)
        return self.finding(now)

    def is_ahead(self, known: RoundFile | None, now: datetime) -> bool:
        """Tell whether a round file was issued by a clock that was fast, as far as is known here.

        Only where a person has confirmed this computer's clock, and its own memory agrees.
        """
        is_ahead = known is not None and known.issued_at > now + CLOCK_TOLERANCE
        return is_ahead and self._memory.is_confirmed(now)

    def _known_times(self) -> KnownTimes:
        files = self._rounds.files()
        with self._bench.store.reading() as connection:
            evidence = tuple(_gather_evidence(connection, files))
        last_day = max((each.round.closes_on for each in files), default=None)
        return KnownTimes(evidence=evidence, last_day=last_day)


def _gather_evidence(
    connection: Connection, round_files: Iterable[RoundFile]
) -> Iterator[TimeEvidence]:
    """Every time an agency's store knows: the office's, and its own notes."""
    for each in round_files:
        yield TimeEvidence(witness=TimeWitness.ROUND_FILE, at=each.issued_at)
        yield TimeEvidence(witness=TimeWitness.REGISTRY, at=each.registry.issued_at)
    for content in connection.scalars(select(receipt.c.content)):
        issued_at = msgspec.json.decode(content, type=Receipt).issued_at
        yield TimeEvidence(witness=TimeWitness.RECEIPT, at=issued_at)
    yield from find_latest(
        connection,
        (
            (TimeWitness.HANDED_IN, handed_in.c.handed_in_at),
            (TimeWitness.TAKEN_IN, round_in.c.received_at),
            (TimeWitness.TAKEN_IN, receipt.c.loaded_at),
            (TimeWitness.ACTED, office_pin.c.pinned_at),
        ),
    )
