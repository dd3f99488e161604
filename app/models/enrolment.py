"""Enrolment (登錄): the request by which a person's certificate is entered in the registry."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record
from app.models.signatures import SignerRole


class EnrolmentKind(StrEnum):
    """The kind of request: issue a certificate for a key, or register an existing one."""

    ISSUE = "issue"  # 核發憑證: a key made here, to be certified
    PIN = "pin"  # 登錄憑證: an existing certificate (card, PKCS#12)


class EnrolmentPurpose(StrEnum):
    """The purpose of a request."""

    NEW = "new"
    RENEWAL = "renewal"
    REPLACEMENT = "replacement"


class EnrolmentState(StrEnum):
    """The state of a request at the office."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class EnrolmentRequest(Record, frozen=True, kw_only=True):
    """Enrolment request (登錄申請, .tbenrol); its signature proves possession of the key."""

    format: str = "tianbao.enrolment"
    format_version: int = 1
    kind: EnrolmentKind
    purpose: EnrolmentPurpose
    agency: str
    person_id: str
    person_name: str
    role: SignerRole
    certificate_pem: str
    """The certificate to be pinned, or a self-signed one with the public key to be certified."""
    replaces_sha256: str | None = None
    """The registered certificate that this one renews or replaces."""
    nonce: str
    """32 random bytes in hex: no two requests are alike."""
    created_at: datetime


class Enrolment(Record, frozen=True, kw_only=True):
    """A request the office has received, with its outcome."""

    id: int
    request: EnrolmentRequest
    request_sha256: str
    certificate_sha256: str
    """Fingerprint of the certificate in the request, compared by both sides."""
    state: EnrolmentState
    received_at: datetime
    settled_at: datetime | None = None
    reason: str = ""
    """Why it was rejected."""
    registered_sha256: str | None = None
    """The certificate entered in the registry."""
