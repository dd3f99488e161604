"""What to tell an officer whose last session ended without the program being closed."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from app.models.record import Record
from app.store.tables.agency import journal


class RecoveryNote(Record, frozen=True, kw_only=True):
    """What the interrupted session had saved; all of it is there."""

    last_saved_at: datetime
    changes: int


def load_recovery_note(connection: Connection, session_id: int) -> RecoveryNote | None:
    """What an interrupted session left; None where it had changed nothing."""
    row = connection.execute(
        select(func.max(journal.c.made_at).label("last"), func.count().label("changes")).where(
            journal.c.session_id == session_id
        )
    ).one()
    if not row.changes:
        return None
    return RecoveryNote(last_saved_at=row.last, changes=row.changes)
