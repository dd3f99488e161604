"""Verify a pending return's file (待核定件) by the round file of whoever has it in hand."""

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from app.agency.handing_in.pair_verification import PairVerification, verify_pair
from app.errors import AppError
from app.models.approval import Handover
from app.models.periods import CLOCK_TOLERANCE, format_taiwan_time
from app.models.record import Record
from app.models.returns import Payload
from app.models.rounds import Round, RoundFile
from app.models.signatures import Reason, SignerRole
from app.returns.judging.trust_context import TrustContext
from app.trust.papers.kinds import HANDOVER
from app.trust.papers.round_file import ensure_round_file_algorithm, open_round_file
from app.trust.papers.signed_document import SignedDocument, ensure_algorithm


class OfferedHandover(Record, frozen=True, kw_only=True):
    """A 待核定件 taken apart; nothing in it is believed yet."""

    handover: Handover
    signed: SignedDocument
    """The preparer's signature on the whole."""
    round_file: RoundFile
    document: SignedDocument
    """The office's signature on the round file."""
    path: Path


def unpack_handover(handover: Handover, signed: SignedDocument, path: Path) -> OfferedHandover:
    """Take a 待核定件 apart; `path` only names it in errors.

    Raises AppError DOCUMENT_*, ROUND_FILE_UNSIGNED, APPROVAL_NOT_REQUIRED.
    """
    round_file, document = open_round_file(handover.round_file, path)
    ensure_two_signatures(round_file.round)
    return OfferedHandover(
        handover=handover,
        signed=signed,
        round_file=round_file,
        document=document,
        path=path,
    )


def ensure_two_signatures(round_: Round) -> None:
    """Refuse a round in which nobody approves. Raises AppError APPROVAL_NOT_REQUIRED."""
    if round_.required_roles != tuple(SignerRole):
        raise AppError("APPROVAL_NOT_REQUIRED", round=round_.title)


def verify_offered_pair(offered: OfferedHandover, trust: TrustContext) -> PairVerification:
    """Verify the half-signed pair: what has to be there before the approval, and no more."""
    before = replace(trust, is_before_approval=True)
    handover = offered.handover
    return verify_pair(handover.workbook, handover.pdf, before)


def ensure_from_preparer(offered: OfferedHandover, payload: Payload, now: datetime) -> None:
    """It is of the agency and round of its round file, and sent by the preparer it names.

    Raises AppError HANDOVER_OTHER_AGENCY, HANDOVER_FOREIGN, HANDOVER_FUTURE, DOCUMENT_KEY_*.
    """
    path, round_file = offered.path, offered.round_file
    ensure_round_file_algorithm(round_file, offered.document, path, now)
    policy, opened_on = round_file.registry.policy, round_file.round.opens_on
    ensure_algorithm(offered.signed, HANDOVER, path, policy, now, opened_on=opened_on)
    preparer = payload.signers[0]
    if (payload.agency, payload.round_id) != (round_file.agency, round_file.round.id):
        raise AppError("HANDOVER_OTHER_AGENCY", file=path, agency=payload.agency)
    if offered.signed.certificate_sha256 != preparer.certificate_sha256:
        raise AppError("HANDOVER_FOREIGN", file=path, name=preparer.person_name)
    if offered.handover.handed_over_at > now + CLOCK_TOLERANCE:
        date = format_taiwan_time(offered.handover.handed_over_at)
        raise AppError("HANDOVER_FUTURE", file=path, date=date)


def ensure_sound(found: PairVerification, path: Path) -> Payload:
    """Return the payload of a pair without reasons against it; raise the first reason."""
    if found.problems or found.payload is None:
        first: Reason = found.problems[0]
        raise AppError(first.code, file=path, **first.params)
    return found.payload
