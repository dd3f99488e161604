"""Writing changes of one draft to the store, and keeping the same state in memory.

Disk first, memory after: when a write fails, nothing has changed anywhere.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from app.agency.drafts.change import (
    Change,
    Delta,
    DraftState,
    apply_delta,
    build_change,
    combine,
    invert,
    only_differing,
)
from app.agency.drafts.history import History, Step, StepState
from app.agency.drafts.row_edits import highest_row_number
from app.agency.drafts.rows import (
    JournalEntry,
    LoadedDraft,
    load_deltas,
    save_change,
    save_delta,
    save_step_state,
    touch_draft,
)
from app.store.store import Store

AlsoWrite = Callable[[Connection, datetime], None]


class Recorder:
    """The state of one draft, its history, and the way both get to the disk."""

    def __init__(self, store: Store, loaded: LoadedDraft) -> None:
        self._store = store
        self.draft_id = loaded.id
        self.state: DraftState = loaded.state
        self.history: History = loaded.history
        self.next_row = loaded.next_row
        self.changed_at: datetime = loaded.changed_at
        self.last_saved_at: datetime | None = loaded.last_saved_at

    def write(
        self,
        delta: Delta,
        label: str,
        merge_key: str | None = None,
        also: AlsoWrite | None = None,
    ) -> Change:
        """Journal a delta and carry it out, in one transaction; `also` joins that transaction.

        What does not differ is left out; where nothing differs nothing is written.
        """
        now = self._store.clock()
        forward = only_differing(self.state, delta)
        if not forward.values and not forward.reasons:
            return build_change(0, label, merge_key, now, forward)
        entry = self._build_entry(forward, label, merge_key, now)
        with self._store.writing() as connection:
            if also is not None:
                also(connection, now)
            sequence = save_change(connection, entry, self.state)
        self.history.note_done(entry.step, label, merge_key, sequence)
        self.next_row = entry.next_row
        self._take_over(forward, now)
        return build_change(sequence, label, merge_key, now, forward)

    def undo(self) -> Change | None:
        """Take back the last step; None where there is none."""
        if not self.history.done:
            return None
        change = self._replay(self.history.done[-1], StepState.UNDONE)
        self.history.note_undone()
        return change

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there is none."""
        if not self.history.undone:
            return None
        change = self._replay(self.history.undone[-1], StepState.DONE)
        self.history.note_redone()
        return change

    def _build_entry(
        self, forward: Delta, label: str, merge_key: str | None, now: datetime
    ) -> JournalEntry:
        undone = self.history.undone
        return JournalEntry(
            draft_id=self.draft_id,
            session_id=self._store.session_id,
            step=self.history.next_number(merge_key),
            label=label,
            merge_key=merge_key,
            made_at=now,
            forward=forward,
            inverse=invert(self.state, forward),
            cut_from=undone[-1].first_sequence if undone else None,
            next_row=max(self.next_row, highest_row_number(forward.values) + 1),
        )

    def _replay(self, step: Step, state: StepState) -> Change:
        now = self._store.clock()
        with self._store.writing() as connection:
            forward, inverse = load_deltas(connection, self.draft_id, step)
            wanted = combine(forward if state is StepState.DONE else reversed(inverse))
            delta = only_differing(self.state, wanted)
            save_delta(connection, self.draft_id, delta, self.state)
            save_step_state(connection, self.draft_id, step, state)
            touch_draft(connection, self.draft_id, now, self.next_row)
        self._take_over(delta, now)
        return build_change(step.last_sequence, step.label, step.merge_key, now, delta)

    def _take_over(self, delta: Delta, at: datetime) -> None:
        self.state = apply_delta(self.state, delta)
        self.changed_at = self.last_saved_at = at
