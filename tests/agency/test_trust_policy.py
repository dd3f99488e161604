"""Documents of the office and keys of the agency, by the policy the newest round file brought."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.agency.handing_in.signers import name_signer
from app.agency.intake import RoundFilePreview
from app.checks.agency_files import build_agency_checker
from app.checks.checked_file import CheckOutcome
from app.errors import AppError
from app.messages import describe_error
from app.models.policy import TrustPolicy
from app.models.rounds import RoundFile
from app.models.signatures import SignerRole
from app.trust.papers.receipt import write_receipt
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    OFFICE_KEY,
    REGISTRY,
    START,
    TickingClock,
    build_round,
    build_round_file,
)
from tests.agency.handing_in.two_desks import entry_of
from tests.checks.test_files import receipt
from tests.returns.sample import key
from tests.support.round_files import write_round_file
from tests.trust.policy.policies import curve, policy, rsa

OPENS = date(2026, 1, 5)
ENDED = policy(curve(refused_from=OPENS), rsa())
IN_ROUND = policy(curve(refused_from=OPENS + timedelta(days=1)), rsa())
RSA_ALONE = policy(rsa())


def round_file(made: TrustPolicy | None, **changes: object) -> RoundFile:
    entry = entry_of("preparer", SignerRole.PREPARER)
    registry = msgspec.structs.replace(REGISTRY, policy=made, entries=(entry,))
    return msgspec.structs.replace(build_round_file(registry=registry), **changes)


def receive(desk: AgencyDesk, folder: Path, made: TrustPolicy | None, **changes: object) -> None:
    path = folder / "a.tbround"
    write_round_file(round_file(made, **changes), OFFICE_KEY, path)
    desk.intake.receive(path, confirm_office=OFFICE_FINGERPRINT)


def code(act: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        act()
    assert "P-256" in describe_error(caught.value)
    return caught.value.code


@pytest.fixture
def desk(tmp_path: Path) -> AgencyDesk:
    return AgencyDesk.create(tmp_path / "moe.tianbao", clock=TickingClock())


def test_a_round_file_is_judged_by_the_policy_it_brings(desk: AgencyDesk, tmp_path: Path) -> None:
    with desk:
        assert code(lambda: receive(desk, tmp_path, ENDED)) == "DOCUMENT_KEY_ENDED"
        assert code(lambda: receive(desk, tmp_path, RSA_ALONE)) == "DOCUMENT_KEY_UNFIT"
        assert desk.rounds.files() == ()
        receive(desk, tmp_path, IN_ROUND)
        assert len(desk.rounds.files()) == 1


def test_looking_at_a_file_says_the_same(desk: AgencyDesk, tmp_path: Path) -> None:
    with desk:
        for made, expected in ((ENDED, "DOCUMENT_KEY_ENDED"), (IN_ROUND, "CHECKED_ROUND_FILE")):
            path = tmp_path / "a.tbround"
            write_round_file(round_file(made), OFFICE_KEY, path)
            found = build_agency_checker(desk, START).check_file(path)
            assert found.code == expected
            assert isinstance(desk.intake.preview(path), RoundFilePreview)
        assert found.outcome is CheckOutcome.UNCONFIRMED


def test_a_receipt_of_an_open_round_counts_and_one_of_no_round_does_not(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbreceipt"
    with desk:
        receive(desk, tmp_path, IN_ROUND)
        write_receipt(receipt(issued_at=START), OFFICE_KEY, path)
        with pytest.raises(AppError) as caught:
            desk.receipts.load(path)
        assert caught.value.code == "RECEIPT_UNKNOWN_RETURN"  # its key is not what it is about
        path.unlink()
        write_receipt(receipt(issued_at=START, round_id="115-annual"), OFFICE_KEY, path)
        assert code(lambda: desk.receipts.load(path)) == "DOCUMENT_KEY_ENDED"
        assert build_agency_checker(desk, START).check_file(path).code == "DOCUMENT_KEY_ENDED"


def test_nobody_signs_with_what_the_office_would_refuse() -> None:
    def match(made: TrustPolicy | None, opens_on: date = OPENS) -> object:
        file = round_file(made, round=build_round(opens_on=opens_on))
        return name_signer(key("preparer"), file, START)

    assert match(None)
    assert match(IN_ROUND)
    assert code(lambda: match(IN_ROUND, OPENS + timedelta(days=1))) == "ALGORITHM_REFUSED"
    assert code(lambda: match(ENDED)) == "ALGORITHM_REFUSED"
    assert code(lambda: match(RSA_ALONE)) == "ALGORITHM_UNLISTED"
