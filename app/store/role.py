"""Whose store a file is, told without opening it as a store and without SQLAlchemy.

The window needs this before its first paint.
"""

import sqlite3
from pathlib import Path

from app.errors import AppError


def read_store_role(path: Path) -> str:
    """`agency` or `office`. Raises AppError STORE_MISSING, STORE_NOT_OURS."""
    if not path.is_file():
        raise AppError("STORE_MISSING", file=path)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM store_meta WHERE key = 'role'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as problem:
        raise AppError("STORE_NOT_OURS", file=path) from problem
    if row is None:
        raise AppError("STORE_NOT_OURS", file=path)
    return str(row[0])
