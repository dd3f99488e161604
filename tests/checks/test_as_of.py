"""A verdict of any day can be had again: what came later is left out, what comes is foreseen."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.checks.agency_files import build_agency_checker
from app.checks.checked_file import CheckedFile
from app.checks.indications import find_indication
from app.checks.office_files import build_office_checker
from app.cli.commands import run_command
from app.models.anchors import AnchorKind
from app.models.periods import end_of_day
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.registry.chains import find_broken_chains
from app.trust.certificates.certificate import certificate_pem
from app.trust.certificates.chains import ChainJudge
from tests.office.importing.test_signed_files import (  # noqa: F401 - fixtures
    Handover,
    handover,
    office,
)
from tests.office.registry.test_anchors import bring
from tests.office.scenes import CLOSES, NOON
from tests.support.authorities import below, make_authority, make_list, make_person, root
from tests.trust.certificates.test_chains import anchor, between, root_of
from tests.trust.policy.policies import BUILTIN_TEXT, write_policy

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
RSA_4096 = '[[keys]]\nfamily = "rsa"\nat_least_bits = 4096\n'
P256 = '[[keys]]\nfamily = "ec"\ncurve = "secp256r1"\n'


def look(desk: OfficeDesk, path: Path, moment: datetime) -> CheckedFile:
    return build_office_checker(desk, moment, is_past=True).check_file(path)


def indication(found: CheckedFile) -> tuple[str, str | None]:
    main, sub = find_indication(found)
    return main.value, None if sub is None else sub.value


def codes(found: CheckedFile) -> list[str]:
    assert found.verdict is not None
    return [each.code for each in found.verdict.reasons]


def test_a_later_withdrawal_changes_no_earlier_verdict(
    office: OfficeDesk,  # noqa: F811
    handover: Handover,  # noqa: F811
) -> None:
    (entry,) = office.registry.current().entries
    office.registry.withdraw(entry.certificate_sha256, reason="調職", at=NOON + DAY)
    before = look(office, handover.workbook, NOON)
    assert (before.code, indication(before)) == ("VERIFIED", ("TOTAL-PASSED", None))
    after = look(office, handover.workbook, NOON + DAY)
    assert (codes(after), indication(after)) == (
        ["CERT_REVOKED"],
        ("INDETERMINATE", "REVOKED_NO_POE"),
    )


def test_who_was_registered_later_was_unknown_before(
    office: OfficeDesk,  # noqa: F811
    handover: Handover,  # noqa: F811
) -> None:
    found = look(office, handover.workbook, NOON - 51 * DAY)
    assert "CERT_UNKNOWN" in codes(found)


def test_a_round_that_has_closed_since_was_open_then(
    office: OfficeDesk,  # noqa: F811
    handover: Handover,  # noqa: F811
) -> None:
    assert look(office, handover.pdf, end_of_day(CLOSES)).is_good
    assert codes(look(office, handover.pdf, end_of_day(CLOSES + DAY))) == ["ROUND_CLOSED"]


def test_the_policy_of_that_day_counts(
    office: OfficeDesk,  # noqa: F811
    handover: Handover,  # noqa: F811
    tmp_path: Path,
) -> None:
    without = BUILTIN_TEXT.replace(P256, RSA_4096)
    assert without != BUILTIN_TEXT
    office.policy.import_file(write_policy(tmp_path, without))
    after = look(office, handover.workbook, NOON)
    assert (codes(after), indication(after)) == (
        ["ALGORITHM_UNLISTED"],
        ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE"),
    )
    assert look(office, handover.workbook, NOON - timedelta(seconds=1)).is_good


def test_a_revocation_list_says_itself_since_when() -> None:
    """Only the newest list is kept; it tells of days before it was issued as well."""
    card = make_person(below())
    revoked = make_list(below(), [card.certificate], at=NOON - DAY)  # revoked two days before noon
    anchors = [
        root_of(root()),
        between(below()),
        anchor(AnchorKind.REVOCATIONS, revoked, NOON + 29 * DAY),
    ]
    at = {days: ChainJudge(anchors, (), NOON - days * DAY) for days in (0, 3)}
    finding = at[0].judge(card.certificate)
    assert finding is not None
    assert finding.since == NOON - 2 * DAY
    assert at[3].judge(card.certificate) is None


def test_roots_imported_later_are_left_out(office: OfficeDesk, tmp_path: Path) -> None:  # noqa: F811
    pem = certificate_pem(make_person(make_authority("他處")).certificate)
    office.registry.register(pem, "MOE", "A1", "陳小華", SignerRole.PREPARER, NOON - 9 * DAY)
    bring(office, tmp_path, root().pem)
    with office._bench.store.reading() as connection:
        assert find_broken_chains(connection, NOON, is_past=True)
        assert find_broken_chains(connection, NOON - DAY, is_past=True) == {}


def test_the_agency_has_the_verdict_of_a_day_as_well(
    handover: Handover,  # noqa: F811
) -> None:
    with AgencyDesk.open(handover.agency.store, clock=lambda: NOON) as desk:
        now = build_agency_checker(desk, end_of_day(CLOSES + DAY)).check_file(handover.workbook)
        then = build_agency_checker(desk, NOON, is_past=True).check_file(handover.workbook)
        early = build_agency_checker(desk, NOON - 51 * DAY, is_past=True)
        assert now.code == "ROUND_CLOSED"
        assert then.is_good
        assert "CERT_UNKNOWN" in codes(early.check_file(handover.workbook))


def test_the_command_line_has_it_with_its_indication(
    office: OfficeDesk,  # noqa: F811
    handover: Handover,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = str(office.path)
    office.close()
    verify = ["verify", str(handover.workbook), "--store", store, "--json"]
    shown = {}
    for day in ("115-02-10", "2026-03-16"):
        run_command([*verify, "--as-of", day])
        (shown[day],) = json.loads(capsys.readouterr().out)
    good, late = shown["115-02-10"], shown["2026-03-16"]
    assert (good["accepted"], good["indication"]) == (True, "TOTAL-PASSED")
    assert (good["sub_indication"], good["as_of"]) == (None, "2026-02-10")
    assert (late["accepted"], late["code"]) == (False, "ROUND_CLOSED")
    assert (late["indication"], late["sub_indication"]) == (
        "INDETERMINATE",
        "SIG_CONSTRAINTS_FAILURE",
    )
    with pytest.raises(SystemExit):
        run_command([*verify, "--as-of", "昨天"])
    assert "不是日期" in capsys.readouterr().err
