"""Writing the unsigned PDF of a return, its payload attached."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.archival import AttachedFile, DocumentFacts
from app.documents.assembly import SignatureField
from app.documents.furniture import Furniture
from app.documents.pdf_file import PdfFile
from app.models.returns import Payload, canonical_bytes
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.signature_fields import build_fields

PAYLOAD_NAME = "payload.json"
PAYLOAD_DESCRIPTION = "報送資料"


def build_pdf(payload: Payload, document: ReturnDocument) -> PdfFile:
    """The PDF of a return, unsigned, yet to be written: to be compared or to be signed.

    Raises ValueError where the document is not that payload's, AppError FONT_MISSING.
    """
    if document.control_number != payload.control_number():
        raise ValueError("the document belongs to another payload")
    furniture = PDF_LAYOUTS[document.layout_version].build_furniture(payload, document)
    facts = build_facts(payload, document)
    fields = build_fields([each.role for each in payload.signers])
    return _lay_out(payload, document, facts, furniture, fields)


def write_pdf(payload: Payload, document: ReturnDocument) -> bytes:
    """The PDF of a return, unsigned; the same payload gives the same bytes.

    Raises ValueError where the document is not that payload's, AppError FONT_MISSING.
    """
    return build_pdf(payload, document).write()


def write_preview_pdf(payload: Payload, document: ReturnDocument, note: str) -> bytes:
    """The same pages of a document that has no control number yet; `note` stands in its place.

    Raises AppError FONT_MISSING.
    """
    furniture = PDF_LAYOUTS[document.layout_version].build_furniture(payload, document)
    furniture = replace(furniture, control_note=note)
    facts = replace(build_facts(payload, document), subject=document.running_head)
    return _lay_out(payload, document, facts, furniture).write()


def build_facts(payload: Payload, document: ReturnDocument) -> DocumentFacts:
    """What a viewer shows as the title, the author and the subject of a return."""
    return DocumentFacts(
        title=document.cover.title,
        author=document.cover.facts[0].value.text if document.cover.facts else payload.agency,
        subject=f"{document.running_head}　控制碼 {document.control_number}",
        created_at=payload.created_at,
    )


def _lay_out(
    payload: Payload,
    document: ReturnDocument,
    facts: DocumentFacts,
    furniture: Furniture,
    fields: Sequence[SignatureField] = (),
) -> PdfFile:
    layout = PDF_LAYOUTS[document.layout_version]
    attached = AttachedFile(
        name=PAYLOAD_NAME,
        content=canonical_bytes(payload),
        media_type="application/json",
        description=PAYLOAD_DESCRIPTION,
    )
    story = layout.compose_story(document)
    return layout.lay_out(story, facts, furniture, attached=attached, fields=fields)
