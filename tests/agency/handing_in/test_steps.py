"""Where a return stands on its way to the office, and what is still missing, without a window."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.agency.handing_in.approval import approve
from app.agency.handing_in.steps import (
    NO_STEPS,
    Obstacle,
    SigningMeans,
    SigningSteps,
    StepState,
    find_steps,
)
from app.models.answers import Place
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.models.signatures import SignerRole
from tests.agency.desks import CONTACT
from tests.agency.handing_in.two_desks import (
    ROUND_ID,
    TwoDesks,
    build_round_file,
    entry_of,
    finish,
    open_two_desks,
    registry_of,
)
from tests.returns.sample import NOW, key, registry, round_

HAND_OVER = SigningMeans(key=key("preparer"))


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    opened = open_two_desks(tmp_path)
    yield opened
    opened.close()


def steps_of(desks: TwoDesks, means: SigningMeans = HAND_OVER) -> SigningSteps:
    draft = desks.preparer.draft(ROUND_ID)
    return find_steps(desks.preparer, draft, means, desks.clock.now)


def obstacles(steps: SigningSteps) -> tuple[Obstacle | None, ...]:
    return steps.check.obstacle, steps.sign.obstacle, steps.deliver.obstacle


def test_without_a_round_file_every_step_waits_for_one() -> None:
    assert obstacles(NO_STEPS) == (Obstacle.NO_ROUND,) * 3
    assert not NO_STEPS.may_sign


def test_open_findings_are_counted_and_keep_the_return_from_being_signed(desks: TwoDesks) -> None:
    steps = steps_of(desks)
    findings = desks.preparer.draft(ROUND_ID).results.findings
    assert steps.open_findings == sum(each.is_open for each in findings) > 0
    assert obstacles(steps) == (Obstacle.OPEN_FINDINGS, None, Obstacle.STEPS_BEFORE)
    assert (steps.check.state, steps.sign.state) == (StepState.OPEN, StepState.DONE)
    assert not steps.may_sign


def test_what_could_not_be_read_is_in_the_way_once_nothing_else_is(desks: TwoDesks) -> None:
    finish(desks.preparer)
    draft = desks.preparer.draft(ROUND_ID)
    place = Place(draft.blank.project_ids[0], "budget", None, "prepaid")
    draft.commit({}, "typed", texts={place: "約三萬"})
    steps = steps_of(desks)
    assert (steps.check.obstacle, steps.open_findings) == (Obstacle.OPEN_FINDINGS, 1)
    assert not steps.may_sign


def test_a_key_has_to_be_unlocked_and_on_the_registry(desks: TwoDesks) -> None:
    finish(desks.preparer)
    assert steps_of(desks, SigningMeans()).sign.obstacle is Obstacle.KEY_LOCKED
    stranger = SigningMeans(key=key("stranger"))
    assert steps_of(desks, stranger).sign.obstacle is Obstacle.KEY_UNREGISTERED
    steps = steps_of(desks)
    assert obstacles(steps) == (None, None, None)
    assert (steps.deliver.state, steps.may_sign) == (StepState.OPEN, True)


def test_the_only_approver_comes_chosen_and_one_of_several_is_said(tmp_path: Path) -> None:
    preparer, approver = registry().entries
    other = entry_of("second", SignerRole.APPROVER)
    desks = open_two_desks(tmp_path, build_round_file(registry_of(preparer, approver, other)))
    steps = steps_of(desks)
    assert len(steps.approvers) == 2
    assert steps.sign.obstacle is Obstacle.APPROVER_NOT_CHOSEN
    chosen = SigningMeans(key=key("preparer"), approver_sha256=other.certificate_sha256)
    assert steps_of(desks, chosen).sign.state is StepState.DONE
    desks.receive_anew(registry_of(preparer, approver))
    steps = steps_of(desks, chosen)
    assert steps.approver_sha256 == approver.certificate_sha256
    desks.close()


def test_a_round_of_one_signer_asks_for_no_approver(tmp_path: Path) -> None:
    desks = open_two_desks(tmp_path, build_round_file(round=round_()))
    steps = steps_of(desks)
    assert (steps.hands_over, steps.approvers) == (False, ())
    assert steps.sign.state is StepState.DONE
    desks.close()


def test_what_was_handed_over_waits_and_can_be_replaced(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    steps = steps_of(desks)
    assert (steps.deliver.state, steps.deliver.obstacle) == (
        StepState.WAITING,
        Obstacle.AWAITING_APPROVER,
    )
    assert (steps.pending, steps.is_changed_since, steps.may_sign) == (pending, False, True)
    draft = desks.preparer.draft(ROUND_ID)
    draft.commit({CONTACT: "陳大明"}, "聯絡人")
    assert steps_of(desks).is_changed_since
    draft.journal.undo()
    assert not steps_of(desks).is_changed_since
    desks.preparer.pending.withdraw(pending.payload_sha256)
    steps = steps_of(desks)
    assert steps.deliver.obstacle is None
    assert not steps.is_changed_since


def test_a_return_is_delivered_until_the_draft_changes(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    desks.clock.now = NOW + timedelta(hours=1)
    pair = approve(
        desks.preparer, pending, key("approver"), desks.folder / "out", now=desks.clock.now
    )
    steps = steps_of(desks)
    assert steps.deliver.state is StepState.DONE
    assert steps.delivered is not None
    assert steps.delivered.payload == pair.payload
    assert not steps.is_received
    draft = desks.preparer.draft(ROUND_ID)
    draft.commit({CONTACT: "陳大明"}, "聯絡人")
    steps = steps_of(desks)
    assert (steps.deliver.state, steps.delivered) == (StepState.OPEN, None)


def test_a_later_hand_over_waits_though_the_same_answers_went_out_before(desks: TwoDesks) -> None:
    pending = desks.hand_over()
    approve(desks.preparer, pending, key("approver"), desks.folder / "out", now=NOW)
    desks.clock.now = NOW + timedelta(hours=1)
    desks.hand_over(desks.preparer.draft(ROUND_ID))
    assert steps_of(desks).deliver.obstacle is Obstacle.AWAITING_APPROVER


def test_a_remark_without_an_answer_is_in_the_way_of_signing(desks: TwoDesks) -> None:
    finish(desks.preparer)
    remark = ReviewComment(id="r1-1", place=None, text="請說明。", author="國發會", written_at=NOW)
    desks.receive_anew(comments=(remark,))
    steps = steps_of(desks)
    assert (steps.unanswered, steps.may_sign) == ((remark,), False)
    assert steps.check.obstacle is Obstacle.UNANSWERED_REMARKS
    desks.preparer.draft(ROUND_ID).remarks.answer(remark, CommentAnswerKind.CORRECTED)
    assert steps_of(desks).unanswered == ()
