"""Widths and heights of the master workbook's cells: wide and high enough that nothing is cut."""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import Any

from app.reports.columns import CellKind, CellValue, Column, Table

LINE_HEIGHT = 16.0
HIGHEST_ROW = 409.0  # what Excel allows
WIDEST_COLUMN = 240.0
_MOST_LINES = int(HIGHEST_ROW // LINE_HEIGHT) - 1
_PAGE_WIDTH = 230  # half-em characters that stay readable across A4 landscape


def measure_text(text: str) -> int:
    """Width in half-em characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, a little generously."""
    room = max(width - 2, 2)
    return sum(max(1, ceil(measure_text(each) / room)) for each in text.split("\n"))


def measure_columns(table: Table[Any]) -> list[float]:
    """A width for each column: as declared, wider where a long text needs it to fit its row."""
    return [_measure_column(each, table) for each in table.columns]


def _measure_column(column: Column[Any], table: Table[Any]) -> float:
    width = column.width + 2.0
    if column.kind is CellKind.LONG_TEXT:
        texts = [str(column.getter(row) or "") for row in table.rows]
        while width < WIDEST_COLUMN and any(
            count_lines(each, width) > _MOST_LINES for each in texts
        ):
            width = min(width * 1.25, WIDEST_COLUMN)
    return width


def measure_row(values: Sequence[CellValue], widths: Sequence[float]) -> float:
    """A height for one row in points."""
    lines = max(
        count_lines(value, width) if isinstance(value, str) else 1
        for value, width in zip(values, widths, strict=True)
    )
    return min(lines * LINE_HEIGHT + 4, HIGHEST_ROW)


def count_pages_across(widths: Sequence[float]) -> int:
    """Over how many pages a sheet's columns are spread in print."""
    return max(1, ceil(sum(widths) / _PAGE_WIDTH))
