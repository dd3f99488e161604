"""The import history (收件紀錄): every file ever offered, taken or not, and why."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from app.models.received import ImportResult, LedgerEntry
from app.store.tables.office import import_ledger

IMPORTED = "IMPORTED"
ALREADY_IMPORTED = "ALREADY_IMPORTED"
VERIFIED = "VERIFIED"
IMPORT_CRASHED = "IMPORT_CRASHED"
ATTACHMENTS_IMPORTED = "ATTACHMENTS_IMPORTED"
ATTACHMENTS_KNOWN = "ATTACHMENTS_KNOWN"
"""The codes of what became of a file, beside those of refusals."""


def record_offer(
    connection: Connection, result: ImportResult, file_sha256: str, name: str, at: datetime
) -> None:
    """Note what became of one file, inside the transaction that took it in or refused it."""
    connection.execute(
        insert(import_ledger).values(
            file_sha256=file_sha256,
            file_name=name,
            accepted=result.accepted,
            code=result.code,
            params=msgspec.json.encode(result.params, order="sorted").decode(),
            agency=result.agency,
            round_id=result.round_id,
            revision=result.revision,
            offered_at=at,
        )
    )


def load_ledger(connection: Connection, round_id: str | None = None) -> tuple[LedgerEntry, ...]:
    """The history in the order it happened.

    With a round: what was offered for it, and every file nobody could read a round from.
    """
    table = import_ledger
    query = select(table).order_by(table.c.id)
    if round_id is not None:
        query = query.where((table.c.round_id == round_id) | table.c.round_id.is_(None))
    return tuple(
        LedgerEntry(
            offered_at=row.offered_at,
            file=row.file_name,
            file_sha256=row.file_sha256,
            accepted=row.accepted,
            code=row.code,
            params=msgspec.json.decode(row.params, type=dict[str, str]),
            agency=row.agency,
            round_id=row.round_id,
            revision=row.revision,
        )
        for row in connection.execute(query)
    )
