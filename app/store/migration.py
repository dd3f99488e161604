"""Schema migration of an older store: a backup first, then all steps in one transaction.

The only module that imports Alembic; it is itself imported only when a file is older.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from app import __version__
from app.errors import AppError
from app.files import name_part, sync_file
from app.models.periods import taiwan_time
from app.patience import discard, insist
from app.store.engine import writing
from app.store.errors import explain
from app.store.inspection import SCHEMA, read_schema
from app.store.tables.common import metadata

Step = Callable[[Operations], None]

STEPS: dict[int, Step] = {}
"""The migration step to each schema version from the one before, with literal names and types,
never with `app.store.tables`, which go on changing. Version 1 is what 1.0 creates."""


def migrate_store(path: Path, now: datetime) -> Path:
    """Migrate to the newest schema; returns the path of the backup, which is kept.

    Raises AppError STORE_MIGRATION_FAILED, STORE_DISK_FULL, STORE_READ_ONLY; the store is
    unchanged then.
    """
    backup = _write_backup(path, now)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _upgrade(connection)
    except Exception as problem:
        expected = explain(problem, path)
        failed = AppError(
            "STORE_MIGRATION_FAILED", file=path, backup=backup.name, detail=repr(problem)
        )
        raise (expected or failed) from problem
    return backup


def _write_backup(path: Path, now: datetime) -> Path:
    """Write a copy with SQLite's backup API, which includes changes still in the WAL."""
    with closing(sqlite3.connect(path)) as source:
        stamp = f"{taiwan_time(now):%Y%m%dT%H%M%S}"
        backup = path.with_name(f"{path.stem}.schema{read_schema(source)}-{stamp}{path.suffix}")
        partial = name_part(backup)
        try:
            with closing(sqlite3.connect(partial)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, readable on its own
            sync_file(partial)
            insist(lambda: partial.replace(backup))
        except (sqlite3.Error, OSError) as problem:
            raise AppError(
                "STORE_BACKUP_FAILED", file=path, backup=backup.name, detail=problem
            ) from problem
        finally:
            discard(partial)
    return backup


def _upgrade(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=OFF")  # a table is dropped while it is rebuilt
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    with writing(engine) as over:
        # The naming convention of the metadata applies to constraints made by a step.
        context = MigrationContext.configure(over, opts={"target_metadata": metadata})
        for schema in range(read_schema(connection) + 1, SCHEMA + 1):
            STEPS[schema](Operations(context))
        broken = over.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise ValueError(f"a row of {broken[0]} points nowhere")
        over.exec_driver_sql(
            "UPDATE store_meta SET value = ? WHERE key = 'app_version'", (__version__,)
        )
        over.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
