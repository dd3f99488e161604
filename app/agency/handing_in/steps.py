"""The steps of handing a return in: checked, signed, delivered; what is left and what may be done.

find_steps(desk, draft, means, now) → SigningSteps, which the window only shows
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.signers import is_registered, possible_approvers
from app.models.agency_rounds import AgencyRoundState, HandedIn
from app.models.approval import PendingReturn, PendingState
from app.models.record import Record
from app.models.reviews import ReviewComment
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.returns.document.payload_building import build_explained
from app.trust.keys.signing_keys import SigningKey


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    WAITING = "waiting"


class Obstacle(StrEnum):
    """What keeps a step from being done."""

    NO_ROUND = "no_round"
    OPEN_FINDINGS = "open_findings"
    UNCONFIRMED_VALUES = "unconfirmed_values"
    UNANSWERED_REMARKS = "unanswered_remarks"
    KEY_LOCKED = "key_locked"
    KEY_UNREGISTERED = "key_unregistered"
    APPROVER_NOT_CHOSEN = "approver_not_chosen"
    STEPS_BEFORE = "steps_before"
    AWAITING_APPROVER = "awaiting_approver"


@dataclass(frozen=True, slots=True)
class SigningMeans:
    """What the preparer has brought for signing so far."""

    key: SigningKey | None = None
    """Unlocked for one act of signing."""
    approver_sha256: str | None = None
    """The certificate of the approver chosen."""


class Step(Record, frozen=True):
    """How far a step is, and what is in its way."""

    state: StepState
    obstacle: Obstacle | None = None


_DONE = Step(StepState.DONE)
_OPEN = Step(StepState.OPEN)
_NO_ROUND = Step(StepState.WAITING, Obstacle.NO_ROUND)


class SigningSteps(Record, frozen=True, kw_only=True):
    """Where the return of one draft stands on its way to the office."""

    check: Step = _NO_ROUND
    sign: Step = _NO_ROUND
    deliver: Step = _NO_ROUND
    open_findings: int = 0
    unconfirmed: int = 0
    """Values carried forward that nobody has looked at."""
    unanswered: tuple[ReviewComment, ...] = ()
    """Remarks of the office without an answer."""
    hands_over: bool = False
    """Another person approves afterwards, in an act of signing of their own."""
    approvers: tuple[RegistryEntry, ...] = ()
    """Who may approve, where it is handed over."""
    approver_sha256: str | None = None
    """The one chosen, or the only one there is."""
    pending: PendingReturn | None = None
    """The newest hand-over of the round, whatever became of it."""
    is_changed_since: bool = False
    """That hand-over waits, and the draft holds something else by now."""
    delivered: HandedIn | None = None
    """The return this draft has gone out as, as long as nothing has changed since."""
    is_received: bool = False
    """The office has given a receipt for it."""

    @property
    def may_sign(self) -> bool:
        """Return whether everything is there to sign and deliver, once or once more."""
        return self.check == self.sign == _DONE


NO_STEPS = SigningSteps()
"""Nothing to hand in: no round file was received yet."""


def find_steps(desk: AgencyDesk, draft: Draft, means: SigningMeans, now: datetime) -> SigningSteps:
    """Where a draft stands. Raises AppError ROUND_NOT_HERE."""
    open_findings = sum(each.is_open for each in draft.results.findings)
    hands_over = SignerRole.APPROVER in draft.round.required_roles
    round_file = desk.rounds.file(draft.round.id)
    approvers = possible_approvers(round_file, now) if hands_over else ()
    approver_sha256 = _choose_approver(approvers, means.approver_sha256)
    unconfirmed, unanswered = len(draft.carried.unconfirmed), draft.remarks.unanswered()
    check = _find_check_step(open_findings, unconfirmed, len(unanswered))
    lacks_approver = hands_over and approver_sha256 is None
    sign = _find_sign_step(means.key, round_file.registry, now, lacks_approver=lacks_approver)
    pending = next(iter(desk.pending.of(draft.round.id)), None)
    is_waiting = pending is not None and pending.state is PendingState.WAITING
    waiting = pending if is_waiting else None
    round_ = desk.rounds.one(draft.round.id)
    return SigningSteps(
        check=check,
        sign=sign,
        deliver=_find_deliver_step(check, sign, waiting, round_.delivered),
        open_findings=open_findings,
        unconfirmed=unconfirmed,
        unanswered=unanswered,
        hands_over=hands_over,
        approvers=approvers,
        approver_sha256=approver_sha256,
        pending=pending,
        is_changed_since=waiting is not None and _is_changed_since(draft, waiting),
        delivered=round_.delivered,
        is_received=round_.delivered is not None and round_.state is AgencyRoundState.RECEIVED,
    )


def _find_check_step(open_findings: int, unconfirmed: int, unanswered: int) -> Step:
    """What `ensure_ready` would refuse, first things first."""
    if open_findings:
        return Step(StepState.OPEN, Obstacle.OPEN_FINDINGS)
    if unconfirmed:
        return Step(StepState.OPEN, Obstacle.UNCONFIRMED_VALUES)
    return Step(StepState.OPEN, Obstacle.UNANSWERED_REMARKS) if unanswered else _DONE


def _choose_approver(approvers: tuple[RegistryEntry, ...], wanted: str | None) -> str | None:
    """The only one comes chosen; of several, one is said by a person."""
    known = [each.certificate_sha256 for each in approvers]
    return known[0] if len(known) == 1 else wanted if wanted in known else None


def _find_sign_step(
    key: SigningKey | None, registry: Registry, now: datetime, *, lacks_approver: bool
) -> Step:
    if key is None:
        return Step(StepState.OPEN, Obstacle.KEY_LOCKED)
    if not is_registered(key, registry, now):
        return Step(StepState.OPEN, Obstacle.KEY_UNREGISTERED)
    if lacks_approver:
        return Step(StepState.OPEN, Obstacle.APPROVER_NOT_CHOSEN)
    return _DONE


def _find_deliver_step(
    check: Step,
    sign: Step,
    waiting: PendingReturn | None,
    delivered: HandedIn | None,
) -> Step:
    if delivered is not None and (
        waiting is None or waiting.handed_over_at <= delivered.handed_in_at
    ):
        return _DONE
    if waiting is not None:
        return Step(StepState.WAITING, Obstacle.AWAITING_APPROVER)
    if check == sign == _DONE:
        return _OPEN
    return Step(StepState.WAITING, Obstacle.STEPS_BEFORE)


def _is_changed_since(draft: Draft, pending: PendingReturn) -> bool:
    """Return whether what goes out with the draft differs from what was handed over."""
    payload = pending.payload
    return (
        draft.answers != payload.answers()
        or build_explained(draft.results.findings) != payload.explained
        or draft.remarks.answered() != payload.comment_answers
        or {each.sha256 for each in draft.attachments.all()}
        != {each.sha256 for each in payload.attachments}
    )
