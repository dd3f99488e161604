"""Page layout of a document: the canvas that collects headings and tags, and page templates.

`write_document` lays a story of flowables (`app.documents.flow`, `app.documents.grids`, or
reportlab's own) out on pages; the page furniture (`app.documents.furniture`) is added once the
number of pages is known.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.documents.fonts import KAI, kai
from app.documents.furniture import Furniture, draw_furniture, draw_underlay
from app.documents.structure import StructureTree
from app.errors import Progress

MARGIN = 56.0
_MARGIN_TOP = 68.0
_MARGIN_BOTTOM = 70.0
PORTRAIT, LANDSCAPE = "portrait", "landscape"


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


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """reportlab's document template with the paged canvas; reports progress at each page."""

    furniture: Furniture
    fields: Sequence[SignatureField] = ()
    progress: Progress | None = None

    def beforeDocument(self) -> None:  # noqa: N802
        self.canv.use_furniture(self.furniture, self.fields)

    def afterPage(self) -> None:  # noqa: N802
        if self.progress is not None:
            self.progress(self.page, 0, "page")


def write_document(
    story: Sequence[Flowable],
    facts: DocumentFacts,
    furniture: Furniture,
    progress: Progress | None = None,
    fields: Sequence[SignatureField] = (),
) -> bytes:
    """Lay a story out on A4 pages and return the bytes of the PDF; deterministic.

    `NextPageTemplate(LANDSCAPE)` changes the orientation. Raises AppError FONT_MISSING.
    """
    kai()
    buffer = io.BytesIO()
    template = _Template(
        buffer,
        pagesize=A4,
        title=facts.title,
        author=facts.author,
        subject=facts.subject,
        creator="填報",
        producer="填報",
        lang="zh-TW",
        invariant=1,
        pageCompression=1,
        initialFontName=KAI,
        displayDocTitle=1,
        pageTemplates=[_page_template(PORTRAIT, A4), _page_template(LANDSCAPE, landscape(A4))],
    )
    template.furniture = furniture
    template.progress, template.fields = progress, fields
    template.build(list(story), canvasmaker=PagedCanvas)
    return buffer.getvalue()


def _page_template(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(
        MARGIN,
        _MARGIN_BOTTOM,
        width - 2 * MARGIN,
        height - _MARGIN_TOP - _MARGIN_BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
        id=name,
    )
    return PageTemplate(id=name, frames=[frame], pagesize=size)
