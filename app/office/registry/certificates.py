"""The registry of certificates as rows of the office's store: one a certificate, one the head."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, RowMapping, insert, select, update

from app.models.policy import TrustPolicy
from app.models.returns import canonical_bytes
from app.models.signatures import Registry, RegistryEntry
from app.store.tables.office import certificate, registry_state, trust_policy
from app.trust.certificates.registry import build_empty_registry, registry_as_of

_HEAD = 1


def insert_registry(connection: Connection, at: datetime) -> None:
    """Begin with a registry that names nobody."""
    empty = build_empty_registry(at)
    connection.execute(insert(registry_state).values(id=_HEAD, **_head(empty)))


def load_registry(connection: Connection, as_of: datetime | None = None) -> Registry:
    """The registry as it stands or stood, entries in the order they were made."""
    head = connection.execute(select(registry_state)).one()
    rows = connection.execute(select(certificate).order_by(certificate.c.id))
    registry = Registry(
        sequence=head.sequence,
        issued_at=head.issued_at,
        next_update=head.next_update,
        entries=tuple(_build_entry(row) for row in rows.mappings()),
        policy=load_policy(connection, as_of)[0],
    )
    return registry if as_of is None else registry_as_of(registry, as_of)


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


def load_policy(
    connection: Connection, as_of: datetime | None = None
) -> tuple[TrustPolicy | None, datetime | None]:
    """The office's own policy in force (None: the built-in one), and since when it is."""
    query = select(trust_policy).order_by(trust_policy.c.id.desc()).limit(1)
    if as_of is not None:
        query = query.where(trust_policy.c.imported_at <= as_of)
    row = connection.execute(query).first()
    if row is None:
        return None, None
    own = None if row.content is None else msgspec.json.decode(row.content, type=TrustPolicy)
    return own, row.imported_at


def insert_policy(connection: Connection, policy: TrustPolicy | None, at: datetime) -> None:
    """Put a policy in force; None: the built-in one."""
    content = None if policy is None else canonical_bytes(policy).decode()
    connection.execute(insert(trust_policy).values(imported_at=at, content=content))


def _head(registry: Registry) -> dict[str, object]:
    return {
        "sequence": registry.sequence,
        "issued_at": registry.issued_at,
        "next_update": registry.next_update,
    }


def _build_entry(row: RowMapping) -> RegistryEntry:
    values = {key: row[key] for key in RegistryEntry.__struct_fields__}
    return msgspec.convert(values, RegistryEntry)
