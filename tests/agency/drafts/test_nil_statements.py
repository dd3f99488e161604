"""A nil statement in a draft: kept, undone and handed on like any other answer."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.agency.desk import AgencyDesk
from app.models.answers import Answers, Place, StoredValue, nil_place
from tests.agency.desks import PAID, PROJECT, build_payload, open_desk_with_round, undo_label
from tests.support.effort import share_of_examples

ROUND = "114-annual"
STATED = nil_place(PROJECT)


def test_a_nil_statement_is_a_step_that_undo_takes_back_and_redo_brings_again(
    desk: AgencyDesk,
) -> None:
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "實支數")
    draft.commit({STATED: "補助款未核撥。"}, "本期無執行")
    assert "F118" in {each.code for each in draft.results.findings}
    assert undo_label(draft) == "本期無執行"
    draft.journal.undo()
    assert draft.answers.get(STATED) is None
    assert draft.answers.get(PAID) == 1
    draft.journal.redo()
    assert draft.answers.get(STATED) == "補助款未核撥。"


def test_progress_lists_a_project_with_nothing_to_report_as_such(desk: AgencyDesk) -> None:
    draft = desk.draft(ROUND)
    draft.commit({STATED: "補助款未核撥。"}, "本期無執行")
    found = {each.project_id: each for each in draft.results.progress}
    assert (found[PROJECT].is_nil, found[PROJECT].is_complete) == (True, True)
    assert not any(each.is_nil for key, each in found.items() if key != PROJECT)


_reasons = st.sampled_from(("補助款未核撥。", "計畫延至下期辦理。\n另案報核。", None))
_steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from((STATED, nil_place(None), nil_place("P07"))), _reasons),
        st.sampled_from(("undo", "redo", "restart")),
    ),
    max_size=12,
)


@share_of_examples(0.2)
@given(_steps)
def test_nil_statements_survive_saving_restarting_undo_and_going_out(
    steps: list[tuple[Place, StoredValue] | str],
) -> None:
    with TemporaryDirectory() as folder:
        desk = open_desk_with_round(Path(folder))
        try:
            draft = desk.draft(ROUND)
            past = [draft.answers]
            future: list[Answers] = []
            for step in steps:
                if step == "undo":
                    if draft.journal.undo() is not None:
                        future.append(past.pop())
                elif step == "redo":
                    if draft.journal.redo() is not None:
                        past.append(future.pop())
                elif step == "restart":
                    path = desk.path
                    desk.close()
                    desk = AgencyDesk.open(path)
                    draft = desk.draft(ROUND)
                elif isinstance(step, tuple):
                    change = dict([step])
                    if not draft.commit(change, "本期無執行").is_empty:
                        past.append(past[-1].changed(change))
                        future.clear()
                assert draft.answers == past[-1]
            assert build_payload(desk).answers() == draft.answers
        finally:
            desk.close()
