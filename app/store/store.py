"""The store (資料檔): one SQLite file per role, opened by one program at a time.

    with open_store(path, StoreKind.OFFICE) as store:
        with store.writing() as connection: …

A transaction is one `with` block around one action of the user's; rows stay inside it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update

from app import __version__
from app.closing import ClosedOnExit
from app.store import inspection as store_inspection
from app.store.engine import SCHEMA, build_engine, reading, writing
from app.store.errors import explained
from app.store.lock import StoreLock
from app.store.network_paths import ensure_local
from app.store.tables.common import store_meta, store_session

Clock = Callable[[], datetime]

_QUICK_CHECK_BELOW_BYTES = 4_000_000  # a few milliseconds; larger files only after a crash


def utc_now() -> datetime:
    """The clock every store uses unless told otherwise."""
    return datetime.now(UTC)


class StoreKind(StrEnum):
    """Whose store it is; kept in the file, so that nobody opens the wrong one."""

    AGENCY = "agency"
    OFFICE = "office"


class Store(ClosedOnExit):
    """An open store. Close it, or use it as a context manager."""

    def __init__(self, path: Path, kind: StoreKind, engine: Engine, lock: StoreLock) -> None:
        self.path = path
        self.kind = kind
        self.clock: Clock = utc_now
        self.session_id = 0
        self.interrupted_session: int | None = None
        """The session before this one, where it never got to closing the store."""
        self._engine = engine
        self._lock = lock
        self._is_open = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store. Raises AppError STORE_*."""
        self._ensure_open()
        with explained(self.path), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: on disk when the block ends, undone when it raises.

        Raises AppError STORE_DISK_FULL, STORE_READ_ONLY, STORE_DAMAGED, STORE_DISK_FAILED.
        """
        self._ensure_open()
        with explained(self.path), writing(self._engine) as connection:
            yield connection

    def meta(self, key: str) -> str | None:
        """What the store says about itself; see `tables.common.store_meta`."""
        with self.reading() as connection:
            value = connection.scalar(select(store_meta.c.value).where(store_meta.c.key == key))
            return None if value is None else str(value)

    def set_meta(self, connection: Connection, key: str, value: str) -> None:
        """Put one meta value, inside the caller's transaction."""
        changed = connection.execute(
            update(store_meta).where(store_meta.c.key == key).values(value=value)
        )
        if changed.rowcount == 0:
            connection.execute(insert(store_meta).values(key=key, value=value))

    def close(self) -> None:
        """Note that the session ended well, and let go of the file; harmless when repeated."""
        if not self._is_open:
            return
        try:
            with self.writing() as connection:
                connection.execute(
                    update(store_session)
                    .where(store_session.c.id == self.session_id)
                    .values(closed_at=self.clock())
                )
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of the file without writing to it."""
        self._is_open = False
        self._engine.dispose()
        self._lock.release()

    def _ensure_open(self) -> None:
        # The engine would quietly open the file again, without the lock.
        if not self._is_open:
            raise RuntimeError(f"{self.path.name} is closed")


def create_store(
    path: Path,
    kind: StoreKind,
    *,
    clock: Clock = utc_now,
    meta: Mapping[str, str] | None = None,
    furnish: Callable[[Connection], object] | None = None,
) -> Store:
    """Make a new store, with more meta rows and what `furnish` writes, and open it.

    An interruption leaves no store or a whole one. Raises AppError STORE_EXISTS,
    STORE_ON_NETWORK, STORE_READ_ONLY, STORE_DISK_FULL.
    """
    from app.store.creation import create_file

    ensure_local(path)
    rows = {"role": kind.value, "app_version": __version__, **(meta or {})}
    create_file(path, rows, furnish)
    return open_store(path, kind, clock=clock)


def open_store(path: Path, kind: StoreKind, *, clock: Clock = utc_now) -> Store:
    """Open a store, bringing an older one up to date after a backup.

    Raises AppError STORE_MISSING, STORE_NOT_OURS, STORE_WRONG_ROLE, STORE_NEWER, STORE_DAMAGED,
    STORE_IN_USE, STORE_ON_NETWORK, STORE_READ_ONLY, STORE_DISK_FULL, STORE_MIGRATION_FAILED.
    """
    ensure_local(path)
    if not path.is_file():
        store_inspection.ensure_ours(path)
    with ExitStack() as undo:
        lock = StoreLock(path)  # first: looking into a store that is open here lets go of its locks
        undo.callback(lock.release)
        store_inspection.ensure_ours(path)
        if store_inspection.inspect_store(path, kind.value) < SCHEMA:
            from app.store.migration import migrate_store

            store_inspection.ensure_whole(path)
            migrate_store(path, clock())
        elif path.stat().st_size < _QUICK_CHECK_BELOW_BYTES:
            store_inspection.ensure_whole(path)
        engine = build_engine(path)
        undo.callback(engine.dispose)
        store = Store(path, kind, engine, lock)
        store.clock = clock
        _begin_session(store)
        undo.pop_all()
    return store


def _begin_session(store: Store) -> None:
    with store.writing() as connection:
        latest = connection.execute(
            select(store_session.c.id, store_session.c.closed_at)
            .order_by(store_session.c.id.desc())
            .limit(1)
        ).first()
        added = connection.execute(insert(store_session).values(opened_at=store.clock()))
    key = added.inserted_primary_key
    assert key is not None
    store.session_id = int(key[0])
    if latest is not None and latest.closed_at is None:
        store.interrupted_session = int(latest.id)
        store_inspection.ensure_whole(store.path)
