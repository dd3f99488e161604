"""Files are written whole or not at all."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from app.errors import AppError
from app.files import read_bounded, write_atomically
from app.store.inspection import StoreKind
from app.store.store import create_store


def test_a_written_file_holds_the_content_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a.xlsx"
    write_atomically(target, b"content")
    assert target.read_bytes() == b"content"
    assert [each.name for each in target.parent.iterdir()] == ["a.xlsx"]


def test_a_full_disk_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert caught.value.code == "FILE_DISK_FULL"
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_open_in_excel_is_named_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "return.xlsx"
    target.write_bytes(b"old")

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert (caught.value.code, caught.value.params["file"]) == ("FILE_LOCKED", "return.xlsx")
    assert target.read_bytes() == b"old"


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(b"x" * 1001)
    with pytest.raises(AppError) as caught:
        read_bounded(large, 1000)
    assert caught.value.code == "FILE_TOO_LARGE"
    assert read_bounded(large, 1001) == b"x" * 1001


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(AppError) as missing:
        read_bounded(tmp_path / "none.xlsx", 10)
    with pytest.raises(AppError) as folder:
        read_bounded(tmp_path, 1_000_000)
    assert (missing.value.code, folder.value.code) == ("FILE_MISSING", "FILE_IS_A_FOLDER")


def test_colleagues_may_read_a_written_file_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "shared.xlsx", b"content")
    finally:
        os.umask(before)
    assert (tmp_path / "shared.xlsx").stat().st_mode & 0o777 == 0o644


def test_a_key_is_for_its_owner_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "key.p12", b"secret", is_private=True)
    assert (tmp_path / "key.p12").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["office.tianbao", "copy.xlsx", "link.pdf"])
def test_a_store_is_neither_read_nor_written_over_as_a_file(tmp_path: Path, name: str) -> None:
    """Under its own name, renamed, or through a link."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE).close()
    shutil.copy(store, tmp_path / "copy.xlsx")
    (tmp_path / "link.pdf").symlink_to(store)
    before = store.read_bytes()
    with pytest.raises(AppError, match="FILE_IS_A_STORE"):
        read_bounded(tmp_path / name, 10_000_000)
    with pytest.raises(AppError, match="FILE_IS_A_STORE"):
        write_atomically(tmp_path / name, b"a report")
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", ".lock"])
def test_nothing_is_written_under_the_name_of_a_store_or_beside_it(
    tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(AppError) as caught:
        write_atomically(tmp_path / f"moe.tianbao{suffix}", b"a report")
    assert caught.value.code == "FILE_IS_A_STORE"
    assert list(tmp_path.iterdir()) == []
