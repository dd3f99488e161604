"""A sheet as rows of cells with styles, heights and merges, before it becomes XML.

Heights are worked out here because a merged cell is never fitted by the program that opens it.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from app.returns.sheet_styles import Style

LINE_HEIGHT = 17.5
"""Points for one line of body text, generous enough for the substitutes of 標楷體."""
PADDING = 5.0
_LINES_PER_ROW = 20
"""Longer texts run over several merged rows: a row may be 409 points high at most."""

CellValue = str | int | None
Cell = tuple[int, Style, CellValue]
"""Column from 0, style, and a text, a whole number or nothing."""


@dataclass(slots=True)
class GridRow:
    """One row: its height in points and its cells from left to right."""

    height: float
    cells: list[Cell]


@dataclass(slots=True)
class Sheet:
    """One sheet. `widths` in half-width characters; merges as (row, column, row, column)."""

    name: str
    widths: tuple[int, ...]
    is_landscape: bool
    running_head: str
    control_number: str
    rows: list[GridRow] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Box:
    """A cell over columns `first` to `last` (inclusive) of the row being added."""

    first: int
    last: int
    style: Style
    value: CellValue = None


def add_row(sheet: Sheet, boxes: list[Box], height: float | None = None) -> None:
    """Add boxes side by side, as high as the longest text needs, over several rows if it must."""
    if height is not None:
        heights = [height]
    else:
        lines = max(_lines_in(sheet, box) for box in boxes)
        row_count = ceil(lines / _LINES_PER_ROW)
        heights = _split_height(lines, row_count)
    top = len(sheet.rows)
    for offset, each in enumerate(heights):
        cells: list[Cell] = []
        for box in boxes:
            cells.append((box.first, box.style, box.value if offset == 0 else None))
            cells.extend((column, box.style, None) for column in range(box.first + 1, box.last + 1))
        sheet.rows.append(GridRow(each, cells))
    bottom = top + len(heights) - 1
    for box in boxes:
        if box.last > box.first or bottom > top:
            sheet.merges.append((top, box.first, bottom, box.last))


def _split_height(lines: int, row_count: int) -> list[float]:
    if row_count == 1:
        return [lines * LINE_HEIGHT + PADDING]
    full = [_LINES_PER_ROW * LINE_HEIGHT] * (row_count - 1)
    rest = (lines - _LINES_PER_ROW * (row_count - 1)) * LINE_HEIGHT + PADDING
    return [*full, rest]


def _lines_in(sheet: Sheet, box: Box) -> int:
    if not isinstance(box.value, str) or not box.value:
        return 1
    capacity = sum(sheet.widths[box.first : box.last + 1]) - 2
    # A short text on one line is by far the commonest case.
    if len(box.value) * 2 <= capacity and "\n" not in box.value:
        return 1
    return count_lines(box.value, capacity)


def count_lines(text: str, capacity: int) -> int:
    """How many lines a text takes in a cell that holds `capacity` half-width characters.

    Words of Latin letters do not break; one line in twelve is added because the program that
    opens the file may have a wider font.
    """
    lines = sum(_lines_in_paragraph(paragraph, capacity) for paragraph in text.split("\n"))
    return lines + lines // 12


def _lines_in_paragraph(paragraph: str, capacity: int) -> int:
    if paragraph.isascii():
        width, has_words = len(paragraph), True
    else:
        width = sum(map(_character_width, paragraph))
        has_words = width < 2 * len(paragraph)
    if width <= capacity:
        return 1
    # A line with words loses up to a word's length at its end.
    usable = capacity - 6 if has_words and capacity > 20 else capacity - 1
    return ceil(width / max(usable, 2))


@lru_cache(maxsize=8192)
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


@lru_cache(maxsize=256)
def share_columns(wanted: tuple[int, ...], widths: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Lay table columns of the wanted widths over the grid's columns, each a run of them.

    Returns (first, last) per table column; the runs are in order and fill the grid. Raises
    ValueError where the table has more columns than the grid.
    """
    if len(wanted) > len(widths):
        raise ValueError(f"{len(wanted)} columns do not fit a grid of {len(widths)}")
    scale = sum(widths) / sum(wanted)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0.0, ())}
    for index, width in enumerate(wanted):
        left = len(wanted) - index - 1
        for start in range(index, len(widths)):
            if (index, start) not in best:
                continue
            cost, runs = best[index, start]
            ends = [len(widths)] if left == 0 else range(start + 1, len(widths) - left + 1)
            for end in ends:
                share = sum(widths[start:end])
                misfit = cost + ((share - width * scale) / (width * scale)) ** 2
                known = best.get((index + 1, end))
                if known is None or misfit < known[0]:
                    best[index + 1, end] = (misfit, (*runs, (start, end - 1)))
    return best[len(wanted), len(widths)][1]
