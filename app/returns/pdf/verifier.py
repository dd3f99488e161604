"""Strict verification of a return's PDF: everything must be as our writer and signer leave it.

The order matters: bytes, placement of the signatures, objects, what changed, cryptography, and
only then the data and the people. The first fault ends the verification.
"""

import io
from contextlib import ExitStack
from dataclasses import dataclass, field

import pikepdf

from app.errors import AppError
from app.forms.evaluation import Evaluation
from app.models.returns import Payload
from app.models.signatures import Carrier, Reason, SignerRole, Verdict, VerifiedSigner
from app.returns.document.layout import ReturnDocument
from app.returns.judging.binding import (
    check_binding,
    evaluate_payload,
    find_notes,
    identify_signer,
)
from app.returns.judging.return_context import find_context
from app.returns.judging.timestamping import read_stamp
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.attachment import (
    ensure_same_attachment,
    read_layout_version,
    read_payload,
)
from app.returns.pdf.cms import CmsSignature, check_cryptography, read_cms
from app.returns.pdf.frame import read_revisions
from app.returns.pdf.layouts import PdfLayout, find_layout
from app.returns.pdf.objects import check_objects
from app.returns.pdf.off_page import ensure_off_page, ensure_settings
from app.returns.pdf.page_comparison import ensure_pages_show
from app.returns.pdf.signature_form import FIELD_NAMES, check_signature_form
from app.returns.pdf.signatures import (
    PdfSignature,
    check_additions,
    check_certification,
    check_placement,
    der_length,
    ensure_signing_time,
    find_signatures,
)
from app.returns.refusal import Refused
from app.trust.timestamps.token import TimestampToken

_FIRST_SIGNED = 1  # the revision after the document as written
_FIELDS = tuple(FIELD_NAMES.values())


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
    with ExitStack() as stack:
        pdf = first = stack.enter_context(_open(content))
        if len(revisions) > _FIRST_SIGNED + 1:
            first = stack.enter_context(_open(content[: revisions[_FIRST_SIGNED].end]))
        signatures = find_signatures(pdf, _FIELDS, is_before_approval=trust.is_before_approval)
        check_placement(content, revisions, signatures)
        check_objects(pdf)
        check_certification(pdf, signatures[0])
        check_signature_form(pdf)
        ensure_same_attachment(first, pdf)
        written = stack.enter_context(_open(content[: revisions[0].end]))
        check_additions(pdf, first, written, revisions, signatures)
        ensure_settings(written)
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
                role,
                ensure_signing_time(signature),
                stamp,
                trust,
                statement.digest_name,
            )
            for signature, statement, stamp, role in zip(
                signatures, statements, stamps, SignerRole, strict=False
            )
        ]
        version = read_layout_version(first)
        layout = find_layout(version)
        progress.payload = payload = read_payload(first, version)
        progress.evaluation = evaluation = evaluate_payload(payload, trust)
        reasons = check_binding(payload, tuple(progress.signers), trust, evaluation)
        if evaluation is not None and not reasons:  # only then ought the pages to show something
            context = find_context(payload.round_id, payload.agency, trust)
            document = context.read(payload).document(layout.build_document)
            _check_pages(written, payload, document, layout)
        for each in (pdf, first, written):
            _ensure_unambiguous(each)
    return reasons


def _ensure_unambiguous(pdf: pikepdf.Pdf) -> None:
    """What was read had one meaning only: a key that is there twice has two. PDF_PARSE."""
    if pdf.get_warnings():
        raise Refused("PDF_PARSE", detail="warning")


def _check_pages(
    written: pikepdf.Pdf, payload: Payload, document: ReturnDocument, layout: PdfLayout
) -> None:
    """What a person sees is the payload. PDF_PAGE_MISMATCH, PDF_NOT_AS_WRITTEN."""
    story = layout.compose_story(document)
    ensure_pages_show(written, payload, document, story)
    ensure_off_page(written, payload, document, story)


def _open(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(
            io.BytesIO(content), attempt_recovery=False, inherit_page_attributes=False
        )
    except pikepdf.PasswordError as problem:
        raise Refused("PDF_ENCRYPTED") from problem


def _read_statement(content: bytes, signature: PdfSignature) -> CmsSignature:
    """What was signed, which must be the digest of the bytes in the file. DIGEST_PART."""
    statement = read_cms(signature.contents[: der_length(signature.contents)])
    if signature.digest(content, statement.digest_name) != statement.message_digest:
        raise Refused("DIGEST_PART", part="PDF")
    return statement


def _check_statement(signature: PdfSignature, statement: CmsSignature) -> TimestampToken | None:
    """The signature holds, and so does the timestamp on it. SIG_ALG, SIGNATURE, SIG_TIMESTAMP."""
    check_cryptography(statement, signature.field)
    return read_stamp(statement.timestamp_token, statement.signature, field=signature.field)
