"""Ruled rows of cells: the basis of every table in a document.

A row that does not fit moves to the next page whole if it is low, and is split between two lines
of text otherwise, so that no row is too high for a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from app.documents.cell_tags import count_spans, describe_row
from app.documents.flow import Align, TextStyle, draw_lines, measure_lines
from app.documents.line_breaking import Line
from app.documents.structure import ARTIFACT, PAGINATION
from app.models.record import Record

PADDING = 4.0
_KEPT_WHOLE = 170.0  # points; rows up to this height are not split
CELL = TextStyle(size=11, leading=16, align=Align.LEFT, space_after=0)
NOTE_CELL = TextStyle(size=10, leading=14, align=Align.LEFT, space_after=0)


class Cell(Record, frozen=True, kw_only=True, gc=False):
    """A cell; `share` is its width relative to the other cells of the row."""

    text: str
    share: float = 1
    style: TextStyle = CELL
    is_header: bool = False
    """A header cell, on a grey background."""
    is_tinted: bool = False
    """A computed value, on a lighter background."""
    is_framed: bool = True
    min_height: float = 0


@dataclass
class _Box:
    """A cell laid out: its horizontal position and its lines."""

    x: float
    width: float
    lines: list[Line]
    cell: Cell
    starts_paragraph: bool = True
    columns: int = 1
    """How many columns of the table it is wide."""


@dataclass
class _Row:
    boxes: list[_Box]
    height: float
    key: object = None
    """What makes one row of the parts it is cut into."""
    is_rest: bool = False
    """The lower part of a row that was cut."""


class Ruled(Flowable):  # type: ignore[misc]
    """Ruled rows of cells; the first `header_count` rows are repeated on every page."""

    def __init__(
        self, rows: Sequence[Sequence[Cell]], header_count: int = 0, *, space_after: float = 8
    ) -> None:
        super().__init__()
        self._cells = rows
        self._header_count = header_count
        self._rows: list[_Row] = []
        self._laid_out_for = -1.0
        self._key: object = None
        """What makes one table of the parts it is split into."""
        self._is_rest = False
        self.spaceAfter = space_after

    @property
    def cells(self) -> Sequence[Sequence[Cell]]:
        """The cells by row, header first."""
        return self._cells

    @property
    def header_count(self) -> int:
        """The number of header rows, repeated on every page."""
        return self._header_count

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Lay the rows out; returns width and height in points."""
        if self._laid_out_for != available_width:
            fitted = self._fit_shares(available_width)
            self._rows = [_lay_out(row, available_width) for row in fitted]
            _count_columns(self._rows)
            self._laid_out_for = available_width
        self.width, self.height = available_width, sum(row.height for row in self._rows)
        return self.width, self.height

    def _fit_shares(self, available_width: float) -> Sequence[Sequence[Cell]]:
        """Adjust the shares of the cells to the available width."""
        return self._cells

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Split into the rows that fit and the rest with a repeated header; high rows are cut."""
        self.wrap(available_width, available_height)
        at_top = getattr(getattr(self, "_frame", None), "_atTop", False)
        header = self._rows[: self._header_count]
        if sum(row.height for row in header) > available_height / 2 and at_top:
            header = []  # a header as high as the page is not repeated
        body = self._rows[len(header) :]
        room = available_height - sum(row.height for row in header)
        count = 0
        while count < len(body) and body[count].height <= room + 1e-6:
            room -= body[count].height
            count += 1
        if count == len(body):
            return [self]
        first, rest = body[:count], body[count:]
        nothing_yet = count == 0 and at_top
        if rest[0].height > _KEPT_WHOLE or nothing_yet:
            halves = _cut_row(rest[0], room, force=nothing_yet)
            if halves is not None:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        if not first:
            return []
        self._key = self._key or object()
        upper = self._part(header + first, len(header), is_rest=self._is_rest)
        return [upper, self._part(header + rest, len(header), is_rest=True)]

    def _part(self, rows: list[_Row], header_count: int, *, is_rest: bool) -> "Ruled":
        part = Ruled((), header_count, space_after=self.spaceAfter)
        part._rows, part._laid_out_for = rows, self._laid_out_for
        part._key, part._is_rest = self._key, is_rest
        return part

    def draw(self) -> None:
        """Draw backgrounds, rules, and the text of each cell."""
        canvas = self.canv
        canvas.add_operators(f"{ARTIFACT}\n{self._grounds()}\n{self._rules()}\nEMC")
        canvas.structure.open_group("Table", self._key)
        top = self.height
        for index, row in enumerate(self._rows):
            if self._is_rest and index < self._header_count:
                _draw_again(canvas, row, top)
            else:
                _draw_row(canvas, row, top)
            top -= row.height
        canvas.structure.close_group()

    def _grounds(self) -> str:
        parts, top = ["q"], self.height
        for row in self._rows:
            for box in row.boxes:
                if box.cell.is_header or box.cell.is_tinted:
                    grey = 0.9 if box.cell.is_header else 0.955
                    parts.append(
                        f"{grey} g {box.x:.2f} {top - row.height:.2f} "
                        f"{box.width:.2f} {row.height:.2f} re f"
                    )
            top -= row.height
        return " ".join([*parts, "Q"])

    def _rules(self) -> str:
        parts, top = ["q 0.6 w 0.25 G"], self.height
        for row in self._rows:
            parts += [
                f"{box.x:.2f} {top - row.height:.2f} {box.width:.2f} {row.height:.2f} re"
                for box in row.boxes
                if box.cell.is_framed
            ]
            top -= row.height
        return " ".join([*parts, "S Q"])


def _lay_out(cells: Sequence[Cell], width: float) -> _Row:
    total = sum(cell.share for cell in cells)
    boxes, x, height = [], 0.0, 0.0
    for cell in cells:
        cell_width = width * cell.share / total
        padding = PADDING if cell.is_framed else 0.0
        lines = measure_lines(cell.text, cell_width - 2 * padding, cell.style)
        boxes.append(_Box(x, cell_width, lines, cell))
        height = max(height, len(lines) * cell.style.leading + 2 * PADDING - 2, cell.min_height)
        x += cell_width
    return _Row(boxes, height)


def _cut_row(row: _Row, room: float, *, force: bool) -> tuple[_Row, _Row] | None:
    """Split a row at `room` points of height; None where fewer than two lines fit."""
    upper, lower = [], []
    key = row.key or object()
    for box in row.boxes:
        count = int((room - 2 * PADDING + 2) // box.cell.style.leading)
        if count < 2 and len(box.lines) > count and not force:
            return None
        count = max(count, 1)
        upper.append(replace(box, lines=box.lines[:count]))
        starts_paragraph = not box.lines or box.lines[min(count, len(box.lines)) - 1].is_last
        lower.append(replace(box, lines=box.lines[count:], starts_paragraph=starts_paragraph))
    if all(not box.lines for box in lower):
        return None
    above = _Row(upper, _height(upper), key, row.is_rest)
    return above, _Row(lower, _height(lower), key, is_rest=True)


def _height(boxes: Sequence[_Box]) -> float:
    return max(len(box.lines) * box.cell.style.leading for box in boxes) + 2 * PADDING - 2


def _count_columns(rows: Sequence[_Row]) -> None:
    ruled = [row.boxes for row in rows if all(box.cell.is_framed for box in row.boxes)]
    spans = count_spans([[box.x + box.width for box in boxes] for boxes in ruled])
    for boxes, counts in zip(ruled, spans, strict=True):
        for box, count in zip(boxes, counts, strict=True):
            box.columns = count


def _draw_row(canvas: Any, row: _Row, top: float) -> None:
    """Draw the texts of a row, tagged as its cells or, where it has no frame, as the caption."""
    structure, page = canvas.structure, canvas.getPageNumber()
    if not row.boxes[0].cell.is_framed:
        structure.open_group("Caption")
        for box in row.boxes:
            if box.cell.text:
                _draw_box(canvas, box, top, structure.begin_more(page))
        structure.close_group()
        return
    structure.open_group("TR", row.key)
    described = describe_row(
        [box.cell.is_header for box in row.boxes], [box.columns for box in row.boxes]
    )
    for index, (box, (role, attributes)) in enumerate(zip(row.boxes, described, strict=True)):
        key = None if row.key is None else (row.key, index)
        if box.lines and box.cell.text:
            opening = structure.begin_content(role, page, key, attributes)
            _draw_box(canvas, box, top, opening)
        elif not row.is_rest:
            structure.add_empty(role, attributes)
    structure.close_group()


def _draw_again(canvas: Any, row: _Row, top: float) -> None:
    """Draw the texts of a row that was tagged on a page before."""
    for box in row.boxes:
        if box.cell.text:
            _draw_box(canvas, box, top, PAGINATION)


def _draw_box(canvas: Any, box: _Box, top: float, opening: str) -> None:
    padding = PADDING if box.cell.is_framed else 0.0
    canvas.add_operators(opening)
    canvas.add_operators(
        draw_lines(canvas, box.lines, box.x + padding, top - PADDING + 1,
                   box.width - 2 * padding, box.cell.style,
                   starts_paragraph=box.starts_paragraph)
    )  # fmt: skip
    canvas.add_operators("EMC")
