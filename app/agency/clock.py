"""What an agency knows of the time, and whether it is the time to sign for a round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from app.agency.store import AgencyStore
from app.bench.clock_memory import ClockMemory, KnownTimes, find_latest
from app.errors import AppError
from app.models.periods import CLOCK_TOLERANCE, format_roc_date, format_taiwan_day, taiwan_day
from app.models.receipts import Receipt
from app.models.rounds import Round, RoundFile
from app.store.tables.agency import handed_in, office_pin, receipt, round_in
from app.trust.papers.pinning import STALE_AFTER, is_registry_due, is_registry_stale
from app.trust.timestamps.clock import (
    ClockFinding,
    TimeEvidence,
    TimeWitness,
)


class AgencyClock(AgencyStore):
    """The agency's store with a clock that is not simply believed."""

    _rounds: dict[str, RoundFile]

    @property
    def _clock(self) -> ClockMemory:
        return ClockMemory(self.store, self._known_times)

    def _known_times(self) -> KnownTimes:
        rounds = self._rounds.values()
        with self.store.reading() as connection:
            evidence = tuple(gather_evidence(connection, rounds))
        last_day = max((each.round.closes_on for each in rounds), default=None)
        return KnownTimes(evidence=evidence, last_day=last_day)

    def clock_finding(self, now: datetime | None = None) -> ClockFinding | None:
        """What speaks against the clock; None where nothing does."""
        return self._clock.find(now or self.store.clock())

    def ensure_clock(self, now: datetime) -> None:
        """Refuse what depends on the time while the clock is not believed, and remember `now`.

        Raises AppError CLOCK_SET_BACK, CLOCK_BEHIND_OFFICE, CLOCK_SET_FORWARD.
        """
        self._clock.ensure(now)

    def note_time(self, now: datetime | None = None) -> None:
        """Remember that it has been `now`, unless something speaks against that."""
        self._clock.note(now or self.store.clock())

    def confirm_clock(self) -> ClockFinding | None:
        """Take a person's word that the clock is right: times this store noted itself give way.

        The round files of the office do not; what still speaks against the clock is given back.
        A round file issued anew may then take the place of one from the future.
        """
        now = self.store.clock()
        with self.store.writing() as connection:
            self._clock.confirm(connection, now)
        return self.clock_finding(now)

    def is_from_the_future(self, known: RoundFile | None, now: datetime) -> bool:
        """Tell whether a round file was issued by a clock that was fast, as far as is known here.

        Only where a person has confirmed this computer's clock, and its own memory agrees.
        """
        is_ahead = known is not None and known.issued_at > now + CLOCK_TOLERANCE
        return is_ahead and self._clock.is_confirmed(now)

    def ensure_may_sign(self, round_id: str, now: datetime) -> None:
        """Refuse a signature the office would refuse for its time.

        Raises AppError CLOCK_* (see `ensure_clock`), EXPORT_ROUND_NOT_OPEN, EXPORT_ROUND_CLOSED,
        REGISTRY_STALE, ROUND_NOT_HERE.
        """
        round_file = self.round_file(round_id)
        self.ensure_clock(now)
        ensure_round_open(round_file.round, now)
        warning = self.registry_warning(round_id, now)
        if warning is not None and warning.code == "REGISTRY_STALE":
            raise warning

    def registry_warning(self, round_id: str, now: datetime | None = None) -> AppError | None:
        """What to say of a round's registry that ought to be renewed; None where it is current.

        REGISTRY_DUE while it is still signed by, REGISTRY_STALE after that. Raises AppError
        ROUND_NOT_HERE.
        """
        registry = self.round_file(round_id).registry
        moment = now or self.store.clock()
        if is_registry_stale(registry, moment):
            return AppError("REGISTRY_STALE", due=format_taiwan_day(registry.next_update))
        if is_registry_due(registry, moment):
            until = registry.next_update + STALE_AFTER
            return AppError(
                "REGISTRY_DUE",
                due=format_taiwan_day(registry.next_update),
                until=format_taiwan_day(until),
            )
        return None

    def round_file(self, round_id: str) -> RoundFile:
        """The newest round file of a round. Raises AppError ROUND_NOT_HERE."""
        found = self._rounds.get(round_id)
        if found is None:
            known = "、".join(self._rounds) or "—"
            raise AppError("ROUND_NOT_HERE", round=round_id, known=known)
        return found


def ensure_round_open(round_: Round, now: datetime) -> None:
    """Refuse to sign before a round opens or after it closes, by the day in Taiwan.

    Raises AppError EXPORT_ROUND_NOT_OPEN, EXPORT_ROUND_CLOSED.
    """
    today = taiwan_day(now)
    if today < round_.opens_on:
        code, day = "EXPORT_ROUND_NOT_OPEN", round_.opens_on
    elif today > round_.closes_on:
        code, day = "EXPORT_ROUND_CLOSED", round_.closes_on
    else:
        return
    raise AppError(
        code, round=round_.title, date=format_roc_date(day), today=format_roc_date(today)
    )


def gather_evidence(
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
