"""A comment and the answers to it as one thread over the revisions of an agency."""

from collections.abc import Iterator, Sequence

from app.models.received import ReceivedReturn
from app.models.record import Record
from app.models.returns import AnsweredComment, Payload
from app.models.reviews import DecisionKind, ReviewComment


class PastComment(Record, frozen=True, kw_only=True):
    """A comment sent with the decision on a revision, and the agency's last answer to it."""

    revision: int
    comment: ReviewComment
    answer: AnsweredComment | None = None
    """As signed in `answered_in`; None where no revision has one."""
    answered_in: int | None = None
    is_owed: bool = False
    """The return was sent back with it, and nothing that came since answers it."""


def collect_threads(received: Sequence[ReceivedReturn]) -> tuple[PastComment, ...]:
    """Every comment on these revisions, the first ones first, none hidden behind a later one.

    `received` are those of one agency in a round, the first one first, all on one form.
    """
    return tuple(_walk(received))


def _walk(received: Sequence[ReceivedReturn]) -> Iterator[PastComment]:
    for number, each in enumerate(received):
        decision = each.decision
        if decision is None:
            continue
        later = received[number + 1 :]
        for comment in decision.comments:
            answer, answered_in = _find_last_answer(comment, later)
            yield PastComment(
                revision=each.revision,
                comment=comment,
                answer=answer,
                answered_in=answered_in,
                is_owed=answer is None and decision.kind is DecisionKind.SEND_BACK,
            )


def _find_last_answer(
    comment: ReviewComment, later: Sequence[ReceivedReturn]
) -> tuple[AnsweredComment | None, int | None]:
    for each in reversed(later):
        answer = _find_answer(comment, each.payload)
        if answer is not None:
            return answer, each.revision
    return None, None


def _find_answer(comment: ReviewComment, payload: Payload) -> AnsweredComment | None:
    """Return the answer to a comment that quotes its very words; another is an answer to nothing.

    What a file quotes is its maker's word; what was asked is the office's.
    """
    for each in payload.comment_answers:
        quoted = (each.comment_id, each.place, each.comment)
        if quoted == (comment.id, comment.place, comment.text):
            return each
    return None
