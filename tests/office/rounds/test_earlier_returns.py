"""What earlier rounds bring to a round file where projects have changed hands."""

from pathlib import Path

import msgspec
import pytest

from app.bench.forms import load_forms
from app.models.answers import parse_place
from app.models.reviews import DecisionKind
from app.office.desk import OfficeDesk
from app.office.rounds.earlier_returns import EarlierReturns
from app.programme.catalogue_loader import load_catalogue
from tests.office.scenes import NOON, make_payload, open_annual, write_file

pytestmark = pytest.mark.slow


def test_a_project_that_changed_hands_comes_from_who_reported_it(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    before = open_annual(desk, 113)
    files = [write_file(tmp_path, make_payload(before, each)) for each in ("MOFA", "MOTC")]
    desk.inbox.import_files(files, now=NOON)
    for each in ("MOFA", "MOTC"):
        desk.review.decide(before.id, each, DecisionKind.ACCEPT, (), "李審查", NOON)
    present = open_annual(desk, 114)
    catalogue = load_catalogue()
    moved = catalogue.projects_of("MOFA")[0].id
    projects = tuple(
        msgspec.structs.replace(each, agency="MOTC") if each.id == moved else each
        for each in catalogue.projects
    )
    programme = msgspec.structs.replace(catalogue, projects=projects)
    with desk._bench.store.reading() as connection:
        earlier = EarlierReturns(connection, present, programme, load_forms(connection))
        found = {each.agency: each for each in earlier.of("MOTC")}
        nobody = earlier.of("MOE")
    assert set(found["MOTC"].values) == set(make_payload(before, "MOTC").data)
    brought = {
        parse_place(path).project for path in (*found["MOFA"].values, *found["MOFA"].computed)
    }
    assert brought == {moved}, "not the rest of that agency"
    assert nobody == ()
