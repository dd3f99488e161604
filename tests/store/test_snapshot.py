"""What is read of a store before it is opened: what the session before kept, or nothing."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import AppError
from app.store import snapshot
from app.store.inspection import StoreKind
from app.store.snapshot import read_snapshot
from app.store.store import create_store, open_store

KEPT = ("總覽", "彙整")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store whose last session has kept something."""
    file = tmp_path / "一處 50%.tianbao"
    create_store(file, StoreKind.OFFICE).close(lambda: KEPT)
    return file


def test_what_the_last_session_kept_is_read(path: Path) -> None:
    assert read_snapshot(path, tuple[str, ...]) == KEPT


def test_reading_leaves_nothing_beside_the_store(path: Path) -> None:
    before = path.read_bytes()
    read_snapshot(path, tuple[str, ...])
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_session_that_keeps_nothing_leaves_nothing(path: Path) -> None:
    open_store(path, StoreKind.OFFICE).close()
    assert read_snapshot(path, tuple[str, ...]) is None


def test_a_failure_to_build_it_leaves_the_store_closed_without_one(path: Path) -> None:
    def refuse() -> None:
        raise AppError("STORE_DISK_FAILED", file=path)

    open_store(path, StoreKind.OFFICE).close(refuse)
    assert read_snapshot(path, tuple[str, ...]) is None
    with open_store(path, StoreKind.OFFICE) as store:
        assert store.interrupted_session is None


def test_a_later_session_keeps_its_own(path: Path) -> None:
    open_store(path, StoreKind.OFFICE).close(lambda: ("later",))
    assert read_snapshot(path, tuple[str, ...]) == ("later",)


def test_a_store_in_use_shows_nothing_and_is_not_disturbed(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as store:
        assert read_snapshot(path, tuple[str, ...]) is None
        with store.writing() as connection:
            store.set_meta(connection, "officer", "王小明")
        assert store.meta("officer") == "王小明"


def test_after_a_session_that_ended_badly_there_is_nothing(path: Path) -> None:
    open_store(path, StoreKind.OFFICE).abandon()
    assert read_snapshot(path, tuple[str, ...]) is None


def test_a_log_left_behind_says_that_the_file_is_not_all(path: Path) -> None:
    path.with_name(path.name + "-wal").touch()
    assert read_snapshot(path, tuple[str, ...]) is None


def test_another_version_s_counts_for_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "__version__", "0.0.9")
    assert read_snapshot(path, tuple[str, ...]) is None


def test_one_of_another_schema_counts_for_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=7")
    assert read_snapshot(path, tuple[str, ...]) is None


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE snapshot",
        "DELETE FROM snapshot",
        "UPDATE snapshot SET payload = 'text'",
        "UPDATE snapshot SET payload = 7",
        "UPDATE snapshot SET payload = CAST('[7]' AS BLOB)",
        "UPDATE snapshot SET session_id = 7",
    ],
)
def test_what_is_not_as_it_should_be_counts_for_nothing(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    assert read_snapshot(path, tuple[str, ...]) is None


def test_a_file_that_is_no_store_shows_nothing(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path / "gone.tianbao", tuple[str, ...]) is None
    (tmp_path / "text.tianbao").write_text("no store\n" * 1_000, encoding="utf-8")
    assert read_snapshot(tmp_path / "text.tianbao", tuple[str, ...]) is None


def test_reading_loads_no_database_library() -> None:
    code = (
        "import sys, app.store.snapshot, app.office.snapshot\n"
        "print([each for each in ('sqlalchemy', 'filelock') if each in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    ).stdout
    assert printed.strip() == "[]"
