"""The journal of one draft: every change, on disk first, then in memory; undo, redo.

A row is a step: what goes on from the last one, as typing does, grows its row. When a write
fails, nothing has changed anywhere.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import Final

from sqlalchemy import Connection

from app.agency.drafts.change import (
    Change,
    DraftState,
    apply_delta,
    build_change,
    combine,
    find_difference,
    invert,
    only_differing,
    settle,
)
from app.agency.drafts.delta import Delta
from app.agency.drafts.history import JournalState, NamedStep, Step
from app.agency.drafts.loading import LoadedDraft
from app.agency.drafts.moving import replay_journal
from app.agency.drafts.storage import (
    JournalEntry,
    load_deltas,
    save_change,
    save_delta,
    save_step_state,
    touch_draft,
)
from app.models.answers import ROWS, Place, StoredValue
from app.store.store import Store

AlsoWrite = Callable[[Connection, datetime], None]

_ROW_KEY = re.compile(r"r([1-9]\d{0,8})")


class Journal:
    """`draft.journal`: the only way a draft changes. `follow` hears which places did."""

    def __init__(
        self,
        store: Store,
        loaded: LoadedDraft,
        lock: RLock,
        follow: Callable[[Iterable[Place]], None],
    ) -> None:
        self._store = store
        self.lock: Final = lock
        self._follow = follow
        self.take_up(loaded)

    def take_up(self, loaded: LoadedDraft) -> None:
        """Go on from what is on disk, which somebody else has written."""
        self._draft_id = loaded.id
        self._state = loaded.state
        self._history = loaded.history
        self._next_row = loaded.next_row
        self._changed_at = loaded.changed_at
        self._last_saved_at = loaded.last_saved_at
        self._last: JournalEntry | None = None  # of this session, as it stands on disk

    @property
    def state(self) -> DraftState:
        """Everything changes can alter, as it is on disk."""
        return self._state

    @property
    def next_row(self) -> int:
        """The number of the next free row; none is ever given twice."""
        return self._next_row

    @property
    def changed_at(self) -> datetime:
        """When the draft last changed, or was begun: UTC, whole seconds."""
        return self._changed_at.replace(microsecond=0)

    @property
    def last_saved_at(self) -> datetime | None:
        """When the last change reached the disk; None before the first."""
        return self._last_saved_at

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
        with self.lock:
            now = self._store.clock()
            forward = only_differing(self._state, settle(self._state, delta))
            if forward.is_empty:
                return build_change(0, label, merge_key, now, forward)
            entry = self._build_entry(forward, label, merge_key, now)
            with self._store.writing() as connection:
                if also is not None:
                    also(connection, now)
                sequence = save_change(connection, entry)
                save_delta(connection, self._draft_id, forward, self._state)
            self._history.note_done(entry.step, label, merge_key, sequence, now)
            self._next_row = entry.next_row
            self._last = replace(entry, sequence=sequence, cut_from=None)
            return self._take_over(build_change(sequence, label, merge_key, now, forward), forward)

    @property
    def last_step(self) -> int:
        """The number of the step that undo takes back; 0 without one."""
        done = self._history.done
        return done[-1].number if done else 0

    def steps(self, limit: int) -> tuple[NamedStep, ...]:
        """As many of the last steps done and of the next to be done again, oldest first."""
        with self.lock:
            return self._history.name_steps(limit)

    def undo(self) -> Change | None:
        """Take back the last step; the Change holds the values as they are now.

        None where there is nothing to take back.
        """
        with self.lock:
            if not self._history.done:
                return None
            self._last = None
            change = self._replay(self._history.done[-1], JournalState.UNDONE)
            self._history.note_undone()
            return change

    def redo(self) -> Change | None:
        """Do again what was undone last; None after something else was written."""
        with self.lock:
            if not self._history.undone:
                return None
            self._last = None
            change = self._replay(self._history.undone[-1], JournalState.DONE)
            self._history.note_redone()
            return change

    def _build_entry(
        self, forward: Delta, label: str, merge_key: str | None, now: datetime
    ) -> JournalEntry:
        undone = self._history.undone
        entry = JournalEntry(
            draft_id=self._draft_id,
            session_id=self._store.session_id,
            step=self._history.next_number(merge_key),
            label=label,
            merge_key=merge_key,
            made_at=now,
            forward=forward,
            inverse=invert(self._state, forward),
            cut_from=undone[-1].first_sequence if undone else None,
            next_row=max(self._next_row, _highest_row_number(forward.values) + 1),
        )
        last = self._last
        if last is None or last.step != entry.step:
            return entry
        return replace(
            entry,
            sequence=last.sequence,
            forward=combine((last.forward, forward)),
            inverse=combine((entry.inverse, last.inverse)),
        )

    def _replay(self, step: Step, state: JournalState) -> Change:
        now = self._store.clock()
        with self._store.writing() as connection:
            save_step_state(connection, self._draft_id, step, state)
            delta = self._find_delta(connection, step, state)
            save_delta(connection, self._draft_id, delta, self._state)
            touch_draft(connection, self._draft_id, now, self._next_row)
        change = build_change(step.last_sequence, step.label, step.merge_key, now, delta)
        return self._take_over(change, delta)

    def _find_delta(self, connection: Connection, step: Step, state: JournalState) -> Delta:
        """What marking a step as done or undone changes."""
        if step.first_sequence < self._history.moved_at:
            # its places are those of a form before: what follows from it is told by the whole
            return find_difference(self._state, replay_journal(connection, self._draft_id))
        forward, inverse = load_deltas(connection, self._draft_id, step)
        wanted = combine(forward if state is JournalState.DONE else reversed(inverse))
        return only_differing(self._state, wanted)

    def _take_over(self, change: Change, delta: Delta) -> Change:
        self._state = apply_delta(self._state, delta)
        self._changed_at = self._last_saved_at = change.made_at
        if not change.is_empty:
            self._follow(change.places)
        return change


def _highest_row_number(values: Mapping[str, StoredValue]) -> int:
    """The highest number among row keys r1, r2 … that values (by path) bring; 0 without any."""
    numbers = [0]
    for path, value in values.items():
        if isinstance(value, tuple) and path.endswith(f"/{ROWS}"):
            numbers += [int(found[1]) for each in value if (found := _ROW_KEY.fullmatch(each))]
    return max(numbers)
