"""Taking in round files: whose, which, and in what order."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.messages import describe_error
from app.models.agency_rounds import AgencyRoundState
from app.models.rounds import RoundFile
from app.programme.catalogue_loader import load_catalogue
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    PAID,
    START,
    TickingClock,
    build_round,
    build_round_file,
    write_file,
)

ROUND = "114-annual"


def _refusal(desk: AgencyDesk, folder: Path, round_file: RoundFile) -> AppError:
    with pytest.raises(AppError) as caught:
        desk.intake.receive(write_file(folder, round_file, "offered.tbround"))
    return caught.value


def test_the_first_round_file_decides_the_agency(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        before = desk.agency
        assert (before, desk.rounds.all()) == (None, ())
        first = write_file(tmp_path, build_round_file())
        received = desk.intake.receive(first, confirm_office=OFFICE_FINGERPRINT)
        assert received.state is AgencyRoundState.NOT_STARTED
        assert desk.agency == "MOE"
    with AgencyDesk.open(tmp_path / "a.tianbao") as desk:
        assert desk.agency == "MOE"
        assert [each.round.id for each in desk.rounds.all()] == [ROUND]


def test_a_round_file_of_another_agency_is_refused_naming_both(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    refusal = _refusal(desk, tmp_path, build_round_file(115, agency="MOL"))
    assert refusal.code == "ROUND_FILE_WRONG_AGENCY"
    sentence = describe_error(refusal)
    assert "勞動部（MOL）" in sentence
    assert "教育部（MOE）" in sentence
    assert len(desk.rounds.all()) == 1


def test_a_store_made_for_an_agency_refuses_others_from_the_start(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", "MOL", clock=TickingClock()) as desk:
        assert _refusal(desk, tmp_path, build_round_file()).code == "ROUND_FILE_WRONG_AGENCY"


def test_the_same_round_file_twice_changes_nothing(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.draft(ROUND).commit({PAID: 1}, "實支數")
    before = desk.rounds.all()
    desk.intake.receive(write_file(tmp_path, build_round_file(), "again.tbround"))
    assert desk.rounds.all() == before
    assert desk.draft(ROUND).answers.get(PAID) == 1


def test_an_older_round_file_does_not_turn_a_newer_one_back(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    older = build_round_file(issued_at=START - timedelta(days=1))
    assert _refusal(desk, tmp_path, older).code == "ROUND_FILE_OLDER"


def test_an_older_programme_is_refused_and_a_newer_one_taken(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    later = START + timedelta(days=1)
    newer = msgspec.structs.replace(load_catalogue(), version=load_catalogue().version + 1)
    desk.intake.receive(
        write_file(tmp_path, build_round_file(programme=newer, issued_at=later), "new.tbround")
    )
    assert desk.draft(ROUND).programme.version == newer.version
    older = build_round_file(issued_at=later + timedelta(days=1))
    assert _refusal(desk, tmp_path, older).code == "ROUND_FILE_OLDER_PROGRAMME"


def test_another_round_under_the_same_id_is_refused(desk: AgencyDesk, tmp_path: Path) -> None:
    other = build_round_file(round=build_round(nonce="ff" * 32), issued_at=START)
    assert _refusal(desk, tmp_path, other).code == "ROUND_FILE_OTHER_ROUND"


@pytest.mark.parametrize(
    "changes", [{"form_version": 99}, {"form_id": "final-results"}, {"form_sha256": "0" * 64}]
)
def test_a_round_that_states_another_form_than_the_file_holds_is_refused(
    desk: AgencyDesk, tmp_path: Path, changes: dict[str, object]
) -> None:
    offered = build_round_file(115, round=build_round(115, **changes))
    assert _refusal(desk, tmp_path, offered).code == "ROUND_FILE_FORM_OTHER"


def test_a_refused_first_round_file_leaves_the_agency_open(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        damaged = write_file(tmp_path, build_round_file())
        damaged.write_bytes(damaged.read_bytes().replace("教育部".encode(), "教意部".encode()))
        with pytest.raises(AppError) as caught:
            desk.intake.receive(damaged, confirm_office=OFFICE_FINGERPRINT)
        assert caught.value.code == "DOCUMENT_DAMAGED"
        assert desk.office.pin() is None
        assert desk.agency is None
