"""What a killed program leaves of a store, taken from one that lives; and statements that fail."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.store import Store

WAL = "-wal"


def copy_image(store: Path, target: Path) -> Path:
    """The file and its log as they are on disk this moment: what a kill would leave."""
    target.parent.mkdir(parents=True)
    shutil.copyfile(store, target)
    log = store.with_name(store.name + WAL)
    if log.exists():
        shutil.copyfile(log, target.with_name(target.name + WAL))
    return target


def log_size(store: Path) -> int:
    """How long the log is."""
    log = store.with_name(store.name + WAL)
    return log.stat().st_size if log.exists() else 0


def tear_log(image: Path, size: int) -> None:
    """Let the last transaction of an image have reached the disk in part."""
    with image.with_name(image.name + WAL).open("r+b") as log:
        log.truncate(size)


@contextmanager
def copied_before_statement(
    store: Store, number: int, target: Path, beginning: str = ""
) -> Iterator[None]:
    """Take an image of the store just before the statement of that number, if there are so many.

    Only those count that begin so.
    """
    seen = 0

    def count(statement: str) -> None:
        nonlocal seen
        seen += statement.startswith(beginning)
        if seen == number and not target.exists():
            copy_image(store.path, target)

    connection = driver_connection(store)
    connection.set_trace_callback(count)
    try:
        yield
    finally:
        connection.set_trace_callback(None)


@contextmanager
def failing_after(store: Store, instructions: int) -> Iterator[Callable[[], bool]]:
    """Let SQLite give up once, after so many of its instructions; yields whether it did."""
    has_failed = False

    def give_up() -> bool:
        nonlocal has_failed
        if has_failed:
            return False  # undoing what was begun succeeds
        has_failed = True
        return True

    connection = driver_connection(store)
    connection.set_progress_handler(give_up, instructions)
    try:
        yield lambda: has_failed
    finally:
        connection.set_progress_handler(None, 0)


def driver_connection(store: Store) -> sqlite3.Connection:
    """The connection all statements of one thread go through."""
    with store.reading() as connection:
        found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
