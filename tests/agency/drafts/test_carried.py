"""Values of the round before: taken over where the form says so, unconfirmed until looked at."""

from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.models.answers import Place
from tests.agency.desks import (
    CONTACT,
    PAID,
    PROJECT,
    TickingClock,
    build_payload,
    build_round_file,
    undo_label,
    write_file,
)

PHONE = Place(PROJECT, "basic", None, "contact_phone")
HIGHLIGHT = Place(PROJECT, "highlights", "r1", "title")


@pytest.fixture
def this_year(desk: AgencyDesk, tmp_path: Path) -> Draft:
    """The draft of 115, begun after 114 was handed in."""
    last_year = desk.draft("114-annual")
    last_year.rows.add(PROJECT, "highlights")
    last_year.commit(
        {CONTACT: "林怡君", PHONE: "02-2356-1234", PAID: 7, HIGHLIGHT: "共好市集"}, "填報"
    )
    desk.handed_in.record(build_payload(desk), [])
    desk.intake.receive(write_file(tmp_path, build_round_file(115), "115.tbround"))
    return desk.draft("115-annual")


def test_a_new_draft_starts_with_the_values_that_carry_forward(this_year: Draft) -> None:
    assert dict(this_year.answers.items()) == {CONTACT: "林怡君", PHONE: "02-2356-1234"}
    assert this_year.carried.unconfirmed == {CONTACT, PHONE}
    assert undo_label(this_year) == "沿用上期資料"


def test_editing_confirms_only_what_was_edited(this_year: Draft) -> None:
    this_year.commit({CONTACT: "陳冠宇"}, "聯絡人")
    assert this_year.carried.unconfirmed == {PHONE}


def test_confirming_keeps_the_value_and_can_be_undone(this_year: Draft) -> None:
    this_year.carried.confirm([CONTACT, PHONE])
    assert this_year.carried.unconfirmed == frozenset()
    assert this_year.answers.get(CONTACT) == "林怡君"
    this_year.journal.undo()
    assert this_year.carried.unconfirmed == {CONTACT, PHONE}


def test_typing_the_same_value_confirms_it(this_year: Draft) -> None:
    this_year.commit({CONTACT: "林怡君"}, "聯絡人")
    assert this_year.carried.unconfirmed == {PHONE}


def test_undoing_an_edit_brings_the_mark_back(this_year: Draft) -> None:
    this_year.commit({CONTACT: "陳冠宇"}, "聯絡人")
    this_year.journal.undo()
    assert this_year.answers.get(CONTACT) == "林怡君"
    assert this_year.carried.unconfirmed == {CONTACT, PHONE}


def test_marks_survive_a_restart(desk: AgencyDesk, this_year: Draft) -> None:
    this_year.commit({PHONE: "02-2356-9999"}, "電話")
    path = desk.path
    desk.close()
    with AgencyDesk.open(path, clock=TickingClock()) as again:
        assert again.draft("115-annual").carried.unconfirmed == {CONTACT}


def test_carrying_forward_never_overwrites(this_year: Draft) -> None:
    this_year.commit({CONTACT: "陳冠宇", PHONE: None}, "更換")
    change = this_year.carried.take_over()
    assert change.places == (PHONE,)
    assert this_year.answers.get(CONTACT) == "陳冠宇"
    assert this_year.carried.unconfirmed == {PHONE}
    assert this_year.carried.take_over().is_empty


def test_a_draft_is_not_filled_again_when_it_is_opened_again(
    desk: AgencyDesk, this_year: Draft
) -> None:
    this_year.commit({CONTACT: None, PHONE: None}, "清空")
    path = desk.path
    desk.close()
    with AgencyDesk.open(path, clock=TickingClock()) as again:
        assert len(again.draft("115-annual").answers) == 0
