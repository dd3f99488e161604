"""Enrolment requests (登錄申請, .tbenrol): making one, reading one, and using its answer.

The request is signed with the key it is about. That proves possession of the key, and nothing
more: whose key it is, a person at the office finds out by comparing the fingerprint.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from app.errors import AppError
from app.files import write_atomically
from app.models.enrolment import EnrolmentKind, EnrolmentPurpose, EnrolmentRequest
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem, parse_certificate
from app.trust.certificates.registry import find_issued, load_certificate
from app.trust.certificates.subjects import ensure_identity, ensure_tidy_identity, tidy_name
from app.trust.keys.signing_keys import SigningKey, SoftwareKey
from app.trust.papers.kinds import ENROLMENT
from app.trust.papers.signed_document import (
    SignedDocument,
    decode_content,
    read_document,
    sign_document,
)


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A request whose proof of possession holds, and the certificate of its key."""

    request: EnrolmentRequest
    sha256: str
    """Of the signed content: one request, one digest."""
    signed: SignedDocument

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate it asks about, whose key signed it."""
        return self.signed.certificate


def build_request(
    key: SigningKey,
    *,
    agency: str,
    person_id: str,
    person_name: str,
    role: SignerRole,
    at: datetime,
    purpose: EnrolmentPurpose = EnrolmentPurpose.NEW,
    replaces_sha256: str | None = None,
) -> EnrolmentRequest:
    """What the agency asks for. A key this program made asks for a certificate of the office.

    Raises AppError ENROLMENT_PERSON_MISSING, ENROLMENT_REPLACES_MISSING, PERSON_ID_UNFIT,
    NAME_UNFIT.
    """
    if not (agency.strip() and person_id.strip() and person_name.strip()):
        raise AppError("ENROLMENT_PERSON_MISSING")
    ensure_identity(person_id, person_name)
    if (purpose is EnrolmentPurpose.NEW) != (replaces_sha256 is None):
        raise AppError("ENROLMENT_REPLACES_MISSING", purpose=purpose)
    return EnrolmentRequest(
        kind=EnrolmentKind.ISSUE if is_app_made(key) else EnrolmentKind.PIN,
        purpose=purpose,
        agency=agency.strip(),
        person_id=person_id.strip(),
        person_name=tidy_name(person_name),
        role=role,
        certificate_pem=certificate_pem(key.certificate),
        replaces_sha256=replaces_sha256,
        nonce=secrets.token_hex(32),
        created_at=at.replace(microsecond=0),
    )


def build_succession(
    key: SigningKey, held: RegistryEntry, purpose: EnrolmentPurpose, at: datetime
) -> EnrolmentRequest:
    """Ask for `key` in place of a registered certificate of the same person and role.

    Raises AppError ENROLMENT_SAME_KEY where it is that certificate itself, or, where a key was
    lost or this program made it, the same key again.
    """
    before = load_certificate(held)
    is_same_key = before.public_key() == key.certificate.public_key()
    may_keep_key = purpose is EnrolmentPurpose.RENEWAL and not is_app_made(key)
    if before == key.certificate or (is_same_key and not may_keep_key):
        raise AppError("ENROLMENT_SAME_KEY", person=held.person_name, purpose=purpose)
    return build_request(
        key,
        agency=held.agency,
        person_id=held.person_id,
        person_name=held.person_name,
        role=held.role,
        at=at,
        purpose=purpose,
        replaces_sha256=held.certificate_sha256,
    )


def is_app_made(key: SigningKey) -> bool:
    """Return whether the key's certificate is only its own word: then the office issues one."""
    return isinstance(key, SoftwareKey) and key.certificate.subject == key.certificate.issuer


def write_request(request: EnrolmentRequest, key: SigningKey, path: Path) -> None:
    """Write a request, signed with its own key. Raises AppError FILE_*, KEY_*."""
    write_atomically(path, sign_document(request, key, request.created_at))


def read_request(path: Path) -> ReadRequest:
    """Read a request and check its proof of possession.

    Raises AppError FILE_*, DOCUMENT_*, REGISTRY_* (the certificate is unfit for signing),
    ENROLMENT_NOT_POSSESSED (signed with another key than the one it names), PERSON_ID_UNFIT,
    NAME_UNFIT.
    """
    return open_request(read_document(path, ENROLMENT), path)


def open_request(document: SignedDocument, path: Path) -> ReadRequest:
    """The same for a document opened already; `path` only names it in errors."""
    request = decode_content(document, ENROLMENT, EnrolmentRequest, path)
    if parse_certificate(request.certificate_pem) != document.certificate:
        raise AppError("ENROLMENT_NOT_POSSESSED", file=path)
    if not (request.person_id.strip() and request.person_name.strip()):
        raise AppError("ENROLMENT_PERSON_MISSING")
    ensure_tidy_identity(request.person_id, request.person_name)
    return ReadRequest(request, hashlib.sha256(document.content).hexdigest(), document)


def adopt_issued_certificate(key: SigningKey, registry: Registry, at: datetime) -> SigningKey:
    """The key with the certificate the office issued for it, once the registry brings one.

    A key whose own certificate is on the registry, or that nothing was issued for, stays as it is.
    """
    if not isinstance(key, SoftwareKey) or registry.entry(key.certificate_sha256) is not None:
        return key
    issued = find_issued(registry.entries, key.certificate.public_key(), at)
    return key if issued is None else SoftwareKey(key.private_key, load_certificate(issued))
