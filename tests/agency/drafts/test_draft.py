"""Editing a draft: every change is on disk when it is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.messages import format_message
from app.models.answers import ROWS, Place, StoredValue
from app.models.periods import taiwan_day
from app.store.tables.agency import draft_value
from tests.agency.desks import (
    NARRATIVE,
    PAID,
    PROJECT,
    TickingClock,
    open_desk_with_round,
    undo_label,
)

pytestmark = pytest.mark.slow

ROUND = "114-annual"


def _reopened(desk: AgencyDesk) -> AgencyDesk:
    path = desk.path
    desk.close()
    return AgencyDesk.open(path, clock=TickingClock())


def _on_disk(desk: AgencyDesk) -> dict[str, str]:
    with desk.bench.store.reading() as connection:
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


def test_an_edit_that_changes_nothing_is_not_written(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    saved, changed = draft.journal.last_saved_at, draft.journal.changed_at
    change = draft.commit({PAID: 1, NARRATIVE: ""}, "同樣的值")
    assert change.is_empty
    assert (draft.journal.last_saved_at, draft.journal.changed_at) == (saved, changed)
    assert undo_label(draft) == "實支數"


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
    with desk.bench.store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(AppError) as caught:
        draft.commit({NARRATIVE: "字" * 400_000}, "執行成果")
    assert caught.value.code == "STORE_DISK_FULL"
    assert draft.answers.get(NARRATIVE) == "已存"
    assert undo_label(draft) == "執行成果"
    with desk.bench.store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    draft.commit({NARRATIVE: "再存"}, "執行成果")
    draft.journal.undo()
    assert draft.answers.get(NARRATIVE) == "已存"


def test_a_reason_is_kept_undone_and_shown_with_its_finding(draft: Draft) -> None:
    draft.set_reason("F201", PAID, "  依契約分期付款 ")
    assert draft.reasons == {("F201", PAID.path): "依契約分期付款"}
    draft.journal.undo()
    assert draft.reasons == {}
    draft.journal.redo()
    draft.set_reason("F201", PAID, "")
    assert draft.reasons == {}


def test_a_figure_far_from_its_neighbours_wants_a_cause_and_no_confirmation(draft: Draft) -> None:
    with pytest.raises(AppError) as caught:
        draft.set_reason("F130", PAID, "已核對，金額無誤。")
    assert caught.value.code == "REASON_WITHOUT_CAUSE"
    assert "已核對，金額無誤。" in format_message(caught.value.code, caught.value.params)
    draft.set_reason("F130", PAID, "追加預算。")
    draft.set_reason("F105", PAID, "無誤")
    assert draft.reasons == {("F130", PAID.path): "追加預算。", ("F105", PAID.path): "無誤"}
    draft.set_reason("F130", PAID, "")


def test_what_the_rules_say_is_of_today(desk: AgencyDesk, draft: Draft) -> None:
    before = draft.results
    assert draft.results is before
    clock = desk.bench.store.clock
    assert before.day == taiwan_day(clock())
    assert isinstance(clock, TickingClock)
    clock.now += timedelta(days=1)
    assert draft.results.day == before.day + timedelta(days=1)
    assert draft.results.findings == before.findings


def test_a_reason_is_cleaned_and_one_that_cannot_be_printed_is_refused(draft: Draft) -> None:
    draft.set_reason("F201", PAID, "⼈⼒不足\u200b")
    with pytest.raises(AppError) as caught:
        draft.set_reason("F201", PAID, "已說明👍")
    assert (caught.value.code, caught.value.params["label"]) == ("F171", "理由")
    assert format_message("F171", caught.value.params).startswith("所填「理由」第 1 行第 4 字")
    assert draft.reasons == {("F201", PAID.path): "人力不足"}
