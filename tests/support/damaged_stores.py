"""Damage in a store, value by value: what a column may hold is replaced by what it may not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.ddl import CreateTable

from app.store.inspection import StoreKind
from app.store.tables import TABLES
from app.store.tables.common import UtcTimestamp

NO_UTF8 = "CAST(x'FFFE' AS TEXT)"


def columns_of(kind: StoreKind) -> list[Column[Any]]:
    """Every column but those SQLite itself keeps to their type (INTEGER PRIMARY KEY)."""
    return [
        column
        for table in TABLES[kind]
        for column in table.columns
        if not (isinstance(column.type, Integer) and list(table.primary_key) == [column])
    ]


def name_of(column: Column[Any]) -> str:
    """`table.column`."""
    return f"{column.table.name}.{column.name}"


def wrong_values(column: Column[Any]) -> Iterator[str]:
    """SQL of values that column cannot hold."""
    in_key = column.primary_key and not column.table.dialect_options["sqlite"]["with_rowid"]
    if not column.nullable and not in_key:  # SQLite itself lets none into such a key
        yield "NULL"
    if isinstance(column.type, Boolean):
        yield from ("7", "'x'", "x'01'")
    elif isinstance(column.type, Integer):
        yield from ("'x'", "1.5", "x'01'")
    elif isinstance(column.type, UtcTimestamp):
        yield from ("'yesterday'", "'2026-13-01 00:00:00.000000'", "7", "x'01'", NO_UTF8)
    elif isinstance(column.type, LargeBinary):
        yield from ("'text'", "7")
    else:
        yield from ("x'41'", NO_UTF8)


def foreign_values(column: Column[Any]) -> Iterator[str]:
    """SQL of values of the right type that may still make no sense there."""
    name = f'"{column.name}"'
    if isinstance(column.type, LargeBinary):
        yield from (f"substr({name}, 1, length({name}) / 2)", "x''", f"zeroblob(length({name}))")
    elif isinstance(column.type, Integer) and not isinstance(column.type, Boolean):
        yield from ("-1", "999999999")
    elif not isinstance(column.type, Boolean | UtcTimestamp):
        yield from ("'{'", "'[7]'", "'foreign text'", "''", f"substr({name}, 2)", "'\"x\"'")


def damage(path: Path, column: Column[Any], value: str) -> bool:
    """Put a value into the first row of a closed store; False where there is no row.

    NULL is let in by taking its constraint away.
    """
    table = column.table.name
    with closing(sqlite3.connect(path)) as connection, connection:
        if value == "NULL":
            plain = str(CreateTable(column.table).compile(dialect=dialect()))
            loose = plain.replace(" NOT NULL", "").strip()
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (loose, table))
    with closing(sqlite3.connect(path)) as connection, connection:
        key = ", ".join(f'"{each.name}"' for each in column.table.primary_key)
        first = f'SELECT {key} FROM "{table}" ORDER BY {key} LIMIT 1'
        changed = connection.execute(
            f'UPDATE OR IGNORE "{table}" SET "{column.name}" = {value} WHERE ({key}) = ({first})'
        )
        return changed.rowcount == 1
