"""The store (資料檔): one SQLite file per role, opened by one process at a time.

    with open_store(path, StoreKind.OFFICE) as store:
        with store.writing() as connection: …

A transaction is one `with` block around one action of the user; rows do not leave it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select, update

from app import __version__
from app.closing import ClosedOnExit
from app.config import local_data_folder
from app.errors import AppError, Cancelled, Progress
from app.files import remove_old_parts
from app.scratch import ScratchFolder
from app.store.engine import build_engine, reading, writing
from app.store.errors import damaged, explained, explained_file
from app.store.examination import Rules, find_damage
from app.store.holder import own_names
from app.store.inspection import (
    SCHEMA,
    StoreKind,
    ensure_known_schema,
    ensure_whole,
    ensure_writable,
    read_store_kind,
)
from app.store.lock import StoreLock, lock_store, unlock_store
from app.store.log_mark import LogMark
from app.store.log_reading import ensure_log
from app.store.network_paths import ensure_local
from app.store.synced_folders import find_sync_service
from app.store.tables.common import log_mark, snapshot, store_meta, store_session
from app.windows_paths import ensure_place

Clock = Callable[[], datetime]

_TOLD_SYNC = "told_sync"
_LONGEST_SUFFIX = len("-journal")
"""Of what SQLite writes beside a store."""
_QUICK_CHECK_BELOW_BYTES = 4_000_000  # takes milliseconds; larger files only after a crash


def utc_now() -> datetime:
    """The current time in UTC, the default clock of a store."""
    return datetime.now(UTC)


class Store(ClosedOnExit):
    """An open store. Close it, or use it as a context manager."""

    def __init__(self, path: Path, kind: StoreKind, engine: Engine, lock: StoreLock) -> None:
        self.path = path
        self.kind = kind
        self.clock: Clock = utc_now
        self.rules: Rules = ()
        """What the columns hold, as the desk on this store says."""
        self.session_id = 0
        self.interrupted_session: int | None = None
        """The previous session, where it ended without closing the store."""
        self.viewed: Path | None = None
        """The store this one is a copy of, to be looked at only: see `app.store.viewing`."""
        self._copied_to: ScratchFolder | None = None
        self._news: list[AppError] = []
        self._engine = engine
        self._lock = lock
        self._mark = LogMark(path)
        self._is_open = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read transaction: one snapshot of the store. Raises AppError STORE_*."""
        self._ensure_open()
        with self._explained(), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a write transaction: committed when the block ends, rolled back when it raises.

        Raises AppError STORE_DISK_FULL, STORE_READ_ONLY, STORE_DAMAGED, STORE_DISK_FAILED,
        STORE_VIEWED.
        """
        self._ensure_open()
        if self.viewed is not None:
            raise AppError("STORE_VIEWED", file=self.viewed)
        with self._explained(), self._mark.committing():
            with writing(self._engine) as connection:
                self._mark.reach(connection)
                yield connection
            self._mark.note_reached()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained(self.path):
                yield
        except Exception as problem:
            expected = self.explain(problem)
            if expected is None:
                raise
            raise expected from problem

    def explain(self, problem: BaseException) -> AppError | None:
        """The failure STORE_DAMAGED behind an exception; None where nothing is damaged.

        Whatever went wrong, the store is blamed only for a value its column cannot hold.
        """
        if isinstance(problem, AppError | Cancelled) or not isinstance(problem, Exception):
            return None
        try:
            self.examine()
        except AppError as found:
            return found if found.code == "STORE_DAMAGED" else None
        except sqlite3.Error:
            return None
        return None

    def examine(self, progress: Progress | None = None) -> None:
        """Look at every value, large ones too, on any thread. Raises AppError STORE_DAMAGED."""
        _ensure_sound(self.path, self.kind, self.rules, is_deep=True, progress=progress)

    def take_news(self) -> tuple[AppError, ...]:
        """What to tell whoever opened the store, a sentence each; told once."""
        news, self._news = tuple(self._news), []
        return news

    def warn_of_sync(self) -> None:
        """Tell, once for each store, that another program keeps its folder the same elsewhere."""
        service = find_sync_service(self.path)
        if service is None or self.meta(_TOLD_SYNC) == service:
            return
        with self.writing() as connection:
            self.set_meta(connection, _TOLD_SYNC, service)
        said = {"service": service, "folder": self.path.parent, "local": local_data_folder()}
        self._news.append(AppError("STORE_IN_SYNCED_FOLDER", file=self.path, **said))

    def be_view_of(self, original: Path, folder: ScratchFolder) -> None:
        """Take no changes from now on, and remove the folder this copy lies in at the end."""
        self.viewed, self._copied_to = original, folder

    def idle_seconds(self) -> float | None:
        """How long ago something was written that a copy of the file alone would lack."""
        return self._mark.idle_seconds()

    def settle(self) -> bool:
        """Bring everything written into the file itself, so that a copy of it is whole.

        False while somebody reads or writes. Raises AppError STORE_*.
        """
        self._ensure_open()
        with explained(self.path):
            return self._mark.settle()

    def meta(self, key: str) -> str | None:
        """Load one meta value; the keys are listed at `tables.common.store_meta`."""
        with self.reading() as connection:
            value = connection.scalar(select(store_meta.c.value).where(store_meta.c.key == key))
            return None if value is None else str(value)

    def set_meta(self, connection: Connection, key: str, value: str) -> None:
        """Save one meta value in the caller's transaction."""
        changed = connection.execute(
            update(store_meta).where(store_meta.c.key == key).values(value=value)
        )
        if changed.rowcount == 0:
            connection.execute(insert(store_meta).values(key=key, value=value))

    def close(self, build_snapshot: Callable[[], object] | None = None) -> None:
        """Record the end of the session and release the file; idempotent.

        The next start shows first what `build_snapshot` returns; without it, it waits for the desk.
        """
        if not self._is_open:
            return
        kept = None
        try:
            if build_snapshot is not None:
                with suppress(AppError), self._explained():  # closing says what is in its way
                    kept = msgspec.json.encode(build_snapshot())
        finally:
            self._end_session(kept)

    def _end_session(self, kept: bytes | None) -> None:
        try:
            # Unannounced: the file gets it at once, and nobody misses it in a copy.
            with explained(self.path), writing(self._engine) as connection:
                self._mark.reach(connection)
                connection.execute(delete(snapshot))
                if kept is not None:
                    connection.execute(
                        insert(snapshot).values(
                            session_id=self.session_id, app_version=__version__, payload=kept
                        )
                    )
                connection.execute(
                    update(store_session)
                    .where(store_session.c.id == self.session_id)
                    .values(closed_at=self.clock())
                )
            self._mark.note_reached()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Release the file without writing to it."""
        self._is_open = False
        self._mark.close()
        self._engine.dispose()
        self._mark.keep_log()
        unlock_store(self._lock)
        if self._copied_to is not None:
            self._copied_to.remove()

    def _ensure_open(self) -> None:
        # The engine would open the file again, without the lock.
        if not self._is_open:
            raise RuntimeError(f"{self.path.name} is closed")


def create_store(
    path: Path,
    kind: StoreKind,
    *,
    clock: Clock = utc_now,
    rules: Rules = (),
    meta: Mapping[str, str] | None = None,
    furnish: Callable[[Connection], object] | None = None,
) -> Store:
    """Create a store with additional meta rows and the rows `furnish` writes, and open it.

    An interruption leaves no store or a complete one. Raises AppError STORE_EXISTS,
    STORE_ON_NETWORK, STORE_NAME_REFUSED, STORE_READ_ONLY, STORE_DISK_FULL, FILE_NAME_UNFIT,
    FILE_PATH_TOO_LONG.
    """
    from app.store.creation import create_file

    ensure_local(path)
    ensure_place(path, longest_beside=len(path.name) + _LONGEST_SUFFIX)
    path = Path(os.path.realpath(path))
    create_file(path, kind, {"app_version": __version__, **(meta or {})}, furnish)
    return open_store(path, kind, clock=clock, rules=rules)


def open_store(path: Path, kind: StoreKind, *, clock: Clock = utc_now, rules: Rules = ()) -> Store:
    """Open a store; one with an older schema is backed up and migrated first.

    All values but the large ones are looked at: `rules` say what the columns hold.

    Raises AppError STORE_MISSING, STORE_FORBIDDEN, STORE_NOT_OURS, STORE_WRONG_ROLE, STORE_NEWER,
    STORE_DAMAGED, STORE_HELD, STORE_IN_USE, STORE_OTHER_NAME, STORE_ON_NETWORK, STORE_READ_ONLY,
    STORE_DISK_FULL, STORE_DISK_FAILED, STORE_MIGRATION_FAILED, STORE_LOG_MISSING,
    STORE_LOG_DAMAGED.
    """
    ensure_local(path)
    path = Path(os.path.realpath(path))  # lock and WAL are named after the file itself
    found = read_store_kind(path)
    if found is not kind:
        raise AppError("STORE_WRONG_ROLE", file=path, role=found.value)
    with ExitStack() as undo, explained_file(path):
        lock = lock_store(path)
        undo.callback(unlock_store, lock)
        ensure_writable(path)
        ensure_log(path)
        remove_old_parts(path.parent)
        if ensure_known_schema(path) < SCHEMA:
            from app.store.migration import migrate_store

            ensure_whole(path)
            migrate_store(path, clock())
        elif path.stat().st_size < _QUICK_CHECK_BELOW_BYTES:
            ensure_whole(path)
        _ensure_sound(path, kind, rules, is_deep=False)
        engine = build_engine(path)
        undo.callback(engine.dispose)
        store = Store(path, kind, engine, lock)
        store.clock = clock
        store.rules = rules
        _begin_session(store, engine)
        store.warn_of_sync()
        undo.pop_all()
    return store


def _begin_session(store: Store, engine: Engine) -> None:
    with explained(store.path), writing(engine) as connection:
        marked = connection.execute(update(log_mark).values(reached=log_mark.c.announced))
        if marked.rowcount != 1:
            raise damaged(store.path, "log_mark")
        latest = connection.execute(
            select(store_session.c.id, store_session.c.closed_at)
            .order_by(store_session.c.id.desc())
            .limit(1)
        ).first()
        user_name, computer = own_names()
        added = connection.execute(
            insert(store_session).values(
                opened_at=store.clock(), user_name=user_name, computer=computer
            )
        )
    key = added.inserted_primary_key
    assert key is not None
    store.session_id = int(key[0])
    if latest is not None and latest.closed_at is None:
        store.interrupted_session = int(latest.id)
        ensure_whole(store.path)


def _ensure_sound(
    path: Path,
    kind: StoreKind,
    rules: Rules,
    *,
    is_deep: bool,
    progress: Progress | None = None,
) -> None:
    """Ensure that every value is one its column may hold. Raises AppError STORE_DAMAGED."""
    with explained(path):
        found = find_damage(path, kind, rules, is_deep=is_deep, progress=progress)
    if found is not None:
        raise damaged(path, found)
