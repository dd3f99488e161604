"""Pending returns (待核定件): signed by the preparer, not handed in yet."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from app.agency.bench import AgencyBench
from app.errors import AppError
from app.file_sets import SetPart
from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.record import Record
from app.models.returns import build_control_number, canonical_bytes
from app.store.stored_payloads import read_stored_payload
from app.store.tables.agency import pending_return


class OutgoingSendBack(Record, frozen=True, kw_only=True):
    """What is to be noted once a 退回單 is in its place."""

    payload_sha256: str
    sent_back_at: datetime
    words: str


class PendingReturns:
    """`desk.pending`: what the preparer has signed, whether or not the approver has answered."""

    def __init__(self, bench: AgencyBench) -> None:
        self._bench = bench

    def all(self) -> tuple[PendingReturn, ...]:
        """Those of every round, the one handed over last first."""
        with self._bench.store.reading() as connection:
            return load_pending(connection)

    def of(self, round_id: str) -> tuple[PendingReturn, ...]:
        """Those of one round, the one handed over last first."""
        with self._bench.store.reading() as connection:
            return load_pending(connection, round_id)

    def waiting(self) -> tuple[PendingReturn, ...]:
        """Those that wait for an approver, the one handed over last first."""
        with self._bench.store.reading() as connection:
            return load_pending(connection, state=PendingState.WAITING)

    def newest(self) -> tuple[PendingReturn, ...]:
        """The newest hand-over of each round, whatever became of it."""
        by_round: dict[str, PendingReturn] = {}
        for each in self.all():
            by_round.setdefault(each.round_id, each)
        return tuple(by_round.values())

    def one(self, payload_sha256: str) -> PendingReturn:
        """The one with that payload. Raises AppError PENDING_UNKNOWN."""
        with self._bench.store.reading() as connection:
            found = find_pending(connection, payload_sha256)
        if found is None:
            number = build_control_number(payload_sha256)
            raise AppError("PENDING_UNKNOWN", control_number=number)
        return found

    def count_waiting(self) -> int:
        """How many wait for an approver, in every round."""
        waiting = pending_return.c.state == PendingState.WAITING.value
        with self._bench.store.reading() as connection:
            return connection.scalar(select(func.count()).where(waiting)) or 0

    def keep(self, record: PendingReturn) -> None:
        """Keep one handed over; an earlier one of its round that still waits is withdrawn."""
        with self._bench.store.writing() as connection:
            save_pending(connection, record)

    def withdraw(self, payload_sha256: str) -> PendingReturn:
        """收回: take one back. Raises AppError PENDING_UNKNOWN, PENDING_NOT_WAITING.

        A copy that has left this computer as a file can still be signed; see `receive_approved`.
        """
        ensure_waiting(self.one(payload_sha256))
        return self.answer(payload_sha256, PendingState.WITHDRAWN, self._bench.now())

    def answer(
        self, payload_sha256: str, state: PendingState, at: datetime, words: str = ""
    ) -> PendingReturn:
        """Note what became of one. Raises AppError PENDING_UNKNOWN."""
        record = self.one(payload_sha256)
        with self._bench.store.writing() as connection:
            answer_pending(connection, record, state, at, words)
        return self.one(payload_sha256)


def load_pending(
    connection: Connection, round_id: str | None = None, state: PendingState | None = None
) -> tuple[PendingReturn, ...]:
    """Those of one round or of all, in one state or in any, the one handed over last first."""
    query = select(pending_return).order_by(
        pending_return.c.handed_over_at.desc(), pending_return.c.payload_sha256
    )
    if round_id is not None:
        query = query.where(pending_return.c.round_id == round_id)
    if state is not None:
        query = query.where(pending_return.c.state == state.value)
    return tuple(_build(row) for row in connection.execute(query))


def find_pending(connection: Connection, payload_sha256: str) -> PendingReturn | None:
    """The one with this payload, None where it was never handed over here."""
    query = select(pending_return).where(pending_return.c.payload_sha256 == payload_sha256)
    row = connection.execute(query).first()
    return None if row is None else _build(row)


def save_pending(connection: Connection, record: PendingReturn) -> None:
    """Keep a new one; an earlier one of its round that still waits is withdrawn.

    The same payload handed over again takes the place of the earlier hand-over.
    """
    of_round = pending_return.c.round_id == record.round_id
    same = pending_return.c.payload_sha256 == record.payload_sha256
    connection.execute(delete(pending_return).where(of_round, same))
    connection.execute(
        update(pending_return)
        .where(of_round, pending_return.c.state == PendingState.WAITING.value)
        .values(state=PendingState.WITHDRAWN.value, answered_at=record.handed_over_at)
    )
    connection.execute(
        insert(pending_return).values(
            round_id=record.round_id,
            payload_sha256=record.payload_sha256,
            revision=record.revision,
            control_number=record.control_number,
            payload=canonical_bytes(record.payload),
            workbook=record.workbook,
            pdf=record.pdf,
            note=record.note,
            origin=record.origin.value,
            state=record.state.value,
            handed_over_at=record.handed_over_at,
            answered_at=record.answered_at,
            answer=record.answer,
        )
    )


def answer_pending(
    connection: Connection, record: PendingReturn, state: PendingState, at: datetime, words: str
) -> None:
    """Note what became of one."""
    connection.execute(
        update(pending_return)
        .where(
            pending_return.c.round_id == record.round_id,
            pending_return.c.payload_sha256 == record.payload_sha256,
        )
        .values(state=state.value, answered_at=at, answer=words)
    )


def conclude_send_back(connection: Connection, _parts: Sequence[SetPart], record: bytes) -> None:
    """Note that a pending return was sent back with a document."""
    sent = msgspec.json.decode(record, type=OutgoingSendBack)
    pending = find_pending(connection, sent.payload_sha256)
    if pending is not None:
        answer_pending(connection, pending, PendingState.SENT_BACK, sent.sent_back_at, sent.words)


def ensure_waiting(record: PendingReturn) -> None:
    """Refuse to act on one that is answered already. Raises AppError PENDING_NOT_WAITING."""
    if record.state is not PendingState.WAITING:
        raise AppError(
            "PENDING_NOT_WAITING", control_number=record.control_number, state=record.state
        )


def _build(row: Row[tuple[object, ...]]) -> PendingReturn:
    return PendingReturn(
        round_id=row.round_id,
        revision=row.revision,
        payload=read_stored_payload(
            row.payload, row.payload_sha256, round_id=row.round_id, revision=row.revision
        ),
        payload_sha256=row.payload_sha256,
        control_number=row.control_number,
        workbook=row.workbook,
        pdf=row.pdf,
        note=row.note,
        origin=PendingOrigin(row.origin),
        state=PendingState(row.state),
        handed_over_at=row.handed_over_at,
        answered_at=row.answered_at,
        answer=row.answer,
    )
