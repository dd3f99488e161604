"""Writing the unsigned workbook of a return."""

from app.models.returns import Payload
from app.returns.document.layout import ReturnDocument
from app.returns.workbook.composer import compose_sheets
from app.returns.workbook.parts import build_parts
from app.returns.workbook.zip_profile import write_zip


def write_workbook(payload: Payload, document: ReturnDocument) -> bytes:
    """The workbook of a return, unsigned; the same payload gives the same bytes.

    Raises ValueError where the document is not that payload's.
    """
    if document.control_number != payload.control_number():
        raise ValueError("the document belongs to another payload")
    return write_zip(build_parts(compose_sheets(document)))
