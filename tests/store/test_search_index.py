"""The index finds exactly what a search through the texts would, from one character on."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from app.characters.likeness import liken
from app.store.search_index import empty_index, find_indexed, index_texts, search_index
from app.store.tables.common import metadata
from app.store.tables.search import search_text


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        metadata.create_all(opened, [search_text])
        yield opened
    engine.dispose()


def test_one_character_is_found_wherever_it_stands(connection: Connection) -> None:
    index_texts(connection, [(1, "環境教育"), (2, "教"), (3, "受教"), (4, "環境")])
    assert search_index(connection, "教", 9) == [3, 2, 1]
    assert search_index(connection, "育", 9) == [1]


def test_characters_are_found_in_their_order_only(connection: Connection) -> None:
    index_texts(connection, [(1, "環境教育"), (2, "教育環境"), (3, "環教境育")])
    assert search_index(connection, "環境", 9) == [2, 1]
    assert search_index(connection, "環境教育", 9) == [1]


def test_the_latest_come_first_and_no_more_than_asked_for(connection: Connection) -> None:
    index_texts(connection, [(each, "成果") for each in range(1, 90)])
    assert search_index(connection, "成", 3) == [89, 88, 87]


def test_nothing_is_found_by_what_is_no_text(connection: Connection) -> None:
    index_texts(connection, [(1, "成果"), (2, " ")])
    for sought in ("", " ", '"', "成 OR 果 *"):
        assert search_index(connection, sought, 9) == []


def test_an_emptied_index_takes_texts_again(connection: Connection) -> None:
    index_texts(connection, [(1, "成果")])
    empty_index(connection)
    assert (search_index(connection, "成", 9), find_indexed(connection)) == ([], set())
    index_texts(connection, [(1, "目標")])
    assert (search_index(connection, "目", 9), find_indexed(connection)) == ([1], {1})


_TEXTS = st.text(alphabet="臺台一二𠮷aＡ \n", max_size=6)


@given(texts=st.lists(_TEXTS, max_size=8), sought=_TEXTS)
def test_the_index_finds_what_reading_everything_finds(texts: list[str], sought: str) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        metadata.create_all(opened, [search_text])
        index_texts(opened, enumerate(texts, start=1))
        found = search_index(opened, sought, 99)
    engine.dispose()
    wanted = liken(sought)
    read = [at for at, each in enumerate(texts, start=1) if wanted and wanted in liken(each)]
    assert found == read[::-1]
