"""Enrolment requests in the office's store: pending until a person has compared fingerprints."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from app.errors import AppError
from app.models.enrolment import (
    Enrolment,
    EnrolmentPurpose,
    EnrolmentRequest,
    EnrolmentState,
)
from app.models.returns import canonical_bytes
from app.models.signatures import Registry, RegistryEntry
from app.store.tables.office import enrolment

if TYPE_CHECKING:  # the requests can be listed without the cryptographic library
    from app.trust.papers.enrolment import ReadRequest


def load_enrolments(connection: Connection) -> tuple[Enrolment, ...]:
    """Every request ever received, in order."""
    rows = connection.execute(select(enrolment).order_by(enrolment.c.id))
    return tuple(_build(each) for each in rows)


def load_enrolment(connection: Connection, enrolment_id: int) -> Enrolment:
    """One request. Raises AppError ENROLMENT_NOT_FOUND."""
    row = connection.execute(select(enrolment).where(enrolment.c.id == enrolment_id)).first()
    if row is None:
        raise AppError("ENROLMENT_NOT_FOUND", number=enrolment_id)
    return _build(row)


def load_pending(connection: Connection, enrolment_id: int) -> Enrolment:
    """One request nobody settled yet. Raises AppError ENROLMENT_NOT_FOUND, ENROLMENT_SETTLED."""
    found = load_enrolment(connection, enrolment_id)
    if found.state is not EnrolmentState.PENDING:
        raise AppError("ENROLMENT_SETTLED", person=found.request.person_name, state=found.state)
    return found


def insert_enrolment(
    connection: Connection, read: ReadRequest, document: bytes, at: datetime
) -> tuple[Enrolment, bool]:
    """Keep a request, and tell whether it is new; the same one again changes nothing."""
    from app.trust.certificates.certificate import certificate_sha256

    known = connection.scalar(
        select(enrolment.c.id).where(enrolment.c.request_sha256 == read.sha256)
    )
    if known is not None:
        return load_enrolment(connection, known), False
    added = connection.execute(
        insert(enrolment).values(
            request_sha256=read.sha256,
            content=canonical_bytes(read.request).decode(),
            document=document,
            certificate_sha256=certificate_sha256(read.certificate),
            state=EnrolmentState.PENDING.value,
            received_at=at,
            reason="",
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    return load_enrolment(connection, int(key[0])), True


def settle_enrolment(
    connection: Connection,
    enrolment_id: int,
    state: EnrolmentState,
    at: datetime,
    *,
    reason: str = "",
    registered_sha256: str | None = None,
) -> Enrolment:
    """Note what became of a request."""
    connection.execute(
        update(enrolment)
        .where(enrolment.c.id == enrolment_id)
        .values(
            state=state.value, settled_at=at, reason=reason, registered_sha256=registered_sha256
        )
    )
    return load_enrolment(connection, enrolment_id)


def ensure_replaceable(request: EnrolmentRequest, registry: Registry) -> None:
    """Refuse to renew or replace what cannot be.

    Raises AppError ENROLMENT_REPLACES_OTHER (somebody else's certificate), ENROLMENT_KEY_KEPT
    (what is replaced because it was lost comes again).
    """
    if request.replaces_sha256 is None:
        return
    held = registry.entry(request.replaces_sha256)
    wanted = (request.agency, request.person_id, request.role)
    if held is None or (held.agency, held.person_id, held.role) != wanted:
        raise AppError("ENROLMENT_REPLACES_OTHER", person=request.person_name)
    if request.purpose is EnrolmentPurpose.REPLACEMENT and _is_same_key(request, held):
        raise AppError("ENROLMENT_KEY_KEPT", person=request.person_name)


def _is_same_key(request: EnrolmentRequest, held: RegistryEntry) -> bool:
    from app.trust.certificates.certificate import parse_certificate

    wanted, present = (
        parse_certificate(each.certificate_pem).public_key() for each in (request, held)
    )
    return wanted == present


def _build(row: Row[tuple[object, ...]]) -> Enrolment:
    return Enrolment(
        id=row.id,
        request=msgspec.json.decode(row.content, type=EnrolmentRequest),
        request_sha256=row.request_sha256,
        certificate_sha256=row.certificate_sha256,
        state=EnrolmentState(row.state),
        received_at=row.received_at,
        settled_at=row.settled_at,
        reason=row.reason,
        registered_sha256=row.registered_sha256,
    )
