"""A pending return (待核定件): signed by the preparer, not yet by the approver; its files."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record
from app.models.returns import Payload
from app.models.signatures import Signer, SignerRole


class PendingState(StrEnum):
    """The state of a pending return."""

    WAITING = "waiting"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


class PendingOrigin(StrEnum):
    """How a pending return came into this store."""

    PREPARED = "prepared"
    RECEIVED = "received"


class PendingReturn(Record, frozen=True, kw_only=True):
    """A return the preparer has signed, with both files as signed so far."""

    round_id: str
    revision: int
    payload: Payload
    payload_sha256: str
    control_number: str
    workbook: bytes
    pdf: bytes
    note: str
    """The preparer's words to the approver."""
    origin: PendingOrigin
    state: PendingState
    handed_over_at: datetime
    answered_at: datetime | None = None
    answer: str = ""
    """The approver's words where it was sent back."""

    @property
    def preparer(self) -> Signer:
        """The signer who has signed."""
        return self._signer(SignerRole.PREPARER)

    @property
    def approver(self) -> Signer:
        """The signer who is to sign."""
        return self._signer(SignerRole.APPROVER)

    def _signer(self, role: SignerRole) -> Signer:
        return next(each for each in self.payload.signers if each.role is role)


class Handover(Record, frozen=True, kw_only=True):
    """Hand-over file (.tbpending): a pending return with its round file, signed by the preparer."""

    format: str = "tianbao.pending"
    format_version: int = 1
    round_file: bytes
    """The round file, byte for byte as the office signed it."""
    workbook: bytes
    pdf: bytes
    note: str
    handed_over_at: datetime


class SendBack(Record, frozen=True, kw_only=True):
    """Send-back (退回單, .tbsendback): why a hand-over was not approved, signed by the approver."""

    format: str = "tianbao.sendback"
    format_version: int = 1
    agency: str
    round_id: str
    payload_sha256: str
    handed_over_at: datetime
    """Of the hand-over it answers; the same return handed over again is another hand-over."""
    note: str
    sent_back_at: datetime
