"""Do the pages of a return show its payload? Answered by reading what they draw.

What a person reads, in reading order and each value in its own box beside its label, is
compared with what our writer prints. Cheap enough for every file that comes in; drawing the
pages again to the last byte (`pdf_redrawing`) is the deeper question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pikepdf

from app.documents.blocks import Block
from app.documents.flow import Align, Text, TextStyle
from app.documents.furniture import QR_SIDE, Furniture, draw_furniture, draw_underlay
from app.documents.ruled_rows import CONTINUED, Cell, Ruled
from app.models.returns import Payload
from app.returns.document.layout import ReturnDocument
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.page_fonts import PageFonts, UnlikeFont
from app.returns.pdf.page_reader import (
    Line,
    TableBlock,
    TextBlock,
    UnreadablePage,
)
from app.returns.pdf.streams import read_stream
from app.returns.refusal import Refused

_LARGEST_PAGE = 4_000_000  # bytes
_A4 = (595.2756, 841.8898)
_PRELUDE = "1 0 0 1 0 0 cm \n"
_PAGINATION = "/Artifact <</Type /Pagination>> BDC\n"
# Where a centred or right-aligned line of the furniture starts depends on its typeface.
_START = re.compile(r"BT 1 0 0 1 -?\d{1,3}\.\d\d ")
_QR_OPEN, _QR_CLOSE = "q 0 g\n", "f Q\n"
_QR_RECTANGLES = re.compile(r"(?:\d{1,3}\.\d{3} \d{1,3}\.\d{3} \d{1,3}\.\d{3} \d\.\d{3} re\n)++")
_QR_LEFT, _QR_BOTTOM = 56.0, 22.0
_MOST_STRETCH = 0.08


def ensure_pages_show(
    pdf: pikepdf.Pdf,
    payload: Payload,
    document: ReturnDocument,
    story: Sequence[Block] | None = None,
) -> None:
    """Refuse a file whose pages show anything else than that document, which is that payload's.

    `story` is what its layout composes of it, where the caller has done that already.
    Raises Refused PDF_PAGE_MISMATCH with the page, AppError FONT_MISSING.
    """
    layout = PDF_LAYOUTS[document.layout_version]
    number = 1
    try:
        pages = list(pdf.Root["/Pages"]["/Kids"])
        fonts = _read_fonts(pages)
        furniture = replace(layout.build_furniture(payload, document), has_qr_code=False)
        expected = _Story(story or layout.compose_story(document))
        for number, page in enumerate(pages, 1):
            body = _read_body(page, fonts, furniture, number, len(pages))
            for block in layout.read_page_body(body, fonts.decode):
                expected.compare(block)
        expected.end()
        number = 1  # the typefaces belong to all pages
        fonts.ensure_alike()
    except (UnreadablePage, UnlikeFont, KeyError, IndexError, ValueError) as problem:
        raise Refused("PDF_PAGE_MISMATCH", page=number) from problem


def _read_fonts(pages: list[pikepdf.Object]) -> PageFonts:
    """The typefaces, the same for all pages."""
    fonts = pages[0]["/Resources"]["/Font"]
    if fonts.objgen == (0, 0) or any(
        each["/Resources"]["/Font"].objgen != fonts.objgen for each in pages
    ):
        raise UnlikeFont
    return PageFonts(fonts)


def _read_body(
    page: pikepdf.Object, fonts: PageFonts, furniture: Furniture, number: int, count: int
) -> str:
    """The operators between what every page bears, which must be there as it should."""
    box = [float(each) for each in page["/MediaBox"]]
    if box != [0, 0, *_A4] or int(page.get("/Rotate", 0)) != 0:
        raise UnreadablePage
    operators = read_stream(page["/Contents"], _LARGEST_PAGE).decode("ascii", "replace")
    under = draw_underlay(furniture, fonts.encode, _A4) + _PRELUDE
    over = draw_furniture(furniture, fonts.encode, _A4, number, count)
    end = operators.rfind(_PAGINATION)
    start = operators.find(_PRELUDE) + len(_PRELUDE)
    if end < start:
        raise UnreadablePage
    found = operators[:start] + _without_qr_code(operators[end:]).rstrip("\n")
    if _START.sub("BT ", found) != _START.sub("BT ", under + over.rstrip("\n")):
        raise UnreadablePage
    return operators[start:end].rstrip(" ").removesuffix(" \n")


@lru_cache(maxsize=8)  # the same code on every page
def _is_in_its_square(code: str) -> bool:
    """Return whether all rectangles of a code lie in its square."""
    return _QR_RECTANGLES.fullmatch(code) is not None and all(
        left >= _QR_LEFT - 0.01
        and left + width <= _QR_LEFT + QR_SIDE + 0.01
        and bottom >= _QR_BOTTOM - 0.01
        and bottom + height <= _QR_BOTTOM + QR_SIDE + 0.01
        for left, bottom, width, height in (
            map(float, each.split(" ")[:4]) for each in code.splitlines()
        )
    )


def _without_qr_code(operators: str) -> str:
    """The furniture without its code, which says to machines what is printed beside it.

    Working the code out anew would cost more than reading the page; drawing the pages again does.
    """
    start = operators.find(_QR_OPEN)
    end = operators.find(_QR_CLOSE, start)
    if start < 0 or end < 0 or not _is_in_its_square(operators[start + len(_QR_OPEN) : end]):
        raise UnreadablePage
    return operators[:start] + operators[end + len(_QR_CLOSE) :]


class _Story:
    """Progress of the comparison: which expected texts the pages have shown."""

    def __init__(self, story: Sequence[Block]) -> None:
        self._waiting = self._expect(story)
        self._current: _ExpectedText | _ExpectedTable | None = next(self._waiting, None)

    @staticmethod
    def _expect(story: Sequence[Block]) -> Iterator["_ExpectedText | _ExpectedTable"]:
        title = ""
        for block in story:
            if isinstance(block, Text):
                title = block.text
                yield _ExpectedText(title, block.style, block.role)
            elif isinstance(block, Ruled):
                yield _ExpectedTable(block, title)

    def compare(self, block: TextBlock | TableBlock) -> None:
        """The next block of the pages. Raises UnreadablePage where it is another one."""
        match self._current, block:
            case (_ExpectedText() as expected, TextBlock()):
                expected.compare(block)
            case (_ExpectedTable() as expected, TableBlock()):
                expected.compare(block)
            case (_ExpectedTable() as expected, TextBlock()):
                expected.compare_title(block)
            case _:
                raise UnreadablePage
        if self._current.is_done:
            self._current = next(self._waiting, None)

    def end(self) -> None:
        """Nothing may be left. Raises UnreadablePage."""
        if self._current is not None:
            raise UnreadablePage


class _ExpectedText:
    """A text that may go on over several blocks."""

    def __init__(self, text: str, style: TextStyle, role: str) -> None:
        self.text = self._text = text.replace("\r\n", "\n").replace("\t", "    ")
        self._style = style
        self._role = role
        self._at = 0
        self.is_done = False

    def compare(self, block: TextBlock) -> None:
        """Go on by the lines of a block. Raises UnreadablePage."""
        if block.role != self._role or block.is_bold != self._style.is_bold:
            raise UnreadablePage
        for line in block.lines:
            self._advance(line)

    def _advance(self, line: Line) -> None:
        """By one line: a space between two lines is not drawn, a line feed begins a line."""
        style, text = self._style, self._text
        if (
            self.is_done
            or not text.startswith(line.text, self._at)
            or line.size not in (0.0, style.size)
            or line.stretch > _MOST_STRETCH * style.size
            or (line.stretch and style.align is not Align.JUSTIFY)
        ):
            raise UnreadablePage
        at = self._at + len(line.text)
        while text.startswith(" ", at):
            at += 1
        self.is_done = at == len(text)
        self._at = at + 1 if text.startswith("\n", at) else at


class _ExpectedTable:
    """Rows that may go on over several pages, below a header repeated on each."""

    def __init__(self, table: Ruled, title: str) -> None:
        self._title = title
        self._rows = table.cells
        self._header = table.cells[: table.header_count]
        self._done = 0
        self._cut: list[_ExpectedText] | None = None
        self._has_begun = False

    @property
    def is_done(self) -> bool:
        """All rows were there to their end."""
        return self._done == len(self._rows) and self._cut is None

    def compare_title(self, block: TextBlock) -> None:
        """The title once more where the table goes on. Raises UnreadablePage."""
        if not self._has_begun:
            raise UnreadablePage
        _ensure_again(block, self._title)

    def compare(self, block: TableBlock) -> None:
        """Go on by the rows of a block. Raises UnreadablePage."""
        rows = block.rows
        if self._has_begun:
            rows = rows[self._count_repeated(rows) :]
        self._has_begun = True
        for row in rows:
            self._advance(row)

    def _count_repeated(self, rows: list[list[TextBlock | None]]) -> int:
        """How many rows at the top are the header once more: all of it or nothing."""
        count = len(self._header)
        try:
            for cells, row in zip(self._header, rows, strict=False):
                if any(not each.is_done for each in _compare_row(_expect_row(cells), row)):
                    return 0
        except UnreadablePage:
            return 0
        return count if len(rows) >= count else 0

    def _advance(self, row: list[TextBlock | None]) -> None:
        expected = self._cut
        if expected is None:
            if self._done == len(self._rows):
                raise UnreadablePage
            expected = _expect_row(self._rows[self._done])
            self._done += 1
        _compare_row(expected, row)
        self._cut = None if all(each.is_done for each in expected) else expected


def _expect_row(cells: Sequence[Cell]) -> list[_ExpectedText]:
    expected = []
    for cell in cells:
        text = _ExpectedText(cell.text, cell.style, "TH" if cell.is_header else "TD")
        text.is_done = not cell.text
        expected.append(text)
    return expected


def _compare_row(expected: list[_ExpectedText], row: list[TextBlock | None]) -> list[_ExpectedText]:
    if len(expected) != len(row):
        raise UnreadablePage
    for text, block in zip(expected, row, strict=True):
        if block is not None and text.is_done:
            _ensure_again(block, text.text)  # the label of a row that goes on
        elif block is not None:
            text.compare(block)
    return expected


def _ensure_again(block: TextBlock, text: str) -> None:
    shown = "".join(line.text for line in block.lines)
    if not text or "".join(shown.split()) != "".join(text.split()) + CONTINUED:
        raise UnreadablePage
