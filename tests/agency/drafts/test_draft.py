"""Editing a draft: every change is on disk, can be taken back, and survives a restart."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.models.answers import ROWS, Place, StoredValue
from app.store.tables.agency import draft_value, journal
from tests.agency.desks import (
    AVAILABLE,
    NARRATIVE,
    PAID,
    PROJECT,
    TickingClock,
    build_round_file,
    open_desk_with_round,
    write_file,
)

ROUND = "114-annual"
NOTE = Place(PROJECT, "budget", None, "difference_note")


def _reopened(desk: AgencyDesk) -> AgencyDesk:
    path = desk.path
    desk.close()
    return AgencyDesk.open(path, clock=TickingClock())


def _on_disk(desk: AgencyDesk) -> dict[str, str]:
    with desk.store.reading() as connection:
        rows = connection.execute(select(draft_value.c.place, draft_value.c.value))
        return {row.place: row.value for row in rows}


def test_a_committed_value_is_read_back_and_on_disk(desk: AgencyDesk, draft: Draft) -> None:
    change = draft.commit({PAID: 1_200_000}, "實支數")
    assert draft.answers.get(PAID) == 1_200_000
    assert change.values == {PAID: 1_200_000}
    assert _on_disk(desk) == {PAID.path: "1200000"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (PAID, 0),
        (NARRATIVE, "含換行\n與罕用字𠮷、㲿"),
        (Place(PROJECT, "budget", None, "funding_source"), ("official", "other")),
        (Place(PROJECT, "budget", None, "completed_on"), "2025-12-31"),
    ],
)
def test_every_kind_of_value_survives_a_restart(
    tmp_path: Path, place: Place, value: StoredValue
) -> None:
    desk = open_desk_with_round(tmp_path)
    desk.draft(ROUND).commit({place: value}, "欄位")
    with _reopened(desk) as again:
        back = again.draft(ROUND).answers.get(place)
    assert back == value
    assert type(back) is type(value)


def test_emptying_a_place_takes_its_row_away(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 5}, "實支數")
    draft.commit({PAID: None}, "實支數")
    assert _on_disk(desk) == {}
    assert PAID not in draft.answers


def test_a_paste_is_one_undo_step(draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    draft.commit({PAID: 7, AVAILABLE: 9, NOTE: "說明"}, "貼上 3 格")
    change = draft.undo()
    assert change is not None
    assert dict(change.values) == {PAID: 1, AVAILABLE: None, NOTE: None}
    assert dict(draft.answers.items()) == {PAID: 1}
    assert draft.undo_label == "實支數"
    assert draft.redo_label == "貼上 3 格"


def test_typing_in_one_box_is_one_undo_step(draft: Draft) -> None:
    draft.commit({AVAILABLE: 3}, "可支用預算數")
    for text in ("本", "本年", "本年度"):
        draft.commit({NARRATIVE: text}, "執行成果", merge_key="narrative")
    draft.undo()
    assert dict(draft.answers.items()) == {AVAILABLE: 3}
    draft.redo()
    assert draft.answers.get(NARRATIVE) == "本年度"


def test_typing_after_another_edit_is_a_new_step(draft: Draft) -> None:
    draft.commit({NARRATIVE: "一"}, "執行成果", merge_key="narrative")
    draft.commit({PAID: 1}, "實支數")
    draft.commit({NARRATIVE: "一二"}, "執行成果", merge_key="narrative")
    draft.undo()
    assert draft.answers.get(NARRATIVE) == "一"


def test_typing_after_an_undo_does_not_merge_into_what_was_undone(draft: Draft) -> None:
    draft.commit({NARRATIVE: "一"}, "執行成果", merge_key="narrative")
    draft.commit({PAID: 1}, "實支數")
    draft.undo()
    draft.commit({NARRATIVE: "一二"}, "執行成果", merge_key="narrative")
    draft.undo()
    assert draft.answers.get(NARRATIVE) == "一"


def test_typing_after_a_restart_is_a_step_of_its_own(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    desk.draft(ROUND).commit({NARRATIVE: "昨天"}, "執行成果", merge_key="narrative")
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        draft.commit({NARRATIVE: "昨天今天"}, "執行成果", merge_key="narrative")
        draft.undo()
        assert draft.answers.get(NARRATIVE) == "昨天"


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    for amount in (1, 2, 3):
        draft.commit({PAID: amount}, f"第 {amount} 次")
    draft.undo()
    draft.undo()
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        assert (draft.undo_label, draft.redo_label) == ("第 1 次", "第 2 次")
        draft.redo()
        draft.redo()
        assert draft.answers.get(PAID) == 3
        assert draft.redo() is None
        for _ in range(3):
            assert draft.undo() is not None
        assert draft.undo() is None
        assert len(draft.answers) == 0


def test_a_new_edit_cuts_what_could_be_redone_also_after_a_restart(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    draft.commit({PAID: 1}, "一")
    draft.commit({PAID: 2}, "二")
    draft.undo()
    draft.commit({PAID: 3}, "三")
    assert draft.redo() is None
    with _reopened(desk) as again:
        draft = again.draft(ROUND)
        assert draft.redo() is None
        draft.undo()
        assert draft.answers.get(PAID) == 1


def test_the_journal_keeps_every_edit_undone_or_not(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 1}, "一")
    draft.commit({PAID: 2}, "二")
    draft.undo()
    draft.commit({PAID: 3}, "三")
    draft.undo()
    with desk.store.reading() as connection:
        rows = connection.execute(select(journal).order_by(journal.c.sequence)).all()
    assert [(row.label, row.state) for row in rows] == [
        ("一", "done"),
        ("二", "cut"),
        ("三", "undone"),
    ]
    assert rows[1].inverse == f'{{"values":{{"{PAID.path}":1}}}}'


def test_an_edit_that_changes_nothing_is_not_written(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    saved, changed = draft.last_saved_at, draft.changed_at
    change = draft.commit({PAID: 1, NARRATIVE: ""}, "同樣的值")
    assert change.is_empty
    assert (draft.last_saved_at, draft.changed_at) == (saved, changed)
    assert draft.undo_label == "實支數"


def test_a_place_no_form_asks_for_is_refused_and_nothing_is_written(
    desk: AgencyDesk, draft: Draft
) -> None:
    strangers = (
        Place("P99", "budget", None, "paid"),
        Place(PROJECT, "budget", None, "nothing"),
        Place(PROJECT, "budget", "r1", "paid"),
        Place(PROJECT, "budget", None, "executed"),  # computed
        Place(PROJECT, "indicators", "I99-1", "achieved"),
        Place(PROJECT, "budget", None, ROWS),
    )
    for place in strangers:
        with pytest.raises(KeyError):
            draft.commit({PAID: 1, place: 1}, "欄位")
    assert _on_disk(desk) == {}


def test_a_full_disk_changes_nothing_in_memory_either(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({NARRATIVE: "已存"}, "執行成果")
    with desk.store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(AppError) as caught:
        draft.commit({NARRATIVE: "字" * 400_000}, "執行成果")
    assert caught.value.code == "STORE_DISK_FULL"
    assert draft.answers.get(NARRATIVE) == "已存"
    assert draft.undo_label == "執行成果"
    with desk.store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    draft.commit({NARRATIVE: "再存"}, "執行成果")
    draft.undo()
    assert draft.answers.get(NARRATIVE) == "已存"


def test_a_reason_is_kept_undone_and_shown_with_its_finding(draft: Draft) -> None:
    draft.set_reason("F201", PAID, "  依契約分期付款 ")
    assert draft.reasons == {("F201", PAID.path): "依契約分期付款"}
    draft.undo()
    assert draft.reasons == {}
    draft.redo()
    draft.set_reason("F201", PAID, "")
    assert draft.reasons == {}


def test_findings_follow_the_answers(draft: Draft) -> None:
    missing = {each.place for each in draft.findings()}
    assert PAID in missing
    draft.commit({PAID: 1}, "實支數")
    assert PAID not in {each.place for each in draft.findings() if each.code == "F101"}
    draft.undo()
    assert {each.place for each in draft.findings()} == missing


def test_findings_and_computed_values_are_worked_out_once_per_state(draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    assert draft.findings() is draft.findings()
    assert draft.evaluation() is draft.evaluation()
    before = draft.progress()
    draft.commit({AVAILABLE: 1}, "可支用預算數")
    assert draft.progress() is not before
    assert sum(each.filled for each in draft.progress()) == 1 + sum(each.filled for each in before)


def test_a_draft_says_when_it_was_saved_in_whole_seconds_for_the_return(
    tmp_path: Path,
) -> None:
    desk = open_desk_with_round(tmp_path)
    draft = desk.draft(ROUND)
    never = draft.last_saved_at
    assert never is None
    begun = draft.changed_at
    draft.commit({PAID: 1}, "實支數")
    saved = draft.last_saved_at
    assert saved is not None
    assert draft.changed_at > begun
    with _reopened(desk) as again:
        assert again.draft(ROUND).last_saved_at == saved
        assert again.draft(ROUND).changed_at == saved.replace(microsecond=0)


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
    while draft.undo() is not None:
        undone += 1
    assert undone == 75
    assert len(draft.answers) == 0


def test_two_rounds_have_drafts_of_their_own(
    desk: AgencyDesk, draft: Draft, tmp_path: Path
) -> None:
    desk.receive_round_file(write_file(tmp_path, build_round_file(115), "115.tbround"))
    other = desk.draft("115-annual")
    draft.commit({PAID: 1}, "114")
    other.commit({PAID: 2}, "115")
    draft.undo()
    assert (draft.answers.get(PAID), other.answers.get(PAID)) == (None, 2)
    other.undo()
    other.redo()
    assert (draft.answers.get(PAID), other.answers.get(PAID)) == (None, 2)
