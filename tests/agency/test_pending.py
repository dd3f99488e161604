"""Returns handed over for approval: what waits, and the newest of each round."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.approval import PendingState
from tests.agency.desks import CONTACT
from tests.agency.handing_in.two_desks import ROUND_ID, TwoDesks, open_two_desks
from tests.returns.sample import NOW


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def test_handing_over_again_withdraws_what_still_waits(desks: TwoDesks) -> None:
    pending = desks.preparer.pending
    first = desks.hand_over()
    assert (pending.count_waiting(), pending.waiting()) == (1, (first,))
    desks.clock.now = NOW + timedelta(hours=1)
    draft = desks.preparer.draft(ROUND_ID)
    draft.commit({CONTACT: "陳大明"}, "聯絡人")
    second = desks.hand_over(draft)
    assert pending.one(first.payload_sha256).state is PendingState.WITHDRAWN
    assert [each.payload_sha256 for each in pending.all()] == [
        second.payload_sha256,
        first.payload_sha256,
    ]
    assert (pending.count_waiting(), pending.waiting()) == (1, (second,))
    assert pending.newest() == (second,)


def test_what_was_answered_is_not_withdrawn_any_more(desks: TwoDesks) -> None:
    pending = desks.preparer.pending
    handed_over = desks.hand_over()
    pending.answer(handed_over.payload_sha256, PendingState.SENT_BACK, NOW, "請補充。")
    assert (pending.count_waiting(), pending.waiting()) == (0, ())
    assert [each.state for each in pending.newest()] == [PendingState.SENT_BACK]
    with pytest.raises(AppError) as caught:
        pending.withdraw(handed_over.payload_sha256)
    assert caught.value.code == "PENDING_NOT_WAITING"


def test_one_nobody_handed_over_is_unknown_by_its_control_number(desks: TwoDesks) -> None:
    with pytest.raises(AppError) as caught:
        desks.preparer.pending.one("ab" * 32)
    assert caught.value.code == "PENDING_UNKNOWN"
    assert caught.value.params["control_number"].count("-") > 1
