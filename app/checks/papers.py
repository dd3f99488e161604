"""Check hand-over files (待核定件) and send-backs (退回單) without importing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.agency.handing_in.approval import build_pending
from app.agency.handing_in.handover import (
    OfferedHandover,
    ensure_from_preparer,
    ensure_sound,
    unpack_handover,
    verify_offered_pair,
)
from app.agency.handing_in.pair import ReturnPair
from app.agency.handing_in.pair_verification import build_agency_trust
from app.agency.handing_in.signers import is_from_approver
from app.checks.checked_file import CheckOutcome, Ground, SignerStanding
from app.checks.sentences import describe_document
from app.errors import AppError
from app.models.agency_names import AgencyNames
from app.models.approval import Handover, PendingOrigin, PendingReturn, SendBack
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.returns.judging.trust_context import TrustContext
from app.trust.papers.signed_document import SignedDocument


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """The result of checking one document; `code` and `params` are the sentence about it."""

    outcome: CheckOutcome
    code: str
    standing: SignerStanding
    params: Mapping[str, str] = field(default_factory=dict)
    document: PendingReturn | SendBack | None = None
    payload: Payload | None = None
    round_title: str = ""


def check_handover(
    handover: Handover, signed: SignedDocument, path: Path, ground: Ground
) -> CheckedPaper:
    """Check a hand-over file: its pair of files, its round file, its preparer.

    Takes about as long as an export: the pages are drawn again. Raises AppError DOCUMENT_*,
    ROUND_FILE_UNSIGNED, APPROVAL_NOT_REQUIRED, FONT_MISSING.
    """
    offered = unpack_handover(handover, signed, path)
    known = ground.office_certificate_sha256
    if known is not None and known != offered.document.certificate_sha256:
        return CheckedPaper(
            CheckOutcome.REFUSED, "HANDOVER_OTHER_OFFICE", SignerStanding.UNREGISTERED
        )
    found = verify_offered_pair(offered, _choose_trust(offered, ground))
    try:
        payload = ensure_sound(found, path)
        ensure_from_preparer(offered, payload, ground.now)
    except AppError as problem:
        standing = SignerStanding.UNREGISTERED
        return CheckedPaper(CheckOutcome.REFUSED, problem.code, standing, problem.params)
    is_confirmed = known is not None
    pair = ReturnPair(payload, handover.workbook, handover.pdf)
    pending = build_pending(pair, handover.note, handover.handed_over_at, PendingOrigin.RECEIVED)
    code, params = describe_document(pending)
    return CheckedPaper(
        CheckOutcome.GOOD if is_confirmed else CheckOutcome.UNCONFIRMED,
        code,
        SignerStanding.REGISTERED if is_confirmed else SignerStanding.UNCONFIRMED,
        params | _name_in_words(offered.round_file),
        pending,
        payload,
        offered.round_file.round.title,
    )


def _choose_trust(offered: OfferedHandover, ground: Ground) -> TrustContext:
    """What is known here of its round; what it brings itself where that is all there is, or newer.

    It is the office's word either way: of a round file nobody has confirmed, the outcome says so.
    """
    round_file = offered.round_file
    here = [each for each in ground.trusts if each.round(round_file.round.id) is not None]
    if here and here[0].registry.sequence >= round_file.registry.sequence:
        return here[0]
    return build_agency_trust(round_file, ground.now)


def _name_in_words(round_file: RoundFile) -> dict[str, str]:
    names = AgencyNames(round_file.programme, round_file.round)
    return {"agency": names.short(round_file.agency), "round": round_file.round.title}


def check_send_back(send_back: SendBack, signed: SignedDocument, ground: Ground) -> CheckedPaper:
    """Check a send-back: whether an approver of that agency signed it.

    Which hand-over it answers, only the preparer's store can tell.
    """
    trusts = ground.trusts
    here = [each for each in trusts if each.round(send_back.round_id) is not None]
    title = _find_title(here, send_back.round_id)
    code, params = describe_document(send_back)
    params |= {"round": title or send_back.round_id}
    if not trusts:
        standing, outcome = SignerStanding.UNCONFIRMED, CheckOutcome.UNCONFIRMED
    elif is_from_approver(send_back, signed, trusts[0].registry, ground.now):
        standing, outcome = SignerStanding.REGISTERED, CheckOutcome.GOOD
    else:
        standing, outcome = SignerStanding.UNREGISTERED, CheckOutcome.REFUSED
        code = "SEND_BACK_NOT_APPROVER"
    return CheckedPaper(outcome, code, standing, params, send_back, round_title=title)


def _find_title(trusts: list[TrustContext], round_id: str) -> str:
    found = trusts[0].round(round_id) if trusts else None
    return "" if found is None else found.title
