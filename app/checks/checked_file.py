"""Values of checking a file without importing it: what it is compared with, what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.models.approval import PendingReturn, SendBack
from app.models.enrolment import EnrolmentRequest
from app.models.receipts import Receipt
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.models.signatures import Verdict
from app.returns.judging.trust_context import TrustContext

ReadDocument = RoundFile | Receipt | EnrolmentRequest | PendingReturn | SendBack
"""A 待核定件 is shown as the pending return it would become."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a store's owner verifies files with: contexts, confirmed office, moment."""

    trusts: tuple[TrustContext, ...]
    """Usually one; an agency's rounds may have come with different versions of the plan."""
    office_certificate_sha256: str | None
    """The office's own, or the one a person at the agency has confirmed."""
    now: datetime


class CheckOutcome(StrEnum):
    """The short answer."""

    GOOD = "good"
    CLOSED = "closed"
    """The only reason against it: the round takes no returns any more."""
    HALF_SIGNED = "half_signed"
    UNCONFIRMED = "unconfirmed"
    """A document signed correctly by an office nobody has confirmed here."""
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class SignerStanding(StrEnum):
    """How the signer of a document relates to the registry."""

    OFFICE = "office"
    UNCONFIRMED = "unconfirmed"
    STRANGER = "stranger"
    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class DocumentSignature:
    """The one signature of a document that is no return."""

    name: str
    """The common name in the certificate: its maker's word."""
    certificate_sha256: str
    signed_at: datetime
    standing: SignerStanding


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The result of checking one file; `code` and `params` are the sentence about it."""

    path: Path
    sha256: str
    """Empty where it could not be read."""
    outcome: CheckOutcome
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    verdict: Verdict | None = None
    payload: Payload | None = None
    round_title: str = ""
    document: ReadDocument | None = None
    signature: DocumentSignature | None = None

    @property
    def is_good(self) -> bool:
        """Return whether the file passed."""
        return self.outcome is CheckOutcome.GOOD
