"""Freeze a draft into a payload and its document; render the unsigned preview."""

from msgspec.structs import replace

from app.agency.drafts.draft import Draft
from app.models.returns import Payload
from app.models.signatures import Signer
from app.returns.document.payload_building import build_payload
from app.returns.layouts.printed_document import Entry, ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.returns.pdf.writer import write_preview_pdf

NUMBER_NOTE = "簽章時產生"


def freeze_draft(draft: Draft, signers: tuple[Signer, ...]) -> tuple[Payload, ReturnDocument]:
    """Both from one evaluation of the answers, finished or not; nothing is written."""
    evaluation = draft.results.evaluation
    payload = build_payload(
        blank=draft.blank,
        programme=draft.programme,
        round_=draft.round,
        evaluation=evaluation,
        findings=draft.results.findings,
        revision=draft.basis.revision,
        supersedes_sha256=draft.basis.supersedes_sha256,
        changed_at=draft.journal.changed_at,
        attachments=draft.attachments.all(),
        signers=signers,
        comment_answers=draft.remarks.answered(),
    )
    document = build_document(payload, draft.blank)
    return payload, document


def build_preview(draft: Draft) -> bytes:
    """The unsigned PDF of a draft as it stands, finished or not.

    It names no signer, so digest and control number would not be those of the signed return:
    both are left out.
    Raises AppError FONT_MISSING.
    """
    payload, document = freeze_draft(draft, ())
    known = {document.control_number, payload.sha256()}
    return write_preview_pdf(payload, _leave_out(document, known), NUMBER_NOTE)


def _leave_out(document: ReturnDocument, texts: set[str]) -> ReturnDocument:
    """The document without its control number, NUMBER_NOTE where one of the texts stood."""
    cover = replace(document.cover, facts=_leave_out_of(document.cover.facts, texts))
    control = _leave_out_of(document.control, texts)
    return replace(document, control_number="", cover=cover, control=control)


def _leave_out_of(entries: tuple[Entry, ...], texts: set[str]) -> tuple[Entry, ...]:
    return tuple(
        replace(each, value=replace(each.value, text=NUMBER_NOTE))
        if each.value.text in texts
        else each
        for each in entries
    )
