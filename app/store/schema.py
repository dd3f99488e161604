"""The number of the schema this program writes, and how a file says which one it has."""

import sqlite3

SCHEMA = 4
"""Counts the migrations: revision `0001` is schema 1. Raise it together with a migration."""


def revision_of(schema: int) -> str:
    """The Alembic revision of a schema number."""
    return f"{schema:04d}"


def stamp(connection: sqlite3.Connection, schema: int) -> None:
    """Mark a file as having that schema, for us (user_version) and for Alembic, which is not
    imported for it."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute("DELETE FROM alembic_version")
    connection.execute("INSERT INTO alembic_version VALUES (?)", (revision_of(schema),))
    connection.execute(f"PRAGMA user_version={schema}")


def read_schema(connection: sqlite3.Connection) -> int:
    """The schema number of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
