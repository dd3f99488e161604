"""Who is late is listed with the addresses the last return named."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.models.answers import Place
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import DUE, NOON, make_payload, open_annual, write_file

pytestmark = pytest.mark.slow

PREPARER = Place(None, "officers", None, "preparer_email")


def test_nobody_is_late_on_the_due_date(desk: OfficeDesk, annual: Round) -> None:
    assert desk.overview.late(annual.id, DUE) == ()


def test_the_late_are_those_without_a_return(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files([write_file(tmp_path, make_payload(annual, "MOFA"))], now=NOON)
    late = desk.overview.late(annual.id, DUE + timedelta(days=2))
    assert {each.days_late for each in late} == {2}
    assert len(late) == 16
    assert "MOFA" not in [each.agency for each in late]
    assert {each.addresses for each in late} == {()}


def test_addresses_are_those_of_the_return_that_came_last_of_any_round(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    changes = {PREPARER: "liaison@mofa.example"}
    payload = make_payload(annual, "MOFA", changes=changes)
    desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
    following = open_annual(desk, 115)
    late = desk.overview.late(following.id, DUE + timedelta(days=2))
    (mofa,) = [each for each in late if each.agency == "MOFA"]
    assert mofa.addresses[0] == "liaison@mofa.example"
    assert len(set(mofa.addresses)) == len(mofa.addresses) > 1
