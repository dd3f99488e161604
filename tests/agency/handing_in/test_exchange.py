"""From one computer to the other and back: what is taken in, and what is refused by name."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import delete

from app.agency.handing_in.approval import approve, send_back
from app.agency.handing_in.exchange import (
    preview_handover,
    receive_approved,
    receive_handover,
    receive_send_back,
    write_handover,
)
from app.errors import AppError
from app.files import RETURN_LIMIT
from app.messages import load_sentences
from app.models.approval import PendingOrigin, PendingReturn, PendingState, SendBack
from app.models.receipts import Receipt, ReceivedFile
from app.models.rounds import RoundFile
from app.store.tables.agency import pending_return
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import SEND_BACK
from app.trust.papers.pinning import OfficeStanding
from app.trust.papers.receipt import write_receipt
from app.trust.papers.signed_document import decode_content, read_document, sign_document
from tests.agency.desks import OFFICE_FINGERPRINT, OFFICE_KEY
from tests.agency.handing_in.two_desks import (
    ROUND_ID,
    TwoDesks,
    build_round_file,
    finish,
    open_two_desks,
    read_handover,
    registry_of,
    rewritten,
    write_round,
)
from tests.returns.sample import NOW, key, registry, round_
from tests.returns.workbook.packages import BOTH
from tests.trust.policy.policies import curve, policy, rsa

pytestmark = pytest.mark.slow


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def test_one_file_is_all_the_approver_needs(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    path = desks.send(pending)
    received = desks.receive(path)
    expected = msgspec.structs.replace(pending, origin=PendingOrigin.RECEIVED)
    assert received == expected
    assert desks.approver.pending.all() == (expected,)
    assert desks.approver.rounds.file(ROUND_ID) == desks.preparer.rounds.file(ROUND_ID)
    assert desks.approver.agency == "MOE"


def test_the_preview_says_what_it_is_and_whose_and_trusts_nothing(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    preview = preview_handover(desks.approver, desks.send(pending))
    assert preview.round.standing is OfficeStanding.NEW
    assert preview.round.fingerprint == OFFICE_FINGERPRINT
    assert not preview.is_round_here
    assert (preview.preparer_name, preview.approver_name) == ("王preparer", "王approver")
    assert (preview.note, preview.control_number) == ("請核定。", pending.control_number)
    assert (desks.approver.office.pin(), desks.approver.pending.all()) == (None, ())


def test_the_completed_pair_comes_back(desks: TwoDesks) -> None:
    pending = desks.carry()
    desks.clock.now += timedelta(hours=1)
    pair = approve(
        desks.approver, pending, key("approver"), desks.folder / "out", now=desks.clock.now
    )
    handed_in = receive_approved(desks.preparer, (pair.pdf, pair.workbook), desks.clock.now)
    assert handed_in.payload_sha256 == pending.payload_sha256
    assert desks.preparer.handed_in.of(ROUND_ID) == (handed_in,)
    for desk in (desks.preparer, desks.approver):
        (after,) = desk.pending.all()
        assert after.state is PendingState.APPROVED


def test_the_slip_brings_the_words_back(desks: TwoDesks) -> None:
    pending = desks.carry()
    slip = desks.folder / "moe.tbsendback"
    at = desks.clock.now = NOW + timedelta(hours=1)
    send_back(desks.approver, pending, "第二季請確認。", now=at, key=key("approver"), path=slip)
    answered = receive_send_back(desks.preparer, slip)
    assert (answered.state, answered.answer) == (PendingState.SENT_BACK, "第二季請確認。")
    assert answered.answered_at == at
    assert receive_send_back(desks.preparer, slip) == answered


# -- what the approver's computer refuses


def refusal(desks: TwoDesks, path: Path) -> str:
    """The code, when nothing at all has changed on the approver's computer."""
    desk = desks.approver
    before = (desk.rounds.all(), desk.office.pin(), desk.pending.all(), desk.agency)
    with pytest.raises(AppError) as caught:
        receive_handover(desk, path, confirm_office=OFFICE_FINGERPRINT)
    assert (desk.rounds.all(), desk.office.pin(), desk.pending.all(), desk.agency) == before
    assert caught.value.code in load_sentences()
    return caught.value.code


