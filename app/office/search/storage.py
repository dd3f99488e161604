"""Searched texts as rows of the office's store, with their index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from app.models.search import TextFact, TextKind
from app.store.search_index import empty_index, find_indexed, index_texts
from app.store.tables.office import received_return
from app.store.tables.search import search_text

DECIDED = (TextKind.COMMENT, TextKind.DECISION)
"""What the office says."""
HANDED_IN = tuple(each for each in TextKind if each not in DECIDED)
"""What an agency says."""

_AT_ONCE = 2_000


def insert_texts(
    connection: Connection, return_id: int, texts: Iterable[TextFact], at: datetime
) -> None:
    """Keep the newest texts there are, of a return or about it, to be found at once.

    The last one gets the lowest number: what comes out newest first is then in reading order.
    """
    latest = connection.scalar(select(func.max(search_text.c.id))) or 0
    known = tuple(texts)[::-1]
    rows = [
        {"id": number, **_row(return_id, at, each)}
        for number, each in enumerate(known, start=latest + 1)
    ]
    if rows:
        connection.execute(insert(search_text), rows)
        index_texts(connection, enumerate((each.text for each in known), start=latest + 1))


def replace_texts(
    connection: Connection, return_id: int, texts: Sequence[tuple[datetime, TextFact]]
) -> None:
    """Put these in the place of all texts of a return; nothing is found until `rebuild_index`."""
    delete_texts(connection, return_id)
    rows = [_row(return_id, at, each) for at, each in reversed(texts)]
    if rows:
        connection.execute(insert(search_text), rows)


def delete_texts(connection: Connection, return_id: int) -> None:
    """Take the texts of a return away; their index stays until `rebuild_index`."""
    connection.execute(delete(search_text).where(search_text.c.return_id == return_id))


def load_texts(
    connection: Connection, return_ids: Sequence[int], kinds: Sequence[TextKind]
) -> dict[int, list[TextFact]]:
    """The texts of those kinds of returns, by row id, in their order."""
    found: dict[int, list[TextFact]] = defaultdict(list)
    for at in range(0, len(return_ids), _AT_ONCE):
        query = (
            select(search_text)
            .where(search_text.c.return_id.in_(return_ids[at : at + _AT_ONCE]))
            .where(search_text.c.kind.in_([each.value for each in kinds]))
            .order_by(search_text.c.at, search_text.c.id.desc())
        )
        for row in connection.execute(query):
            fact = TextFact(
                kind=TextKind(row.kind), place=row.place, label=row.label, text=row.text
            )
            found[row.return_id].append(fact)
    return found


def rebuild_index(connection: Connection) -> None:
    """Number all texts by their time, and make the index anew."""
    order = select(
        search_text.c.id,
        func.row_number().over(order_by=(search_text.c.at, search_text.c.id)).label("number"),
    ).subquery()
    own = search_text.c.id == order.c.id
    # Two steps, for no two rows may have one number meanwhile.
    connection.execute(update(search_text).values(id=-order.c.number).where(own))
    connection.execute(update(search_text).values(id=-search_text.c.id))
    empty_index(connection)
    for group in _walk(connection):
        index_texts(connection, group)


def find_unindexed(connection: Connection) -> set[int]:
    """The numbers that are either in the index or in the table, not in both."""
    return find_indexed(connection) ^ set(connection.scalars(select(search_text.c.id)))


def find_stray_texts(connection: Connection) -> tuple[int, ...]:
    """The numbers of returns that texts are of, and that are none."""
    own = select(received_return.c.id).where(received_return.c.id == search_text.c.return_id)
    query = select(search_text.c.return_id).where(~exists(own)).distinct()
    return tuple(sorted(connection.scalars(query)))


def _row(return_id: int, at: datetime, fact: TextFact) -> dict[str, object]:
    said = {"kind": fact.kind.value, "place": fact.place, "label": fact.label, "text": fact.text}
    return {"return_id": return_id, "at": at, **said}


def _walk(connection: Connection) -> Iterator[list[tuple[int, str]]]:
    """All texts by their numbers, some at a time."""
    last = 0
    query = select(search_text.c.id, search_text.c.text).order_by(search_text.c.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(search_text.c.id > last)).all():
        yield [(row.id, row.text) for row in rows]
        last = rows[-1].id
