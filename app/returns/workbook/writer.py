"""Writing the unsigned workbook of a return, its payload among its parts."""

from app.models.returns import Payload, canonical_bytes
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.parts import build_parts
from app.returns.layouts.v1.sheets import compose_sheets
from app.returns.workbook.payload_part import build_payload_part
from app.returns.workbook.zip_profile import write_zip


def write_workbook(payload: Payload, document: ReturnDocument) -> bytes:
    """The workbook of a return, unsigned; the same payload gives the same bytes.

    Raises ValueError where the document is not that payload's.
    """
    if document.control_number != payload.control_number():
        raise ValueError("the document belongs to another payload")
    part = build_payload_part(canonical_bytes(payload), document.layout_version)
    return write_zip(build_parts(compose_sheets(document), part))
