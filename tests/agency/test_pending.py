"""Returns handed over for approval: what waits, and the newest of each round."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.agency.handing_in.approval import approve, send_back
from app.agency.handing_in.exchange import write_handover
from app.errors import AppError
from app.models.approval import PendingReturn, PendingState
from tests.agency.desks import CONTACT
from tests.agency.handing_in.two_desks import ROUND_ID, TwoDesks, open_two_desks
from tests.returns.sample import NOW, key


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


def _change_one_digit(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        (content,) = connection.execute("select payload from pending_return").fetchone()
        at = content.index(b'"revision":') + len(b'"revision":')
        changed = content[:at] + b"7" + content[at + 1 :]
        connection.execute("update pending_return set payload = ?", (changed,))


USES: dict[str, Callable[[TwoDesks, PendingReturn], object]] = {
    "shown": lambda desks, _: desks.preparer.pending.waiting(),
    "withdrawn": lambda desks, kept: desks.preparer.pending.withdraw(kept.payload_sha256),
    "handed on": lambda desks, kept: write_handover(
        desks.preparer, kept, key("preparer"), desks.folder / "out.tbpending", NOW
    ),
    "sent back": lambda desks, kept: send_back(desks.preparer, kept, "請補充。", now=NOW),
    "signed": lambda desks, kept: approve(
        desks.preparer, kept, key("approver"), desks.folder / "out", now=NOW
    ),
}


@pytest.mark.parametrize("use", USES)
def test_one_with_a_digit_changed_in_the_store_is_used_for_nothing(
    desks: TwoDesks, use: str
) -> None:
    kept = desks.hand_over()
    _change_one_digit(desks.preparer.path)
    before = sorted(desks.folder.rglob("*"))
    with pytest.raises(AppError) as caught:
        USES[use](desks, kept)
    assert caught.value.code == "STORED_PAYLOAD_DAMAGED"
    assert (caught.value.params["round"], caught.value.params["revision"]) == (ROUND_ID, "1")
    assert sorted(desks.folder.rglob("*")) == before
