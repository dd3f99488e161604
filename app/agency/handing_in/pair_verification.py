"""Verify both files of a return together: each by itself, and for one payload."""

from datetime import datetime

from msgspec.structs import replace

from app.models.record import Record
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.models.signatures import Carrier, Reason, Verdict
from app.returns.judging.trust_context import TrustContext
from app.returns.refusal import unique_reasons
from app.returns.verification import Verification, verify_file
from app.trust.papers.pinning import STALE_AFTER


class PairVerification(Record, frozen=True, kw_only=True):
    """What verifying both files has shown."""

    workbook: Verdict
    pdf: Verdict
    payload: Payload | None
    """What both carry; None where it is unreadable or differs."""
    problems: tuple[Reason, ...]
    """All reasons against the pair; () without any."""


def verify_pair(workbook: bytes, pdf: bytes, trust: TrustContext) -> PairVerification:
    """Verify a workbook and a PDF as one return. Raises AppError FONT_MISSING."""
    book = verify_file(workbook, "pair.xlsx", trust)
    pages = verify_file(pdf, "pair.pdf", trust)
    problems: list[Reason] = []
    if (book.verdict.carrier, pages.verdict.carrier) != (Carrier.WORKBOOK, Carrier.PDF):
        problems.append(Reason(code="PAIR_NOT_TWO_KINDS"))
    problems += [*book.verdict.reasons, *pages.verdict.reasons]
    payload = _common_payload(book, pages)
    if payload is None and not problems:
        problems.append(Reason(code="PAIR_DIFFERENT_PAYLOADS"))
    return PairVerification(
        workbook=book.verdict,
        pdf=pages.verdict,
        payload=payload,
        problems=unique_reasons(problems),
    )


def build_agency_trust(
    round_file: RoundFile, now: datetime, *, is_before_approval: bool = False
) -> TrustContext:
    """The trust context an agency verifies its own returns in: that of the round file it has.

    A registry past its next update is taken for as long as a round file with it would be; the
    office, which has the newest one, is stricter.
    """
    registry = round_file.registry
    return TrustContext(
        programme=round_file.programme,
        registry=replace(registry, next_update=registry.next_update + STALE_AFTER),
        rounds=(round_file.round,),
        forms={round_file.round.form_sha256: round_file.form},
        now=now,
        is_before_approval=is_before_approval,
    )


def _common_payload(one: Verification, other: Verification) -> Payload | None:
    return one.payload if one.payload == other.payload else None
