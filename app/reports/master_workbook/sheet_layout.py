"""Column widths and row heights of the master workbook, large enough that nothing is cut."""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import Any

from app.reports.columns import CellKind, CellValue, Column, Table

SIZE, LONG_SIZE = 11, 9
"""Points; long texts are set smaller, since no row may be higher than Excel allows."""
HIGHEST_ROW = 409.0
WIDEST_COLUMN = 254.0
_LINE_HEIGHTS = {False: 16.0, True: 12.4}  # by whether the text is long
_ROOM = {False: 0.92, True: 1.1}  # half-ems to a unit of column width at either size
_MOST_LINES = int(HIGHEST_ROW // _LINE_HEIGHTS[True]) - 1
_PAGE_WIDTH = 230  # half-em characters that stay readable across A4 landscape


def measure_text(text: str) -> int:
    """Width in half-em characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def count_lines(text: str, width: float, *, is_long: bool = False) -> int:
    """Estimate the lines a text takes in a column, rather too many than too few."""
    room = max(width * _ROOM[is_long] - 2, 2)
    return sum(max(1, ceil(measure_text(each) / room)) for each in text.split("\n"))


def measure_columns(table: Table[Any]) -> list[float]:
    """A width for each column: as declared, wider where a long text needs it to fit its row."""
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
    """A height for one row in points."""
    height = 0.0
    for value, kind, width in zip(values, kinds, widths, strict=True):
        is_long = kind is CellKind.LONG_TEXT
        lines = count_lines(value, width, is_long=is_long) if isinstance(value, str) else 1
        height = max(height, lines * _LINE_HEIGHTS[is_long])
    return min(height + 4, HIGHEST_ROW)


def count_pages_across(widths: Sequence[float]) -> int:
    """Over how many pages a sheet's columns are spread in print."""
    return max(1, ceil(sum(widths) / _PAGE_WIDTH))
