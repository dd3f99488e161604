"""Metadata and column types of every table, and the tables common to both kinds of store.

Columns of unbounded size (Text, then LargeBinary) are last in their table: SQLite stores a row in
column order, and to read one after a payload it follows every overflow page of the payload.
The tables run on SQLite and PostgreSQL alike: only portable column types, and no option of one of
them that the other does not pass over.
They are the first schema, edited in place until 1.0. From then on whoever changes a table adds a
step to `migration.STEPS` in the same commit; a test compares a migrated store with a fresh one.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTimestamp(TypeDecorator[datetime]):
    """A time zone aware moment in UTC; ISO 8601 text in SQLite, timestamptz elsewhere."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises ValueError for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Restore the time zone, which SQLite does not store."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


store_meta = Table(
    "store_meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(400), nullable=False),
)
"""Keys: `agency` (code, once known), `officer` (the last officer at the office), `app_version`
(the version that wrote this schema, shown where an older one opens the file), `told_sync` (the
service that keeps its folder elsewhere too, of which somebody was told), and those of
`app.bench.clock`."""

store_session = Table(
    "store_session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("opened_at", UtcTimestamp, nullable=False),
    Column("closed_at", UtcTimestamp),
    Column("user_name", String(80), nullable=False),  # of the account; empty where it has none
    Column("computer", String(80), nullable=False),
)
"""One row per session; without `closed_at` it lasts, or the program ended unexpectedly.
Whoever finds the store in use is told who has it: see `app.store.holder`."""

snapshot = Table(
    "snapshot",
    metadata,
    Column("session_id", ForeignKey("store_session.id"), primary_key=True),
    Column("app_version", String(40), nullable=False),
    Column("payload", LargeBinary, nullable=False),
)
"""One row, written by the session that closes the store: see `app.store.snapshot`."""

log_mark = Table(
    "log_mark",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("announced", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
)
"""Whether newer commits stand in the log beside the file: see `app.store.log_mark`."""

form = Table(
    "form",
    metadata,
    Column("form_sha256", String(64), primary_key=True),
    Column("form_id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("stored_at", UtcTimestamp, nullable=False),
    Column("content", Text, nullable=False),  # the form as canonical JSON
)
"""The forms of the rounds, by the digest of what they mean; none is ever changed or dropped."""

outgoing = Table(
    "outgoing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("begun_at", UtcTimestamp, nullable=False),
    Column("is_noted", Boolean, nullable=False),  # all in place: only tidying is left
    Column("parts", Text, nullable=False),  # JSON: paths, temporary names and digests
    Column("record", LargeBinary, nullable=False),  # what is to be noted once all are in place
)
"""Sets of files on their way out; a row that is found at an opening was interrupted."""
