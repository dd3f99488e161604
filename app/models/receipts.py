"""A receipt (收件回條): the office's signed acknowledgement of files, or their refusal."""

from datetime import datetime

from app.models.record import Record


class ReceivedFile(Record, frozen=True, kw_only=True):
    """One file listed in a receipt."""

    name: str
    sha256: str


class Receipt(Record, frozen=True, kw_only=True):
    """The content of a receipt: what was received when, or refused and why."""

    format: str = "tianbao.receipt"
    format_version: int = 1
    agency: str
    round_id: str
    round_title: str
    revision: int | None
    """None where it could not be read from the refused file."""
    control_number: str | None
    payload_sha256: str | None
    files: tuple[ReceivedFile, ...]
    accepted: bool
    code: str
    """IMPORTED, or the code of the refusal."""
    sentence: str
    """The sentence of the code, as shown at the office."""
    offered_at: datetime
    """The time of the import or the refusal."""
    issued_by: str
    issued_at: datetime
