"""One signed workbook: verified, read, and compared with its rendering."""

from dataclasses import dataclass

from app.forms.evaluation import Evaluation
from app.models.returns import Payload
from app.models.signatures import Carrier, Verdict
from app.returns.judging.binding import (
    check_binding,
    evaluate_payload,
    find_notes,
    identify_signer,
)
from app.returns.judging.return_context import find_payload_context
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.v1.builder import build_document
from app.returns.refusal import Refused, unique_reasons
from app.returns.workbook.comparison import ensure_same_workbook
from app.returns.workbook.payload_part import read_payload_part
from app.returns.workbook.signature_verifier import VerifiedPackage, verify_workbook_signatures


@dataclass(frozen=True, slots=True)
class VerifiedWorkbook:
    """The verdict, and the payload where file and signatures are sound (whoever signed)."""

    verdict: Verdict
    payload: Payload | None
    evaluation: Evaluation | None


def verify_workbook(content: bytes, trust: TrustContext) -> VerifiedWorkbook:
    """Verify, then read only the verified bytes. Raises Refused where nothing can be said."""
    package = verify_workbook_signatures(content)
    signers = tuple(
        identify_signer(each.certificate, each.role, each.signed_at, each.timestamp, trust)
        for each in package.signers
    )
    payload: Payload | None = None
    evaluation: Evaluation | None = None
    unchanged, reasons = package.unchanged, list(package.reasons)
    if unchanged:
        try:
            payload = read_payload_part(package.content_parts)
            evaluation = evaluate_payload(payload, trust)
            reasons += check_binding(payload, signers, trust, evaluation)
            if evaluation is not None:
                _ensure_rendered(package, payload, trust)
        except Refused as problem:
            reasons.append(problem.reason())
    verdict = Verdict(
        carrier=Carrier.WORKBOOK,
        unchanged=unchanged,
        signature_correct=package.signature_correct,
        signers_entitled=not reasons,
        signers=signers,
        reasons=unique_reasons(reasons),
        notes=find_notes(payload, signers, trust, evaluation),
    )
    if not package.signature_correct:
        return VerifiedWorkbook(verdict, None, None)
    return VerifiedWorkbook(verdict, payload, evaluation)


def _ensure_rendered(package: VerifiedPackage, payload: Payload, trust: TrustContext) -> None:
    """The sheets show the payload and nothing else. Raises Refused."""
    context = find_payload_context(payload, trust)
    document = context.read(payload).document(build_document)
    ensure_same_workbook(package.content_parts, document)
