"""Whose store a file is, told from the file alone."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import AppError
from app.store.inspection import StoreKind, is_store, read_store_kind
from app.store.store import create_store
from tests.support.special_files import make_link, make_pipe


def _refusal(path: Path) -> str:
    with pytest.raises(AppError) as refused:
        read_store_kind(path)
    return refused.value.code


_QUESTION = "" if sys.platform == "win32" else "?"


@pytest.mark.parametrize("kind", list(StoreKind))
@pytest.mark.parametrize(
    "name", ["some name.tianbao", f"100% {_QUESTION}#.tianbao", "教育部.tianbao"]
)
def test_a_store_says_whose_it_is_even_while_it_is_open(
    tmp_path: Path, kind: StoreKind, name: str
) -> None:
    path = tmp_path / name
    with create_store(path, kind):
        assert read_store_kind(path) is kind
    assert read_store_kind(path) is kind


def test_asking_leaves_nothing_beside_the_store(tmp_path: Path) -> None:
    path = tmp_path / "a.tianbao"
    create_store(path, StoreKind.OFFICE).close()
    read_store_kind(path)
    assert list(tmp_path.iterdir()) == [path]


def test_asking_takes_no_lock_away_from_whoever_has_it_open(tmp_path: Path) -> None:
    """On POSIX closing any descriptor of a file drops the locks of the whole process on it."""
    path = tmp_path / "a.tianbao"
    with create_store(path, StoreKind.OFFICE) as store, store.reading():
        before = _locks_on(path)
        read_store_kind(path)
        assert _locks_on(path) == before > 0


def _locks_on(path: Path) -> int:
    table = Path("/proc/locks")
    if not table.exists():
        pytest.skip("only Linux tells who holds which lock")
    inode = f":{path.stat().st_ino} "
    return sum(inode in line for line in table.read_text(encoding="ascii").splitlines())


def test_a_file_that_is_growing_under_another_program_is_still_known(tmp_path: Path) -> None:
    """Its head may already speak of pages that are not written yet."""
    path = tmp_path / "a.tianbao"
    create_store(path, StoreKind.AGENCY).close()
    os.truncate(path, path.stat().st_size // 2)
    assert read_store_kind(path) is StoreKind.AGENCY


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "gone.tianbao") == "STORE_MISSING"
    assert _refusal(tmp_path / f"{'長' * 100}.tianbao") == "STORE_MISSING"
    (tmp_path / "file").touch()
    assert _refusal(tmp_path / "file" / "a.tianbao") == "STORE_MISSING"


def test_a_name_that_leads_to_itself_leads_nowhere(tmp_path: Path) -> None:
    make_link(tmp_path / "a.tianbao", tmp_path / "a.tianbao")
    assert _refusal(tmp_path / "a.tianbao") == "STORE_MISSING"


def test_a_folder_or_a_pipe_is_not_ours(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == "STORE_NOT_OURS"
    make_pipe(tmp_path / "pipe.tianbao")
    assert _refusal(tmp_path / "pipe.tianbao") == "STORE_NOT_OURS"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\x00"])
def test_a_file_of_another_kind_is_not_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tianbao"
    path.write_bytes(content)
    assert _refusal(path) == "STORE_NOT_OURS"


def test_another_program_s_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.tianbao"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE store_meta (key TEXT, value TEXT)")
        connection.execute("INSERT INTO store_meta VALUES ('role', 'office')")
        connection.commit()
    assert _refusal(path) == "STORE_NOT_OURS"


def test_a_store_is_known_by_its_name_and_by_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.tianbao"
    create_store(path, StoreKind.AGENCY).close()
    shutil.copy(path, tmp_path / "report.pdf")
    make_link(tmp_path / "linked.xlsx", path)
    named = ("a.tianbao", "report.pdf", "linked.xlsx", "gone.TIANBAO", "a.tianbao-wal")
    assert all(is_store(tmp_path / each) for each in named)
    (tmp_path / "note.txt").write_text("a.tianbao", encoding="utf-8")
    assert not any(is_store(tmp_path / each) for each in ("note.txt", "none.pdf", "", "a.tbround"))
