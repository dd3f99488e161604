"""An older store, brought up to date by an invented second schema: 1.0 has only the first."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from app import __version__
from app.errors import AppError
from app.store import inspection, migration, store
from app.store.inspection import SCHEMA, StoreKind
from app.store.store import create_store, open_store

NOW = datetime(2026, 2, 3, 14, 3, 22, tzinfo=UTC)
BACKUP = "old.schema1-20260203T220322.tianbao"


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """A store of the first schema with one row, written before the second was thought of."""
    path = tmp_path / "old.tianbao"
    create_store(path, StoreKind.AGENCY, clock=lambda: NOW, meta={"agency": "MOE"}).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE store_meta SET value = '0.9' WHERE key = 'app_version'")
        connection.execute(
            "INSERT INTO round_in (round_id, kind, year_roc, content, received_at, document)"
            " VALUES ('114-annual', 'x', 114, '{}', '2026-01-01', x'00')"
        )
        connection.execute(
            "INSERT INTO draft (round_id, next_row, corrects_revision, created_at, changed_at)"
            " VALUES ('114-annual', 7, 0, '2026-01-01', '2026-01-01')"
        )
        connection.commit()
    return path


def _remember_who_wrote(op: Operations) -> None:
    """What SQLite cannot do in place: a column that must not be empty, and a reference."""
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("author", sa.String(80), nullable=False, server_default=""))
        table.add_column(sa.Column("opened_in", sa.Integer()))
        table.create_foreign_key(None, "store_session", ["opened_in"], ["id"])


@pytest.fixture
def second_schema(old_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inspection, migration, store):
        monkeypatch.setattr(module, "SCHEMA", 2)
    monkeypatch.setitem(migration.STEPS, 2, _remember_who_wrote)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _open(path: Path) -> None:
    open_store(path, StoreKind.AGENCY, clock=lambda: NOW).close()


def test_every_schema_after_the_first_has_the_step_that_leads_to_it() -> None:
    assert set(migration.STEPS) == set(range(2, SCHEMA + 1))


@pytest.mark.usefixtures("second_schema")
def test_an_old_store_is_brought_up_to_date_when_it_is_opened(old_store: Path) -> None:
    _open(old_store)
    with closing(sqlite3.connect(old_store)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        rows = connection.execute("SELECT round_id, next_row, author FROM draft").fetchall()
        assert rows == [("114-annual", 7, "")]
        meta = dict(connection.execute("SELECT key, value FROM store_meta"))
    assert (meta["agency"], meta["app_version"]) == ("MOE", __version__)
    assert "CONSTRAINT fk_draft_opened_in_store_session" in "".join(_dump(old_store))


@pytest.mark.usefixtures("second_schema")
def test_a_store_is_brought_up_to_date_once(old_store: Path) -> None:
    _open(old_store)
    _open(old_store)
    assert len(list(old_store.parent.iterdir())) == 2


@pytest.mark.usefixtures("second_schema")
def test_a_backup_of_the_old_store_stays_beside_it(old_store: Path) -> None:
    before = _dump(old_store)
    _open(old_store)
    backup = old_store.with_name(BACKUP)
    assert _dump(backup) == before
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.usefixtures("second_schema")
def test_without_room_for_a_backup_nothing_is_migrated(old_store: Path) -> None:
    before = old_store.read_bytes()
    old_store.with_name(BACKUP).mkdir()
    with pytest.raises(AppError) as caught:
        _open(old_store)
    assert caught.value.code == "STORE_BACKUP_FAILED"
    assert old_store.read_bytes() == before
    assert not list(old_store.parent.glob("*.part"))


def _raise_after_a_change(op: Operations) -> None:
    _remember_who_wrote(op)
    raise ZeroDivisionError


def _point_nowhere(op: Operations) -> None:
    _remember_who_wrote(op)
    op.execute("UPDATE draft SET opened_in = 99")


@pytest.mark.usefixtures("second_schema")
@pytest.mark.parametrize("step", [_raise_after_a_change, _point_nowhere])
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    old_store: Path, step: migration.Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _dump(old_store)
    monkeypatch.setitem(migration.STEPS, 2, step)
    with pytest.raises(AppError) as caught:
        _open(old_store)
    assert (caught.value.code, caught.value.params["backup"]) == ("STORE_MIGRATION_FAILED", BACKUP)
    assert old_store.with_name(BACKUP).is_file()
    assert _dump(old_store) == before


@pytest.mark.slow
def test_opening_a_current_store_imports_no_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from app.store.inspection import StoreKind\n"
        "from app.store.store import create_store, open_store\n"
        "path = Path(sys.argv[1])\n"
        "create_store(path, StoreKind.OFFICE).close(); open_store(path, StoreKind.OFFICE).close()\n"
        "print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.tianbao")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split() == ["False", "False"]
