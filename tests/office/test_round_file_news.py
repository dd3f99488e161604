"""Which agencies have a round file that does not know the present registry."""

from datetime import timedelta
from pathlib import Path

from app.demo.officers import DemoOfficer
from app.models.rounds import Round
from app.models.signatures import SignerRole
from app.office.office_desk import OfficeDesk
from app.trust.registry import VALID_FOR
from tests.office.scenes import NOON


def enter(desk: OfficeDesk, folder: Path, code: str) -> str:
    """Register somebody of an agency a moment from now, by the office's ticking clock."""
    agency = DemoOfficer.create(
        folder / code, desk.programme.agency(code), NOON - timedelta(days=9)
    )
    entry = desk.register_certificate(
        agency.certificate_pem,
        code,
        agency.person_id,
        agency.person_name,
        SignerRole.PREPARER,
        desk.audit_entries()[-1].at + timedelta(seconds=1),
    )
    return entry.certificate_sha256


def test_without_round_files_there_is_nothing_to_renew(desk: OfficeDesk, annual: Round) -> None:
    news = desk.round_file_news(annual.id)
    assert (news.outdated, news.next_update) == ((), None)


def test_a_withdrawal_after_writing_concerns_that_agency_until_its_file_is_written_again(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    moe, mol = enter(desk, tmp_path, "MOE"), enter(desk, tmp_path, "MOL")
    desk.write_round_files(annual.id, tmp_path / "out")
    assert desk.round_file_news(annual.id).outdated == ()
    at = desk.audit_entries()[-1].at + timedelta(seconds=1)
    desk.withdraw_certificate(moe, reason="離職", at=at)
    assert desk.round_file_news(annual.id).outdated == ("MOE",)
    desk.write_round_files(annual.id, tmp_path / "out", ["MOE"])
    assert desk.round_file_news(annual.id).outdated == ()
    assert mol != moe


def test_somebody_registered_after_writing_concerns_the_agency_too(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.write_round_files(annual.id, tmp_path / "out", ["MOE", "MOL"])
    enter(desk, tmp_path, "MOL")
    enter(desk, tmp_path, "MOFA")  # it has no round file yet
    assert desk.round_file_news(annual.id).outdated == ("MOL",)


def test_the_file_written_first_says_when_the_registry_is_to_be_renewed(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.write_round_files(annual.id, tmp_path / "out")
    first = desk.audit_entries(annual.id)[-1].at
    desk.write_round_files(annual.id, tmp_path / "out", ["MOE"])
    assert desk.round_file_news(annual.id).next_update == first + VALID_FOR
