"""Refused copies of returns, looked at again once all files of a batch have been checked."""

import hashlib
from dataclasses import replace

from msgspec import structs

from app.checks.checked_file import CheckedFile, CheckOutcome, Ground
from app.errors import AppError
from app.files import RETURN_LIMIT, read_bounded
from app.models.signatures import Reason
from app.returns.judging.trust_context import TrustContext
from app.returns.traces.second_look import (
    DigestFinder,
    KnownReturns,
    can_look_again,
    look_again,
)

_BAD = (CheckOutcome.REFUSED, CheckOutcome.UNREADABLE)


class CopyChecker:
    """Holds copies against the other file of the pair, or against the return in the store."""

    def __init__(self, ground: Ground, find_payload: DigestFinder | None) -> None:
        self._ground = ground
        self._known = KnownReturns(find_payload)

    def note(self, checked: CheckedFile) -> None:
        """Remember what a file just checked says, unless something speaks against it."""
        if checked.payload is not None and checked.outcome not in _BAD:
            self._known.note(checked.payload)

    def check_again(self, checked: CheckedFile) -> CheckedFile:
        """The same with a reason that says more, where there is more to say."""
        is_copy = checked.outcome in _BAD
        if not is_copy or not can_look_again(checked.code, checked.params, self._known):
            return checked
        try:
            content = read_bounded(checked.path, RETURN_LIMIT)
        except AppError:
            return checked
        if hashlib.sha256(content).hexdigest() != checked.sha256:
            return checked
        trust = self._find_trust(checked)
        reason = None
        if trust is not None:
            reason = look_again(content, checked.code, checked.params, trust, self._known)
        return checked if reason is None else _with_reason(checked, reason)

    def _find_trust(self, checked: CheckedFile) -> TrustContext | None:
        payload = self._known.find(checked.params.get("control_number", ""))
        assert payload is not None  # else it would not be looked at again
        return next((each for each in self._ground.trusts if each.round(payload.round_id)), None)


def _with_reason(checked: CheckedFile, reason: Reason) -> CheckedFile:
    params = {"file": checked.path.name} | dict(reason.params)
    verdict = checked.verdict
    if verdict is not None:
        verdict = structs.replace(verdict, reasons=(reason, *verdict.reasons[1:]))
    return replace(checked, code=reason.code, params=params, verdict=verdict)
