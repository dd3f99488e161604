"""What stands where on the pages of our PDFs: every text with its place, and a digest of the rest.

Reads the operators by itself, so that it can say when the program draws otherwise.
"""

import hashlib
import io
from typing import Any

import pikepdf

from tests.support.pdf_text import read_font_tables

_TEXT = frozenset({"BT", "Tc", "Tr", "Tm", "Tf", "Tj"})
_PAINT = frozenset({"g", "G", "rg", "RG", "w", "d", "re", "m", "l", "f", "S", "cm"})


def describe_pages(content: bytes) -> str:
    """One line a text: its place from the lower left of the page in points, size, the text.

    Each page ends with a digest of its lines, grounds and colours.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [_describe_page(number, page) for number, page in enumerate(pdf.pages, 1)]
    return "".join(pages)


def _describe_page(number: int, page: Any) -> str:
    width, height = (float(each) for each in page.obj["/MediaBox"][2:])
    pen = _Pen(read_font_tables(page))
    for instruction in pikepdf.parse_content_stream(page):
        pen.follow(str(instruction.operator), list(instruction.operands))
    digest = hashlib.sha256("\n".join(pen.drawn).encode()).hexdigest()
    head = f"page {number} {width:.2f} {height:.2f}"
    return "\n".join([head, *pen.texts, f"drawn {len(pen.drawn)} {digest[:16]}", "", ""])


class _Pen:
    """Follows the operators our writer uses, as far as they say where a text stands."""

    def __init__(self, tables: dict[str, dict[str, str]]) -> None:
        self.texts: list[str] = []
        self.drawn: list[str] = []
        self._tables = tables
        self._origin = (0.0, 0.0)
        self._kept: list[tuple[float, float]] = []
        self._place = ""
        self._font, self._size, self._stretch, self._bold = "", "", "", ""

    def follow(self, operator: str, operands: list[Any]) -> None:
        """Take in one operator."""
        if operator in _PAINT:
            self.drawn.append(" ".join([*map(str, operands), operator]))
        if operator in _TEXT:
            self._follow_text(operator, operands)
        elif operator == "cm":
            self._origin = self._move(operands)
        elif operator == "q":
            self._kept.append(self._origin)
        elif operator == "Q":
            self._origin = self._kept.pop()

    def _follow_text(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BT":
                self._stretch = self._bold = ""
            case "Tc":
                self._stretch = f" +{operands[0]}"
            case "Tr":
                self._bold = " bold"
            case "Tm":
                left, bottom = self._move(operands)
                self._place = f"{left:7.2f} {bottom:7.2f}"
            case "Tf":
                self._font, self._size = str(operands[0]), f"{float(operands[1]):g}"
            case "Tj":
                self._write(bytes(operands[0]).hex().upper())

    def _write(self, codes: str) -> None:
        """A text goes on over several faces; it begins where its place is set."""
        table = self._tables[self._font]
        text = "".join(table[codes[at : at + 4]] for at in range(0, len(codes), 4))
        if self._place:
            self.texts.append(f"{self._place} {self._size}{self._stretch}{self._bold} {text}")
        else:
            self.texts[-1] += text
        self._place = ""

    def _move(self, matrix: list[Any]) -> tuple[float, float]:
        return self._origin[0] + float(matrix[4]), self._origin[1] + float(matrix[5])
