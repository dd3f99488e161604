"""Cells of a touched workbook that do not show what the payload inside it says.

For the sentence of a refusal only: both values come from a file that nobody vouches for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils.escape import unescape

from app.returns.document.layout import ReturnDocument
from app.returns.workbook.composer import compose_sheets
from app.returns.workbook.grid import Box, Sheet
from app.returns.workbook.parts import COLUMN_LETTERS
from app.returns.workbook.styles import Style


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell: where it is, the label beside or above it, what it ought to show and does."""

    sheet: str
    cell: str
    label: str
    stated: str
    shown: str


def find_differences(found: Workbook, document: ReturnDocument) -> Iterator[CellDifference]:
    """The differences in reading order. Raises what the reader raises where it cannot read."""
    for sheet in compose_sheets(document):
        if sheet.name in found.sheetnames:
            rows = found[sheet.name].iter_rows(
                max_row=len(sheet.rows), max_col=len(COLUMN_LETTERS), values_only=True
            )
            yield from _compare(sheet, tuple(rows))


def _compare(sheet: Sheet, rows: Sequence[Sequence[object]]) -> Iterator[CellDifference]:
    heads: dict[int, str] = {}
    for number, row in enumerate(sheet.rows):
        shown = rows[number] if number < len(rows) else []
        label = ""
        for box in row.boxes:
            if box.style is Style.COLUMN_HEAD:
                heads[box.first] = str(box.value or "")
            elif box.style is Style.SECTION:
                heads = {}
            there = unescape(_plain(shown[box.first])) if box.first < len(shown) else ""
            if there != _plain(box.value):
                named = label or heads.get(box.first, "")
                cell = f"{COLUMN_LETTERS[box.first]}{number + 1}"
                yield CellDifference(sheet.name, cell, named, _plain(box.value), there)
            label = _label(box) or label


def _label(box: Box) -> str:
    return str(box.value or "") if box.style is Style.LABEL else ""


def _plain(value: object) -> str:
    """A value as text: a spreadsheet program keeps neither whole numbers nor line ends apart."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
