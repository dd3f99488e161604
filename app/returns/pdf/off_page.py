"""What a return's PDF says beside its pages: settings, bookmarks, title, the attachment's label.

A viewer shows these too, and other programs go by them. Tags, metadata in XMP and the QR code are
left to drawing the document again (`pdf_redrawing`).
"""

from collections.abc import Sequence

import pikepdf

from app.documents.blocks import Block
from app.documents.flow import Heading
from app.models.returns import Payload
from app.returns.document.layout import ReturnDocument
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.writer import build_facts
from app.returns.refusal import Refused

# As our writer puts them: another page mode or preference could take a viewer's own signs away.
_SETTINGS = {
    "/Type": b"/Catalog",
    "/Lang": b"(zh-TW)",
    "/PageMode": b"/UseNone",
    "/MarkInfo": b"<< /Marked true >>",
    "/ViewerPreferences": b"<< /DisplayDocTitle true >>",
}


def ensure_settings(written: pikepdf.Pdf) -> None:
    """The catalog asks a viewer for what ours does. Raises Refused PDF_ACTIVE."""
    root = written.Root
    for key, expected in _SETTINGS.items():
        if key not in root or root[key].unparse(resolved=True) != expected:
            raise Refused("PDF_ACTIVE", where="Root", key=key)


def ensure_off_page(
    written: pikepdf.Pdf,
    payload: Payload,
    document: ReturnDocument,
    story: Sequence[Block] | None = None,
) -> None:
    """Title and bookmarks are the document's; `story` is what its layout composes of it.

    Raises Refused PDF_NOT_AS_WRITTEN.
    """
    composed = story or PDF_LAYOUTS[document.layout_version].compose_story(document)
    facts = build_facts(payload, document)
    stated = [str(written.docinfo.get(key, "")) for key in ("/Title", "/Author", "/Subject")]
    headings = [each.text for each in composed if isinstance(each, Heading)]
    if stated != [facts.title, facts.author, facts.subject] or _bookmarks(written) != headings:
        raise Refused("PDF_NOT_AS_WRITTEN")


def _bookmarks(written: pikepdf.Pdf) -> list[str]:
    """The titles in the order a viewer lists them; `pdf_objects` has counted them."""
    titles: list[str] = []
    waiting = [written.Root["/Outlines"].get("/First")]
    while waiting:
        item = waiting.pop()
        if item is not None:
            titles.append(str(item["/Title"]))
            waiting += [item.get("/Next"), item.get("/First")]
    return titles
