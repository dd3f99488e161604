"""Imported roots, authorities and revocation lists as rows of the office's store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, RowMapping, delete, insert, select

from app.models.anchors import AnchorKind, TrustAnchor
from app.store.tables.office import trust_anchor

if TYPE_CHECKING:  # the anchors can be listed without the cryptographic library
    from app.trust.certificates.anchor_files import ReadAnchor


def load_anchors(connection: Connection) -> tuple[TrustAnchor, ...]:
    """All of them: roots, authorities, lists, each by name."""
    rows = connection.execute(select(trust_anchor).order_by(trust_anchor.c.name))
    found = [_build(row) for row in rows.mappings()]
    order = list(AnchorKind)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), each.name)))


def insert_anchor(connection: Connection, read: ReadAnchor, at: datetime) -> TrustAnchor:
    """Keep one more."""
    made = TrustAnchor(
        sha256=read.sha256,
        kind=read.kind,
        name=read.name,
        content=read.content,
        valid_until=read.valid_until,
        imported_at=at,
    )
    values = msgspec.structs.asdict(made) | {"kind": made.kind.value}
    connection.execute(insert(trust_anchor).values(**values))
    return made


def delete_anchor(connection: Connection, sha256: str) -> None:
    """Take one away."""
    connection.execute(delete(trust_anchor).where(trust_anchor.c.sha256 == sha256))


def _build(row: RowMapping) -> TrustAnchor:
    values = {key: row[key] for key in TrustAnchor.__struct_fields__}
    return msgspec.convert(values, TrustAnchor)
