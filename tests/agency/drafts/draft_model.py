"""What a draft should be, said as plainly as possible: values, and two stacks of former states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from app.models.answers import Place, StoredValue, is_empty
from app.models.reviews import CommentAnswerKind

Reasons = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Sheet:
    """What undo goes back to."""

    values: dict[Place, StoredValue] = field(default_factory=dict)
    marked: frozenset[Place] = frozenset()
    """Carried forward, and not looked at."""
    reasons: Reasons = field(default_factory=dict)
    remarks: dict[str, tuple[CommentAnswerKind | None, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftModel:
    """A draft without disk, deltas, transactions or merging of rows."""

    now: Sheet = Sheet()
    past: tuple[Sheet, ...] = ()
    future: tuple[Sheet, ...] = ()
    typing_in: str | None = None
    """The merge key of the step that the next row may still join."""
    next_row: int = 1

    def set_values(
        self,
        changes: Mapping[Place, StoredValue],
        merge_key: str | None = None,
        marked: Iterable[Place] = (),
    ) -> Self:
        """Values typed, pasted or carried; what is set by hand is no longer marked."""
        values, marks = dict(self.now.values), set(self.now.marked) - changes.keys()
        for place, value in changes.items():
            values.pop(place, None)
            if not is_empty(value):
                values[place] = value
        sheet = replace(self.now, values=values, marked=frozenset(marks | set(marked)))
        return self._step(sheet, merge_key)

    def set_reason(self, code: str, place: Place, text: str) -> Self:
        """A reason given or taken away."""
        reasons = dict(self.now.reasons)
        reasons.pop((code, place.path), None)
        if text:
            reasons[(code, place.path)] = text
        return self._step(replace(self.now, reasons=reasons), f"reason {code} {place.path}")

    def answer(self, comment_id: str, kind: CommentAnswerKind | None, text: str) -> Self:
        """An answer to a remark, whole or begun; typing on in one is one step."""
        was, _ = self.now.remarks.get(comment_id, (None, ""))
        remarks = dict(self.now.remarks)
        remarks.pop(comment_id, None)
        if kind is not None or text:
            remarks[comment_id] = (kind, text)
        merge_key = f"remark {comment_id}" if kind is was else None
        return self._step(replace(self.now, remarks=remarks), merge_key)

    def undo(self) -> Self:
        """Back by one step, where there is one."""
        if not self.past:
            return self
        *past, before = self.past
        future = (*self.future, self.now)
        return replace(self, now=before, past=tuple(past), future=future, typing_in=None)

    def redo(self) -> Self:
        """Forward by one step, where there is one."""
        if not self.future:
            return self
        *future, after = self.future
        past = (*self.past, self.now)
        return replace(self, now=after, past=past, future=tuple(future), typing_in=None)

    def restart(self) -> Self:
        """What was typed before is a step of its own."""
        return replace(self, typing_in=None)

    def _step(self, sheet: Sheet, merge_key: str | None) -> Self:
        if sheet == self.now:
            return self
        goes_on = merge_key is not None and merge_key == self.typing_in
        past = self.past if goes_on else (*self.past, self.now)
        return replace(self, now=sheet, past=past, future=(), typing_in=merge_key)
