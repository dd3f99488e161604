"""Which agencies have a round file that does not know the present registry."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.demo.officers import DemoOfficer
from app.models.rounds import Round
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.rounds.file_news import ROUND_FILES_WRITTEN, WrittenRoundFile, find_news
from app.trust.certificates.registry import VALID_FOR
from tests.office.scenes import NOON

pytestmark = pytest.mark.slow


def enter(desk: OfficeDesk, folder: Path, code: str) -> str:
    """Register somebody of an agency a moment from now, by the office's ticking clock."""
    agency = DemoOfficer.create(
        folder / code, desk.records.programme, code, NOON - timedelta(days=9)
    )
    entry = desk.registry.register(
        agency.certificate_pem,
        code,
        agency.person_id,
        agency.person_name,
        SignerRole.PREPARER,
        desk.records.audit_entries()[-1].at + timedelta(seconds=1),
    )
    return entry.certificate_sha256


def test_without_round_files_there_is_nothing_to_renew(desk: OfficeDesk, annual: Round) -> None:
    news = desk.rounds.file_news(annual.id)
    assert (news.outdated, news.next_update) == ((), None)


def test_a_withdrawal_after_writing_concerns_that_agency_until_its_file_is_written_again(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    moe, mol = enter(desk, tmp_path, "MOE"), enter(desk, tmp_path, "MOL")
    desk.round_files.write(annual.id, tmp_path / "out")
    assert desk.rounds.file_news(annual.id).outdated == ()
    at = desk.records.audit_entries()[-1].at + timedelta(seconds=1)
    desk.registry.withdraw(moe, reason="離職", at=at)
    assert desk.rounds.file_news(annual.id).outdated == ("MOE",)
    desk.round_files.write(annual.id, tmp_path / "out", ["MOE"])
    assert desk.rounds.file_news(annual.id).outdated == ()
    assert mol != moe


def test_somebody_registered_after_writing_concerns_the_agency_too(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.round_files.write(annual.id, tmp_path / "out", ["MOE", "MOL"])
    enter(desk, tmp_path, "MOL")
    enter(desk, tmp_path, "MOFA")  # it has no round file yet
    assert desk.rounds.file_news(annual.id).outdated == ("MOL",)


def test_the_file_written_first_says_when_the_registry_is_to_be_renewed(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.round_files.write(annual.id, tmp_path / "out")
    first = desk.records.audit_entries(annual.id)[-1].at
    desk.round_files.write(annual.id, tmp_path / "out", ["MOE"])
    assert desk.rounds.file_news(annual.id).next_update == first + VALID_FOR


def test_moved_dates_concern_everybody_with_a_round_file_until_it_is_written_again(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.rounds.change_dates(annual.id, due_on=date(2026, 2, 20), reason="連假")
    desk.round_files.write(annual.id, tmp_path / "out", ["MOE", "MOL"])
    assert desk.rounds.file_news(annual.id).overtaken == ()
    desk.rounds.change_dates(annual.id, due_on=date(2026, 2, 28), reason="再延期")
    desk.round_files.write(annual.id, tmp_path / "out", ["MOL"])
    news = desk.rounds.file_news(annual.id)
    assert (news.overtaken, news.outdated) == (("MOE",), ())
    assert [news.is_stale(code) for code in ("MOE", "MOL", "MOFA")] == [True, False, False]


def test_it_is_known_when_each_round_file_was_written_and_with_which_registry(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    assert desk.rounds.file_news(annual.id).written == {}
    desk.round_files.write(annual.id, tmp_path / "out", ["MOE", "MOL"])
    first = desk.records.audit_entries(annual.id)[-1].at
    enter(desk, tmp_path, "MOL")
    desk.round_files.write(annual.id, tmp_path / "out", ["MOL"])
    second = desk.records.audit_entries(annual.id)[-1].at
    written = desk.rounds.file_news(annual.id).written
    sequence = desk.registry.current().sequence
    assert {code: (each.at, each.registry) for code, each in written.items()} == {
        "MOE": (first, sequence - 1),
        "MOL": (second, sequence),
    }


def test_entries_of_before_registry_numbers_were_noted_still_tell_the_day(
    desk: OfficeDesk, annual: Round
) -> None:
    entry = desk.records.audit_entries()[-1]
    old = msgspec.structs.replace(
        entry, action=ROUND_FILES_WRITTEN, detail={"agencies": "MOE、MOL"}
    )
    written = find_news((old,), desk.registry.current()).written
    assert written["MOL"] == WrittenRoundFile(at=entry.at, registry=None)
