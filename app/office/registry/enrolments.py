"""Enrolment (憑證登錄申請): requests wait until a person has compared fingerprints."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from cryptography import x509
from sqlalchemy import Connection, Row, insert, select, update

from app.bench.clock import DeskClock
from app.errors import AppError
from app.files import read_bounded
from app.models.agency_names import AgencyNames
from app.models.enrolment import (
    Enrolment,
    EnrolmentKind,
    EnrolmentPurpose,
    EnrolmentRequest,
    EnrolmentState,
)
from app.models.periods import taiwan_day
from app.models.returns import canonical_bytes
from app.models.signatures import Registry, RegistryEntry
from app.office.bench import OfficeBench
from app.office.registry.certificates import load_registry
from app.office.registry.entry_states import REPLACED
from app.office.registry.keys import OfficeKeys
from app.office.registry.registry import OfficeRegistry
from app.office.rounds.programme_versions import choose_agencies, load_programme
from app.store.tables.office import enrolment
from app.trust.certificates.certificate import certificate_sha256, parse_certificate
from app.trust.certificates.fingerprints import is_same_fingerprint
from app.trust.keys.office_authority import issue_certificate
from app.trust.papers.enrolment import ReadRequest, read_request
from app.trust.papers.kinds import ENROLMENT
from app.trust.papers.signed_document import ensure_algorithm


class OfficeEnrolments:
    """Requests to get on the registry: received, then confirmed or rejected."""

    def __init__(
        self, bench: OfficeBench, clock: DeskClock, keys: OfficeKeys, registry: OfficeRegistry
    ) -> None:
        self._bench = bench
        self._clock = clock
        self._keys = keys
        self._registry = registry

    def all(self) -> tuple[Enrolment, ...]:
        """Every request ever received, in order."""
        with self._bench.store.reading() as connection:
            rows = connection.execute(select(enrolment).order_by(enrolment.c.id))
            return tuple(_build(each) for each in rows)

    def receive(self, path: Path) -> Enrolment:
        """Take in a request; it waits until its fingerprint has been compared.

        The same file again changes nothing. Raises AppError FILE_*, DOCUMENT_*, REGISTRY_*,
        ENROLMENT_NOT_POSSESSED, ENROLMENT_REPLACES_OTHER, AGENCY_UNKNOWN.
        """
        read = read_request(path)
        document = read_bounded(path, ENROLMENT.limit_bytes)
        with self._bench.store.writing() as connection:
            choose_agencies(load_programme(connection), (read.request.agency,))
            registry = load_registry(connection)
            ensure_algorithm(read.signed, ENROLMENT, path, registry.policy, self._bench.now())
            _ensure_replaceable(read.request, registry)
            found, is_new = _insert(connection, read, document, self._bench.now())
            if is_new:
                self._bench.note(
                    connection,
                    "enrolment_received",
                    read.request.agency,
                    person=read.request.person_name,
                    purpose=read.request.purpose.value,
                    certificate=found.certificate_sha256,
                )
        return found

    def confirm(self, enrolment_id: int, fingerprint: str, at: datetime) -> Enrolment:
        """Put a request on the registry, once the person has read out the same fingerprint.

        A key this program made gets a certificate of the office, any other certificate is entered
        as it is. A replacement withdraws the certificate it replaces; a renewal leaves it be.
        Raises AppError OFFICE_KEY_* (where one is issued), CLOCK_*, ENROLMENT_NOT_FOUND,
        ENROLMENT_SETTLED, ENROLMENT_FINGERPRINT_WRONG, REGISTRY_*.
        """
        self._clock.ensure()
        with self._bench.store.writing() as connection:
            held = _load_pending(connection, enrolment_id)
            request = held.request
            if not is_same_fingerprint(fingerprint, held.certificate_sha256):
                raise AppError("ENROLMENT_FINGERPRINT_WRONG", person=request.person_name)
            certificate = self._certify(connection, held, at)
            registry = load_registry(connection)
            _ensure_replaceable(request, registry)
            entry = self._registry.enter(
                connection,
                certificate,
                request.agency,
                request.person_id,
                request.person_name,
                request.role,
                at,
            )
            self._withdraw_replaced(connection, request, registry, at)
            self._bench.note(
                connection,
                "enrolment_confirmed",
                request.agency,
                person=request.person_name,
                purpose=request.purpose.value,
                requested=held.certificate_sha256,
                certificate=entry.certificate_sha256,
            )
            return _settle(
                connection,
                enrolment_id,
                EnrolmentState.CONFIRMED,
                at,
                registered_sha256=entry.certificate_sha256,
            )

    def reject(self, enrolment_id: int, reason: str, at: datetime) -> Enrolment:
        """Turn a request away. Raises AppError ENROLMENT_NOT_FOUND, ENROLMENT_SETTLED,
        ENROLMENT_REASON_MISSING."""
        with self._bench.store.writing() as connection:
            held = _load_pending(connection, enrolment_id)
            if not reason.strip():
                raise AppError("ENROLMENT_REASON_MISSING", person=held.request.person_name)
            self._bench.note(
                connection,
                "enrolment_rejected",
                held.request.agency,
                person=held.request.person_name,
                reason=reason.strip(),
                certificate=held.certificate_sha256,
            )
            return _settle(
                connection, enrolment_id, EnrolmentState.REJECTED, at, reason=reason.strip()
            )

    def _certify(self, connection: Connection, held: Enrolment, at: datetime) -> x509.Certificate:
        request = held.request
        certificate = parse_certificate(request.certificate_pem)
        if request.kind is EnrolmentKind.PIN:
            return certificate
        names = AgencyNames(load_programme(connection), taiwan_day(at))
        return issue_certificate(
            self._keys.signing_key(), request, certificate, names.full(request.agency), at
        )

    def _withdraw_replaced(
        self, connection: Connection, request: EnrolmentRequest, registry: Registry, at: datetime
    ) -> None:
        """What a replacement stands in for counts no more; a renewal leaves it be."""
        if request.purpose is EnrolmentPurpose.REPLACEMENT and request.replaces_sha256 is not None:
            known = registry.entry(request.replaces_sha256)
            if known is not None and known.revoked_at is None:
                self._registry.take_back(connection, known.certificate_sha256, REPLACED, at)


def _load(connection: Connection, enrolment_id: int) -> Enrolment:
    """One request. Raises AppError ENROLMENT_NOT_FOUND."""
    row = connection.execute(select(enrolment).where(enrolment.c.id == enrolment_id)).first()
    if row is None:
        raise AppError("ENROLMENT_NOT_FOUND", number=enrolment_id)
    return _build(row)


def _load_pending(connection: Connection, enrolment_id: int) -> Enrolment:
    """One request nobody settled yet. Raises AppError ENROLMENT_NOT_FOUND, ENROLMENT_SETTLED."""
    found = _load(connection, enrolment_id)
    if found.state is not EnrolmentState.PENDING:
        raise AppError("ENROLMENT_SETTLED", person=found.request.person_name, state=found.state)
    return found


def _insert(
    connection: Connection, read: ReadRequest, document: bytes, at: datetime
) -> tuple[Enrolment, bool]:
    """Store a request, and say whether it is new; the same one again changes nothing."""
    known = connection.scalar(
        select(enrolment.c.id).where(enrolment.c.request_sha256 == read.sha256)
    )
    if known is not None:
        return _load(connection, known), False
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
    return _load(connection, int(key[0])), True


def _settle(
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
    return _load(connection, enrolment_id)


def _ensure_replaceable(request: EnrolmentRequest, registry: Registry) -> None:
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
