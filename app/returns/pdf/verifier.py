"""Strict verification of a return's PDF: everything must be as our writer and signer leave it.

The order matters: what the signatures added, cryptography, the data and the people, and at last
the paper, which is printed again from its payload and compared object by object. The first fault
ends the verification. Nothing is read from the file that is not compared in the end.
"""

from dataclasses import dataclass, field

import msgspec

from app.errors import AppError
from app.forms.evaluation import Evaluation
from app.models.returns import Payload, canonical_bytes, decode_payload
from app.models.signatures import Carrier, Reason, Verdict, VerifiedSigner
from app.returns.judging.binding import (
    check_binding,
    evaluate_payload,
    find_notes,
    identify_signer,
)
from app.returns.judging.return_context import find_context
from app.returns.judging.timestamping import read_stamp
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.pdf.cms import CmsSignature, check_cryptography, read_cms
from app.returns.pdf.layouts import find_layout
from app.returns.pdf.revisions import (
    SignedRevision,
    read_paper,
    read_revisions,
    read_signatures,
)
from app.returns.pdf.writer import build_pdf
from app.returns.refusal import Refused
from app.trust.timestamps.token import TimestampToken


@dataclass
class _Progress:
    """How far a verification came; what it has not reached counts as not shown."""

    unchanged: bool = False
    signature_correct: bool = False
    signers: list[VerifiedSigner] = field(default_factory=list)
    payload: Payload | None = None
    evaluation: Evaluation | None = None


@dataclass(frozen=True, slots=True)
class VerifiedPdf:
    """The verdict, and the payload where file and signatures are sound (whoever signed)."""

    verdict: Verdict
    payload: Payload | None
    evaluation: Evaluation | None
    """Of the payload's answers, where its places are the blank's."""


def verify_pdf(content: bytes, trust: TrustContext) -> VerifiedPdf:
    """Verify a PDF. Never raises: what a parser stumbles over is a reason as well."""
    progress = _Progress()
    try:
        reasons = _examine(content, trust, progress)
    except Refused as refused:
        reasons = (refused.reason(),)
    except AppError as problem:  # no typeface on this machine to compare the pages with
        reasons = (Reason(code=problem.code, params=dict(problem.params)),)
    except Exception as problem:  # malformed files make parsers fail in every way there is
        reasons = (Reason(code="PDF_PARSE", params={"detail": type(problem).__name__}),)
    is_sound = progress.unchanged and progress.signature_correct
    verdict = Verdict(
        carrier=Carrier.PDF,
        unchanged=progress.unchanged,
        signature_correct=progress.signature_correct,
        signers_entitled=is_sound and progress.payload is not None and not reasons,
        signers=tuple(progress.signers),
        reasons=reasons,
        notes=find_notes(progress.payload, progress.signers, trust, progress.evaluation),
    )
    if not is_sound:
        return VerifiedPdf(verdict, None, None)
    return VerifiedPdf(verdict, progress.payload, progress.evaluation)


def _examine(content: bytes, trust: TrustContext, progress: _Progress) -> tuple[Reason, ...]:
    revisions = read_revisions(content)
    paper = read_paper(content, revisions[0])
    signatures = read_signatures(content, paper, revisions)
    _check_count(len(signatures), len(paper.roles), is_before_approval=trust.is_before_approval)
    statements = [_read_statement(content, each) for each in signatures]
    progress.unchanged = True
    stamps = [
        _check_statement(signature, statement)
        for signature, statement in zip(signatures, statements, strict=True)
    ]
    progress.signature_correct = True
    progress.signers += [
        identify_signer(
            statement.certificate,
            signature.role,
            signature.signed_at,
            stamp,
            trust,
            statement.digest_name,
        )
        for signature, statement, stamp in zip(signatures, statements, stamps, strict=True)
    ]
    progress.payload = payload = _read_payload(paper.attached)
    layout = find_layout(payload)
    progress.evaluation = evaluation = evaluate_payload(payload, trust)
    reasons = check_binding(payload, tuple(progress.signers), trust, evaluation)
    if evaluation is not None and not reasons:  # only then ought the pages to show something
        context = find_context(payload.round_id, payload.agency, trust)
        document = context.read(payload).document(layout.build_document)
        _check_paper(content[: revisions[0].end], payload, document)
    return reasons


def _check_count(found: int, required: int, *, is_before_approval: bool) -> None:
    """Everybody has signed; before the approval everybody but the last."""
    expected = required - 1 if is_before_approval else required
    if found != expected:
        raise Refused("SIG_COUNT", found=found, required=expected)


def _read_payload(attached: bytes) -> Payload:
    """The payload attached to the paper, in its canonical form. Raises Refused SCHEMA_INVALID."""
    try:
        payload = decode_payload(attached)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise Refused("SCHEMA_INVALID", detail=problem) from problem
    if canonical_bytes(payload) != attached:
        raise Refused("SCHEMA_INVALID", detail="not canonical")
    return payload


def _check_paper(written: bytes, payload: Payload, document: ReturnDocument) -> None:
    """What was signed is the payload as printed. PDF_PAGE_MISMATCH, PDF_NOT_AS_WRITTEN."""
    paper = build_pdf(payload, document)
    number = paper.find_difference(written)
    if number is None:
        return
    page = paper.find_page(number)
    if page is not None:
        raise Refused("PDF_PAGE_MISMATCH", page=page)
    raise Refused("PDF_NOT_AS_WRITTEN")


def _read_statement(content: bytes, signature: SignedRevision) -> CmsSignature:
    """What was signed, which must be the digest of the bytes in the file. DIGEST_PART."""
    statement = read_cms(signature.contents)
    if signature.digest(content, statement.digest_name) != statement.message_digest:
        raise Refused("DIGEST_PART", part="PDF")
    return statement


def _check_statement(signature: SignedRevision, statement: CmsSignature) -> TimestampToken | None:
    """The signature holds, and so does the timestamp on it. SIG_ALG, SIGNATURE, SIG_TIMESTAMP."""
    check_cryptography(statement, signature.field)
    return read_stamp(statement.timestamp_token, statement.signature, field=signature.field)
