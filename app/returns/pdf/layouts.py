"""The layouts a return's PDF may have: one entry for each that was ever released.

A received PDF says which layout its pages are of, and is compared with those pages composed anew.
A released entry therefore never changes what it draws; a new way of drawing is a new entry beside
it, and only `LAYOUT_VERSION` says which one is written (see docs/decisions/0014).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.documents.blocks import Block
from app.documents.font_files import shipped_faces
from app.documents.furniture import Furniture
from app.documents.pages import lay_out
from app.documents.pdf_file import PdfFile
from app.models.returns import Payload
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.returns.layouts.v1.pages import build_furniture, compose_story
from app.returns.refusal import Refused


@dataclass(frozen=True, kw_only=True)
class PdfLayout:
    """Everything that decides what stands where on the pages of one layout."""

    build_document: Callable[..., ReturnDocument]
    """The words and figures: `build_document` of `app.returns.layouts.v1.builder`."""
    compose_story: Callable[[ReturnDocument], list[Block]]
    build_furniture: Callable[[Payload, ReturnDocument], Furniture]
    lay_out: Callable[..., PdfFile]
    """Draws: `lay_out` of `app.documents.pages`."""


PDF_LAYOUTS: Mapping[int, PdfLayout] = MappingProxyType(
    {
        1: PdfLayout(
            build_document=build_document,
            compose_story=compose_story,
            build_furniture=build_furniture,
            lay_out=lay_out,
        )
    }
)


def find_layout(payload: Payload) -> PdfLayout:
    """The layout a payload's paper is printed in. Raises Refused PDF_LAYOUT_UNKNOWN."""
    layout = PDF_LAYOUTS.get(payload.layout_version)
    if layout is None or payload.typeface_set != shipped_faces().statement:
        stated = f"{payload.layout_version}, {payload.typeface_set}"
        raise Refused("PDF_LAYOUT_UNKNOWN", layout=stated)
    return layout
