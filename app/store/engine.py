"""The SQLite engine of every store: WAL, synchronous=FULL, foreign keys, transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_WAIT_SECONDS = 10


def build_engine(path: Path) -> Engine:
    """Build an engine on an existing or new file; its connections have the pragmas of a store."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={
            "isolation_level": None,  # the driver must not begin a transaction by itself
            "timeout": _WAIT_SECONDS,
            "check_same_thread": False,
        },
        hide_parameters=True,  # messages are logged, and must not quote what was filled in
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a read transaction: one snapshot of the file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a write transaction (BEGIN IMMEDIATE): it holds the write lock from the beginning.

    BEGIN is executed here, not in an event listener: with a listener every statement of the hot
    path would pass through SQLAlchemy's events.
    """
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")  # the log mark must know of each
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
