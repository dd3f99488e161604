"""Stores written by earlier versions, opened with this one."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import alembic.command
import pytest
from alembic.config import Config
from sqlalchemy import create_engine, inspect, select

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.office.desk import OfficeDesk
from app.store import migration as store_migration
from app.store.schema import SCHEMA, revision_of
from app.store.store import StoreKind, create_store, open_store
from app.store.tables import office as rows_office
from app.store.tables.common import metadata
from tests.agency.desks import NARRATIVE, PAID

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
OLD = sorted(STORES.glob("schema-*.tianbao"))


@pytest.fixture(params=OLD, ids=lambda each: each.stem)
def old_store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / request.param.name))


def _kind(path: Path) -> StoreKind:
    return StoreKind(path.stem.rsplit("-", 1)[1])


def _past(path: Path) -> int:
    return int(path.stem.split("-")[1])


def _description(path: Path) -> dict[str, object]:
    """Tables, columns, keys and indexes as the database itself tells them."""
    engine = create_engine(f"sqlite:///{path}")
    seen = inspect(engine)
    description: dict[str, object] = {
        table: (
            [
                (each["name"], str(each["type"]), each["nullable"], each["default"])
                for each in seen.get_columns(table)
            ],
            seen.get_pk_constraint(table),
            sorted(seen.get_foreign_keys(table), key=str),
            sorted(seen.get_unique_constraints(table), key=str),
            sorted(seen.get_indexes(table), key=str),
        )
        for table in seen.get_table_names()
    }
    engine.dispose()
    return description


def test_every_past_schema_has_a_real_store_of_each_role() -> None:
    expected = {f"schema-{past}-{kind}" for past in range(1, SCHEMA) for kind in StoreKind}
    assert {each.stem for each in OLD} == expected


def test_an_old_store_becomes_what_a_new_one_is(old_store: Path, tmp_path: Path) -> None:
    open_store(old_store, _kind(old_store)).close()
    create_store(tmp_path / "new.tianbao", _kind(old_store)).close()
    assert _description(old_store) == _description(tmp_path / "new.tianbao")


def test_a_migrated_store_carries_both_version_marks(old_store: Path) -> None:
    open_store(old_store, _kind(old_store)).close()
    with closing(sqlite3.connect(old_store)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        marks = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    assert marks == [(revision_of(SCHEMA),)]


def test_an_old_draft_keeps_its_answers_its_history_and_what_was_handed_in(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-1-agency.tianbao", tmp_path / "moe.tianbao"))
    with AgencyDesk.open(path) as desk:
        draft = desk.draft("114-annual")
        assert draft.answers.get(PAID) == 1_200_000
        assert draft.reasons[("W201", PAID.path)] == "依契約付款"
        assert draft.answers.get(NARRATIVE) != "改寫過的成果說明"
        assert len(desk.handed_in("114-annual")) == 1
        while draft.undo_label != "示範資料":
            assert draft.undo() is not None
        assert draft.answers.get(PAID) != 1_200_000


def test_an_old_office_store_counts_what_its_returns_hold(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-1-office.tianbao", tmp_path / "office.tianbao"))
    with open_store(path, StoreKind.OFFICE) as store, store.reading() as connection:
        row = connection.execute(select(rows_office.received_return)).one()
        assert (row.projects, row.warnings, row.behind, row.amendments) == (2, 0, 0, 1)
        kept = connection.scalar(select(rows_office.carrier_file.c.content))
        assert kept == b"workbook"


def test_an_old_agency_trusts_no_office_until_somebody_confirms_it(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-2-agency.tianbao", tmp_path / "moe.tianbao"))
    with AgencyDesk.open(path) as desk:
        assert desk.office_pin() is None
        assert desk.receipts("114-annual") == ()
        assert desk.draft("114-annual").answers.get(PAID) == 1_200_000
        assert len(desk.handed_in("114-annual")) == 1


def test_an_old_office_has_no_key_and_keeps_its_registry(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-2-office.tianbao", tmp_path / "office.tianbao"))
    with OfficeDesk.open(path) as desk:
        assert desk.office_certificate() is None
        assert desk.enrolments() == ()
        assert [each.person_name for each in desk.registry().entries] == ["陳承辦"]
        assert [each.agency for each in desk.merged("114-annual").returns] == ["MOFA"]


def test_an_old_agency_keeps_its_office_its_receipt_and_its_round(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-3-agency.tianbao", tmp_path / "mofa.tianbao"))
    with AgencyDesk.open(path) as desk:
        assert desk.office_pin() is not None
        assert [each.accepted for each in desk.receipts("114-annual")] == [True]
        assert len(desk.handed_in("114-annual")) == 1
        assert not [each for each in desk.draft("114-annual").findings() if each.is_open]


def test_an_old_office_keeps_its_key_its_enrolment_and_the_signed_files(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "schema-3-office.tianbao", tmp_path / "office.tianbao"))
    with OfficeDesk.open(path) as desk:
        assert desk.office_certificate() is not None
        assert [each.request.agency for each in desk.enrolments()] == ["MOFA"]
        assert len(desk.signed_files("114-annual", "MOFA", 1)) == 2


def test_a_backup_of_the_old_store_stays_beside_it(old_store: Path) -> None:
    before = old_store.read_bytes()
    open_store(old_store, _kind(old_store)).close()
    (backup,) = old_store.parent.glob(f"*.schema{_past(old_store)}-*.tianbao")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (_past(old_store),)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count = connection.execute("SELECT count(*) FROM store_meta").fetchone()
    assert count[0] > 0
    assert len(before) > 0


def test_without_room_for_a_backup_nothing_is_migrated(old_store: Path) -> None:
    before = old_store.read_bytes()
    now = datetime(2026, 2, 3, 14, 3, 22, tzinfo=UTC)
    name = f"{old_store.stem}.schema{_past(old_store)}-20260203T140322Z.tianbao"
    taken = old_store.with_name(name)
    taken.mkdir()
    with pytest.raises(AppError) as caught:
        open_store(old_store, _kind(old_store), clock=lambda: now)
    assert caught.value.code == "STORE_BACKUP_FAILED"
    assert old_store.read_bytes() == before
    assert not list(old_store.parent.glob("*.part"))


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    old_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old_store)) as connection:
        before = list(connection.iterdump())
    # A step after the last one that points nowhere: the check at the end must undo all of them.
    real = alembic.command.upgrade

    def upgrade_badly(config: Config, revision: str) -> None:
        real(config, revision)
        config.attributes["connection"].exec_driver_sql(
            "INSERT INTO draft VALUES (99, 'nowhere', 1, 0, '2026-01-01', '2026-01-01')"
        )

    monkeypatch.setattr(alembic.command, "upgrade", upgrade_badly)
    with pytest.raises(AppError) as caught:
        open_store(old_store, _kind(old_store))
    assert caught.value.code == "STORE_MIGRATION_FAILED"
    assert (old_store.parent / caught.value.params["backup"]).is_file()
    with closing(sqlite3.connect(old_store)) as connection:
        assert list(connection.iterdump()) == before


def test_opening_a_current_store_imports_no_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from app.store.store import StoreKind, create_store, open_store\n"
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


def test_the_migrations_are_part_of_the_installed_package() -> None:
    """Only folders with an `__init__` are packed, and Alembic reads them as files."""
    for folder in (store_migration.MIGRATIONS, store_migration.MIGRATIONS / "versions"):
        assert (folder / "__init__.py").is_file()
    steps = {each.name[:5] for each in (store_migration.MIGRATIONS / "versions").glob("r*.py")}
    assert steps == {f"r{revision_of(each)}" for each in range(1, SCHEMA + 1)}


def test_the_migrations_alone_make_the_tables_the_code_declares(tmp_path: Path) -> None:
    """Also the way a server database gets its tables, where no file is created at once."""
    path = tmp_path / "empty.tianbao"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        store_migration.run_migrations(connection)
    engine.dispose()
    assert {*_description(path)} == {*metadata.tables, "alembic_version"}
    create_store(tmp_path / "new.tianbao", StoreKind.OFFICE).close()
    assert _description(path) == _description(tmp_path / "new.tianbao")
