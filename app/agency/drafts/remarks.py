"""Answering review comments: each remark of a return sent back gets 已修正 or 維持並說明."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.agency.drafts.sheet import Sheet
from app.errors import AppError
from app.models.record import Record
from app.models.returns import AnsweredComment
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.returns.printable import take_text
from app.store.tables.agency import comment_answer


class CommentAnswer(Record, frozen=True, kw_only=True):
    """The agency's answer to one remark."""

    kind: CommentAnswerKind
    text: str
    answered_at: datetime


class Remarks:
    """`draft.remarks`: what the office said of the last revision, and what the agency answers."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        with sheet.store.reading() as connection:
            self._answers = load_comment_answers(connection, sheet.draft_id)

    def all(self) -> tuple[ReviewComment, ...]:
        """The office's remarks on the last revision."""
        return self._sheet.basis.comments

    def answers(self) -> dict[ReviewComment, CommentAnswer]:
        """The answers given so far, by remark; unanswered ones are absent."""
        found = ((each, self._answers.get(each.id)) for each in self.all())
        return {comment: answer for comment, answer in found if answer is not None}

    def unanswered(self) -> tuple[ReviewComment, ...]:
        """The remarks nobody has answered."""
        answered = self.answers()
        return tuple(each for each in self.all() if each not in answered)

    def answered(self) -> tuple[AnsweredComment, ...]:
        """The answers as the return carries them, in the order of the comments."""
        return tuple(
            AnsweredComment(
                comment_id=comment.id,
                place=comment.place,
                comment=comment.text,
                kind=answer.kind,
                text=answer.text,
            )
            for comment, answer in self.answers().items()
        )

    def answer(
        self, comment: ReviewComment, kind: CommentAnswerKind, text: str = ""
    ) -> CommentAnswer:
        """Answer a remark.

        Raises AppError COMMENT_ANSWER_EMPTY where an explanation is wanted, and F112, F171 to
        F178 where it cannot be printed.
        """
        ensure_explained(kind, text)
        kept = take_text(text, "審查意見回復")
        store = self._sheet.store
        answer = CommentAnswer(kind=kind, text=kept, answered_at=store.clock())
        with self._sheet.lock:
            with store.writing() as connection:
                save_comment_answer(connection, self._sheet.draft_id, comment.id, answer)
                self._sheet.journal.touch(connection, answer.answered_at)
            self._answers[comment.id] = answer
        return answer


def ensure_explained(kind: CommentAnswerKind, text: str) -> None:
    """Keeping a figure wants an explanation. Raises AppError COMMENT_ANSWER_EMPTY."""
    if kind is CommentAnswerKind.KEPT_WITH_REASON and not text.strip():
        raise AppError("COMMENT_ANSWER_EMPTY")


def load_comment_answers(connection: Connection, draft_id: int) -> dict[str, CommentAnswer]:
    """The answers given in a draft by the id of their comment."""
    rows = connection.execute(select(comment_answer).where(comment_answer.c.draft_id == draft_id))
    return {
        row.comment_id: CommentAnswer(
            kind=CommentAnswerKind(row.kind), text=row.text, answered_at=row.answered_at
        )
        for row in rows
    }


def save_comment_answer(
    connection: Connection, draft_id: int, comment_id: str, answer: CommentAnswer
) -> None:
    """Put or replace the answer to one comment."""
    connection.execute(
        delete(comment_answer).where(
            comment_answer.c.draft_id == draft_id, comment_answer.c.comment_id == comment_id
        )
    )
    connection.execute(
        insert(comment_answer).values(
            draft_id=draft_id,
            comment_id=comment_id,
            kind=answer.kind.value,
            text=answer.text,
            answered_at=answer.answered_at,
        )
    )
