"""The return as it would look on paper, before anybody signs it."""

from msgspec.structs import replace

from app.agency.drafts.draft import Draft
from app.agency.handing_in.freezing import freeze_draft
from app.returns.document.layout import Entry, ReturnDocument
from app.returns.pdf.writer import write_preview_pdf

NUMBER_NOTE = "簽章時產生"


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
