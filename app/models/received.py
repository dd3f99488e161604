"""What the office holds: received returns, a merged round, import results."""

from datetime import datetime

from app.models.programme import Programme
from app.models.record import Record
from app.models.returns import Payload
from app.models.reviews import Decision, ReturnState
from app.models.rounds import Round
from app.models.signatures import Carrier, Signer, Verdict


class ReceivedReturn(Record, frozen=True, kw_only=True):
    """One revision the office has taken in, with the carriers that brought it."""

    agency: str
    round_id: str
    revision: int
    payload: Payload
    payload_sha256: str
    state: ReturnState
    received_at: datetime
    carriers: tuple[Carrier, ...]
    decision: Decision | None = None


class SignedFile(Record, frozen=True, kw_only=True):
    """A received file byte for byte: the proof of what was handed in."""

    carrier: Carrier
    name: str
    sha256: str
    verdict: Verdict
    imported_at: datetime
    content: bytes


class MergedRound(Record, frozen=True, kw_only=True):
    """The latest revision of every agency that handed in, and who is missing.

    An agency whose latest revision was sent back counts in neither: its figures are known to be
    wrong, so it is named as 補正中 instead. Everything stands in appendix order of the agencies,
    whatever order the files came in.
    """

    programme: Programme
    round: Round
    returns: tuple[ReceivedReturn, ...]
    missing: tuple[str, ...]
    """Agencies nothing was received from."""
    sent_back: tuple[str, ...] = ()
    """Agencies at work on a revision (補正中)."""


class ImportResult(Record, frozen=True, kw_only=True):
    """What became of one file: IMPORTED, ALREADY_IMPORTED, or the code of the refusal.

    VERIFIED stands while a good file has been examined and is not taken in yet.
    """

    file: str
    file_sha256: str = ""
    """Empty where the file could not be read."""
    accepted: bool
    code: str
    params: dict[str, str] = {}
    agency: str | None = None
    round_id: str | None = None
    revision: int | None = None
    control_number: str | None = None
    carrier: Carrier | None = None
    signers: tuple[Signer, ...] = ()


class LedgerEntry(Record, frozen=True, kw_only=True):
    """One file that was offered, taken or not, as the import history keeps it."""

    offered_at: datetime
    file: str
    """Its name."""
    file_sha256: str
    """Empty where the file could not be read at all."""
    accepted: bool
    code: str
    params: dict[str, str] = {}
    agency: str | None = None
    round_id: str | None = None
    revision: int | None = None


class AuditEntry(Record, frozen=True, kw_only=True):
    """One act of the office, in the order it happened; entries are only ever added."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, str] = {}


class OverviewRow(Record, frozen=True, kw_only=True):
    """One agency in the round overview: state, revision, and per section how it stands."""

    agency: str
    state: ReturnState
    revision: int | None
    received_at: datetime | None
    days_overdue: int
    projects: int
    warnings: int
    behind: int
    amendments: int
    carriers: tuple[Carrier, ...]
