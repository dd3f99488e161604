"""A backup is a whole, closed store, made while the store is in use; it replaces nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import AppError
from app.messages import describe_error
from app.store import backup as module
from app.store.backup import propose_backup, write_backup
from app.store.inspection import StoreKind
from app.store.store import Store, create_store, open_store, utc_now
from tests.support.special_files import make_link

KEY = "officer"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open office store that was written to a moment ago."""
    with create_store(tmp_path / "office.tianbao", StoreKind.OFFICE) as store:
        with store.writing() as connection:
            store.set_meta(connection, KEY, "王")
        yield store


def _refusal(store: Store, target: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        write_backup(store, target)
    return caught.value


def test_a_backup_has_everything_and_is_one_closed_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "backup.tianbao"
    target.parent.mkdir()
    write_backup(store, target)
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    with open_store(target, StoreKind.OFFICE) as copy:
        assert copy.meta(KEY) == "王"
        assert copy.interrupted_session is None


def test_the_store_goes_on_beside_its_backup(store: Store, tmp_path: Path) -> None:
    write_backup(store, tmp_path / "backup.tianbao")
    with store.writing() as connection:
        store.set_meta(connection, KEY, "李")
    with open_store(tmp_path / "backup.tianbao", StoreKind.OFFICE) as copy:
        assert copy.meta(KEY) == "王"


@pytest.mark.parametrize("name", ["office.tianbao", "letter.pdf", "gone"])
def test_nothing_is_ever_replaced(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-")
    if name == "gone":
        make_link(tmp_path / name, tmp_path / "nowhere")
    before = (tmp_path / "letter.pdf").read_bytes()
    assert _refusal(store, tmp_path / name).code == "STORE_EXISTS"
    assert (tmp_path / "letter.pdf").read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "move_into_place", fail)
    target = tmp_path / "elsewhere" / "backup.tianbao"
    target.parent.mkdir()
    assert _refusal(store, target).code == "STORE_DISK_FULL"
    assert list(target.parent.iterdir()) == []


def test_a_backup_where_no_folder_is_is_refused(store: Store, tmp_path: Path) -> None:
    assert _refusal(store, tmp_path / "gone" / "a.tianbao").code == "STORE_READ_ONLY"


def _damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'audit_log'"
        (root,) = connection.execute(query).fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_a_damaged_store_is_no_backup(store: Store, tmp_path: Path) -> None:
    store.settle()
    _damage(store.path)
    refusal = _refusal(store, tmp_path / "backup.tianbao")
    assert (refusal.code, refusal.params["file"]) == ("STORE_DAMAGED", "office.tianbao")
    assert not (tmp_path / "backup.tianbao").exists()
    store.abandon()


def _say_why(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        open_store(path, StoreKind.OFFICE)
    assert caught.value.code == "STORE_DAMAGED"
    return describe_error(caught.value)


def test_a_damaged_store_names_the_newest_backup_beside_it(store: Store) -> None:
    older = store.path.with_name("office.backup-20200101T120000.tianbao")
    newest = propose_backup(store.path, utc_now())
    others = store.path.with_name("office2.backup-29990101T120000.tianbao")
    for each in (older, newest, others):
        write_backup(store, each)
    store.close()
    _damage(store.path)
    assert str(newest) in _say_why(store.path)
    newest.unlink()
    assert str(older) in _say_why(store.path)
    older.unlink()
    assert "這個資料夾裡沒有備份" in _say_why(store.path)


def test_the_backup_that_is_named_opens(store: Store) -> None:
    newest = propose_backup(store.path, utc_now())
    write_backup(store, newest)
    with open_store(newest, StoreKind.OFFICE) as copy:
        assert copy.meta(KEY) == "王"
