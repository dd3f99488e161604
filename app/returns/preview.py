"""The return as it would look on paper, before anybody signs it."""

from app.drafts.draft import Draft
from app.returns.build import build_payload
from app.returns.document_builder import build_document
from app.returns.pdf_writer import write_pdf


def build_preview(draft: Draft) -> bytes:
    """The unsigned PDF of a draft as it stands, finished or not.

    It names no signer, so its control number is not the one the signed return will bear.
    Raises AppError FONT_MISSING.
    """
    evaluation = draft.evaluation()
    payload = build_payload(
        blank=draft.blank,
        round_=draft.round,
        evaluation=evaluation,
        findings=draft.findings(),
        revision=draft.revision,
        supersedes_sha256=draft.supersedes_sha256,
        changed_at=draft.changed_at,
        attachments=draft.attachments(),
        signers=(),
    )
    document = build_document(payload, draft.blank, evaluation, draft.programme, draft.round)
    return write_pdf(payload, document)
