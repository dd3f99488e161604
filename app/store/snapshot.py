"""Snapshot (快照) of a store: what its first page shows, written when the store is closed.

Imports no SQLAlchemy: the window paints from the snapshot while SQLAlchemy is being imported.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from app import __version__
from app.store.inspection import SCHEMA, build_uri, has_log, read_schema

Kept = TypeVar("Kept")
"""The type of what a desk writes, decoded by msgspec."""

_CURRENT = """
SELECT payload FROM snapshot
WHERE session_id = (SELECT max(id) FROM store_session) AND app_version = ?
"""


def read_snapshot(path: Path, kind: type[Kept]) -> Kept | None:
    """Read the snapshot of a store this process does not have open; None unless it is current.

    Opening a store begins a session, and closing it leaves no WAL: what the last session wrote, in
    a file without a WAL, is what the store holds now. One of another version is never current.
    """
    if has_log(path):
        return None
    try:
        with closing(sqlite3.connect(build_uri(path), uri=True)) as connection:
            if read_schema(connection) != SCHEMA:
                return None
            row = connection.execute(_CURRENT, (__version__,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=kind)
    except (sqlite3.Error, msgspec.MsgspecError, TypeError):
        return None  # opening the store tells what is wrong with it
