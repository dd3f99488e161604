"""The registry of certificates as rows of the office's store: one a certificate, one the head."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, RowMapping, insert, select, update

from app.models.signatures import Registry, RegistryEntry
from app.store.tables.office import certificate, registry_state
from app.trust.certificates.registry import build_empty_registry

_HEAD = 1


def insert_registry(connection: Connection, at: datetime) -> None:
    """Begin with a registry that names nobody."""
    empty = build_empty_registry(at)
    connection.execute(insert(registry_state).values(id=_HEAD, **_head(empty)))


def load_registry(connection: Connection) -> Registry:
    """The registry as it stands, entries in the order they were made."""
    head = connection.execute(select(registry_state)).one()
    rows = connection.execute(select(certificate).order_by(certificate.c.id))
    return Registry(
        sequence=head.sequence,
        issued_at=head.issued_at,
        next_update=head.next_update,
        entries=tuple(_build_entry(row) for row in rows.mappings()),
    )


def save_registry(connection: Connection, before: Registry, after: Registry) -> None:
    """Keep what changed: new entries are added, changed ones replaced, none is ever removed."""
    known = {each.certificate_sha256: each for each in before.entries}
    for entry in after.entries:
        values = msgspec.structs.asdict(entry) | {"role": entry.role.value}
        present = known.get(entry.certificate_sha256)
        if present is None:
            connection.execute(insert(certificate).values(**values))
        elif present != entry:
            connection.execute(
                update(certificate)
                .where(certificate.c.certificate_sha256 == entry.certificate_sha256)
                .values(**values)
            )
    connection.execute(update(registry_state).values(**_head(after)))


def _head(registry: Registry) -> dict[str, object]:
    return {
        "sequence": registry.sequence,
        "issued_at": registry.issued_at,
        "next_update": registry.next_update,
    }


def _build_entry(row: RowMapping) -> RegistryEntry:
    values = {key: row[key] for key in RegistryEntry.__struct_fields__}
    return msgspec.convert(values, RegistryEntry)
