"""The versions of the approved plan the office works on; a round keeps the one it was opened on."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, insert, select

from app.errors import AppError
from app.models.programme import Agency, Programme
from app.models.returns import canonical_bytes
from app.store.tables.office import programme_version


def insert_programme(connection: Connection, programme: Programme, at: datetime) -> None:
    """Keep a version of the programme."""
    content = canonical_bytes(programme)
    connection.execute(
        insert(programme_version).values(
            version=programme.version,
            name=programme.name,
            content=content.decode(),
            content_sha256=hashlib.sha256(content).hexdigest(),
            stored_at=at,
        )
    )


def load_programme(connection: Connection, version: int | None = None) -> Programme:
    """A version of the programme; the latest where none is named."""
    query = select(programme_version.c.content).order_by(programme_version.c.version.desc())
    if version is not None:
        query = query.where(programme_version.c.version == version)
    return _decode(connection.scalars(query.limit(1)).one())


def choose_agencies(programme: Programme, codes: Iterable[str] | None) -> tuple[Agency, ...]:
    """The agencies of those codes in appendix order; all of them for None.

    Raises AppError AGENCY_UNKNOWN.
    """
    everybody = sorted(programme.agencies, key=lambda each: each.order)
    if codes is None:
        return tuple(everybody)
    wanted = set(codes)
    for code in sorted(wanted - {each.code for each in everybody}):
        raise AppError("AGENCY_UNKNOWN", agency=code)
    return tuple(each for each in everybody if each.code in wanted)


@lru_cache(maxsize=4)  # every act begins by reading it, and it hardly ever changes
def _decode(content: str) -> Programme:
    return msgspec.json.decode(content, type=Programme)
