"""A disk that is full, read-only or forbidden has its own code, and the store is as it was."""

import errno
import os
import sqlite3
import sys
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import AppError
from app.store import store
from app.store.errors import explained, explained_file
from app.store.inspection import StoreKind, read_store_kind
from app.store.store import Store, create_store, open_store
from tests.support.unprivileged import unprivileged_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed office store."""
    path = tmp_path / "office.tianbao"
    create_store(path, StoreKind.OFFICE).close()
    return path


@pytest.fixture
def bound() -> Iterator[Path]:
    """A closed office store in a folder of its own, where permissions bind."""
    with unprivileged_folder() as folder:
        path = folder / "office.tianbao"
        create_store(path, StoreKind.OFFICE).close()
        yield path
        folder.chmod(0o700)


def _pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _fail_writing(store: Store, pragma: str) -> AppError:
    """Let SQLite itself report the trouble while a large value is written."""
    with pytest.raises(AppError) as caught, store.writing() as connection:
        connection.exec_driver_sql(pragma)
        for number in range(2000):
            store.set_meta(connection, f"k{number}", "x" * 400)
    return caught.value


def test_a_full_disk_has_its_own_code_and_the_store_goes_on(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as store:
        pages = _pragma(store, "page_count")
        assert _fail_writing(store, f"PRAGMA max_page_count={pages}").code == "STORE_DISK_FULL"
        assert store.meta("k0") is None
        with store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
            store.set_meta(connection, "agency", "MOE")
        assert store.meta("agency") == "MOE"


def test_a_read_only_file_has_its_own_code(path: Path) -> None:
    store = open_store(path, StoreKind.OFFICE)
    try:
        assert _fail_writing(store, "PRAGMA query_only=ON").code == "STORE_READ_ONLY"
    finally:
        store.abandon()


def _code(attempt: object, *values: object) -> str:
    assert callable(attempt)
    with pytest.raises(AppError) as caught:
        attempt(*values)
    return caught.value.code


@posix
def test_a_read_only_store_is_called_so_and_no_log_stays_beside_it(bound: Path) -> None:
    bound.chmod(0o444)
    assert _code(open_store, bound, StoreKind.OFFICE) == "STORE_READ_ONLY"
    assert list(bound.parent.iterdir()) == [bound]
    assert read_store_kind(bound) is StoreKind.OFFICE
    bound.chmod(0o644)
    open_store(bound, StoreKind.OFFICE).close()


@posix
@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_read_only_log_left_by_another_program_is_named(bound: Path, suffix: str) -> None:
    log = bound.with_name(bound.name + suffix)
    log.touch()
    log.chmod(0o444)
    with pytest.raises(AppError) as caught:
        open_store(bound, StoreKind.OFFICE)
    assert (caught.value.code, caught.value.params["file"]) == ("STORE_READ_ONLY", log.name)


@posix
def test_a_store_in_a_read_only_folder_is_called_so(bound: Path) -> None:
    bound.parent.chmod(0o555)
    assert _code(open_store, bound, StoreKind.OFFICE) == "STORE_READ_ONLY"
    assert read_store_kind(bound) is StoreKind.OFFICE
    created = bound.with_name("new.tianbao")
    assert _code(create_store, created, StoreKind.OFFICE) == "STORE_READ_ONLY"


@posix
@pytest.mark.parametrize("closed", ["the file", "its folder"])
def test_a_store_one_may_not_read_is_called_so(bound: Path, closed: str) -> None:
    (bound if closed == "the file" else bound.parent).chmod(0)
    assert _code(open_store, bound, StoreKind.OFFICE) == "STORE_FORBIDDEN"
    assert _code(read_store_kind, bound) == "STORE_FORBIDDEN"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts characters, not bytes")
def test_a_name_the_system_does_not_take_is_refused(tmp_path: Path) -> None:
    long = tmp_path / f"{'長' * 100}.tianbao"
    assert _code(create_store, long, StoreKind.OFFICE) == "STORE_NAME_REFUSED"
    (tmp_path / "file").touch()
    inside = tmp_path / "file" / "a.tianbao"
    assert _code(create_store, inside, StoreKind.OFFICE) == "STORE_NAME_REFUSED"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "STORE_DISK_FULL"),
        (errno.EDQUOT, "STORE_DISK_FULL"),
        (errno.EROFS, "STORE_READ_ONLY"),
        (errno.EACCES, "STORE_READ_ONLY"),
        (errno.EIO, "STORE_DISK_FAILED"),
        (errno.ENAMETOOLONG, "STORE_NAME_REFUSED"),
    ],
)
def test_what_keeps_the_lock_from_being_made_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(store, "lock_store", fail)
    assert _code(open_store, path, StoreKind.OFFICE) == code


def _report(number: int) -> sqlite3.OperationalError:
    problem = sqlite3.OperationalError("what SQLite says")
    problem.sqlite_errorcode = number
    return problem


@pytest.mark.parametrize("free", [0, 10_000_000])
@pytest.mark.parametrize("number", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_a_log_there_is_no_room_for_means_a_full_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, free: int
) -> None:
    """SQLite does not say why it could not make the log's index."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage(1, 1, free))
    with pytest.raises(AppError) as caught, explained(path):
        raise _report(number)
    assert (caught.value.code == "STORE_DISK_FULL") is (free == 0)


def test_an_error_of_ours_is_left_as_it_is(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), explained(path):
        raise _report(sqlite3.SQLITE_ERROR)
    with pytest.raises(OSError, match="elsewhere"), explained(path):
        raise OSError(errno.ENOSPC, "elsewhere")
    with pytest.raises(ZeroDivisionError), explained_file(path):
        raise ZeroDivisionError
