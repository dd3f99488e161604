"""From one computer to the other and back: what is taken in, and what is refused by name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.models.approval import PendingOrigin, PendingState
from app.returns.approval import approve, send_back
from app.returns.approval_files import (
    preview_handover,
    receive_approved,
    receive_send_back,
)
from app.trust.pinning import OfficeStanding
from tests.drafts.desks import OFFICE_FINGERPRINT
from tests.returns.sample import NOW, key
from tests.returns.two_desks import (
    ROUND_ID,
    TwoDesks,
    open_two_desks,
)


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
    assert desks.approver.pending_returns() == (expected,)
    assert desks.approver.round_file(ROUND_ID) == desks.preparer.round_file(ROUND_ID)
    assert desks.approver.agency == "MOE"


def test_the_preview_says_what_it_is_and_whose_and_trusts_nothing(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    preview = preview_handover(desks.approver, desks.send(pending))
    assert preview.round.standing is OfficeStanding.NEW
    assert preview.round.fingerprint == OFFICE_FINGERPRINT
    assert not preview.is_round_here
    assert (preview.preparer_name, preview.approver_name) == ("王preparer", "王approver")
    assert (preview.note, preview.control_number) == ("請核定。", pending.control_number)
    assert (desks.approver.office_pin(), desks.approver.pending_returns()) == (None, ())


def test_the_completed_pair_comes_back(desks: TwoDesks) -> None:
    pending = desks.carry()
    desks.clock.now += timedelta(hours=1)
    pair = approve(
        desks.approver, pending, key("approver"), desks.folder / "out", now=desks.clock.now
    )
    handed_in = receive_approved(desks.preparer, (pair.pdf, pair.workbook), desks.clock.now)
    assert handed_in.payload_sha256 == pending.payload_sha256
    assert desks.preparer.handed_in(ROUND_ID) == (handed_in,)
    for desk in (desks.preparer, desks.approver):
        (after,) = desk.pending_returns()
        assert after.state is PendingState.APPROVED


def test_the_slip_brings_the_words_back(desks: TwoDesks) -> None:
    pending = desks.carry()
    slip = desks.folder / "moe.tbsendback"
    at = NOW + timedelta(hours=1)
    send_back(desks.approver, pending, "第二季請確認。", now=at, key=key("approver"), path=slip)
    answered = receive_send_back(desks.preparer, slip)
    assert (answered.state, answered.answer) == (PendingState.SENT_BACK, "第二季請確認。")
    assert answered.answered_at == at
    assert receive_send_back(desks.preparer, slip) == answered
