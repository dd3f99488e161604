"""Page layout of a document: the canvas that collects headings and tags, and page templates.

`write_document` draws the pages `app.documents.pagination` makes of a story of blocks
(`app.documents.flow`, `app.documents.grids`); the page furniture (`app.documents.furniture`) is
added once the number of pages is known.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.documents.blocks import LANDSCAPE, PORTRAIT, Block
from app.documents.fonts import KAI, kai
from app.documents.furniture import Furniture, draw_furniture, draw_underlay
from app.documents.pagination import FrameSize, paginate
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


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """Document information: title, author and subject."""

    title: str
    author: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class SignatureField:
    """A field somebody is to sign; nobody sees it on the page."""

    name: str
    label: str
    """What a viewer and a screen reader call it."""
    is_locking: bool = False
    """Whether its signature locks all fields."""


@dataclass(frozen=True)
class PlacedHeading:
    """The position of a heading in the document."""

    key: str
    title: str
    level: int
    page: int
    top: float


class PagedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that collects headings and tags, and adds operators to finished pages on saving."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.headings: list[PlacedHeading] = []
        self.structure = StructureTree()
        self._pages: list[Any] = []
        self._late: list[Callable[[], None]] = []
        self._furniture: Furniture | None = None
        self._fields: Sequence[SignatureField] = ()

    def use_furniture(self, furniture: Furniture, fields: Sequence[SignatureField]) -> None:
        """Set the page furniture and the fields to be signed."""
        self._furniture, self._fields = furniture, fields

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
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level, closed=level > 0)
        return level

    def add_when_finished(self, build: Callable[[], str]) -> None:
        """Append operators to the current page once every heading has its page number."""
        number = self._pageNumber

        def append() -> None:
            self._pages[number - 1].stream += build() + "\n"

        self._late.append(append)

    def showPage(self) -> None:  # noqa: N802
        """Finish a page; its furniture is added once the number of pages is known."""
        super().showPage()
        self._pages.append(self._doc.Pages.pages[-1])
        self._pages[-1].Trans = None  # reportlab writes an empty one

    def save(self) -> None:
        """Add the deferred operators, furniture and structure tree, and write the file."""
        if len(self._code):
            self.showPage()
        for append in self._late:
            append()
        if self._furniture is not None:
            for number, page in enumerate(self._pages, 1):
                size = (page.pagewidth, page.pageheight)
                over = draw_furniture(self._furniture, self.encode, size, number, len(self._pages))
                page.stream = draw_underlay(self._furniture, self.encode, size) + page.stream + over
        for each in self._fields:
            self.structure.add_signature_field(1, each.name, each.label, locks=each.is_locking)
        self._write_structure()
        self._doc.SaveToFile(self._filename, self)

    def _write_structure(self) -> None:
        document, count = self._doc, len(self._pages)
        numbers = [document.idToObjectNumberAndVersion[f"Page{at + 1}"][0] for at in range(count)]
        destinations = {
            each.key: f"[{numbers[each.page - 1]} 0 R /XYZ 0 {each.top:.2f} 0]"
            for each in self.headings
        }
        written = self.structure.write(document.objectcounter + 1, numbers, destinations)
        if written is None:
            return
        root, *_ = [document.Reference(_Object(text)) for text in written.objects]
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        for at, page in enumerate(self._pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = at, pdfdoc.PDFName("S")
            if at + 1 in written.annotations:
                page.Annots = _Object(_references(written.annotations[at + 1]))
        if written.fields:
            # A form with signature fields, in which nothing may be written over (SigFlags).
            form = f"<</Fields {_references(written.fields)} /SigFlags 3>>"
            document.Catalog.AcroForm = _Object(form)


class _Object(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object with preformatted text."""

    def __init__(self, content: str) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """The text in ASCII."""
        return self.content.encode("ascii")


def _references(numbers: Sequence[int]) -> str:
    return f"[{' '.join([f'{each} 0 R' for each in numbers])}]"


def write_document(
    story: Sequence[Block],
    facts: DocumentFacts,
    furniture: Furniture,
    progress: Progress | None = None,
    fields: Sequence[SignatureField] = (),
) -> bytes:
    """Lay a story out on A4 pages and return the bytes of the PDF; deterministic.

    Raises AppError FONT_MISSING.
    """
    kai()
    buffer = io.BytesIO()
    canvas = PagedCanvas(
        buffer, pagesize=A4, invariant=1, pageCompression=1, initialFontName=KAI, lang="zh-TW"
    )
    canvas.setTitle(facts.title)
    canvas.setAuthor(facts.author)
    canvas.setSubject(facts.subject)
    canvas.setCreator("填報")
    canvas.setProducer("填報")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.use_furniture(furniture, fields)
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
    canvas.save()
    return buffer.getvalue()
