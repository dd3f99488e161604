"""Making, opening and refusing stores."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Insert, Table, insert, select
from sqlalchemy.exc import IntegrityError

from app import __version__
from app.errors import AppError
from app.messages import describe_error, load_sentences
from app.store.inspection import SCHEMA, StoreKind
from app.store.store import Store, create_store, open_store
from app.store.tables import TABLES
from app.store.tables.agency import draft
from app.store.tables.common import store_meta, store_session
from app.store.tables.search import INDEX

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed office store."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE).close()
    return store


def _refusal(path: Path, kind: StoreKind = StoreKind.OFFICE) -> AppError:
    with pytest.raises(AppError) as caught:
        open_store(path, kind).close()
    return caught.value


def _pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_is_durable_and_checks_references(tmp_path: Path) -> None:
    with create_store(tmp_path / "moe.tianbao", StoreKind.AGENCY) as store:
        assert _pragma(store, "journal_mode") == "wal"
        assert _pragma(store, "synchronous") == 2  # FULL
        assert _pragma(store, "foreign_keys") == 1
        with pytest.raises(IntegrityError), store.writing() as connection:
            now = datetime(2026, 1, 1, tzinfo=UTC)
            connection.execute(
                insert(draft).values(
                    round_id="none", next_row=1, corrects_revision=0, created_at=now, changed_at=now
                )
            )


def test_a_new_store_says_what_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x54424F46,)  # TBOF
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        meta = dict(connection.execute("SELECT key, value FROM store_meta"))
    assert meta == {"app_version": __version__}


def test_closing_leaves_one_file_and_nothing_else(path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == ["office.tianbao"]


def test_a_store_is_never_made_over_another_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AppError) as caught:
        create_store(path, StoreKind.AGENCY)
    assert caught.value.code == "STORE_EXISTS"
    assert path.read_bytes() == before


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path / "none.tianbao")
    assert (refusal.code, refusal.params["file"]) == ("STORE_MISSING", "none.tianbao")
    assert not (tmp_path / "none.tianbao").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\x00"])
def test_a_file_of_another_kind_is_not_ours(tmp_path: Path, content: bytes) -> None:
    stranger = tmp_path / "a.tianbao"
    stranger.write_bytes(content)
    assert _refusal(stranger).code == "STORE_NOT_OURS"
    assert stranger.read_bytes() == content


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    stranger = tmp_path / "a.tianbao"
    with closing(sqlite3.connect(stranger)) as connection:
        connection.execute("CREATE TABLE store_meta (key, value)")
    assert _refusal(stranger).code == "STORE_NOT_OURS"


def test_a_store_of_the_other_role_is_refused(path: Path) -> None:
    refusal = _refusal(path, StoreKind.AGENCY)
    assert (refusal.code, refusal.params["role"]) == ("STORE_WRONG_ROLE", "office")


def test_a_newer_store_says_which_version_it_needs_and_stays_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
        connection.execute("UPDATE store_meta SET value='9.4.0' WHERE key='app_version'")
        connection.commit()
    before = path.read_bytes()
    refusal = _refusal(path)
    assert refusal.code == "STORE_NEWER"
    assert f"（9.4.0）寫成：資料格式為第 {SCHEMA + 1} 版" in describe_error(refusal)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [__version__, "0.0.9", "?", ""])
def test_a_newer_store_never_asks_for_the_version_that_is_here(path: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
        connection.execute("UPDATE store_meta SET value=? WHERE key='app_version'", (version,))
        connection.commit()
    refusal = _refusal(path)
    assert refusal.code == "STORE_NEWER_UNNAMED"
    assert __version__ not in describe_error(refusal)
    assert f"第 {SCHEMA + 1} 版" in describe_error(refusal)


def test_a_damaged_page_is_noticed_on_opening(path: Path) -> None:
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[size : 3 * size] = b"\xff" * (2 * size)
    path.write_bytes(content)
    assert _refusal(path).code == "STORE_DAMAGED"


def test_damage_where_opening_does_not_look_is_noticed_too(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'audit_log'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    assert _refusal(path).code == "STORE_DAMAGED"


def test_a_store_cut_short_is_noticed_on_opening(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert _refusal(path).code == "STORE_DAMAGED"


@pytest.mark.parametrize("table", TABLES[StoreKind.OFFICE], ids=str)
def test_a_store_without_one_of_its_tables_is_damaged(path: Path, table: Table) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table.name}")
    assert _refusal(path).code == "STORE_DAMAGED"


@pytest.mark.parametrize("kind", list(StoreKind))
def test_a_store_has_the_tables_of_its_kind_and_no_others(tmp_path: Path, kind: StoreKind) -> None:
    path = tmp_path / "a.tianbao"
    create_store(path, kind).close()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {name for (name,) in rows if not name.startswith(INDEX)}
    assert found == {each.name for each in TABLES[kind]}
    assert ((INDEX,) in rows) == (kind is StoreKind.OFFICE)


def test_a_session_that_closed_leaves_nothing_to_recover(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as store:
        assert store.interrupted_session is None
        with store.reading() as connection:
            closed = connection.scalars(select(store_session.c.closed_at)).all()
    assert [each is None for each in closed] == [False, True]


def test_a_transaction_that_raises_leaves_no_trace(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as store:
        with pytest.raises(ZeroDivisionError), store.writing() as connection:
            store.set_meta(connection, "agency", "MOE")
            raise ZeroDivisionError
        assert store.meta("agency") is None


def test_a_reader_sees_one_moment_while_somebody_writes(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE) as store:
        asked = select(store_meta.c.value).where(store_meta.c.key == "agency")
        with store.reading() as reader:
            assert reader.scalar(asked) is None
            with store.writing() as writer:
                store.set_meta(writer, "agency", "MOE")
            assert reader.scalar(asked) is None
        assert store.meta("agency") == "MOE"


def test_a_closed_store_cannot_be_used_by_mistake(path: Path) -> None:
    store = open_store(path, StoreKind.OFFICE)
    store.close()
    with pytest.raises(RuntimeError), store.reading():
        pass
    with pytest.raises(RuntimeError), store.writing():
        pass


def _session(number: int, opened_at: datetime) -> Insert:
    nobody = {"user_name": "", "computer": ""}
    return insert(store_session).values(id=number, opened_at=opened_at, **nobody)


def test_moments_come_back_in_utc_and_naive_ones_are_refused(path: Path) -> None:
    taipei = datetime.fromisoformat("2026-02-03T14:03:22.000123+08:00")
    with open_store(path, StoreKind.OFFICE) as store:
        with store.writing() as connection:
            connection.execute(
                insert(store_session).values(id=50, opened_at=taipei, user_name="", computer="")
            )
        with store.reading() as connection:
            chosen = select(store_session.c.opened_at).where(store_session.c.id == 50)
            back = connection.scalar(chosen)
        assert back == taipei
        assert back is not None and back.tzinfo is UTC
        with pytest.raises(Exception, match="time zone"), store.writing() as connection:
            naive = datetime(2026, 2, 3, 14, 3)
            connection.execute(
                insert(store_session).values(id=51, opened_at=naive, user_name="", computer="")
            )


def test_a_copy_of_the_folder_opens_like_the_store(path: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy" / "office.tianbao"
    copied.parent.mkdir()
    shutil.copy(path, copied)
    with open_store(path, StoreKind.OFFICE), open_store(copied, StoreKind.OFFICE) as second:
        assert second.kind is StoreKind.OFFICE


def test_a_half_made_store_is_never_left_behind(tmp_path: Path) -> None:
    def stop(connection: Connection) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create_store(tmp_path / "a.tianbao", StoreKind.AGENCY, furnish=stop)
    assert list(tmp_path.iterdir()) == []


def test_every_code_of_the_store_has_its_sentence() -> None:
    source = "".join(
        each.read_text(encoding="utf-8") for each in (ROOT / "app" / "store").glob("*.py")
    )
    import re

    codes = set(re.findall(r'"(STORE_[A-Z_]+)"', source))
    assert len(codes) >= 12
    assert codes <= load_sentences().keys()
