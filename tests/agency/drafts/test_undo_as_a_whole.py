"""Any mixture of edits, undo, redo and restarts behaves like a simple list of states."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agency.desk import AgencyDesk
from app.models.answers import Answers, StoredValue
from tests.agency.desks import AVAILABLE, NARRATIVE, PAID, TickingClock, open_desk_with_round
from tests.support.effort import share_of_examples

edits = st.dictionaries(
    st.sampled_from([PAID, AVAILABLE, NARRATIVE]),
    st.sampled_from([None, 1, 2, "文字"]),
    min_size=1,
    max_size=3,
)
actions = st.one_of(edits, st.sampled_from(["undo", "redo", "restart"]))


@pytest.mark.slow
@share_of_examples(0.4)
@given(st.lists(actions, max_size=14))
def test_the_draft_agrees_with_a_list_of_states(
    plan: list[dict[object, StoredValue] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk_with_round(Path(folder))
        try:
            draft = desk.draft("114-annual")
            states, position = [Answers()], 0
            for action in plan:
                if action == "undo":
                    assert (draft.journal.undo() is not None) == (position > 0)
                    position = max(0, position - 1)
                elif action == "redo":
                    assert (draft.journal.redo() is not None) == (position + 1 < len(states))
                    position = min(len(states) - 1, position + 1)
                elif action == "restart":
                    desk.close()
                    desk = AgencyDesk.open(desk.path, clock=TickingClock())
                    draft = desk.draft("114-annual")
                else:
                    after = states[position].changed(action)  # type: ignore[arg-type]
                    if not draft.commit(action, "編輯").is_empty:  # type: ignore[arg-type]
                        states = [*states[: position + 1], after]
                        position += 1
                assert draft.answers == states[position]
        finally:
            desk.close()
