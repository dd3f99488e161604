"""Receipts an agency has loaded: which of its returns the office says it has."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select

from app.agency.handed_in import HandedIn
from app.errors import AppError
from app.models.approval import PendingReturn
from app.models.receipts import Receipt
from app.models.returns import canonical_bytes
from app.store.tables.agency import receipt as receipt_table

_decoder = msgspec.json.Decoder(Receipt)


def ensure_for_agency(receipt: Receipt, agency: str | None, path: Path) -> None:
    """Refuse another agency's receipt. Raises AppError RECEIPT_WRONG_AGENCY."""
    if receipt.agency != agency:
        raise AppError(
            "RECEIPT_WRONG_AGENCY", file=path, expected=agency or "—", found=receipt.agency
        )


def ensure_about_return(
    receipt: Receipt,
    handed_in: Iterable[HandedIn],
    pending: Iterable[PendingReturn],
    path: Path,
) -> None:
    """Refuse a receipt for what was never signed here. Raises AppError RECEIPT_UNKNOWN_RETURN.

    What was taken in is known by its payload; a refused file, which may be damaged, also by its
    control number or its digest.
    """
    known: list[tuple[HandedIn | PendingReturn, set[str]]] = [
        *((each, {one.sha256 for one in each.files}) for each in handed_in),
        *((each, {_digest(each.workbook), _digest(each.pdf)}) for each in pending),
    ]
    for each, digests in known:
        if receipt.payload_sha256 == each.payload_sha256:
            return
        is_its_file = any(one.sha256 in digests for one in receipt.files)
        if not receipt.accepted and (is_its_file or receipt.control_number == each.control_number):
            return
    raise AppError(
        "RECEIPT_UNKNOWN_RETURN",
        file=path,
        round=receipt.round_title,
        control_number=receipt.control_number or "—",
    )


def find_delivered(
    receipt: Receipt, handed_in: Iterable[HandedIn], pending: Iterable[PendingReturn]
) -> PendingReturn | None:
    """The pending return the office has accepted without this store knowing it was handed in.

    Whatever became of it here, sent back or withdrawn: the office has both signatures.
    """
    known = {each.payload_sha256 for each in handed_in}
    if not receipt.accepted or receipt.payload_sha256 in known:
        return None
    of_payload = (each for each in pending if each.payload_sha256 == receipt.payload_sha256)
    return next(of_payload, None)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def insert_receipt(connection: Connection, receipt: Receipt, document: bytes, at: datetime) -> None:
    """Keep a receipt with the signed file it came in; the same one again changes nothing."""
    digest = _digest(document)
    known = select(receipt_table.c.document_sha256).where(receipt_table.c.document_sha256 == digest)
    if connection.execute(known).first() is None:
        connection.execute(
            insert(receipt_table).values(
                document_sha256=digest,
                round_id=receipt.round_id,
                content=canonical_bytes(receipt).decode(),
                document=document,
                loaded_at=at,
            )
        )


def load_receipts(connection: Connection, round_id: str) -> tuple[Receipt, ...]:
    """The receipts of a round, the one issued first comes first; of one moment, by revision."""
    rows = connection.scalars(
        select(receipt_table.c.content).where(receipt_table.c.round_id == round_id)
    )
    found = (_decoder.decode(each) for each in rows)
    return tuple(sorted(found, key=_order_of))


def _order_of(receipt: Receipt) -> tuple[datetime, int, list[str]]:
    return receipt.issued_at, receipt.revision or 0, [each.sha256 for each in receipt.files]
