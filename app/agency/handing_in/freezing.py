"""What a draft stands for at this moment: the payload of a return, and the document to print."""

from app.agency.drafts.draft import Draft
from app.models.returns import Payload
from app.models.signatures import Signer
from app.returns.document.builder import build_document
from app.returns.document.layout import ReturnDocument
from app.returns.document.payload_building import build_payload


def freeze_draft(draft: Draft, signers: tuple[Signer, ...]) -> tuple[Payload, ReturnDocument]:
    """Both from one evaluation of the answers, finished or not; nothing is written."""
    evaluation = draft.results.evaluation
    payload = build_payload(
        blank=draft.blank,
        round_=draft.round,
        evaluation=evaluation,
        findings=draft.results.findings,
        revision=draft.basis.revision,
        supersedes_sha256=draft.basis.supersedes_sha256,
        changed_at=draft.journal.changed_at,
        attachments=draft.attachments.all(),
        signers=signers,
    )
    document = build_document(payload, draft.blank, evaluation, draft.programme, draft.round)
    return payload, document
