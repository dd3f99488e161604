"""Last year on a new computer: what the office accepted comes with the round file of this year."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.models.answers import Place, StoredValue
from app.models.earlier import EarlierStanding
from app.models.returns import Payload
from app.models.reviews import DecisionKind
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.office.scenes import (
    NOON,
    Clock,
    make_desk,
    make_payload,
    open_annual,
    write_file,
)

pytestmark = pytest.mark.slow

AGENCY = "MOTC"
PROJECT = load_catalogue().projects_of(AGENCY)[0].id
PAID = Place(PROJECT, "budget", None, "paid")
EXECUTED = Place(PROJECT, "budget", None, "executed")
SUMMARY = Place(None, "overview", None, "summary")
CONTACT = Place(PROJECT, "basic", None, "contact_name")


@dataclass
class Story:
    """An office with two accepted years, and the agency's new computer with this year's file."""

    office: OfficeDesk
    draft: Draft
    accepted: dict[int, Payload]
    """By year."""


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with ExitStack() as stack:
        office = stack.enter_context(make_desk(tmp_path))
        accepted = {}
        for year in (112, 113):
            summary: dict[Place, StoredValue] = {SUMMARY: f"{year} 年度各項工作均依計畫辦理完成。"}
            payload = make_payload(open_annual(office, year), AGENCY, changes=summary)
            (result,) = office.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
            assert result.accepted
            office.review.decide(payload.round_id, AGENCY, DecisionKind.ACCEPT, (), "李審查", NOON)
            accepted[year] = payload
        open_annual(office, 114)
        path = office.round_files.write("114-annual", tmp_path / "out", [AGENCY])[AGENCY]
        desk = stack.enter_context(AgencyDesk.create(tmp_path / "new.tianbao", clock=Clock()))
        desk.intake.receive(path, confirm_office=desk.intake.preview(path).fingerprint)
        yield Story(office, desk.draft("114-annual"), accepted)


def test_accepted_years_stand_there_with_nothing_else_at_hand(story: Story) -> None:
    years = story.draft.basis.earlier.years
    assert [(each.year_roc, each.standing, each.value(SUMMARY)) for each in years] == [
        (113, EarlierStanding.ACCEPTED, "113 年度各項工作均依計畫辦理完成。"),
        (112, EarlierStanding.ACCEPTED, "112 年度各項工作均依計畫辦理完成。"),
    ]
    for each in years:
        assert each.value(EXECUTED) == story.accepted[each.year_roc].computed[EXECUTED.path]


def test_what_carries_forward_is_there_and_not_confirmed(story: Story) -> None:
    assert story.draft.answers.get(CONTACT)
    assert CONTACT in story.draft.carried.unconfirmed


def test_a_jump_from_last_year_asks(story: Story) -> None:
    before = story.accepted[113].data[PAID.path]
    assert isinstance(before, int)
    story.draft.commit({PAID: before * 5}, "實支數")
    found = {
        each.params.get("other") for each in story.draft.results.findings if each.place == PAID
    }
    assert "上年度實支數" in found
