"""Review (審查): the state of an agency's return, decisions, and comments anchored to places."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record


class ReturnState(StrEnum):
    """How far one agency is in one round."""

    NOT_RECEIVED = "not_received"
    OVERDUE = "overdue"
    UNDER_REVIEW = "under_review"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"


class DecisionKind(StrEnum):
    """What a reviewer can decide."""

    ACCEPT = "accept"
    SEND_BACK = "send_back"
    REOPEN = "reopen"


class ReviewComment(Record, frozen=True, kw_only=True):
    """A remark about one place (its path) or about the whole return (place None)."""

    place: str | None
    text: str
    author: str
    written_at: datetime


class Remark(Record, frozen=True, kw_only=True):
    """A comment being written, not sent yet: about one place, or the whole return (place None)."""

    place: str | None
    text: str


class Decision(Record, frozen=True, kw_only=True):
    """One review decision about one revision."""

    agency: str
    round_id: str
    revision: int
    kind: DecisionKind
    decided_by: str
    decided_at: datetime
    comments: tuple[ReviewComment, ...] = ()
