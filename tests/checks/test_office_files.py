"""The office checks files against its own store; nothing is taken in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checks.office_files import build_office_checker
from app.messages import format_message
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import (
    BROKEN,
    BUGGY,
    NOON,
    FakeVerifier,
    make_desk,
    make_payload,
    open_annual,
    write_file,
)


@pytest.fixture
def verifier() -> FakeVerifier:
    return FakeVerifier()


@pytest.fixture
def desk(tmp_path: Path, verifier: FakeVerifier) -> Iterator[OfficeDesk]:
    with make_desk(tmp_path, verifier) as opened:
        yield opened


@pytest.fixture
def annual(desk: OfficeDesk) -> Round:
    return open_annual(desk)


def test_checking_takes_nothing_in(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(BROKEN)
    path = write_file(tmp_path, make_payload(annual))
    results = build_office_checker(desk, NOON).check_files([path, tmp_path / "broken.pdf"])
    assert [(each.is_good, each.code) for each in results] == [
        (True, "VERIFIED"),
        (False, "PDF_PARSE"),
    ]
    assert "外交部第 1 版" in format_message(results[0].code, results[0].params)
    assert (desk.returns.received(annual.id, "MOFA"), desk.records.ledger()) == ((), ())


def test_checking_a_file_taken_in_before_verifies_it_again(
    desk: OfficeDesk, annual: Round, verifier: FakeVerifier, tmp_path: Path
) -> None:
    path = write_file(tmp_path, make_payload(annual))
    desk.inbox.import_files([path], now=NOON)
    (result,) = build_office_checker(desk, NOON).check_files([path])
    assert result.code == "VERIFIED"
    assert verifier.calls == 2


def test_a_bug_while_checking_is_raised(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    (tmp_path / "buggy.pdf").write_bytes(BUGGY)
    with pytest.raises(ZeroDivisionError):
        build_office_checker(desk, NOON).check_files([tmp_path / "buggy.pdf"])


def test_a_bug_in_one_file_loses_no_other_files_answer(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (tmp_path / "buggy.pdf").write_bytes(BUGGY)
    good = write_file(tmp_path, make_payload(annual))
    heard: dict[int, str] = {}
    with pytest.raises(ZeroDivisionError) as caught:
        build_office_checker(desk, NOON).check_files(
            [tmp_path / "buggy.pdf", good],
            on_result=lambda position, each: heard.update({position: each.code}),
        )
    assert heard == {0: "CHECK_CRASHED", 1: "VERIFIED"}
    assert caught.value.__notes__ == [f"while checking {tmp_path / 'buggy.pdf'}"]
