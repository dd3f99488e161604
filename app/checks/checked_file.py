"""What checking a file without taking it in has found: a return, or a signed document."""

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
from app.models.signatures import PageProof, Verdict

ReadDocument = RoundFile | Receipt | EnrolmentRequest | PendingReturn | SendBack
"""A 待核定件 is shown as the pending return it would become."""


class CheckOutcome(StrEnum):
    """The short answer; the words are shown as they stand."""

    GOOD = "驗章無誤"
    TEXT_ONLY = "驗章無誤（僅比對文字）"
    """A PDF whose pages could not be drawn again to the last byte: other fonts, or version."""
    CLOSED = "已逾收件期"
    """Nothing else speaks against it; the round takes no returns any more."""
    HALF_SIGNED = "尚待核定人簽章"
    UNCONFIRMED = "簽發者未確認"
    """A document signed correctly by an office nobody has confirmed here."""
    REFUSED = "不符"
    UNREADABLE = "無法驗證"


class SignerStanding(StrEnum):
    """Who signed a document, to us; the words are shown as they stand."""

    OFFICE = "已確認的彙整機關"
    UNCONFIRMED = "尚未確認的簽發者"
    STRANGER = "不是已確認的彙整機關"
    REGISTERED = "憑證名冊中的人員"
    UNREGISTERED = "不是憑證名冊中有權簽章的人員"
    APPLICANT = "申請人自己的金鑰（持有證明，身分須另行核對）"


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
    """One file that was looked at; `code` and `params` are the sentence about it."""

    path: Path
    sha256: str
    """Empty where it could not be read."""
    outcome: CheckOutcome
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    verdict: Verdict | None = None
    payload: Payload | None = None
    round_title: str = ""
    page_proof: PageProof | None = None
    document: ReadDocument | None = None
    signature: DocumentSignature | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether nothing speaks against the file."""
        return self.outcome in (CheckOutcome.GOOD, CheckOutcome.TEXT_ONLY)
