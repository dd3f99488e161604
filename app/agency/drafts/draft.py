"""A draft (草稿): one agency's answers for one round while they are being typed.

    commit / add_row / undo … → Change (on disk when it is returned) → answers, findings, progress

Reading is from memory. The window, the command line and the demonstration all use this class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.agency.drafts import attachments, row_edits
from app.agency.drafts.carry_forward import build_carried
from app.agency.drafts.change import Change, Delta, build_value_delta, reason_text_key
from app.agency.drafts.comment_answers import (
    CommentAnswer,
    CommentAnswerKind,
    comment_key,
    ensure_explained,
    save_comment_answer,
)
from app.agency.drafts.reading import DraftReading
from app.agency.drafts.recorder import AlsoWrite
from app.models.answers import Place, StoredValue
from app.models.forms import BlankSection, FieldType
from app.models.reviews import ReviewComment

CARRY_LABEL = "沿用上期資料"
CONFIRM_LABEL = "確認沿用資料"


class Draft(DraftReading):
    """The draft of one round. Obtain it from `AgencyDesk.draft`; one object a round."""

    # editing

    def commit(
        self, changes: Mapping[Place, StoredValue], label: str, merge_key: str | None = None
    ) -> Change:
        """Set values as one step; on disk when it returns.

        Steps in a row with the same `merge_key` are undone together. Values that do not differ
        are left out; where none differs nothing is written and the Change is empty. Raises
        KeyError for a place the blank does not have, AppError STORE_* (nothing changes then).
        """
        for place in changes:
            if not self._index.accepts(place):
                raise KeyError(place.path)
        with self._mutex:
            return self._write(build_value_delta(changes), label, merge_key)

    def add_row(self, project: str | None, section: str) -> str:
        """Append an empty row; returns its key. Raises AppError ROWS_FULL, KeyError."""
        with self._mutex:
            spec = self._free_section(project, section)
            key = f"r{self._recorder.next_row}"
            values = row_edits.build_added_row(spec, self._answers, key)
            self._write(build_value_delta(values), f"新增{_row_name(spec)}")
            return key

    def remove_row(self, project: str | None, section: str, key: str) -> Change:
        """Take a row away with all it holds. Raises KeyError."""
        with self._mutex:
            spec = self._free_section(project, section)
            values = row_edits.build_removed_row(spec, self._answers, key)
            return self._write(build_value_delta(values), f"刪除{_row_name(spec)}")

    def move_row(self, project: str | None, section: str, key: str, position: int) -> Change:
        """Put a row at a position, 0 being the first. Raises KeyError."""
        with self._mutex:
            spec = self._free_section(project, section)
            values = row_edits.build_moved_row(spec, self._answers, key, position)
            return self._write(build_value_delta(values), f"移動{_row_name(spec)}")

    def set_reason(self, code: str, place: Place, text: str) -> Change:
        """Give the reason for a warning; an empty text takes it away."""
        delta = Delta(reasons={reason_text_key((code, place.path)): text.strip() or None})
        with self._mutex:
            return self._write(delta, f"填寫理由 {code}", f"reason {code} {place.path}")

    def carry_forward(self) -> Change:
        """Take over last round's values into empty places of fields that carry forward.

        They are marked unconfirmed. The Change is empty where there is nothing to take over.
        """
        with self._mutex:
            carried = build_carried(self.blank, self.prior_answers, self._answers)
            return self._write(build_value_delta(carried, carried), CARRY_LABEL)

    def confirm(self, places: Iterable[Place]) -> Change:
        """Confirm carried values as they stand; as undoable as an edit."""
        with self._mutex:
            confirmed = {
                each: self._answers.get(each) for each in places if each in self.unconfirmed
            }
            return self._write(build_value_delta(confirmed), CONFIRM_LABEL)

    def attach(self, place: Place, path: Path) -> Change:
        """Add a file to an attachment field.

        Raises AppError FILE_*, ATTACHMENT_EMPTY, KeyError for another kind of field.
        """
        self._ensure_attachment_field(place)
        digest, content = attachments.read_attachment(path)
        with self._mutex:
            known = self._attached(place)
            delta = build_value_delta({place: tuple(dict.fromkeys((*known, digest.sha256)))})
            return self._write(
                delta,
                f"附加「{digest.name}」",
                also=lambda connection, at: attachments.save_attachment(
                    connection, digest, content, at
                ),
            )

    def detach(self, place: Place, sha256: str) -> Change:
        """Take a file off an attachment field; its bytes stay for undo."""
        self._ensure_attachment_field(place)
        with self._mutex:
            rest = tuple(each for each in self._attached(place) if each != sha256)
            return self._write(build_value_delta({place: rest}), "移除附件")

    def undo(self) -> Change | None:
        """Take back the last step; the Change holds the values as they are now."""
        with self._mutex:
            change = self._recorder.undo()
            return None if change is None else self._followed(change)

    def redo(self) -> Change | None:
        """Do again what was undone last; None after something else was written."""
        with self._mutex:
            change = self._recorder.redo()
            return None if change is None else self._followed(change)

    # review comments

    def answer_comment(
        self, comment: ReviewComment, kind: CommentAnswerKind, text: str = ""
    ) -> CommentAnswer:
        """Answer a remark. Raises AppError COMMENT_ANSWER_EMPTY where an explanation is wanted."""
        ensure_explained(kind, text)
        answer = CommentAnswer(kind=kind, text=text.strip(), answered_at=self._store.clock())
        with self._mutex, self._store.writing() as connection:
            save_comment_answer(connection, self._recorder.draft_id, comment_key(comment), answer)
        self._comment_answers[comment_key(comment)] = answer
        return answer

    # how it is done

    def _write(
        self,
        delta: Delta,
        label: str,
        merge_key: str | None = None,
        also: AlsoWrite | None = None,
    ) -> Change:
        return self._followed(self._recorder.write(delta, label, merge_key, also))

    def _followed(self, change: Change) -> Change:
        """Let the answers follow a change that is on disk."""
        if not change.is_empty:
            self._refresh(change.places)
        return change

    def _free_section(self, project: str | None, section: str) -> BlankSection:
        found = self._index.section(project, section)
        if not self._index.accepts(row_edits.rows_place(found)):
            raise KeyError(section)
        return found

    def _ensure_attachment_field(self, place: Place) -> None:
        field = self._index.field(place)
        if field is None or field.type is not FieldType.ATTACHMENT:
            raise KeyError(place.path)

    def _attached(self, place: Place) -> tuple[str, ...]:
        value = self._answers.get(place)
        return value if isinstance(value, tuple) else ()


def _row_name(section: BlankSection) -> str:
    rows = section.spec.rows
    return (rows.label if rows is not None else "") or section.spec.title
