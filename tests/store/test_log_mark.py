"""The file itself says whether newer commits stand only in the log beside it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app.errors import AppError
from app.store import log_mark
from app.store.inspection import StoreKind
from app.store.store import Store, create_store, open_store

ROOT = Path(__file__).parents[2]
KEY = "officer"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open office store."""
    with create_store(tmp_path / "office.tianbao", StoreKind.OFFICE) as store:
        yield store


def _write(store: Store, value: str) -> None:
    with store.writing() as connection:
        store.set_meta(connection, KEY, value)


def _copy(store: Store) -> Path:
    """The file alone, as somebody copies it who does not know of the log."""
    return Path(shutil.copy(store.path, store.path.with_name("copy.tianbao")))


def _refusal(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        open_store(path, StoreKind.OFFICE).close()
    return caught.value.code


def _read(path: Path) -> str | None:
    with open_store(path, StoreKind.OFFICE) as store:
        return store.meta(KEY)


def test_a_copy_without_the_newest_edits_is_not_opened(store: Store) -> None:
    _write(store, "王")
    assert _refusal(_copy(store)) == "STORE_LOG_MISSING"


def test_a_settled_store_is_whole_in_its_file(store: Store) -> None:
    _write(store, "王")
    assert store.idle_seconds() is not None
    assert store.settle()
    assert store.idle_seconds() is None
    assert _read(_copy(store)) == "王"


def test_what_is_written_after_settling_is_announced_again(store: Store) -> None:
    for each in ("王", "李"):
        _write(store, each)
        assert _refusal(_copy(store)) == "STORE_LOG_MISSING"
        store.settle()
        assert _read(_copy(store)) == each


def test_every_later_edit_stays_announced(store: Store) -> None:
    for number in range(20):
        _write(store, str(number))
        assert _refusal(_copy(store)) == "STORE_LOG_MISSING"


def test_a_long_log_is_brought_into_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_mark, "LOG_LIMIT_BYTES", 50_000)
    log = Path(f"{store.path}-wal")
    for number in range(100):
        _write(store, str(number))
        assert log.stat().st_size < 100_000
        assert _refusal(_copy(store)) == "STORE_LOG_MISSING"


def test_a_transaction_that_failed_leaves_nothing_to_miss(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    store.settle()
    assert _read(_copy(store)) is None


def test_a_store_nobody_has_written_to_can_be_copied(store: Store) -> None:
    assert _read(_copy(store)) is None


def test_a_closed_store_misses_nothing(store: Store) -> None:
    _write(store, "王")
    store.close()
    assert _read(_copy(store)) == "王"


def test_a_store_let_go_of_after_a_failed_transaction_opens_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    store.abandon()
    assert _read(store.path) is None


def test_whoever_reads_is_not_waited_for_and_what_is_written_is_kept(store: Store) -> None:
    _write(store, "王")
    with store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM store_meta").all()
        _write(store, "李")
        assert not store.settle()
        _write(store, "陳")
    assert store.settle()
    assert _read(_copy(store)) == "陳"


def test_settling_does_not_wait_for_whoever_writes(store: Store) -> None:
    _write(store, "王")
    with store.writing() as connection:
        store.set_meta(connection, KEY, "李")
        with ThreadPoolExecutor() as other:
            assert not other.submit(store.settle).result()
    assert store.settle()
    assert _read(_copy(store)) == "李"


def test_a_store_without_its_mark_is_damaged(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DELETE FROM log_mark")
    assert _refusal(store.path) == "STORE_DAMAGED"


_WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
from app.store.inspection import StoreKind
from app.store.store import open_store
store = open_store(Path(sys.argv[1]), StoreKind.OFFICE)
for number in range(1, 10_000):
    if number % 3 == 0:
        store.settle()
    with store.writing() as connection:
        store.set_meta(connection, "officer", str(number))
    print(number, flush=True)
"""


@pytest.mark.fuzz
def test_killed_between_mark_and_checkpoint_nothing_is_lost_or_called_missing(
    tmp_path: Path, attempt: int, chance: Random
) -> None:
    path = tmp_path / "office.tianbao"
    create_store(path, StoreKind.OFFICE).close()
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITE_UNTIL_KILLED, str(path)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        with writer:
            assert writer.stdout is not None
            for _ in range(chance.randint(1, 40)):
                assert writer.stdout.readline()
            writer.kill()
            rest = writer.stdout.read().split(b"\n")
        confirmed = [int(each) for each in rest[:-1] if each]
        found = int(_read(path) or 0)
        assert found >= max(confirmed, default=1)
