"""Tables of what is searched in the office's store: the texts, and on SQLite their index."""

from sqlalchemy import DDL, Column, Integer, String, Table, Text, event

from app.store.tables.common import UtcTimestamp, metadata
from app.store.tables.facts import REBUILT

INDEX = "search_index"
"""The full-text index (FTS5) of the texts, by their numbers: see `app.store.search_index`."""

search_text = Table(
    "search_text",
    metadata,
    Column("id", Integer, primary_key=True),  # in the order of time: later texts have higher ones
    Column("return_id", Integer, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("place", String(200)),
    Column("at", UtcTimestamp, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    info={REBUILT: True},
)
"""Every text that was handed in or decided, with the return it belongs to."""

# The texts stand in their table; `contentless` keeps the index from holding them a second time.
event.listen(
    search_text,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(pairs, content='', prefix='5', tokenize='ascii')"
    ).execute_if(dialect="sqlite"),
)
