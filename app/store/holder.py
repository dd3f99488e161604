"""Who has a store open: the account and the computer that began its latest session.

Imports no SQLAlchemy; read beside the running session, whose row stands in the log still.
"""

import getpass
import platform
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import AppError
from app.models.periods import format_taiwan_time

BUSY_CODES = ("STORE_HELD", "STORE_IN_USE")
"""Of a store somebody else has open, named or not."""

_LATEST = """
SELECT user_name, computer, opened_at FROM store_session
WHERE closed_at IS NULL ORDER BY id DESC LIMIT 1
"""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class StoreHolder:
    """An account of a computer, and since when it has the store open."""

    user_name: str
    computer: str
    since: datetime


def own_names() -> tuple[str, str]:
    """The account and the computer this program runs on; empty where the system does not say."""
    try:
        user_name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account of that number, or no module for one
        user_name = ""
    return user_name[:_LONGEST_NAME], platform.node()[:_LONGEST_NAME]


def held(path: Path) -> AppError:
    """Build the failure of a store somebody else has locked: STORE_HELD, unnamed STORE_IN_USE."""
    holder = read_holder(path)
    if holder is None or not (holder.user_name and holder.computer):
        return AppError("STORE_IN_USE", file=path)
    return AppError(
        "STORE_HELD",
        file=path,
        user_name=holder.user_name,
        computer=holder.computer,
        since=format_taiwan_time(holder.since),
    )


def read_holder(path: Path) -> StoreHolder | None:
    """Read who has a store open that somebody else has locked; None where it does not say."""
    try:
        # Not `build_uri`: the row is in the log, and its index is there while the store is open.
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            row = connection.execute(_LATEST).fetchone()
        if row is None:
            return None
        user_name, computer, since = row
        return StoreHolder(
            str(user_name), str(computer), datetime.fromisoformat(since).replace(tzinfo=UTC)
        )
    except (sqlite3.Error, ValueError, TypeError, OSError):
        return None  # it is in use all the same
