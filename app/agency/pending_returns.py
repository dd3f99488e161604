"""Pending returns (待核定件) in an agency's store: signed by the preparer, not handed in yet."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from app.errors import AppError
from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.returns import canonical_bytes, decode_payload
from app.store.tables.agency import pending_return


def load_pending(connection: Connection, round_id: str | None = None) -> tuple[PendingReturn, ...]:
    """Those of one round or of all, the one handed over last first."""
    query = select(pending_return).order_by(
        pending_return.c.handed_over_at.desc(), pending_return.c.payload_sha256
    )
    if round_id is not None:
        query = query.where(pending_return.c.round_id == round_id)
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
        payload=decode_payload(row.payload),
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
