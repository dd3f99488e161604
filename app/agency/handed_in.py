"""Records of the returns handed in: each payload with the digests of its files, and when."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select

from app.agency.bench import AgencyBench
from app.agency.pending import answer_pending, find_pending
from app.bench.forms import load_form_by_digest
from app.file_sets import SetPart
from app.files import RETURN_LIMIT, read_bounded
from app.forms.form_move import move_answers, move_data
from app.models.agency_rounds import HandedIn, HandedInFile
from app.models.approval import PendingState
from app.models.earlier import EarlierStanding, EarlierYear
from app.models.forms import FormSpec
from app.models.receipts import Receipt
from app.models.record import Record
from app.models.returns import Payload, build_answers, canonical_bytes
from app.models.rounds import Round
from app.store.stored_payloads import read_stored_payload
from app.store.tables.agency import handed_in, round_in

_files_decoder = msgspec.json.Decoder(tuple[HandedInFile, ...])


class OutgoingReturn(Record, frozen=True, kw_only=True):
    """What is to be noted of a pair once both its files are in place."""

    round_id: str
    revision: int
    payload: bytes
    payload_sha256: str
    handed_in_at: datetime


class HandedInReturns:
    """`desk.handed_in`: what left this desk, whoever carried it to the office."""

    def __init__(self, bench: AgencyBench) -> None:
        self._bench = bench

    def of(self, round_id: str) -> tuple[HandedIn, ...]:
        """What was exported for a round, oldest first."""
        with self._bench.store.reading() as connection:
            return load_handed_in(connection, round_id)

    def find_payload(self, payload_sha256: str) -> Payload | None:
        """What was handed in with that digest, or one that begins so.

        Raises AppError STORED_PAYLOAD_DAMAGED.
        """
        with self._bench.store.reading() as connection:
            rows = connection.execute(
                select(handed_in).where(
                    handed_in.c.payload_sha256.startswith(payload_sha256, autoescape=True)
                )
            )
            row = rows.first()
            return None if row is None else _read_payload(row)

    def record(
        self, payload: Payload, files: Iterable[Path], at: datetime | None = None
    ) -> HandedIn:
        """Keep what was exported: the payload, the digests of its files, and when.

        Where it was handed over for approval it is approved with that. Raises AppError FILE_*.
        """
        record = build_handed_in(payload, files, at or self._bench.now())
        with self._bench.store.writing() as connection:
            save_handed_in(connection, record)
        return record


def build_handed_in(payload: Payload, files: Iterable[Path], at: datetime) -> HandedIn:
    """Put the record of an exported return together. Raises AppError FILE_*."""
    return _build_record(payload, tuple(_digest(each) for each in files), at)


def encode_outgoing(payload: Payload, at: datetime) -> bytes:
    """What `conclude_return` needs to know of a pair that is about to be written."""
    return msgspec.json.encode(
        OutgoingReturn(
            round_id=payload.round_id,
            revision=payload.revision,
            payload=canonical_bytes(payload),
            payload_sha256=payload.sha256(),
            handed_in_at=at,
        )
    )


def conclude_return(connection: Connection, parts: Sequence[SetPart], record: bytes) -> None:
    """Keep a pair as handed in. Raises AppError STORED_PAYLOAD_DAMAGED."""
    sent = msgspec.json.decode(record, type=OutgoingReturn)
    payload = read_stored_payload(
        sent.payload, sent.payload_sha256, round_id=sent.round_id, revision=sent.revision
    )
    files = tuple(HandedInFile(name=each.path.name, sha256=each.sha256) for each in parts)
    save_handed_in(connection, _build_record(payload, files, sent.handed_in_at))


def build_from_receipt(receipt: Receipt, payload: Payload) -> HandedIn:
    """The record of a return known to be handed in because the office says it has it."""
    files = tuple(HandedInFile(name=each.name, sha256=each.sha256) for each in receipt.files)
    return _build_record(payload, files, receipt.offered_at)


def _build_record(payload: Payload, files: tuple[HandedInFile, ...], at: datetime) -> HandedIn:
    return HandedIn(
        round_id=payload.round_id,
        revision=payload.revision,
        payload=payload,
        payload_sha256=payload.sha256(),
        control_number=payload.control_number(),
        files=files,
        handed_in_at=at,
    )


def _digest(path: Path) -> HandedInFile:
    content = read_bounded(path, RETURN_LIMIT)
    return HandedInFile(name=path.name, sha256=hashlib.sha256(content).hexdigest())


def save_handed_in(connection: Connection, record: HandedIn) -> None:
    """Keep a record; the same payload exported again replaces its files and time.

    A pending return of that payload counts as approved from then on.
    """
    connection.execute(
        delete(handed_in).where(
            handed_in.c.round_id == record.round_id,
            handed_in.c.payload_sha256 == record.payload_sha256,
        )
    )
    connection.execute(
        insert(handed_in).values(
            round_id=record.round_id,
            payload_sha256=record.payload_sha256,
            revision=record.revision,
            payload=canonical_bytes(record.payload),
            control_number=record.control_number,
            files=msgspec.json.encode(record.files).decode(),
            handed_in_at=record.handed_in_at,
        )
    )
    pending = find_pending(connection, record.payload_sha256)
    if pending is not None:
        answer_pending(
            connection, pending, PendingState.APPROVED, record.handed_in_at, pending.answer
        )


def load_handed_in(connection: Connection, round_id: str) -> tuple[HandedIn, ...]:
    """What was handed in for a round, oldest first."""
    rows = connection.execute(
        select(handed_in)
        .where(handed_in.c.round_id == round_id)
        .order_by(handed_in.c.revision, handed_in.c.handed_in_at)
    )
    return tuple(
        HandedIn(
            round_id=row.round_id,
            revision=row.revision,
            payload=_read_payload(row),
            payload_sha256=row.payload_sha256,
            control_number=row.control_number,
            files=_files_decoder.decode(row.files),
            handed_in_at=row.handed_in_at,
        )
        for row in rows
    )


def load_earlier_years(
    connection: Connection, round_: Round, form: FormSpec
) -> tuple[EarlierYear, ...]:
    """What was handed in last for each earlier round of its kind, as this form asks."""
    rows = connection.execute(
        select(handed_in, round_in.c.year_roc)
        .join(round_in, round_in.c.round_id == handed_in.c.round_id)
        .where(round_in.c.kind == round_.kind.value, round_in.c.year_roc < round_.year_roc)
        .order_by(handed_in.c.revision, handed_in.c.handed_in_at)
    )
    latest = {row.round_id: row for row in rows}
    return tuple(_build_earlier(connection, row, form) for row in latest.values())


def _build_earlier(connection: Connection, row: Row[Any], form: FormSpec) -> EarlierYear:
    payload = _read_payload(row)
    made_on = load_form_by_digest(connection, payload.form_sha256)
    return EarlierYear(
        round_id=row.round_id,
        title=payload.round_title,
        year_roc=row.year_roc,
        standing=EarlierStanding.HANDED_IN,
        answers=move_answers(payload.answers(), made_on, form),
        computed=build_answers(move_data(payload.computed, made_on, form)),
        revision=row.revision,
    )


def _read_payload(row: Row[Any]) -> Payload:
    return read_stored_payload(
        row.payload, row.payload_sha256, round_id=row.round_id, revision=row.revision
    )
