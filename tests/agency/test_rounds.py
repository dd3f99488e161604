"""The rounds received: what is due, and how far the agency is."""

from datetime import date
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.models.agency_rounds import AgencyRoundState
from tests.agency.desks import (
    PAID,
    build_round_file,
    hand_in,
    write_file,
)

ROUND = "114-annual"


def test_an_unknown_round_is_named_with_those_that_are_here(desk: AgencyDesk) -> None:
    with pytest.raises(AppError) as caught:
        desk.draft("113-annual")
    assert caught.value.code == "ROUND_NOT_HERE"
    assert caught.value.params["known"] == ROUND


def test_rounds_say_what_is_due_and_how_far_we_are(desk: AgencyDesk, tmp_path: Path) -> None:
    assert desk.rounds.all()[0].days_left(date(2026, 2, 3)) == 12
    draft = desk.draft(ROUND)
    assert desk.rounds.all()[0].state is AgencyRoundState.NOT_STARTED
    draft.commit({PAID: 1}, "實支數")
    assert desk.rounds.all()[0].state is AgencyRoundState.IN_PROGRESS
    hand_in(desk, tmp_path)
    assert desk.rounds.all()[0].state is AgencyRoundState.HANDED_IN
    assert not desk.rounds.all()[0].changed_since
    draft.commit({PAID: 2}, "實支數")
    assert desk.rounds.all()[0].changed_since


def test_the_round_due_last_comes_first(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.intake.receive(write_file(tmp_path, build_round_file(115), "115.tbround"))
    desk.intake.receive(write_file(tmp_path, build_round_file(113), "113.tbround"))
    assert [each.round.year_roc for each in desk.rounds.all()] == [115, 114, 113]
