"""The journal: steps are undone and redone, also after a restart, and none is lost."""

import threading
from pathlib import Path

from sqlalchemy import select

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.drafts.history import NamedStep
from app.models.answers import Place
from app.store.tables.agency import journal
from tests.agency.desks import (
    AVAILABLE,
    NARRATIVE,
    PAID,
    PROJECT,
    TickingClock,
    build_round_file,
    open_desk_with_round,
    redo_label,
    undo_label,
    write_file,
)

ROUND = "114-annual"
NOTE = Place(PROJECT, "budget", None, "difference_note")


def _reopened(desk: AgencyDesk) -> AgencyDesk:
    path = desk.path
    desk.close()
    return AgencyDesk.open(path, clock=TickingClock())


def test_a_paste_is_one_undo_step(draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    draft.commit({PAID: 7, AVAILABLE: 9, NOTE: "說明"}, "貼上 3 格")
    change = draft.journal.undo()
    assert change is not None
    assert dict(change.values) == {PAID: 1, AVAILABLE: None, NOTE: None}
    assert dict(draft.answers.items()) == {PAID: 1}
    assert undo_label(draft) == "實支數"
    assert redo_label(draft) == "貼上 3 格"


def test_typing_in_one_box_is_one_undo_step(draft: Draft) -> None:
    draft.commit({AVAILABLE: 3}, "可支用預算數")
    for text in ("本", "本年", "本年度"):
        draft.commit({NARRATIVE: text}, "執行成果", merge_key="narrative")
    draft.journal.undo()
    assert dict(draft.answers.items()) == {AVAILABLE: 3}
    draft.journal.redo()
    assert draft.answers.get(NARRATIVE) == "本年度"


def test_typing_after_another_edit_is_a_new_step(draft: Draft) -> None:
    draft.commit({NARRATIVE: "一"}, "執行成果", merge_key="narrative")
    draft.commit({PAID: 1}, "實支數")
    draft.commit({NARRATIVE: "一二"}, "執行成果", merge_key="narrative")
    draft.journal.undo()
    assert draft.answers.get(NARRATIVE) == "一"


def test_typing_after_an_undo_does_not_merge_into_what_was_undone(draft: Draft) -> None:
    draft.commit({NARRATIVE: "一"}, "執行成果", merge_key="narrative")
    draft.commit({PAID: 1}, "實支數")
    draft.journal.undo()
    draft.commit({NARRATIVE: "一二"}, "執行成果", merge_key="narrative")
    draft.journal.undo()
    assert draft.answers.get(NARRATIVE) == "一"


def test_typing_after_a_restart_is_a_step_of_its_own(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    desk.draft(ROUND).commit({NARRATIVE: "昨天"}, "執行成果", merge_key="narrative")
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        draft.commit({NARRATIVE: "昨天今天"}, "執行成果", merge_key="narrative")
        draft.journal.undo()
        assert draft.answers.get(NARRATIVE) == "昨天"


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    for amount in (1, 2, 3):
        draft.commit({PAID: amount}, f"第 {amount} 次")
    draft.journal.undo()
    draft.journal.undo()
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        assert (undo_label(draft), redo_label(draft)) == ("第 1 次", "第 2 次")
        draft.journal.redo()
        draft.journal.redo()
        assert draft.answers.get(PAID) == 3
        assert draft.journal.redo() is None
        for _ in range(3):
            assert draft.journal.undo() is not None
        assert draft.journal.undo() is None
        assert len(draft.answers) == 0


def test_a_new_edit_cuts_what_could_be_redone_also_after_a_restart(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "一")
    draft.commit({PAID: 2}, "二")
    draft.journal.undo()
    draft.commit({PAID: 3}, "三")
    assert draft.journal.redo() is None
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        assert draft.journal.redo() is None
        draft.journal.undo()
        assert draft.answers.get(PAID) == 1


def test_the_journal_keeps_every_edit_undone_or_not(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 1}, "一")
    draft.commit({PAID: 2}, "二")
    draft.journal.undo()
    draft.commit({PAID: 3}, "三")
    draft.journal.undo()
    with desk.bench.store.reading() as connection:
        rows = connection.execute(select(journal).order_by(journal.c.sequence)).all()
    assert [(row.label, row.state) for row in rows] == [
        ("一", "done"),
        ("二", "cut"),
        ("三", "undone"),
    ]
    assert rows[1].inverse == f'{{"values":{{"{PAID.path}":1}}}}'


def test_a_draft_says_when_it_was_saved_in_whole_seconds_for_the_return(
    tmp_path: Path,
) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    never = draft.journal.last_saved_at
    assert never is None
    begun = draft.journal.changed_at
    draft.commit({PAID: 1}, "實支數")
    saved = draft.journal.last_saved_at
    assert saved is not None
    assert draft.journal.changed_at > begun
    with _reopened(desk) as again:
        assert again.draft(ROUND).journal.last_saved_at == saved
        assert again.draft(ROUND).journal.changed_at == saved.replace(microsecond=0)


def test_two_threads_may_write_and_nothing_is_lost(draft: Draft) -> None:
    def write(section: str, field: str) -> None:
        for number in range(1, 26):
            draft.commit({Place(PROJECT, section, None, field): number}, field)

    workers = [
        threading.Thread(target=write, args=each)
        for each in (("budget", "paid"), ("budget", "available"), ("results", "beneficiaries"))
    ]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(draft.answers.items()) == [
        (AVAILABLE, 25),
        (PAID, 25),
        (Place(PROJECT, "results", None, "beneficiaries"), 25),
    ]
    undone = 0
    while draft.journal.undo() is not None:
        undone += 1
    assert undone == 75
    assert len(draft.answers) == 0


def test_two_rounds_have_drafts_of_their_own(
    desk: AgencyDesk, draft: Draft, tmp_path: Path
) -> None:
    desk.intake.receive(write_file(tmp_path, build_round_file(115), "115.tbround"))
    other = desk.draft("115-annual")
    draft.commit({PAID: 1}, "114")
    other.commit({PAID: 2}, "115")
    draft.journal.undo()
    assert (draft.answers.get(PAID), other.answers.get(PAID)) == (None, 2)
    other.journal.undo()
    other.journal.redo()
    assert (draft.answers.get(PAID), other.answers.get(PAID)) == (None, 2)


def test_steps_are_named_with_when_they_were_made_and_whether_they_are_done(
    tmp_path: Path,
) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    made = [
        draft.commit({PAID: 1}, "實支數").made_at,
        draft.commit({NARRATIVE: "一"}, "執行成果", merge_key="narrative").made_at,
        draft.commit({NARRATIVE: "一二"}, "執行成果", merge_key="narrative").made_at,
        draft.commit({AVAILABLE: 3}, "可支用預算數").made_at,
        draft.commit({NOTE: "說明"}, "差異說明").made_at,
    ]
    draft.journal.undo()
    draft.journal.undo()
    named = (
        NamedStep("實支數", made[0], is_done=True),
        NamedStep("執行成果", made[2], is_done=True),  # typing goes on: when it last did
        NamedStep("可支用預算數", made[3], is_done=False),
        NamedStep("差異說明", made[4], is_done=False),
    )
    assert draft.journal.steps(10) == named
    assert draft.journal.steps(1) == named[1:3], "the next to undo and the next to do again"
    assert draft.journal.steps(0) == ()
    with _reopened(desk) as again:
        assert again.draft(ROUND).journal.steps(10) == named
        again.draft(ROUND).commit({PAID: 2}, "實支數")
        assert [each.is_done for each in again.draft(ROUND).journal.steps(10)] == [True] * 3


def test_redo_of_a_paste_brings_back_values_and_unreadable_texts(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "預算執行", texts={AVAILABLE: "約五"})
    draft.commit({AVAILABLE: 9, NOTE: "說明"}, "貼上 3 格", texts={PAID: "很多"})
    pasted = (dict(draft.answers.items()), dict(draft.texts))
    assert pasted == ({AVAILABLE: 9, NOTE: "說明"}, {PAID: "很多"})
    draft.journal.undo()
    assert (dict(draft.answers.items()), dict(draft.texts)) == ({PAID: 1}, {AVAILABLE: "約五"})
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        change = draft.journal.redo()
        assert change is not None
        assert set(change.places) == {PAID, AVAILABLE, NOTE}
        assert (dict(draft.answers.items()), dict(draft.texts)) == pasted
