"""Answering review comments: each remark of a return sent back gets 已修正 or 維持並說明."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from app.errors import AppError
from app.models.record import Record
from app.models.returns import canonical_bytes
from app.models.reviews import ReviewComment
from app.store.tables.agency import comment_answer


class CommentAnswerKind(StrEnum):
    """What the agency did about a remark."""

    CORRECTED = "corrected"
    KEPT = "kept"


class CommentAnswer(Record, frozen=True, kw_only=True):
    """The agency's answer to one remark."""

    kind: CommentAnswerKind
    text: str
    answered_at: datetime


def comment_key(comment: ReviewComment) -> str:
    """What identifies a remark: the digest of all it says."""
    return hashlib.sha256(canonical_bytes(comment)).hexdigest()


def ensure_explained(kind: CommentAnswerKind, text: str) -> None:
    """Keeping a figure wants an explanation. Raises AppError COMMENT_ANSWER_EMPTY."""
    if kind is CommentAnswerKind.KEPT and not text.strip():
        raise AppError("COMMENT_ANSWER_EMPTY")


def load_comment_answers(connection: Connection, draft_id: int) -> dict[str, CommentAnswer]:
    """The answers given in a draft by key of their comment."""
    rows = connection.execute(select(comment_answer).where(comment_answer.c.draft_id == draft_id))
    return {
        row.comment_key: CommentAnswer(
            kind=CommentAnswerKind(row.kind), text=row.text, answered_at=row.answered_at
        )
        for row in rows
    }


def save_comment_answer(
    connection: Connection, draft_id: int, key: str, answer: CommentAnswer
) -> None:
    """Put or replace the answer to one comment."""
    connection.execute(
        delete(comment_answer).where(
            comment_answer.c.draft_id == draft_id, comment_answer.c.comment_key == key
        )
    )
    connection.execute(
        insert(comment_answer).values(
            draft_id=draft_id,
            comment_key=key,
            kind=answer.kind.value,
            text=answer.text,
            answered_at=answer.answered_at,
        )
    )


def answers_by_comment(
    comments: tuple[ReviewComment, ...], answers: Mapping[str, CommentAnswer]
) -> dict[ReviewComment, CommentAnswer]:
    """The answers beside the comments that are open now; unanswered ones are absent."""
    found = ((each, answers.get(comment_key(each))) for each in comments)
    return {comment: answer for comment, answer in found if answer is not None}
