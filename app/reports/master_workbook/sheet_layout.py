"""Column widths and row heights of the master workbook, sized so that no text is cut."""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import Any

from app.reports.columns import CellKind, CellValue, Column, Table

SIZE, LONG_SIZE = 11, 9
"""Font sizes in points; long texts are smaller because Excel limits the row height."""
HIGHEST_ROW = 409.0
WIDEST_COLUMN = 254.0
_LINE_HEIGHTS = {False: 16.0, True: 12.4}  # by whether the text is long
_ROOM = {False: 0.92, True: 1.1}  # half-ems to a unit of column width at either size
_MOST_LINES = int(HIGHEST_ROW // _LINE_HEIGHTS[True]) - 1
_PAGE_WIDTH = 230  # half-em characters that are readable across A4 landscape


def measure_text(text: str) -> int:
    """Measure the width of a text in half-em characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def count_lines(text: str, width: float, *, is_long: bool = False) -> int:
    """Estimate the number of lines of a text in a column, conservatively."""
    room = max(width * _ROOM[is_long] - 2, 2)
    return sum(max(1, ceil(measure_text(each) / room)) for each in text.split("\n"))


def measure_columns(table: Table[Any]) -> list[float]:
    """Compute the column widths: as declared, or wider where a long text needs it."""
    return [_measure_column(each, table) for each in table.columns]


def _measure_column(column: Column[Any], table: Table[Any]) -> float:
    width = column.width + 2.0
    if column.kind is CellKind.LONG_TEXT:
        texts = [str(column.getter(row) or "") for row in table.rows]
        while width < WIDEST_COLUMN and any(
            count_lines(each, width, is_long=True) > _MOST_LINES for each in texts
        ):
            width = min(width * 1.25, WIDEST_COLUMN)
    return width


def measure_row(
    values: Sequence[CellValue], kinds: Sequence[CellKind], widths: Sequence[float]
) -> float:
    """Compute the height of a row in points."""
    height = 0.0
    for value, kind, width in zip(values, kinds, widths, strict=True):
        is_long = kind is CellKind.LONG_TEXT
        lines = count_lines(value, width, is_long=is_long) if isinstance(value, str) else 1
        height = max(height, lines * _LINE_HEIGHTS[is_long])
    return min(height + 4, HIGHEST_ROW)


def count_pages_across(widths: Sequence[float]) -> int:
    """Count the pages across which the columns of a sheet are printed."""
    return max(1, ceil(sum(widths) / _PAGE_WIDTH))
