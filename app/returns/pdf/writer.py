"""Writing the unsigned PDF of a return, its payload attached."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.archival import AttachedFile, finish_document
from app.documents.furniture import Furniture
from app.documents.pages import DocumentFacts, SignatureField
from app.models.returns import Payload, canonical_bytes
from app.returns.document.layout import ReturnDocument
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.signature_form import FIELD_LABELS, FIELD_NAMES

PAYLOAD_NAME = "payload.json"
PAYLOAD_DESCRIPTION = "報送資料，版面版次 "
"""Beside the attached payload, with the number of the layout: read before the pages are judged."""


def write_pdf(payload: Payload, document: ReturnDocument) -> bytes:
    """The PDF of a return, unsigned; the same payload gives the same bytes.

    Raises ValueError where the document is not that payload's, AppError FONT_MISSING.
    """
    if document.control_number != payload.control_number():
        raise ValueError("the document belongs to another payload")
    furniture = PDF_LAYOUTS[document.layout_version].build_furniture(payload, document)
    facts = build_facts(payload, document)
    return _write(payload, document, facts, furniture, build_fields(payload))


def write_preview_pdf(payload: Payload, document: ReturnDocument, note: str) -> bytes:
    """The same pages of a document that has no control number yet; `note` stands in its place.

    Raises AppError FONT_MISSING.
    """
    furniture = PDF_LAYOUTS[document.layout_version].build_furniture(payload, document)
    furniture = replace(furniture, control_note=note)
    facts = replace(build_facts(payload, document), subject=document.running_head)
    return _write(payload, document, facts, furniture)


def build_facts(payload: Payload, document: ReturnDocument) -> DocumentFacts:
    """What a viewer shows as the title, the author and the subject of a return."""
    return DocumentFacts(
        title=document.cover.title,
        author=document.cover.facts[0].value.text if document.cover.facts else payload.agency,
        subject=f"{document.running_head}　控制碼 {document.control_number}",
    )


def build_fields(payload: Payload) -> list[SignatureField]:
    """What the signers of a return fill in, in order; the last of several locks all of it."""
    roles = [each.role for each in payload.signers]
    return [
        SignatureField(
            name=FIELD_NAMES[role],
            label=FIELD_LABELS[role],
            is_locking=0 < position == len(roles) - 1,
        )
        for position, role in enumerate(roles)
    ]


def _write(
    payload: Payload,
    document: ReturnDocument,
    facts: DocumentFacts,
    furniture: Furniture,
    fields: Sequence[SignatureField] = (),
) -> bytes:
    layout = PDF_LAYOUTS[document.layout_version]
    story = layout.compose_story(document)
    pages = layout.write_pages(story, facts, furniture, fields=fields)
    attached = AttachedFile(
        name=PAYLOAD_NAME,
        content=canonical_bytes(payload),
        media_type="application/json",
        description=f"{PAYLOAD_DESCRIPTION}{document.layout_version}",
    )
    return finish_document(pages, facts, payload.created_at, attached)
