"""The full-text index of an office's store on SQLite: overlapping pairs of characters as words.

FTS5 splits at spaces, and Chinese has none. A text 環境教育 is indexed as the words 環境 境教 教育
育·, so that a phrase of them is found exactly where the text holds the characters one after the
other, and one character as the beginning of a pair. Each character of a pair is written as five
hexadecimal digits, which no tokenizer takes apart.
"""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import Connection, text

from app.characters.likeness import liken
from app.store.tables.search import INDEX

_DIGITS = 5
_NOTHING = "0" * _DIGITS  # behind the last character

_INSERT = text(f"INSERT INTO {INDEX} (rowid, pairs) VALUES (:id, :pairs)")
_NUMBERS = text(f"SELECT id FROM {INDEX}_docsize")
_EMPTY = text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')")
_SEARCH = text(
    f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :pairs ORDER BY rowid DESC LIMIT :most"
)


def index_texts(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Add texts by their numbers, none of which is in the index."""
    rows = [{"id": number, "pairs": _words(each)} for number, each in texts]
    if rows:
        connection.execute(_INSERT, rows)


def empty_index(connection: Connection) -> None:
    """Take everything away."""
    connection.execute(_EMPTY)


def search_index(connection: Connection, sought: str, most: int) -> list[int]:
    """The numbers of the texts that hold what is like `sought`, the highest first."""
    likened = liken(sought)
    if not likened:
        return []
    query = f'"{" ".join(_pairs(likened))}"' if len(likened) > 1 else f"{_write(likened)}*"
    return list(connection.scalars(_SEARCH, {"pairs": query, "most": most}))


def find_indexed(connection: Connection) -> set[int]:
    """The numbers of all texts that are in the index."""
    return set(connection.scalars(_NUMBERS))


def _words(content: str) -> str:
    likened = liken(content)
    return " ".join([*_pairs(likened), _write(likened[-1]) + _NOTHING]) if likened else ""


def _pairs(likened: str) -> list[str]:
    return [_write(one + other) for one, other in pairwise(likened)]


def _write(characters: str) -> str:
    return "".join(f"{ord(each):0{_DIGITS}x}" for each in characters)
