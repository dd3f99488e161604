"""Review (審查): the state of an agency's return, decisions, and comments anchored to places."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record


class ReturnState(StrEnum):
    """The state of one agency's return in a round."""

    NOT_RECEIVED = "not_received"
    OVERDUE = "overdue"
    UNDER_REVIEW = "under_review"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"


class ReportBasis(StrEnum):
    """Which returns count in a report."""

    ACCEPTED = "accepted"
    ALL = "all"  # those not decided yet, too


class DecisionKind(StrEnum):
    """The kind of a review decision."""

    ACCEPT = "accept"
    SEND_BACK = "send_back"
    REOPEN = "reopen"


class CommentAnswerKind(StrEnum):
    """How an agency answers a comment."""

    CORRECTED = "corrected"
    KEPT_WITH_REASON = "kept_with_reason"


class ReviewComment(Record, frozen=True, kw_only=True):
    """A comment on one place (its path) or on the whole return (place None)."""

    id: str
    """`r2-3`: the third comment on revision 2, given at sending; unique in agency and round."""
    place: str | None
    text: str
    author: str
    written_at: datetime


class Remark(Record, frozen=True, kw_only=True):
    """An unsent comment on one place (its path) or on the whole return (place None)."""

    place: str | None
    text: str


class Decision(Record, frozen=True, kw_only=True):
    """One review decision on one revision."""

    agency: str
    round_id: str
    revision: int
    kind: DecisionKind
    decided_by: str
    decided_at: datetime
    comments: tuple[ReviewComment, ...] = ()
