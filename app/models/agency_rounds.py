"""A round as the agency sees it: its state, and the return handed in last."""

from datetime import date, datetime
from enum import StrEnum

from app.models.record import Record
from app.models.returns import Payload
from app.models.reviews import ReviewComment
from app.models.rounds import Round


class AgencyRoundState(StrEnum):
    """How far the agency is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    HANDED_IN = "handed_in"
    RECEIVED = "received"
    SENT_BACK = "sent_back"


class HandedInFile(Record, frozen=True, kw_only=True):
    """One of the files a return went out in."""

    name: str
    sha256: str


class HandedIn(Record, frozen=True, kw_only=True):
    """One return as it was exported."""

    round_id: str
    revision: int
    payload: Payload
    payload_sha256: str
    control_number: str
    files: tuple[HandedInFile, ...]
    handed_in_at: datetime


class AgencyRound(Record, frozen=True, kw_only=True):
    """One round as the agency sees it."""

    round: Round
    agency: str
    state: AgencyRoundState
    revision: int
    """The revision the next return will carry."""
    comments: tuple[ReviewComment, ...]
    handed_in: HandedIn | None
    """The return exported last."""
    changed_since: bool
    """The draft was edited after that export."""

    @property
    def is_handed_in(self) -> bool:
        """Return whether the latest return went out, whether or not a receipt came back."""
        return self.state in (AgencyRoundState.HANDED_IN, AgencyRoundState.RECEIVED)

    @property
    def delivered(self) -> HandedIn | None:
        """The return the draft has gone out as; None where it has changed since."""
        return self.handed_in if self.is_handed_in and not self.changed_since else None

    def days_left(self, today: date) -> int:
        """Days until the due date; negative once it is past."""
        return (self.round.due_on - today).days
