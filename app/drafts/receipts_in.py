"""Receipts an agency has loaded: which of its returns the office says it has."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select

from app.drafts.handed_in import HandedIn
from app.errors import AppError
from app.models.db.rows_agency import receipt as receipt_table
from app.models.receipts import Receipt
from app.models.returns import canonical_bytes

_decoder = msgspec.json.Decoder(Receipt)


def ensure_for_agency(receipt: Receipt, agency: str | None, path: Path) -> None:
    """Refuse another agency's receipt. Raises AppError RECEIPT_WRONG_AGENCY."""
    if receipt.agency != agency:
        raise AppError(
            "RECEIPT_WRONG_AGENCY", file=path, expected=agency or "—", found=receipt.agency
        )


def ensure_about_return(receipt: Receipt, handed_in: tuple[HandedIn, ...], path: Path) -> None:
    """Refuse a receipt for what was never exported here. Raises AppError RECEIPT_UNKNOWN_RETURN.

    What was taken in is known by its payload; a refused file, which may be damaged, also by its
    control number or its digest.
    """
    for each in handed_in:
        if receipt.payload_sha256 == each.payload_sha256:
            return
        digests = {one.sha256 for one in each.files}
        is_its_file = any(one.sha256 in digests for one in receipt.files)
        if not receipt.accepted and (is_its_file or receipt.control_number == each.control_number):
            return
    raise AppError(
        "RECEIPT_UNKNOWN_RETURN",
        file=path,
        round=receipt.round_title,
        control_number=receipt.control_number or "—",
    )


def insert_receipt(connection: Connection, receipt: Receipt, document: bytes, at: datetime) -> None:
    """Keep a receipt with the signed file it came in; the same one again changes nothing."""
    digest = hashlib.sha256(document).hexdigest()
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
    """The receipts of a round, the one issued first comes first."""
    rows = connection.scalars(
        select(receipt_table.c.content).where(receipt_table.c.round_id == round_id)
    )
    found = (_decoder.decode(each) for each in rows)
    return tuple(sorted(found, key=lambda each: (each.issued_at, each.files)))