def test_the_office_is_confirmed_by_its_fingerprint_first(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    with pytest.raises(AppError) as caught:
        receive_handover(desks.approver, path)
    assert caught.value.code == "OFFICE_NOT_CONFIRMED"
    assert (desks.approver.rounds.all(), desks.approver.pending.all()) == ((), ())


def test_the_same_file_twice_changes_nothing(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    first = desks.receive(path)
    send_back(desks.approver, first, "請確認。", now=NOW)
    before = desks.approver.pending.all()
    assert desks.receive(path) == before[0]
    assert before[0].state is PendingState.SENT_BACK
    assert desks.approver.pending.all() == before


def test_an_earlier_hand_over_does_not_come_back(desks: TwoDesks) -> None:
    old = desks.send(desks.hand_over(), "old.tbpending")
    desks.clock.now += timedelta(minutes=5)
    desks.receive(desks.send(desks.hand_over(finish(desks.preparer, 8)), "new.tbpending"))
    assert refusal(desks, old) == "HANDOVER_OLDER"


def test_the_newer_one_withdraws_the_one_that_waits(desks: TwoDesks) -> None:
    first = desks.carry()
    desks.clock.now += timedelta(minutes=5)
    second = desks.carry(finish(desks.preparer, 8))
    states = {each.payload_sha256: each.state for each in desks.approver.pending.all()}
    assert states == {
        first.payload_sha256: PendingState.WITHDRAWN,
        second.payload_sha256: PendingState.WAITING,
    }


def test_a_withdrawn_one_replayed_on_the_preparers_computer_stays_withdrawn(
    desks: TwoDesks,
) -> None:
    pending = desks.hand_over()
    path = desks.send(pending)
    desks.preparer.pending.withdraw(pending.payload_sha256)
    assert receive_handover(desks.preparer, path).state is PendingState.WITHDRAWN


def test_pairs_put_together_otherwise_are_refused(desks: TwoDesks) -> None:
    first = desks.send(desks.hand_over(), "first.tbpending")
    other = read_handover(first)
    desks.clock.now += timedelta(minutes=5)
    path = desks.send(desks.hand_over(finish(desks.preparer, 8)), "second.tbpending")
    swapped = rewritten(path, lambda h: replace(h, workbook=h.pdf, pdf=h.workbook))
    assert refusal(desks, swapped) == "PAIR_NOT_TWO_KINDS"
    mixed = rewritten(path, lambda h: replace(h, pdf=other.pdf))
    assert refusal(desks, mixed) == "PAIR_DIFFERENT_PAYLOADS"
    damaged = rewritten(path, lambda h: replace(h, workbook=h.workbook[:-40]))
    assert refusal(desks, damaged) == "FILE_CUT_OFF"


def test_a_pair_both_have_signed_is_no_hand_over(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    path = desks.send(pending)
    pair = approve(desks.preparer, pending, key("approver"), desks.folder / "out", now=NOW)
    book, pages = pair.workbook.read_bytes(), pair.pdf.read_bytes()
    full = rewritten(path, lambda h: replace(h, workbook=book, pdf=pages))
    assert refusal(desks, full) == "SIG_COUNT"


def test_only_the_preparer_in_the_payload_sends_it(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    for name in ("approver", "stranger"):
        assert refusal(desks, rewritten(path, lambda h: h, name)) == "HANDOVER_FOREIGN"


def test_an_altered_note_is_noticed(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    content = path.read_bytes()
    assert "請核定。".encode() in content
    path.write_bytes(content.replace("請核定。".encode(), "請速簽。".encode()))
    assert refusal(desks, path) == "DOCUMENT_DAMAGED"


def test_a_hand_over_from_the_future_cannot_block_later_ones(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    future = rewritten(path, lambda h: replace(h, handed_over_at=NOW + timedelta(days=1)))
    assert refusal(desks, future) == "HANDOVER_FUTURE"


def test_a_file_cut_short_or_too_large_is_refused(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    cut = desks.folder / "cut.tbpending"
    cut.write_bytes(path.read_bytes()[:-1000])
    assert refusal(desks, cut) == "DOCUMENT_FOREIGN"
    large = desks.folder / "large.tbpending"
    with large.open("wb") as stream:
        os.truncate(stream.fileno(), 100_000_000)
    assert refusal(desks, large) == "FILE_TOO_LARGE"


def with_round_file(
    desks: TwoDesks, path: Path, made: RoundFile, office: SigningKey = OFFICE_KEY
) -> Path:
    """The handover with another round file in it, signed again by the preparer."""
    content = write_round(desks.folder, made, office).read_bytes()
    return rewritten(path, lambda handover: replace(handover, round_file=content))


def test_the_round_file_in_it_is_the_confirmed_offices(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    stranger = create_authority("他機關", NOW - timedelta(days=1))
    strangers = with_round_file(desks, path, build_round_file(), stranger)
    assert refusal(desks, strangers) == "OFFICE_FINGERPRINT_WRONG"
    desks.approver.intake.receive(
        write_round(desks.folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT
    )
    with pytest.raises(AppError) as caught:
        receive_handover(desks.approver, strangers)
    assert caught.value.code == "OFFICE_CHANGED"
    newer = build_round_file(issued_at=NOW - timedelta(hours=1))
    with pytest.raises(AppError) as caught:
        receive_handover(desks.approver, with_round_file(desks, path, newer, stranger))
    assert caught.value.code == "OFFICE_CHANGED"
    altered = rewritten(
        path,
        lambda h: replace(h, round_file=h.round_file.replace("執行".encode(), "值行".encode())),
    )
    assert refusal(desks, altered) == "DOCUMENT_DAMAGED"


def test_the_round_file_in_it_is_of_the_agency_and_the_round(desks: TwoDesks) -> None:
    path = desks.send(desks.hand_over())
    foreign = with_round_file(desks, path, build_round_file(agency="MOC"))
    assert refusal(desks, foreign) == "HANDOVER_OTHER_AGENCY"
    other_round = replace(build_round_file().round, nonce="6b" * 32)
    moved = with_round_file(desks, path, build_round_file(round=other_round))
    assert refusal(desks, moved) == "NONCE_MISMATCH"
    desks.approver.intake.receive(
        write_round(desks.folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT
    )
    assert refusal(desks, foreign) == "ROUND_FILE_WRONG_AGENCY"
    assert refusal(desks, moved) == "ROUND_FILE_OTHER_ROUND"


def test_a_newer_round_file_in_it_is_taken_in_and_an_older_one_is_not(desks: TwoDesks) -> None:
    newest = build_round_file(issued_at=NOW - timedelta(hours=1))
    desks.approver.intake.receive(
        write_round(desks.folder, build_round_file(issued_at=NOW - timedelta(days=1))),
        confirm_office=OFFICE_FINGERPRINT,
    )
    desks.carry()
    assert desks.approver.rounds.file(ROUND_ID) == desks.preparer.rounds.file(ROUND_ID)
    desks.approver.intake.receive(write_round(desks.folder, newest))
    desks.clock.now += timedelta(minutes=5)
    pending = desks.carry()
    assert pending.state is PendingState.WAITING
    assert desks.approver.rounds.file(ROUND_ID) == newest


def test_an_older_round_file_is_named_where_the_return_does_not_fit(desks: TwoDesks) -> None:
    preparer, approver = registry().entries
    gone = replace(preparer, revoked_at=NOW - timedelta(hours=2))
    newest = build_round_file(registry_of(gone, approver), issued_at=NOW - timedelta(hours=1))
    path = desks.send(desks.hand_over())
    desks.approver.intake.receive(
        write_round(desks.folder, newest), confirm_office=OFFICE_FINGERPRINT
    )
    assert refusal(desks, path) == "HANDOVER_ROUND_OLDER"


# -- what the preparer's computer writes and refuses


def test_only_the_preparer_writes_the_file_and_only_while_it_waits(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    path = desks.folder / "a.tbpending"
    with pytest.raises(AppError) as caught:
        write_handover(desks.preparer, pending, key("approver"), path, NOW)
    assert caught.value.code == "HANDOVER_OTHER_KEY"
    desks.preparer.pending.withdraw(pending.payload_sha256)
    with pytest.raises(AppError) as caught:
        write_handover(desks.preparer, pending, key("preparer"), path, NOW)
    assert caught.value.code == "PENDING_NOT_WAITING"
    assert not path.exists()


def test_a_send_back_and_a_handover_are_judged_by_the_policy(tmp_path: Path) -> None:
    ended = policy(curve(refused_from=date(2026, 1, 3)), rsa())
    opened = replace(round_(BOTH), opens_on=date(2026, 1, 2))
    listed = replace(registry(), policy=ended)
    desks = open_two_desks(tmp_path, build_round_file(listed, round=opened))
    pending = desks.carry()  # the round was opened before the date
    path = desks.folder / "back.tbsendback"
    send_back(desks.approver, pending, "不行。", now=NOW, key=key("approver"), path=path)
    over = replace(ended, keys=(curve(refused_from=date(2026, 1, 2)), rsa()))
    file = desks.preparer.rounds.file(ROUND_ID)
    late = replace(file, registry=replace(listed, policy=over))
    desks.preparer.rounds._files = {ROUND_ID: late}  # as if the office had moved the date
    with pytest.raises(AppError) as caught:
        receive_send_back(desks.preparer, path)
    assert caught.value.code == "DOCUMENT_KEY_ENDED"
    desks.close()


def test_a_slip_of_somebody_else_or_of_something_else_is_refused(desks: TwoDesks) -> None:
    pending = desks.carry()
    path = desks.folder / "slip.tbsendback"
    send_back(desks.approver, pending, "不行。", now=NOW, key=key("approver"), path=path)
    slip = decode_content(read_document(path, SEND_BACK), SEND_BACK, SendBack, path)
    for changed, name, code in (
        (slip, "stranger", "SEND_BACK_FOREIGN"),
        (slip, "preparer", "SEND_BACK_FOREIGN"),
        (replace(slip, agency="MOC"), "approver", "SEND_BACK_UNKNOWN"),
        (replace(slip, payload_sha256="ab" * 32), "approver", "SEND_BACK_UNKNOWN"),
        (
            replace(slip, handed_over_at=NOW - timedelta(days=1)),
            "approver",
            "SEND_BACK_UNKNOWN",
        ),
    ):
        path.write_bytes(sign_document(changed, key(name), NOW))
        with pytest.raises(AppError) as caught:
            receive_send_back(desks.preparer, path)
        assert caught.value.code == code
    assert desks.preparer.pending.all()[0].state is PendingState.WAITING


def test_a_slip_counts_only_while_its_approver_may_sign(desks: TwoDesks) -> None:
    """Whatever time stands in it: a withdrawal counts from when the slip reaches the preparer."""
    pending = desks.carry()
    path = desks.folder / "slip.tbsendback"
    send_back(desks.approver, pending, "不行。", now=NOW, key=key("approver"), path=path)
    slip = decode_content(read_document(path, SEND_BACK), SEND_BACK, SendBack, path)
    path.write_bytes(sign_document(slip, key("approver"), NOW - timedelta(hours=2)))
    preparer, approver = registry().entries
    gone = replace(approver, revoked_at=NOW - timedelta(hours=1))
    newer = build_round_file(
        replace(registry_of(preparer, gone), sequence=registry().sequence + 1), issued_at=NOW
    )
    desks.preparer.intake.receive(write_round(desks.folder, newer))
    with pytest.raises(AppError) as caught:
        receive_send_back(desks.preparer, path)
    assert caught.value.code == "SEND_BACK_NOT_APPROVER"
    assert desks.preparer.pending.all()[0].state is PendingState.WAITING


def test_a_slip_that_cannot_be_written_sends_nothing_back(desks: TwoDesks) -> None:
    pending = desks.carry()
    blocked = desks.folder / "file"
    blocked.write_bytes(b"")
    with pytest.raises(AppError, match="FILE_NOT_WRITABLE"):
        send_back(
            desks.approver,
            pending,
            "不行。",
            now=NOW,
            key=key("approver"),
            path=blocked / "slip.tbsendback",
        )
    assert desks.approver.pending.all()[0].state is PendingState.WAITING
    with pytest.raises(AppError) as caught:
        send_back(
            desks.approver,
            pending,
            "不行。",
            now=NOW,
            key=key(),
            path=desks.folder / "s.tbsendback",
        )
    assert caught.value.code == "KEY_SAME_PERSON"
    assert not (desks.folder / "s.tbsendback").exists()


def test_a_withdrawn_one_that_was_signed_all_the_same_is_taken(desks: TwoDesks) -> None:
    pending = desks.carry()
    desks.preparer.pending.withdraw(pending.payload_sha256)
    pair = approve(desks.approver, pending, key("approver"), desks.folder / "out", now=NOW)
    receive_approved(desks.preparer, (pair.workbook, pair.pdf), NOW)
    assert desks.preparer.pending.all()[0].state is PendingState.APPROVED


def test_what_is_not_a_completed_pair_from_here_is_refused(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    book, pages = desks.folder / "a.xlsx", desks.folder / "a.pdf"
    book.write_bytes(pending.workbook)
    pages.write_bytes(pending.pdf)
    for paths, code in (
        ((book, pages), "SIG_COUNT"),
        ((book,), "APPROVED_NOT_A_PAIR"),
        ((book, pages, pages), "APPROVED_NOT_A_PAIR"),
    ):
        with pytest.raises(AppError) as caught:
            receive_approved(desks.preparer, paths, NOW)
        assert caught.value.code == code
    os.truncate(pages, RETURN_LIMIT + 1)
    with pytest.raises(AppError) as caught:
        receive_approved(desks.preparer, (book, pages), NOW)
    assert caught.value.code == "FILE_TOO_LARGE"
    carried = desks.receive(desks.send(pending))
    pair = approve(desks.approver, carried, key("approver"), desks.folder / "out", now=NOW)
    with desks.preparer.bench.store.writing() as connection:
        connection.execute(delete(pending_return))
    with pytest.raises(AppError) as caught:
        receive_approved(desks.preparer, (pair.workbook, pair.pdf), NOW)
    assert caught.value.code == "APPROVED_UNKNOWN"
    assert desks.preparer.handed_in.of(ROUND_ID) == ()


def receipt_of(desks: TwoDesks, pending: PendingReturn, *, accepted: bool) -> Path:
    """The office's receipt for a pair the approver has delivered directly."""
    receipt = Receipt(
        agency="MOE",
        round_id=pending.round_id,
        round_title="114年度執行成果",
        revision=1,
        control_number=pending.control_number,
        payload_sha256=pending.payload_sha256,
        files=(ReceivedFile(name="04_MOE_114-annual_r1.pdf", sha256="ab" * 32),),
        accepted=accepted,
        code="IMPORTED" if accepted else "SIG_COUNT",
        sentence="已匯入。",
        offered_at=NOW,
        issued_by="協調彙整機關",
        issued_at=NOW,
    )
    path = desks.folder / f"{accepted}.tbreceipt"
    write_receipt(receipt, OFFICE_KEY, path)
    return path


def test_a_receipt_tells_the_preparer_of_what_the_approver_delivered(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    desks.preparer.receipts.load(receipt_of(desks, pending, accepted=False))
    assert desks.preparer.handed_in.of(ROUND_ID) == ()
    assert desks.preparer.pending.all()[0].state is PendingState.WAITING
    path = receipt_of(desks, pending, accepted=True)
    for _ in range(2):
        desks.preparer.receipts.load(path)
        (record,) = desks.preparer.handed_in.of(ROUND_ID)
        assert record.payload == pending.payload
        assert [each.name for each in record.files] == ["04_MOE_114-annual_r1.pdf"]
    assert desks.preparer.pending.all()[0].state is PendingState.APPROVED
