"""Undo and redo stacks of a draft, in memory: the outline of its journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class JournalState(StrEnum):
    """Where a journal row stands."""

    DONE = "done"
    UNDONE = "undone"
    MOVED = "moved"  # no step of the officer's: the round asks by another form from here on
    CUT = "cut"  # undone, and then something else was written: out of reach, kept for the record


@dataclass(slots=True)
class Step:
    """Journal rows that are undone together."""

    number: int
    label: str
    merge_key: str | None
    first_sequence: int
    last_sequence: int
    made_at: datetime
    """When it last grew: undoing it and doing it again leave that alone."""


@dataclass(frozen=True, slots=True)
class NamedStep:
    """A step as the officer sees it: what was done, and when."""

    label: str
    made_at: datetime
    is_done: bool


class History:
    """Steps done, oldest first, and steps undone, most recently undone last."""

    def __init__(
        self,
        done: Iterable[Step] = (),
        undone: Iterable[Step] = (),
        last_step: int = 0,
        moved_at: int = 0,
    ) -> None:
        self.done: list[Step] = list(done)
        self.undone: list[Step] = list(undone)
        self.moved_at: Final = moved_at  # the journal row of the last move to another form
        self._next_number = last_step + 1
        self._may_merge = False  # what was typed before a restart is a step of its own

    def next_number(self, merge_key: str | None) -> int:
        """The step a new row belongs to: the last one's if the typing goes on, else a new one."""
        if (
            self._may_merge
            and merge_key is not None
            and self.done
            and self.done[-1].merge_key == merge_key
        ):
            return self.done[-1].number
        return self._next_number

    def name_steps(self, limit: int) -> tuple[NamedStep, ...]:
        """The last steps done and the next to be done again, in the order they were made."""
        done = self.done[-limit:] if limit > 0 else []
        undone = reversed(self.undone[-limit:] if limit > 0 else [])
        return (
            *(NamedStep(each.label, each.made_at, True) for each in done),
            *(NamedStep(each.label, each.made_at, False) for each in undone),
        )

    def note_done(
        self, number: int, label: str, merge_key: str | None, sequence: int, made_at: datetime
    ) -> None:
        """Take up a row that has been written; whatever was undone is out of reach now."""
        self.undone.clear()
        self._may_merge = True
        if self.done and self.done[-1].number == number:
            self.done[-1].last_sequence = sequence
            self.done[-1].made_at = made_at
            return
        self.done.append(Step(number, label, merge_key, sequence, sequence, made_at))
        self._next_number = number + 1

    def note_undone(self) -> None:
        """The last done step has been undone."""
        self.undone.append(self.done.pop())
        self._may_merge = False

    def note_redone(self) -> None:
        """The last undone step has been done again."""
        self.done.append(self.undone.pop())
        self._may_merge = False


def build_history(rows: Iterable[tuple[int, int, str, str | None, str, datetime]]) -> History:
    """From journal rows (sequence, step, label, merge key, state, time) in order of sequence."""
    done: dict[int, Step] = {}
    undone: dict[int, Step] = {}
    last_step = moved_at = 0  # cut steps included: numbers are not used twice
    for sequence, number, label, merge_key, state, made_at in rows:
        last_step = max(last_step, number)
        if state == JournalState.MOVED:
            moved_at = sequence
        if state in (JournalState.CUT, JournalState.MOVED):
            continue
        group = done if state == JournalState.DONE else undone
        found = Step(number, label, merge_key, sequence, sequence, made_at)
        step = group.setdefault(number, found)
        step.last_sequence, step.made_at = sequence, made_at
    # Undo goes backwards, so the step undone last is the one with the lowest number.
    return History(done.values(), reversed(undone.values()), last_step, moved_at)
