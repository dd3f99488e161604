"""A sheet as rows of cells with styles, heights and merges, before it becomes XML.

Heights are worked out here because a merged cell is never fitted by the program that opens it.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from app.returns.layouts.v1.cell_styles import Style

LINE_HEIGHT = 17.5
"""Points for one line of body text, generous enough for the substitutes of 標楷體."""
PADDING = 5.0
_LINES_PER_ROW = 22
"""A row may be 409 points high at most."""
_LINES_PER_PIECE = 14
"""Pieces are lower than that, so that pages are filled well."""
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]|[^。！？\n]+")

CellValue = str | int | None


class Box(NamedTuple):
    """A cell over columns `first` to `last` (inclusive) of the row being added."""

    first: int
    last: int
    style: Style
    value: CellValue = None


@dataclass(slots=True)
class GridRow:
    """One row: its height in points and its boxes from left to right."""

    height: float
    boxes: list[Box]


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


def add_row(sheet: Sheet, boxes: list[Box], height: float | None = None) -> None:
    """Add boxes side by side, as high as the longest text needs.

    A text of more lines than a row can hold goes on in the rows below, so that a page never
    ends in the middle of a line; the boxes beside it are merged over all of them.
    """
    if height is None:
        lines = max([_lines_in(sheet, box) for box in boxes])
        if lines > _LINES_PER_ROW:
            _add_long_row(sheet, boxes)
            return
        height = lines * LINE_HEIGHT + PADDING
    row = len(sheet.rows)
    sheet.merges += [(row, each.first, row, each.last) for each in boxes if each.last > each.first]
    sheet.rows.append(GridRow(height, boxes))


def _add_long_row(sheet: Sheet, boxes: list[Box]) -> None:
    pieces = [_pieces(sheet, box) for box in boxes]
    count = max(len(each) for each in pieces)
    top = len(sheet.rows)
    for step in range(count):
        row: list[Box] = []
        lines = 1
        for box, parts in zip(boxes, pieces, strict=True):
            value = parts[step] if step < len(parts) else None
            style = box.style if len(parts) == 1 else _piece_style(step, count)
            row.append(Box(box.first, box.last, style, value))
            if len(parts) > 1:
                shown = value.rstrip("\n") if isinstance(value, str) else None
                lines = max(lines, _lines_in(sheet, Box(box.first, box.last, style, shown)))
                if box.last > box.first:
                    sheet.merges.append((top + step, box.first, top + step, box.last))
        sheet.rows.append(GridRow(lines * LINE_HEIGHT + PADDING, row))
    for box, parts in zip(boxes, pieces, strict=True):
        if len(parts) == 1:
            sheet.merges.append((top, box.first, top + count - 1, box.last))


def _piece_style(step: int, count: int) -> Style:
    if step == 0:
        return Style.LONG_TEXT_OPEN
    return Style.LONG_TEXT_END if step == count - 1 else Style.LONG_TEXT_MIDDLE


def _pieces(sheet: Sheet, box: Box) -> list[CellValue]:
    """The text of a box in pieces that fit a row; together they are exactly the text."""
    if not isinstance(box.value, str) or _lines_in(sheet, box) <= _LINES_PER_ROW:
        return [box.value]
    capacity = _capacity(sheet, box)
    pieces: list[CellValue] = []
    piece = ""
    for sentence in _sentences(box.value, capacity * _LINES_PER_PIECE // 3):
        if piece and count_lines(piece + sentence, capacity) > _LINES_PER_PIECE:
            pieces.append(piece)
            piece = ""
        piece += sentence
    return [*pieces, piece]


def _sentences(text: str, longest: int) -> list[str]:
    """Cut after full stops and line ends, and anywhere in a sentence longer than that."""
    found = _SENTENCE.findall(text)
    return [
        each[start : start + longest] for each in found for start in range(0, len(each), longest)
    ]


def _capacity(sheet: Sheet, box: Box) -> int:
    return sum(sheet.widths[box.first : box.last + 1]) - 4  # the indent and the edges


def _lines_in(sheet: Sheet, box: Box) -> int:
    text = box.value
    if text is None or isinstance(text, int):
        return 1
    # A short text in a wide cell is by far the commonest case.
    if len(text) <= 4 and "\n" not in text:
        return 1
    capacity = _capacity(sheet, box)
    return _count_short(text, capacity) if len(text) < 40 else count_lines(text, capacity)


@lru_cache(maxsize=4096)
def _count_short(text: str, capacity: int) -> int:
    """Labels come again on every sheet."""
    return count_lines(text, capacity)


def count_lines(text: str, capacity: int) -> int:
    """How many lines a text takes in a cell that holds `capacity` half-width characters.

    Words of Latin letters do not break; one line in twelve is added because the program that
    opens the file may have a wider font.
    """
    if "\n" not in text:
        lines = _lines_in_paragraph(text, capacity)
    else:
        lines = sum([_lines_in_paragraph(each, capacity) for each in text.split("\n")])
    return lines + lines // 12


def _lines_in_paragraph(paragraph: str, capacity: int) -> int:
    # One byte for a half-width character, three or four for a full-width one: near enough.
    octets = len(paragraph.encode())
    width = (octets + len(paragraph) + 1) // 2
    if width <= capacity:
        return 1
    # A line with words loses up to a word's length at its end.
    has_words = octets < 3 * len(paragraph)
    usable = capacity - 6 if has_words and capacity > 20 else capacity - 1
    return ceil(width / max(usable, 2))


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
