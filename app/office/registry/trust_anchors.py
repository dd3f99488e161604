"""Imported roots, authorities and revocation lists in the office's store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, RowMapping, delete, insert, select

from app.errors import AppError
from app.models.anchors import AnchorKind, TrustAnchor
from app.models.periods import format_taiwan_day
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


def find_superseded(
    read: ReadAnchor, held: tuple[TrustAnchor, ...], file: object
) -> tuple[TrustAnchor, ...]:
    """The lists a newer one takes the place of; () for a certificate.

    Raises AppError ANCHOR_LIST_STRANGER (no authority that was imported signed the list),
    ANCHOR_LIST_OLDER (an older list would hide what the newer one tells).
    """
    if read.kind is not AnchorKind.REVOCATIONS:
        return ()
    from cryptography import x509

    from app.trust.certificates.anchor_files import is_signed_by

    new = x509.load_der_x509_crl(read.content)
    authorities = [each for each in held if each.kind is not AnchorKind.REVOCATIONS]
    if not any(
        is_signed_by(new, x509.load_der_x509_certificate(each.content)) for each in authorities
    ):
        raise AppError("ANCHOR_LIST_STRANGER", file=str(file), name=read.name)
    superseded = []
    for each in held:
        if each.kind is not AnchorKind.REVOCATIONS:
            continue
        old = x509.load_der_x509_crl(each.content)
        if old.issuer != new.issuer or _scope(old) != _scope(new):
            continue
        if old.last_update_utc > new.last_update_utc:
            raise AppError(
                "ANCHOR_LIST_OLDER",
                file=str(file),
                name=read.name,
                date=format_taiwan_day(old.last_update_utc),
            )
        superseded.append(each)
    return tuple(superseded)


def _build(row: RowMapping) -> TrustAnchor:
    values = {key: row[key] for key in TrustAnchor.__struct_fields__}
    return msgspec.convert(values, TrustAnchor)


def _scope(revocations: object) -> bytes | None:
    """Which part of an authority's certificates a list is about; None for all of them."""
    from cryptography import x509

    assert isinstance(revocations, x509.CertificateRevocationList)
    try:
        extension = revocations.extensions.get_extension_for_class(x509.IssuingDistributionPoint)
    except x509.ExtensionNotFound:
        return None
    return extension.value.public_bytes()
