"""A receipt (收件回條): the office's signed answer to what was handed in."""

from datetime import datetime

from app.models.record import Record


class ReceivedFile(Record, frozen=True, kw_only=True):
    """One file the receipt is about."""

    name: str
    sha256: str


class Receipt(Record, frozen=True, kw_only=True):
    """Who received what and when, or refused it and why."""

    format: str = "tianbao.receipt"
    format_version: int = 1
    agency: str
    round_id: str
    round_title: str
    revision: int | None
    """None where the refused file did not say it readably."""
    control_number: str | None
    payload_sha256: str | None
    files: tuple[ReceivedFile, ...]
    accepted: bool
    code: str
    """IMPORTED, or the code of the refusal."""
    sentence: str
    """The code in words, as the office saw it."""
    offered_at: datetime
    """When the office took the files in, or refused them."""
    issued_by: str
    issued_at: datetime
