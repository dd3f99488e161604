"""The office's log of its own acts. Entries are added, never changed: nothing here updates one."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from app.models.received import AuditEntry
from app.store.tables.office import audit_log


def append_entry(
    connection: Connection,
    *,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, str],
) -> None:
    """Note an act inside the transaction that performs it, so that neither is there alone."""
    connection.execute(
        insert(audit_log).values(
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            detail=msgspec.json.encode(dict(detail), order="sorted").decode(),
        )
    )


def load_entries(connection: Connection, subject: str | None = None) -> tuple[AuditEntry, ...]:
    """All entries in the order they were added, or those about one subject (a round, an agency)."""
    query = select(audit_log).order_by(audit_log.c.sequence)
    if subject is not None:
        query = query.where(audit_log.c.subject == subject)
    return tuple(
        AuditEntry(
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            detail=msgspec.json.decode(row.detail, type=dict[str, str]),
        )
        for row in connection.execute(query)
    )
