"""Answering review comments: each remark of a return sent back gets 已修正 or 維持並說明.

What is typed is kept as it stands, like every other text; whether it is an answer is judged when
somebody asks.
"""

from app.agency.drafts.change import Change
from app.agency.drafts.delta import Delta, RemarkAnswer
from app.agency.drafts.sheet import Sheet
from app.errors import AppError
from app.models.answers import parse_place
from app.models.record import Record
from app.models.returns import AnsweredComment
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.returns.printable import take_text

_NOTHING_SAID = RemarkAnswer()


class CommentAnswer(Record, frozen=True, kw_only=True):
    """The agency's answer to one remark, as it goes out."""

    kind: CommentAnswerKind
    text: str


class Remarks:
    """`draft.remarks`: what the office said of the last revision, and what the agency answers."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def all(self) -> tuple[ReviewComment, ...]:
        """The office's remarks on the last revision."""
        return self._sheet.basis.comments

    def typed(self, comment: ReviewComment) -> RemarkAnswer:
        """What stands in the answer, whole or not."""
        return self._sheet.journal.state.remarks.get(comment.id, _NOTHING_SAID)

    def keep(self, comment: ReviewComment, kind: CommentAnswerKind | None, text: str) -> Change:
        """Keep an answer as it stands; typing that goes on is one step."""
        said = RemarkAnswer(kind, text)
        merge_key = f"remark {comment.id}" if kind is self.typed(comment).kind else None
        delta = Delta(remarks={comment.id: None if said == _NOTHING_SAID else said})
        return self._sheet.journal.write(delta, self._label(comment), merge_key)

    def answer(self, comment: ReviewComment, kind: CommentAnswerKind, text: str = "") -> Change:
        """Answer a remark. Raises AppError as `judge_answer` does; nothing is kept then."""
        judge_answer(RemarkAnswer(kind, text))
        return self.keep(comment, kind, text)

    def answers(self) -> dict[ReviewComment, CommentAnswer]:
        """The answers given so far, by remark; those that are none yet are absent."""
        found = {}
        for comment in self.all():
            try:
                found[comment] = judge_answer(self.typed(comment))
            except AppError:
                continue
        return found

    def unanswered(self) -> tuple[ReviewComment, ...]:
        """The remarks without an answer that can go out."""
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

    def _label(self, comment: ReviewComment) -> str:
        labels = self._sheet.basis.blank.labels(parse_place(comment.place)) if comment.place else ()
        return f"回復審查意見「{'・'.join(labels) or '整份填報表'}」"


def judge_answer(said: RemarkAnswer) -> CommentAnswer:
    """Take what was said for an answer.

    Raises AppError COMMENT_ANSWER_KIND where it is neither of the two, COMMENT_ANSWER_EMPTY where
    an explanation is wanted, and F112, F171 to F178 where it cannot be printed.
    """
    if said.kind is None:
        raise AppError("COMMENT_ANSWER_KIND")
    if said.kind is CommentAnswerKind.KEPT_WITH_REASON and not said.text.strip():
        raise AppError("COMMENT_ANSWER_EMPTY")
    return CommentAnswer(kind=said.kind, text=take_text(said.text, "審查意見回復"))
