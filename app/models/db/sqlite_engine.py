"""SQLite the way every store uses it: WAL, FULL, foreign keys, explicit transactions."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

APPLICATION_ID = 0x5442414F  # TBAO
_WAIT_SECONDS = 10
_WRITES = "tianbao_writes"


def build_engine(path: Path) -> Engine:
    """An engine on an existing or new file; each connection has the settings of a store."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={
            "isolation_level": None,  # the driver must not begin on its own
            "timeout": _WAIT_SECONDS,
            "check_same_thread": False,
        },
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def writing_engine(engine: Engine) -> Engine:
    """The same pool, with transactions that take the write lock when they begin."""
    return engine.execution_options(**{_WRITES: True})


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA trusted_schema=OFF")


def _begin(connection: Connection) -> None:
    # Taking the lock at once means a transaction never fails half way because of another one.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
