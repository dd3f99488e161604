"""What an agency's home page says about one round."""

from datetime import date
from enum import StrEnum

from app.agency.handed_in import HandedIn
from app.models.record import Record
from app.models.reviews import ReviewComment
from app.models.rounds import Round, RoundFile


class AgencyRoundState(StrEnum):
    """How far the agency is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    HANDED_IN = "handed_in"
    RECEIVED = "received"
    SENT_BACK = "sent_back"


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
        """Tell whether the latest return went out, whether or not a receipt came back."""
        return self.state in (AgencyRoundState.HANDED_IN, AgencyRoundState.RECEIVED)

    def days_left(self, today: date) -> int:
        """Days until the due date; negative once it is past."""
        return (self.round.due_on - today).days


def tell_state(
    round_file: RoundFile, latest: HandedIn | None, has_answers: bool, *, is_received: bool
) -> AgencyRoundState:
    """The state from what the office said last, what was exported last, and what is typed.

    `is_received`: the office has given a receipt for what was exported last.
    """
    handed_in = AgencyRoundState.RECEIVED if is_received else AgencyRoundState.HANDED_IN
    exported = latest.revision if latest is not None else 0
    if exported > round_file.last_revision:
        return handed_in
    if round_file.comments:
        return AgencyRoundState.SENT_BACK
    if round_file.last_revision:
        return handed_in
    return AgencyRoundState.IN_PROGRESS if has_answers else AgencyRoundState.NOT_STARTED
