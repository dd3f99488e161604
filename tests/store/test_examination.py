"""Whatever stands in a column that cannot be there is found at the door and named."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, LargeBinary, Table, insert, select

from app.errors import AppError
from app.store.examination import find_damage, rule
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from app.store.tables import TABLES
from app.store.tables.common import UtcTimestamp, log_mark, snapshot, store_meta, store_session
from app.store.tables.facts import REBUILT
from tests.support.damaged_stores import columns_of, damage, name_of, wrong_values

NOW = datetime(2026, 2, 10, tzinfo=UTC)
COLUMNS = [(kind, column) for kind in StoreKind for column in columns_of(kind)]


def _sample(column: Column[Any]) -> object:
    if isinstance(column.type, UtcTimestamp):
        return NOW
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Integer):
        return 1
    return b"bytes" if isinstance(column.type, LargeBinary) else "text"


def _insert_row(connection: Connection, table: Table) -> None:
    if connection.execute(select(table)).first() is None:
        row = {column.name: _sample(column) for column in table.columns}
        connection.execute(insert(table).values(row))


def _build(folder: Path, kind: StoreKind) -> Path:
    """A closed store with a row in every table."""
    path = folder / f"{kind.value}.tianbao"
    with create_store(path, kind) as store:
        with store.writing() as connection:
            for table in sorted(TABLES[kind], key=lambda each: len(each.foreign_keys)):
                if table is not snapshot:
                    _insert_row(connection, table)
        store.close(lambda: "what the first page shows")
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[StoreKind, Path]:
    """A sound store of each kind, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    return {kind: _build(folder, kind) for kind in StoreKind}


def _copy(whole: dict[StoreKind, Path], kind: StoreKind, folder: Path) -> Path:
    return Path(shutil.copy(whole[kind], folder / "copy.tianbao"))


def _refusal(path: Path, kind: StoreKind) -> AppError:
    with pytest.raises(AppError) as caught:
        open_store(path, kind).close()
    return caught.value


@pytest.mark.parametrize("kind", list(StoreKind))
def test_a_sound_store_is_called_sound(whole: dict[StoreKind, Path], kind: StoreKind) -> None:
    assert find_damage(whole[kind], kind, (), is_deep=True) is None


@pytest.mark.parametrize(
    ("kind", "column"), COLUMNS, ids=[f"{kind}-{name_of(column)}" for kind, column in COLUMNS]
)
def test_a_wrong_value_in_any_column_is_found(
    whole: dict[StoreKind, Path], kind: StoreKind, column: Column[Any], tmp_path: Path
) -> None:
    for value in wrong_values(column):
        path = _copy(whole, kind, tmp_path)
        assert damage(path, column, value), value
        is_rebuilt = REBUILT in column.table.info
        assert find_damage(path, kind, (), is_deep=is_rebuilt) == name_of(column), value
        if is_rebuilt:  # counted in millions, and made anew at any time
            assert find_damage(path, kind, (), is_deep=False) is None, value


@pytest.mark.parametrize(
    "column", [store_meta.c.value, store_session.c.opened_at, log_mark.c.announced]
)
def test_it_is_told_at_the_door_and_the_file_stays_as_it_is(
    whole: dict[StoreKind, Path], column: Column[Any], tmp_path: Path
) -> None:
    for value in wrong_values(column):
        path = _copy(whole, StoreKind.OFFICE, tmp_path)
        damage(path, column, value)
        before = path.read_bytes()
        refusal = _refusal(path, StoreKind.OFFICE)
        assert (refusal.code, refusal.params["file"]) == ("STORE_DAMAGED", path.name)
        assert path.read_bytes() == before


def test_a_row_that_points_nowhere_is_found(whole: dict[StoreKind, Path], tmp_path: Path) -> None:
    path = _copy(whole, StoreKind.AGENCY, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM round_in")
    assert "round_in" in _refusal(path, StoreKind.AGENCY).params["detail"]


def test_a_missing_column_is_damage_and_no_bug(
    whole: dict[StoreKind, Path], tmp_path: Path
) -> None:
    path = _copy(whole, StoreKind.OFFICE, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE audit_log RENAME COLUMN detail TO other")
    assert _refusal(path, StoreKind.OFFICE).code == "STORE_DAMAGED"


def test_rules_say_what_else_a_column_holds(whole: dict[StoreKind, Path], tmp_path: Path) -> None:
    path = _copy(whole, StoreKind.OFFICE, tmp_path)
    is_int = rule(int, store_meta.c.value)
    assert find_damage(path, StoreKind.OFFICE, (is_int,), is_deep=False) == "store_meta.value"
    large = rule(int, store_meta.c.value, is_deep=True)
    assert find_damage(path, StoreKind.OFFICE, (large,), is_deep=False) is None
    assert find_damage(path, StoreKind.OFFICE, (large,), is_deep=True) == "store_meta.value"


def test_a_failure_while_reading_is_damage_only_where_something_is_damaged(
    whole: dict[StoreKind, Path], tmp_path: Path
) -> None:
    path = _copy(whole, StoreKind.OFFICE, tmp_path)
    with open_store(path, StoreKind.OFFICE) as store:
        with pytest.raises(ValueError, match="ours"), store.reading():
            raise ValueError("ours")
        with pytest.raises(ValueError, match="ours"), store.writing():
            raise ValueError("ours")
        assert damage(path, store_meta.c.value, "x'41'")
        with pytest.raises(AppError) as caught, store.reading():
            raise ValueError
        assert caught.value.code == "STORE_DAMAGED"
        store.abandon()


def test_a_lock_is_never_called_damage(whole: dict[StoreKind, Path], tmp_path: Path) -> None:
    path = _copy(whole, StoreKind.OFFICE, tmp_path)
    with open_store(path, StoreKind.OFFICE) as store:
        busy = sqlite3.OperationalError("database is locked")
        busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
        with pytest.raises(AppError) as caught, store.reading():
            raise busy
        assert caught.value.code == "STORE_IN_USE"
        assert store.explain(busy) is None
        assert store.explain(KeyboardInterrupt()) is None
