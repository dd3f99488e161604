"""Rows of the receipts an agency has loaded; listed without the cryptographic library."""

import hashlib
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from app.models.receipts import Receipt
from app.models.returns import canonical_bytes
from app.store.tables.agency import receipt as receipt_table

_decoder = msgspec.json.Decoder(Receipt)


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


def load_receipts(connection: Connection, round_id: str | None = None) -> tuple[Receipt, ...]:
    """The receipts of one round or of all, the one issued first comes first, then by revision."""
    query = select(receipt_table.c.content)
    if round_id is not None:
        query = query.where(receipt_table.c.round_id == round_id)
    found = (_decoder.decode(each) for each in connection.scalars(query))
    return tuple(sorted(found, key=_order_of))


def _order_of(receipt: Receipt) -> tuple[datetime, int, list[str]]:
    return receipt.issued_at, receipt.revision or 0, [each.sha256 for each in receipt.files]
