"""Writing the unsigned PDF of a return, its payload attached."""

from dataclasses import replace
from datetime import timedelta, timezone

from app.documents.archival import AttachedFile, finish_document
from app.documents.furniture import Furniture
from app.documents.pages import DocumentFacts, write_document
from app.models.periods import format_roc_date
from app.models.returns import Payload, canonical_bytes
from app.returns.layout import DEMO_MARK, ReturnDocument
from app.returns.pdf_composer import compose_story

PAYLOAD_NAME = "payload.json"
_TAIPEI = timezone(timedelta(hours=8))


def write_pdf(payload: Payload, document: ReturnDocument) -> bytes:
    """The PDF of a return, unsigned; the same payload gives the same bytes.

    Raises ValueError where the document is not that payload's, AppError FONT_MISSING.
    """
    if document.control_number != payload.control_number():
        raise ValueError("the document belongs to another payload")
    subject = f"{document.running_head}　控制碼 {document.control_number}"
    return _write(payload, document, subject, build_furniture(payload, document))


def write_preview_pdf(payload: Payload, document: ReturnDocument, note: str) -> bytes:
    """The same pages of a document that has no control number yet; `note` stands in its place.

    Raises AppError FONT_MISSING.
    """
    furniture = replace(build_furniture(payload, document), control_note=note)
    return _write(payload, document, document.running_head, furniture)


def _write(payload: Payload, document: ReturnDocument, subject: str, furniture: Furniture) -> bytes:
    facts = DocumentFacts(
        title=document.cover.title,
        author=document.cover.facts[0].value.text if document.cover.facts else payload.agency,
        subject=subject,
    )
    pages = write_document(compose_story(document), facts, furniture)
    attached = AttachedFile(
        name=PAYLOAD_NAME,
        content=canonical_bytes(payload),
        media_type="application/json",
        description="報送資料",
    )
    return finish_document(pages, facts, payload.created_at, attached)


def build_furniture(payload: Payload, document: ReturnDocument) -> Furniture:
    """What every page of a return bears."""
    made_on = format_roc_date(payload.created_at.astimezone(_TAIPEI).date())
    return Furniture(
        head_left=document.running_head,
        foot_left=f"製表日期：{made_on}",
        control_number=document.control_number,
        demo_mark=DEMO_MARK if document.is_demo else "",
        has_cover=True,
    )
