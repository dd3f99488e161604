"""The agency trusts one office: confirmed by a person, never by the first file that comes."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.messages import load_sentences
from app.models.rounds import RoundFile
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.pinning import STALE_AFTER, OfficeStanding
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    OFFICE_KEY,
    REGISTRY,
    START,
    TickingClock,
    build_round_file,
    open_desk_with_round,
    write_file,
)

OTHER_KEY = create_authority("協調彙整機關", START - timedelta(days=1))
OTHER_FINGERPRINT = fingerprint(OTHER_KEY.certificate)


def refusal(
    desk: AgencyDesk,
    folder: Path,
    round_file: RoundFile,
    key: SigningKey = OFFICE_KEY,
    confirm: str | None = None,
) -> str:
    path = write_file(folder, round_file, "offered.tbround", key)
    before = (desk.rounds.all(), desk.office.pin())
    with pytest.raises(AppError) as caught:
        desk.intake.receive(path, confirm_office=confirm)
    assert (desk.rounds.all(), desk.office.pin()) == before
    assert caught.value.code in load_sentences()
    return caught.value.code


def with_registry(sequence: int, days: int = 1) -> RoundFile:
    registry = msgspec.structs.replace(REGISTRY, sequence=sequence)
    return build_round_file(registry=registry, issued_at=START + timedelta(days=days))


def test_nothing_is_trusted_on_first_use(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        assert refusal(desk, tmp_path, build_round_file()) == "OFFICE_NOT_CONFIRMED"
        assert desk.agency is None


def test_a_preview_shows_the_fingerprint_and_trusts_nothing(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        preview = desk.intake.preview(write_file(tmp_path, build_round_file()))
        assert (preview.fingerprint, preview.standing) == (OFFICE_FINGERPRINT, OfficeStanding.NEW)
        assert len(preview.fingerprint.split()) == 6
        assert (desk.office.pin(), desk.rounds.all()) == (None, ())


def test_another_fingerprint_than_the_files_confirms_nothing(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "a.tianbao", clock=TickingClock()) as desk:
        code = refusal(desk, tmp_path, build_round_file(), confirm=OTHER_FINGERPRINT)
        assert code == "OFFICE_FINGERPRINT_WRONG"
        first_group = OFFICE_FINGERPRINT.split()[0]
        code = refusal(desk, tmp_path, build_round_file(), confirm=first_group)
        assert code == "OFFICE_FINGERPRINT_WRONG"


def test_a_confirmed_office_is_remembered(tmp_path: Path) -> None:
    open_desk_with_round(tmp_path).close()
    with AgencyDesk.open(tmp_path / "moe.tianbao", clock=TickingClock()) as desk:
        pin = desk.office.pin()
        assert pin is not None
        assert pin.certificate_sha256 == OFFICE_KEY.certificate_sha256
        desk.intake.receive(write_file(tmp_path, build_round_file(115)))
        assert len(desk.rounds.all()) == 2


def test_another_office_is_refused_even_with_its_own_fingerprint(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    file = build_round_file(115)
    assert refusal(desk, tmp_path, file, OTHER_KEY) == "OFFICE_CHANGED"
    assert refusal(desk, tmp_path, file, OTHER_KEY, OTHER_FINGERPRINT) == "OFFICE_CHANGED"


def test_a_changed_office_is_taken_only_on_purpose(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.intake.receive(write_file(tmp_path, with_registry(7)))
    path = write_file(tmp_path, with_registry(1, days=2), "new.tbround", OTHER_KEY)
    preview = desk.intake.preview(path)
    assert preview.standing is OfficeStanding.CHANGED
    assert preview.known_fingerprint == OFFICE_FINGERPRINT
    desk.intake.receive(path, confirm_office=OTHER_FINGERPRINT, is_change_agreed=True)
    pin = desk.office.pin()
    assert pin is not None
    assert (pin.certificate_sha256, pin.registry_sequence) == (OTHER_KEY.certificate_sha256, 1)
    assert refusal(desk, tmp_path, with_registry(9, days=3)) == "OFFICE_CHANGED"


def test_a_registry_never_goes_back_in_any_round(desk: AgencyDesk, tmp_path: Path) -> None:
    desk.intake.receive(write_file(tmp_path, with_registry(7)))
    assert refusal(desk, tmp_path, with_registry(6, days=2)) == "REGISTRY_ROLLBACK"
    other_round = msgspec.structs.replace(
        build_round_file(115), registry=msgspec.structs.replace(REGISTRY, sequence=6)
    )
    assert refusal(desk, tmp_path, other_round) == "REGISTRY_ROLLBACK"


def test_a_registry_past_its_time_is_warned_about_and_then_refused(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    due = msgspec.structs.replace(REGISTRY, next_update=START - timedelta(days=1))
    path = write_file(tmp_path, build_round_file(115, registry=due), "due.tbround")
    assert desk.intake.preview(path).is_registry_due
    desk.intake.receive(path)
    stale = msgspec.structs.replace(due, next_update=START - STALE_AFTER - timedelta(days=1))
    assert refusal(desk, tmp_path, build_round_file(113, registry=stale)) == "REGISTRY_STALE"


@pytest.mark.parametrize(("days", "is_due"), [(36499, False), (36501, True)])
def test_the_office_is_shown_as_it_was_confirmed(tmp_path: Path, days: int, is_due: bool) -> None:
    with open_desk_with_round(tmp_path) as desk:
        facts = desk.office.describe(START + timedelta(days=days))
        assert facts is not None
        assert (facts.name, facts.fingerprint) == ("協調彙整機關", OFFICE_FINGERPRINT)
        assert (facts.registry_sequence, facts.registry_next_update) == (
            REGISTRY.sequence,
            REGISTRY.next_update,
        )
        assert facts.is_registry_due is is_due
