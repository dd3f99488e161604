"""What the office holds: received returns, a merged round, import results."""

from datetime import datetime

from app.models.programme import Programme
from app.models.record import Record
from app.models.returns import Payload
from app.models.reviews import Decision, ReturnState
from app.models.rounds import Round
from app.models.signatures import Carrier, Signer


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


class MergedRound(Record, frozen=True, kw_only=True):
    """The latest revision of every agency that handed in, and who is missing.

    Returns stand in appendix order of their agencies, whatever order the files came in.
    """

    programme: Programme
    round: Round
    returns: tuple[ReceivedReturn, ...]
    missing: tuple[str, ...]


class ImportResult(Record, frozen=True, kw_only=True):
    """What became of one file. `code` is IMPORTED, ALREADY_IMPORTED or the reason of refusal."""

    file: str
    accepted: bool
    code: str
    params: dict[str, str] = {}
    agency: str | None = None
    round_id: str | None = None
    revision: int | None = None
    control_number: str | None = None
    carrier: Carrier | None = None
    signers: tuple[Signer, ...] = ()


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
