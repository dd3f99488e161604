"""Page layout of a document: the canvas that collects headings and tags, and the page sizes.

`lay_out` draws the pages `app.documents.pagination` makes of a story of blocks
(`app.documents.flow`, `app.documents.grids`); the page furniture (`app.documents.furniture`) is
added once the number of pages is known. Charts are drawn by reportlab, on its canvas; the file is
written by `app.documents.pdf_file`.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.documents.archival import AttachedFile, DocumentFacts
from app.documents.assembly import (
    FinishedPage,
    PlacedHeading,
    SignatureField,
    assemble,
)
from app.documents.blocks import LANDSCAPE, PORTRAIT, Block
from app.documents.fonts import KAI, kai
from app.documents.furniture import Furniture, draw_furniture, draw_underlay
from app.documents.pagination import FrameSize, paginate
from app.documents.pdf_file import PdfFile
from app.documents.structure import StructureTree
from app.errors import Progress

MARGIN = 56.0
_MARGIN_TOP = 68.0
_MARGIN_BOTTOM = 70.0
_SIZES = {PORTRAIT: A4, LANDSCAPE: landscape(A4)}
FRAMES = {
    name: FrameSize(width - 2 * MARGIN, height - _MARGIN_TOP - _MARGIN_BOTTOM)
    for name, (width, height) in _SIZES.items()
}
"""The room between the margins, by orientation."""


@dataclass
class _Page:
    """A page whose content is drawn; what is added once all pages are known comes last."""

    size: tuple[float, float]
    operators: list[str]
    late: list[Callable[[], str]] = field(default_factory=list)


class PagedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that collects pages, headings and tags instead of writing a file."""

    _code: list[str]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.headings: list[PlacedHeading] = []
        self.structure = StructureTree()
        self._drawn: list[_Page] = []
        self._late: list[Callable[[], str]] = []

    def add_operators(self, operators: str) -> None:
        """Append PDF operators to the current page."""
        self._code.append(operators)

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Encode a text as runs of one face: the font resource name and the codes in hex."""
        return [(name, codes.hex()) for name, codes in kai().encode(text, self._doc)]

    def place_heading(self, key: str, title: str, level: int, top: float) -> int:
        """Record a heading on this page and bookmark it; levels count from 0.

        Returns its level, at most one below that of the heading before.
        """
        previous = self.headings[-1].level if self.headings else -1
        level = min(level, previous + 1)
        self.headings.append(PlacedHeading(key, title, level, self._pageNumber, top))
        return level

    def add_when_finished(self, build: Callable[[], str]) -> None:
        """Append operators to the current page once every heading has its page number."""
        self._late.append(build)

    def showPage(self) -> None:  # noqa: N802
        """Finish a page; its furniture is added once the number of pages is known."""
        self._drawn.append(_Page(self._pagesize, self._code, self._late))
        self._code, self._late = [], []
        self._startPage()

    def finish(self, furniture: Furniture) -> list[FinishedPage]:
        """Add to the pages what could only be drawn once there were all of them."""
        finished = []
        for number, page in enumerate(self._drawn, 1):
            under = draw_underlay(furniture, self.encode, page.size)
            over = draw_furniture(furniture, self.encode, page.size, number, len(self._drawn))
            late = [build() for build in page.late]
            content = under + "\n".join([*page.operators, *late, over])
            finished.append(FinishedPage(page.size, content.encode("ascii")))
        return finished

    def add_fonts(self, file: PdfFile) -> str:
        """Add the typefaces in use to a file; returns entries of the font resources."""
        return kai().add_fonts(file, self._doc)


def lay_out(
    story: Sequence[Block],
    facts: DocumentFacts,
    furniture: Furniture,
    *,
    attached: AttachedFile | None = None,
    fields: Sequence[SignatureField] = (),
    progress: Progress | None = None,
) -> PdfFile:
    """Lay a story out on A4 pages, as a file that is yet to be written; deterministic.

    Raises AppError FONT_MISSING.
    """
    kai()
    canvas = PagedCanvas(io.BytesIO(), pagesize=A4, initialFontName=KAI)
    orientation = PORTRAIT
    pages = paginate(story, FRAMES)
    for number, page in enumerate(pages, 1):
        if page.orientation != orientation:
            orientation = page.orientation
            canvas.setPageSize(_SIZES[orientation])
        for block, bottom in page.blocks:
            block.draw_on(canvas, MARGIN, _MARGIN_BOTTOM + bottom)
        canvas.showPage()
        if progress is not None:
            progress(number, len(pages), "page")
    return assemble(
        canvas.finish(furniture),
        canvas.headings,
        canvas.structure,
        facts,
        canvas.add_fonts,
        attached=attached,
        fields=fields,
    )


def write_document(
    story: Sequence[Block],
    facts: DocumentFacts,
    furniture: Furniture,
    progress: Progress | None = None,
) -> bytes:
    """Lay a story out on A4 pages and return the bytes of the PDF. Raises AppError FONT_MISSING."""
    return lay_out(story, facts, furniture, progress=progress).write()
