"""A comment and its answers stay one thread; none disappears behind a later comment."""

from datetime import UTC, datetime

import msgspec
import pytest

from app.models.answers import Answers
from app.models.programme import Programme
from app.models.received import ReceivedReturn
from app.models.returns import AnsweredComment
from app.models.reviews import (
    CommentAnswerKind,
    Decision,
    DecisionKind,
    ReturnState,
    ReviewComment,
)
from app.office.review.threads import collect_threads
from app.programme.catalogue_loader import load_catalogue
from tests.support.merged_rounds import build_received, build_round

AT = datetime(2026, 2, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_catalogue()


def ask(comment_id: str) -> ReviewComment:
    return ReviewComment(id=comment_id, place=None, text="請補充。", author="李審查", written_at=AT)


def answer(comment: ReviewComment) -> AnsweredComment:
    return AnsweredComment(
        comment_id=comment.id,
        place=comment.place,
        comment=comment.text,
        kind=CommentAnswerKind.CORRECTED,
        text="",
    )


def revise(
    programme: Programme,
    revision: int,
    *comments: ReviewComment,
    answers: tuple[AnsweredComment, ...] = (),
    kind: DecisionKind = DecisionKind.SEND_BACK,
) -> ReceivedReturn:
    """A revision decided about with comments; not decided about without any."""
    first = build_received(
        programme, build_round(), "MOTC", Answers({}), state=ReturnState.UNDER_REVIEW
    )
    made = Decision(
        agency="MOTC",
        round_id=first.round_id,
        revision=revision,
        kind=kind,
        decided_by="李審查",
        decided_at=AT,
        comments=comments,
    )
    payload = msgspec.structs.replace(first.payload, comment_answers=answers)
    return msgspec.structs.replace(
        first, revision=revision, payload=payload, decision=made if comments else None
    )


def test_an_unanswered_comment_stays_behind_a_later_one(programme: Programme) -> None:
    first, second = ask("r1-1"), ask("r2-1")
    threads = collect_threads([revise(programme, 1, first), revise(programme, 2, second)])
    assert [(each.comment, each.is_owed) for each in threads] == [(first, True), (second, True)]


def test_an_answer_settles_its_comment_in_whatever_revision_it_comes(programme: Programme) -> None:
    first, second = ask("r1-1"), ask("r2-1")
    threads = collect_threads(
        [
            revise(programme, 1, first),
            revise(programme, 2, second),
            revise(programme, 3, answers=(answer(first),)),
            revise(programme, 4, answers=(answer(second),)),
        ]
    )
    assert [(each.answered_in, each.is_owed) for each in threads] == [(3, False), (4, False)]


def test_the_answer_given_last_counts(programme: Programme) -> None:
    asked = ask("r1-1")
    again = msgspec.structs.replace(answer(asked), text="再次更正。")
    (thread,) = collect_threads(
        [
            revise(programme, 1, asked),
            revise(programme, 2, answers=(answer(asked),)),
            revise(programme, 3, answers=(again,)),
        ]
    )
    assert (thread.answer, thread.answered_in) == (again, 3)


def test_nothing_is_owed_for_words_said_on_accepting(programme: Programme) -> None:
    accepted = revise(programme, 1, ask("r1-1"), kind=DecisionKind.ACCEPT)
    (thread,) = collect_threads([accepted])
    assert not thread.is_owed


def test_an_answer_before_the_question_is_none(programme: Programme) -> None:
    asked = ask("r1-1")
    (thread,) = collect_threads([revise(programme, 1, asked, answers=(answer(asked),))])
    assert thread.is_owed
