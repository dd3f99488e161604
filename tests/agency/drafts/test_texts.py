"""What is typed and cannot be read is part of the draft: kept, counted, and never an old figure."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.forms.rules.generic import MISSING_CODES
from app.forms.unread_texts import NOT_TAKEN
from app.models.answers import Place
from app.models.findings import Finding
from app.store.tables.agency import journal
from tests.agency.desks import NARRATIVE, PAID, PROJECT, TickingClock, open_desk_with_round

ROUND = "114-annual"


def _findings_at(draft: Draft, place: Place) -> list[Finding]:
    return [each for each in draft.results.findings if each.place == place]


def _journal_rows(desk: AgencyDesk) -> int:
    with desk.bench.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def test_a_text_stands_in_place_of_the_value_until_undo(draft: Draft) -> None:
    draft.commit({PAID: 5}, "實支數")
    change = draft.commit({}, "實支數", texts={PAID: "約三萬"})
    assert (draft.answers.get(PAID), draft.texts) == (None, {PAID: "約三萬"})
    assert change.places == (PAID,)
    draft.journal.undo()
    assert (draft.answers.get(PAID), draft.texts) == (5, {})
    draft.journal.redo()
    assert (draft.answers.get(PAID), draft.texts) == (None, {PAID: "約三萬"})


def test_a_value_takes_the_place_of_the_text(draft: Draft) -> None:
    draft.commit({}, "實支數", texts={PAID: "約三萬"})
    draft.commit({PAID: 30_000}, "實支數")
    assert (draft.answers.get(PAID), draft.texts) == (30_000, {})
    draft.journal.undo()
    assert draft.texts == {PAID: "約三萬"}


def test_emptying_the_field_takes_the_text_away(draft: Draft) -> None:
    draft.commit({}, "實支數", texts={PAID: "約三萬"})
    draft.commit({PAID: None}, "實支數")
    assert draft.texts == {}


def test_a_text_survives_a_restart(tmp_path: Path) -> None:
    desk = open_desk_with_round(tmp_path)
    desk.draft(ROUND).commit({PAID: 5}, "實支數")
    desk.draft(ROUND).commit({}, "實支數", texts={PAID: "(1,200"})
    desk.close()
    with AgencyDesk.open(desk.path, clock=TickingClock()) as again:
        draft = again.draft(ROUND)
        assert (draft.texts, draft.answers.get(PAID)) == ({PAID: "(1,200"}, None)


def test_a_text_is_an_error_at_its_place_and_the_place_is_not_called_empty(draft: Draft) -> None:
    assert [each.code in MISSING_CODES for each in _findings_at(draft, PAID)] == [True]
    draft.commit({}, "實支數", texts={PAID: "約三萬"})
    (finding,) = _findings_at(draft, PAID)
    assert (finding.code, finding.is_open) == ("F001", True)
    assert finding.params["text"] == "約三萬"
    assert finding.params["section"] == draft.blank.form.section("budget").title


def test_a_text_that_can_be_read_by_now_still_waits_for_a_person(draft: Draft) -> None:
    draft.commit({}, "實支數", texts={PAID: "30,000"})
    assert [each.code for each in _findings_at(draft, PAID)] == [NOT_TAKEN]
    assert draft.answers.get(PAID) is None


def test_a_removed_row_takes_its_texts_along_and_undo_brings_them_back(draft: Draft) -> None:
    key = draft.rows.add(PROJECT, "highlights")
    place = Place(PROJECT, "highlights", key, "title")
    draft.commit({}, "案例名稱", texts={place: "讀不懂"})
    draft.rows.remove(PROJECT, "highlights", key)
    assert draft.texts == {}
    draft.journal.undo()
    assert draft.texts == {place: "讀不懂"}


def test_no_text_lands_where_the_form_has_no_field(draft: Draft) -> None:
    with pytest.raises(KeyError):
        draft.commit({}, "x", texts={Place(PROJECT, "budget", None, "no_such_field"): "1"})


def test_going_on_typing_grows_one_row_of_the_journal(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({NARRATIVE: "起"}, "執行成果")
    before = _journal_rows(desk)
    for text in ("本", "本年", "本年度"):
        draft.commit({NARRATIVE: text}, "執行成果", merge_key="narrative")
    draft.commit({}, "執行成果", merge_key="narrative", texts={NARRATIVE: "？"})
    assert _journal_rows(desk) == before + 1
    draft.journal.undo()
    assert (draft.answers.get(NARRATIVE), draft.texts) == ("起", {})
    draft.journal.redo()
    assert (draft.answers.get(NARRATIVE), draft.texts) == (None, {NARRATIVE: "？"})
