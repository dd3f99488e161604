"""Sets of files on their way out of a desk: all of a set arrive, with what is noted of it, or none.

A row says what is to be written before the first byte is; it goes in the transaction that notes
the set. One found at an opening was interrupted, and is completed or withdrawn then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from app.errors import AppError
from app.file_sets import (
    SetPart,
    complete_set,
    plan_set,
    tidy_set,
    withdraw_set,
    write_set,
)
from app.store.store import Store
from app.store.tables.common import outgoing


class SetKind(StrEnum):
    """What a set of files is, and so what is noted of it."""

    RETURN = "return"
    SEND_BACK = "send_back"
    ROUND_FILES = "round_files"
    REPORT = "report"


Conclude = Callable[[Connection, Sequence[SetPart], bytes], None]
"""Notes in the store that a set is out; what it needs to know stands in the record."""


def conclude_nothing(_connection: Connection, _parts: Sequence[SetPart], _record: bytes) -> None:
    """For sets of which the store notes nothing."""


class Outgoing:
    """`desk.outgoing`: what leaves this desk as a set of files."""

    def __init__(self, store: Store, conclusions: Mapping[SetKind, Conclude]) -> None:
        self._store = store
        self._conclusions = conclusions
        self._settled: list[AppError] = []

    def send(self, kind: SetKind, files: Mapping[Path, bytes], record: bytes = b"") -> None:
        """Write all files and note them, or leave everything as it was.

        Raises AppError FILE_*, STORE_*, and whatever the noting raises.
        """
        self.settle()
        parts = plan_set(files)
        number = self._begin(kind, parts, record)
        try:
            write_set(parts, files)
            self._conclude(number, kind, parts, record)
        except BaseException:
            self._withdraw(number, parts)
            raise
        self._finish(number, parts)

    def settle(self) -> None:
        """Complete or withdraw what was interrupted; `take_news` tells of it. Raises STORE_*."""
        if self._store.viewed is not None:  # its holder sees to it
            return
        with self._store.reading() as connection:
            rows = connection.execute(select(outgoing).order_by(outgoing.c.id)).all()
        for row in rows:
            parts = msgspec.json.decode(row.parts, type=tuple[SetPart, ...])
            if row.is_noted:
                self._finish(row.id, parts)
            else:
                self._settle(row.id, SetKind(row.kind), parts, row.record)

    def take_news(self) -> tuple[AppError, ...]:
        """What became of interrupted sets since this was last asked, a sentence each."""
        news, self._settled = tuple(self._settled), []
        return news

    def _settle(
        self, number: int, kind: SetKind, parts: tuple[SetPart, ...], record: bytes
    ) -> None:
        try:
            is_complete = complete_set(parts)
            if is_complete:
                self._conclude(number, kind, parts, record)
        except AppError:  # in use, read-only: as it was, rather than half of it
            is_complete = False
        if is_complete:
            self._finish(number, parts)
            self._tell("FILE_SET_COMPLETED", parts)
        elif self._withdraw(number, parts):
            self._tell("FILE_SET_WITHDRAWN", parts)
        else:
            self._tell("FILE_SET_STUCK", parts)

    def _begin(self, kind: SetKind, parts: tuple[SetPart, ...], record: bytes) -> int:
        with self._store.writing() as connection:
            added = connection.execute(
                insert(outgoing).values(
                    kind=kind.value,
                    begun_at=self._store.clock(),
                    is_noted=False,
                    parts=msgspec.json.encode(parts).decode(),
                    record=record,
                )
            )
        key = added.inserted_primary_key
        assert key is not None
        return int(key[0])

    def _conclude(
        self, number: int, kind: SetKind, parts: tuple[SetPart, ...], record: bytes
    ) -> None:
        with self._store.writing() as connection:
            self._conclusions[kind](connection, parts, record)
            noted = update(outgoing).where(outgoing.c.id == number).values(is_noted=True)
            connection.execute(noted)

    def _finish(self, number: int, parts: Sequence[SetPart]) -> None:
        tidy_set(parts)
        with suppress(AppError):  # the set is out; its row is looked at again at the next opening
            self._forget(number)

    def _forget(self, number: int) -> None:
        with self._store.writing() as connection:
            connection.execute(delete(outgoing).where(outgoing.c.id == number))

    def _withdraw(self, number: int, parts: tuple[SetPart, ...]) -> bool:
        """Return whether all is as it was; what cannot be put back now is tried again later."""
        try:
            withdraw_set(parts)
            self._forget(number)
        except AppError:
            return False
        return True

    def _tell(self, code: str, parts: Sequence[SetPart]) -> None:
        paths = [each.path for each in parts]
        names = "、".join(each.name for each in paths)
        self._settled.append(AppError(code, file=paths[0], files=names, folder=paths[0].parent))
