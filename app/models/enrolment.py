"""Enrolment (登錄): how a person's certificate gets on the registry."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record
from app.models.signatures import SignerRole


class EnrolmentKind(StrEnum):
    """What the office is asked to do with the key."""

    ISSUE = "issue"  # 核發憑證: a key this program made, to be given a certificate
    PIN = "pin"  # 登錄憑證: a certificate the person has already (card, PKCS#12)


class EnrolmentPurpose(StrEnum):
    """Why the certificate is wanted."""

    NEW = "new"
    RENEWAL = "renewal"
    REPLACEMENT = "replacement"


class EnrolmentState(StrEnum):
    """How far the office is with a request."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class EnrolmentRequest(Record, frozen=True, kw_only=True):
    """登錄申請 (.tbenrol): signed with the very key it is about, which proves possession of it."""

    format: str = "tianbao.enrolment"
    format_version: int = 1
    kind: EnrolmentKind
    purpose: EnrolmentPurpose
    agency: str
    person_id: str
    person_name: str
    role: SignerRole
    certificate_pem: str
    """The certificate to be pinned, or a self-made one that shows the key to be certified."""
    replaces_sha256: str | None = None
    """The certificate on the registry that this one renews or replaces."""
    nonce: str
    """32 random bytes in hex: no two requests are alike."""
    created_at: datetime


class Enrolment(Record, frozen=True, kw_only=True):
    """A request in the office's hands, and what became of it."""

    id: int
    request: EnrolmentRequest
    request_sha256: str
    certificate_sha256: str
    """Of the certificate in the request: both sides compare its fingerprint."""
    state: EnrolmentState
    received_at: datetime
    settled_at: datetime | None = None
    reason: str = ""
    """Why it was rejected."""
    registered_sha256: str | None = None
    """The certificate that went on the registry."""
