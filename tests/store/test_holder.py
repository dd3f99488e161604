"""Who has a store open is told to whoever finds it in use."""

import getpass
import platform
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import AppError
from app.store.holder import own_names, read_holder
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store

NINE = datetime(2026, 2, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed office store."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE, clock=lambda: NINE).close()
    return store


def test_a_store_in_use_says_whose_account_has_it_where_and_since_when(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE, clock=lambda: NINE), pytest.raises(AppError) as caught:
        open_store(path, StoreKind.OFFICE)
    assert caught.value.code == "STORE_HELD"
    assert caught.value.params == {
        "file": "office.tianbao",
        "user_name": getpass.getuser(),
        "computer": platform.node(),
        "since": "115年2月3日 09:00",
    }


def test_nobody_has_a_closed_store(path: Path) -> None:
    assert read_holder(path) is None


def test_a_file_that_is_no_store_names_nobody(tmp_path: Path) -> None:
    other = tmp_path / "notes.tianbao"
    other.write_text("no database")
    assert read_holder(other) is None
    assert read_holder(tmp_path / "missing.tianbao") is None


def test_an_account_without_a_name_is_in_use_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert own_names()[0] == ""
    with open_store(path, StoreKind.OFFICE), pytest.raises(AppError) as caught:
        open_store(path, StoreKind.OFFICE)
    assert caught.value.code == "STORE_IN_USE"
