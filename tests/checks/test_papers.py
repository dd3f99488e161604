"""待核定件 and 退回單 looked at by whoever holds them: told in full, and nothing taken in."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.handing_in.approval import approve, send_back
from app.checks.agency_files import build_agency_checker
from app.checks.checked_file import CheckedFile, CheckOutcome, Ground, SignerStanding
from app.checks.files import FileChecker
from app.files import RETURN_LIMIT, SMALL_LIMIT
from app.messages import format_message
from app.models.approval import PendingReturn, PendingState, SendBack
from app.models.signatures import SignerRole
from app.trust.keys.office_authority import create_authority
from app.trust.papers.kinds import HANDOVER
from app.trust.papers.signed_document import sign_document
from app.ui.verify.report import report_check, report_text
from tests.agency.desks import OFFICE_FINGERPRINT, OFFICE_KEY
from tests.agency.handing_in.two_desks import (
    TwoDesks,
    build_round_file,
    entry_of,
    open_two_desks,
    registry_of,
    rewritten,
    write_round,
)
from tests.returns.sample import NOW, key, registry, round_, trust
from tests.returns.workbook.packages import BOTH

pytestmark = pytest.mark.slow

replace = msgspec.structs.replace
OFFICE = OFFICE_KEY.certificate_sha256


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def look(path: Path, *, office: str | None = OFFICE, **changes: object) -> CheckedFile:
    """Held against the round as everybody knows it, with another registry perhaps."""
    context = replace(trust(round_(BOTH)), **changes)
    found = FileChecker(Ground((context,), office, NOW)).check_file(path)
    assert "{" not in format_message(found.code, found.params)
    return found


def words(found: CheckedFile) -> str:
    return report_text(report_check(found, lambda code: code or "—"))


def standing(found: CheckedFile) -> SignerStanding:
    assert found.signature is not None
    return found.signature.standing


def slip_of(desks: TwoDesks, pending: PendingReturn, note: str = "第二季請確認。") -> Path:
    path = desks.folder / "moe.tbsendback"
    send_back(desks.approver, pending, note, now=NOW, key=key("approver"), path=path)
    return path


# -- 待核定件


def test_a_pending_return_is_told_with_both_persons_and_the_note(desks: TwoDesks) -> None:
    pending = desks.hand_over(note="<b>請核定</b>")
    found = look(desks.send(pending))
    assert (found.outcome, found.code) == (CheckOutcome.GOOD, "CHECKED_HANDOVER")
    assert standing(found) is SignerStanding.REGISTERED
    assert found.payload == pending.payload
    assert isinstance(found.document, PendingReturn)
    sentence = format_message(found.code, found.params)
    for part in ("教育部第 1 版", "114年度執行成果", "王preparer", "王approver", "「核定」頁"):
        assert part in sentence
    told = words(found)
    for part in (
        "種類：待核定件",
        f"控制碼：{pending.control_number}",
        "版次：第 1 版",
        "核定人：王approver（尚未簽章）",
        "給核定人的話：<b>請核定</b>",
    ):
        assert part in told


def test_the_approvers_computer_looks_before_it_knows_any_office(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    found = build_agency_checker(desks.approver, NOW).check_file(path)
    assert (found.outcome, found.code) == (CheckOutcome.UNCONFIRMED, "CHECKED_HANDOVER")
    assert standing(found) is SignerStanding.UNCONFIRMED
    assert (desks.approver.rounds.all(), desks.approver.pending.all()) == ((), ())
    assert desks.approver.office.pin() is None


def test_checking_it_where_it_came_from_changes_nothing(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    path = desks.send(pending)
    desks.preparer.pending.withdraw(pending.payload_sha256)
    found = build_agency_checker(desks.preparer, NOW).check_file(path)
    assert found.outcome is CheckOutcome.GOOD
    assert desks.preparer.pending.all()[0].state is PendingState.WITHDRAWN


def test_a_round_file_of_another_office_in_it_is_refused(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    stranger = create_authority("他機關", NOW - timedelta(days=1))
    content = write_round(desks.folder, build_round_file(), stranger).read_bytes()
    found = look(rewritten(path, lambda each: replace(each, round_file=content)))
    assert (found.outcome, found.code) == (CheckOutcome.REFUSED, "HANDOVER_OTHER_OFFICE")
    assert standing(found) is SignerStanding.UNREGISTERED


def test_what_the_approver_could_not_take_in_is_refused_by_name(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    for changed, code in (
        (rewritten(path, lambda each: each, "approver"), "HANDOVER_FOREIGN"),
        (rewritten(path, lambda each: replace(each, pdf=each.pdf[:-9])), "FILE_CUT_OFF"),
        (
            rewritten(path, lambda each: replace(each, handed_over_at=NOW + timedelta(days=1))),
            "HANDOVER_FUTURE",
        ),
    ):
        found = look(changed)
        assert (found.outcome, found.code) == (CheckOutcome.REFUSED, code)
        assert found.document is None


def test_a_preparer_withdrawn_since_is_refused_by_the_registry_here(desks: TwoDesks) -> None:
    preparer, approver = registry().entries
    gone = replace(preparer, revoked_at=NOW - timedelta(hours=1))
    path = desks.send(desks.hand_over())
    newest = replace(registry_of(gone, approver), sequence=registry().sequence + 1)
    assert look(path, registry=newest).outcome is CheckOutcome.REFUSED
    assert look(path).outcome is CheckOutcome.GOOD


def test_people_registered_since_are_known_from_the_round_file_it_brings(tmp_path: Path) -> None:
    known = registry_of(entry_of("somebody", SignerRole.PREPARER))
    newer = replace(registry(), sequence=known.sequence + 1)
    desks = open_two_desks(tmp_path, build_round_file(newer))
    path = desks.send(desks.hand_over())
    assert look(path, registry=known).outcome is CheckOutcome.GOOD
    desks.close()


def test_a_pending_return_may_be_larger_than_any_return(desks: TwoDesks) -> None:
    path = desks.folder / "large.tbpending"
    path.write_bytes(b"\0" * (RETURN_LIMIT + 1))
    assert look(path).code == "FILE_BLANK"
    path.write_bytes(b"\0" * (HANDOVER.limit_bytes + 1))
    assert look(path).code == "FILE_TOO_LARGE"


def test_a_documents_limit_is_its_kinds_whatever_it_is_named(desks: TwoDesks) -> None:
    """What the desk would not read, the check does not call good under another name."""
    slip = look(slip_of(desks, desks.carry())).document
    assert isinstance(slip, SendBack)
    long = sign_document(replace(slip, note="長" * SMALL_LIMIT), key("approver"), NOW)
    for name in ("long.tbsendback", "long.xlsx", "long"):
        path = desks.folder / name
        path.write_bytes(long)
        assert look(path).code == "FILE_TOO_LARGE"


def test_a_pair_both_signed_is_no_pending_return(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    path = desks.send(pending)
    pair = approve(desks.preparer, pending, key("approver"), desks.folder / "out", now=NOW)
    book, pages = pair.workbook.read_bytes(), pair.pdf.read_bytes()
    found = look(rewritten(path, lambda each: replace(each, workbook=book, pdf=pages)))
    assert (found.outcome, found.code) == (CheckOutcome.REFUSED, "SIG_COUNT")


# -- 退回單


def test_a_slip_is_told_with_its_reason_and_what_it_answers(desks: TwoDesks) -> None:
    pending = desks.carry()
    found = look(slip_of(desks, pending))
    assert (found.outcome, found.code) == (CheckOutcome.GOOD, "CHECKED_SEND_BACK")
    assert standing(found) is SignerStanding.REGISTERED
    told = words(found)
    for part in (
        "種類：退回單",
        f"控制碼：{pending.control_number}",
        "填報期：114年度執行成果",
        "退回理由：第二季請確認。",
    ):
        assert part in told
    assert desks.preparer.pending.all()[0].state is PendingState.WAITING


def test_without_a_registry_nobody_can_tell_who_sent_it_back(desks: TwoDesks) -> None:
    path = slip_of(desks, desks.carry())
    found = FileChecker(Ground((), None, NOW)).check_file(path)
    assert found.outcome is CheckOutcome.UNCONFIRMED
    assert standing(found) is SignerStanding.UNCONFIRMED


def test_a_slip_is_refused_unless_an_approver_of_the_agency_signed_it(desks: TwoDesks) -> None:
    path = slip_of(desks, desks.carry())
    found = look(path)
    slip = found.document
    assert isinstance(slip, SendBack)
    for changed, name in (
        (slip, "preparer"),
        (slip, "stranger"),
        (replace(slip, agency="MOC"), "approver"),
    ):
        path.write_bytes(sign_document(changed, key(name), NOW))
        refused = look(path)
        assert (refused.outcome, refused.code) == (CheckOutcome.REFUSED, "SEND_BACK_NOT_APPROVER")
        assert standing(refused) is SignerStanding.UNREGISTERED


@pytest.mark.parametrize(
    "changes",
    [
        {"revoked_at": NOW - timedelta(hours=1)},
        {"active_until": NOW - timedelta(hours=1)},
        {"active_from": NOW + timedelta(hours=1)},
    ],
)
def test_an_approver_who_might_not_sign_then_does_not_count(
    changes: dict[str, object], desks: TwoDesks
) -> None:
    path = slip_of(desks, desks.carry())
    preparer, approver = registry().entries
    found = look(path, registry=registry_of(preparer, replace(approver, **changes)))
    assert found.code == "SEND_BACK_NOT_APPROVER"


def test_a_withdrawn_approver_cannot_date_a_slip_back(desks: TwoDesks) -> None:
    """A time in a file is its maker's word: a withdrawal counts from when the file reaches us."""
    path = slip_of(desks, desks.carry())
    slip = look(path).document
    assert isinstance(slip, SendBack)
    path.write_bytes(sign_document(slip, key("approver"), NOW - timedelta(hours=2)))
    assert look(path).outcome is CheckOutcome.GOOD
    preparer, approver = registry().entries
    gone = replace(approver, revoked_at=NOW - timedelta(hours=1))
    found = look(path, registry=registry_of(preparer, gone))
    assert (found.outcome, found.code) == (CheckOutcome.REFUSED, "SEND_BACK_NOT_APPROVER")
    assert standing(found) is SignerStanding.UNREGISTERED


def test_a_slip_from_the_future_does_not_count(desks: TwoDesks) -> None:
    path = slip_of(desks, desks.carry())
    slip = look(path).document
    assert isinstance(slip, SendBack)
    path.write_bytes(sign_document(slip, key("approver"), NOW + timedelta(hours=1)))
    assert look(path).code == "SEND_BACK_NOT_APPROVER"


def test_the_office_of_the_round_is_confirmed_like_any_other(desks: TwoDesks) -> None:
    desks.approver.intake.receive(
        write_round(desks.folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT
    )
    path = desks.send(desks.hand_over())
    found = build_agency_checker(desks.approver, NOW).check_file(path)
    assert found.outcome is CheckOutcome.GOOD
    assert desks.approver.pending.all() == ()
