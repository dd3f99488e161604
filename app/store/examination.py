"""Examination of what stands in a store: whether every value is one its column may hold.

SQLite checks that pages hang together, not that a date is a date. A desk declares what else its
columns hold (`Rules`): JSON of a type, a word of an enum, bytes with a digest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    Select,
    Table,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import dialect

from app.errors import Progress
from app.store.inspection import StoreKind
from app.store.tables import TABLES
from app.store.tables.common import UtcTimestamp
from app.store.tables.facts import REBUILT

_SQLITE = dialect()

Value = Any
"""What SQLite gives for a column, text decoded."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What columns of one table hold together: `check` raises or returns False where they do not.

    Not asked where the first of them is NULL. A deep rule takes time: it is for large columns.
    """

    columns: tuple[Column[Any], ...]
    check: Callable[..., object]
    is_deep: bool = False


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Rows there can never be: the query finds them, the column is the one to blame."""

    column: Column[Any]
    query: Select[Any]


Rules = Sequence[Rule | Forbidden]


def rule(check: Callable[..., object], *columns: Column[Any], is_deep: bool = False) -> Rule:
    """Build a rule."""
    return Rule(columns, check, is_deep)


def find_damage(
    path: Path,
    kind: StoreKind,
    rules: Rules,
    *,
    is_deep: bool,
    progress: Progress | None = None,
) -> str | None:
    """Find a value its column cannot hold, as `table.column`; None where everything is as it was.

    Rows that can be made anew from others are looked at only where it `is_deep`. Reads through a
    connection of its own, on any thread. Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = _decode
        connection.execute("PRAGMA query_only=ON")
        present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        missing = sorted({each.name for each in TABLES[kind]} - present)
        if missing:
            return missing[0]
        for number, table in enumerate(TABLES[kind]):
            if REBUILT in table.info and not is_deep:
                continue
            if progress is not None:
                progress(number, len(TABLES[kind]), table.name)
            own = [
                each for each in rules if isinstance(each, Rule) and each.columns[0].table is table
            ]
            try:
                found = _Examiner(table, own, is_deep).find(connection)
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                    raise
                return f"{table.name}: {problem}"  # it lacks a column
            if found is not None:
                return f"{table.name}.{found}"
        return _find_between(connection, rules)


def _find_between(connection: sqlite3.Connection, rules: Rules) -> str | None:
    """Rows that point nowhere, or that there can never be."""
    row = connection.execute("PRAGMA foreign_key_check").fetchone()
    if row is not None:
        return f"{row[0]} → {row[2]}"
    for each in rules:
        if isinstance(each, Forbidden) and connection.execute(_sql(each.query)).fetchone():
            return str(each.column)
    return None


def _sql(query: Select[Any]) -> str:
    return str(query.compile(dialect=_SQLITE, compile_kwargs={"literal_binds": True}))


class _Examiner:
    """Examines the rows of one table; of large values only the type, unless a rule needs them."""

    def __init__(self, table: Table, rules: Sequence[Rule], is_deep: bool) -> None:
        chosen = [each for each in rules if is_deep or not each.is_deep]
        needed = {column.name for each in chosen for column in each.columns}
        self._names = [each.name for each in table.columns]
        self._readers = []
        asked: list[ColumnElement[Any]] = []
        for column in table.columns:
            is_large = isinstance(column.type, LargeBinary) and column.name not in needed
            asked.append(func.typeof(column) if is_large else column)
            read = _read_blob_type if is_large else _reader_of(column)
            self._readers.append((read, column.nullable))
        self._query = _sql(select(*asked))
        self._rules = [
            ([self._names.index(column.name) for column in each.columns], each.check)
            for each in chosen
        ]

    def find(self, connection: sqlite3.Connection) -> str | None:
        """The first column of the first row that does not hold what it should."""
        for row in connection.execute(self._query):
            found = self._find_in(row)
            if found is not None:
                return found
        return None

    def _find_in(self, row: Sequence[object]) -> str | None:
        values: list[Value] = []
        for number, (read, is_nullable) in enumerate(self._readers):
            value = row[number]
            try:
                values.append(None if value is None and is_nullable else read(value))
            except (ValueError, TypeError):
                return self._names[number]
        for places, check in self._rules:
            if values[places[0]] is not None and not _holds(check, [values[i] for i in places]):
                return self._names[places[0]]
        return None


def _holds(check: Callable[..., object], values: Sequence[Value]) -> bool:
    try:
        return check(*values) is not False
    except Exception:  # whatever a decoder raises: the value is not one
        return False


def _reader_of(column: Column[Any]) -> Callable[[object], Value]:
    """How a value of that column is read; raises ValueError, TypeError for another kind."""
    if isinstance(column.type, UtcTimestamp):
        return _read_moment
    if isinstance(column.type, Boolean):
        return _read_flag
    if isinstance(column.type, Integer):
        return _read_number
    return _read_bytes if isinstance(column.type, LargeBinary) else _read_text


def _read_text(value: object) -> Value:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_bytes(value: object) -> Value:
    if not isinstance(value, bytes):
        raise TypeError
    return value


def _read_blob_type(value: object) -> Value:
    if value != "blob":
        raise TypeError
    return value


def _read_number(value: object) -> Value:
    if type(value) is not int:
        raise TypeError
    return value


def _read_flag(value: object) -> Value:
    if value not in (0, 1):
        raise ValueError
    return bool(value)


def _read_moment(value: object) -> Value:
    return datetime.fromisoformat(_read_text(value))


def _decode(text: bytes) -> object:
    """What is no UTF-8 is no text: a value no column may hold."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return NotImplemented
