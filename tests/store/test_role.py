"""Whose store a file is, told from the file alone."""

import sqlite3
from pathlib import Path

import pytest

from app.errors import AppError
from app.store.role import read_store_role
from app.store.store import StoreKind, create_store


@pytest.mark.parametrize("kind", list(StoreKind))
def test_a_store_says_whose_it_is_even_while_it_is_open(tmp_path: Path, kind: StoreKind) -> None:
    path = tmp_path / "some name.tianbao"
    with create_store(path, kind):
        assert read_store_role(path) == kind.value
    assert read_store_role(path) == kind.value


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        read_store_role(tmp_path / "gone.tianbao")
    assert refused.value.code == "STORE_MISSING"


def test_another_program_s_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.tianbao"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE letters (text TEXT)")
    connection.close()
    with pytest.raises(AppError) as refused:
        read_store_role(path)
    assert refused.value.code == "STORE_NOT_OURS"


def test_a_store_without_a_role_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.tianbao"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE store_meta (key TEXT, value TEXT)")
    connection.close()
    with pytest.raises(AppError) as refused:
        read_store_role(path)
    assert refused.value.code == "STORE_NOT_OURS"
