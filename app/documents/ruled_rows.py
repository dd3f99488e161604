"""Ruled rows of cells: the basis of every table in a document.

A small table stays on one page. A row that does not fit moves to the next page whole if it is low,
and is cut between lines of text otherwise, so that no row is too high for a page. What goes on on
the next page says so: the title and the label of a row that was cut end with 「（續）」.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any

import msgspec

from app.documents.blocks import Block
from app.documents.cell_tags import count_spans, describe_row
from app.documents.flow import (
    Align,
    Text,
    TextAgain,
    TextStyle,
    draw_lines,
    find_break,
    least_lines,
    measure_lines,
    with_leading,
)
from app.documents.line_breaking import Line
from app.documents.structure import ARTIFACT, PAGINATION
from app.models.record import Record

PADDING = 4.0
CONTINUED = "（續）"
_BOX_KEPT_WHOLE = 230.0  # points; tables up to a third of a page are on one page
_ROW_KEPT_WHOLE = 170.0  # rows up to this height are not cut
_LOW_ROW = 60.0  # rows up to this height do not stand alone at either side of a page's end
_MOST_LABEL_LINES = 4
CELL = TextStyle(size=11, leading=16, align=Align.LEFT, space_after=0)
NOTE_CELL = TextStyle(size=10, leading=14, align=Align.LEFT, space_after=0)
_AGAIN = TextStyle(size=10, leading=16, align=Align.LEFT, space_after=2)


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
    is_again: bool = False
    """A label repeated where its row goes on."""


@dataclass
class _Row:
    boxes: list[_Box]
    key: object = None
    """What makes one row of the parts it is cut into."""
    is_rest: bool = False
    """The lower part of a row that was cut."""
    height: float = 0.0

    def measure(self, extra: float) -> None:
        """Set the height; `extra` points are added to the leading of every line."""
        self.height = max(
            max(len(box.lines) * (box.cell.style.leading + extra) + 2 * PADDING - 2,
                box.cell.min_height)
            for box in self.boxes
        )  # fmt: skip


class Ruled(Block):
    """Ruled rows of cells; the first `header_count` rows are repeated on every page."""

    title = ""
    """What is above it, repeated with 「（續）」 where it goes on, unless it has a caption."""

    def __init__(
        self, rows: Sequence[Sequence[Cell]], header_count: int = 0, *, space_after: float = 8
    ) -> None:
        self._cells = rows
        self._header_count = header_count
        self._rows: list[_Row] = []
        self._laid_out_for = -1.0
        self._extra = 0.0
        self._key: object = None
        """What makes one table of the parts it is split into."""
        self._is_rest = False
        self.space_after = space_after

    @property
    def cells(self) -> Sequence[Sequence[Cell]]:
        """The cells by row, header first."""
        return self._cells

    @property
    def header_count(self) -> int:
        """The number of header rows, repeated on every page."""
        return self._header_count

    def follow(self, before: Block) -> None:
        """A heading directly above is the title."""
        if isinstance(before, Text) and before.stays_with_next:
            self.title = before.text

    def measure(self, width: float, extra: float = 0.0) -> None:
        """Lay the rows out, once for a width."""
        if self._laid_out_for != width:
            self._rows = [_lay_out(row, width) for row in self._fit_shares(width)]
            _count_columns(self._rows)
            self._laid_out_for = width
        for row in self._rows:
            row.measure(extra)
        self._extra = extra
        self.width, self.height = width, fsum(row.height for row in self._rows)

    def _fit_shares(self, available_width: float) -> Sequence[Sequence[Cell]]:
        """Adjust the shares of the cells to the available width."""
        return self._cells

    def least_height(self) -> float:
        """A small table as a whole; of others the header with the first rows, or lines of one."""
        if self.height <= _BOX_KEPT_WHOLE:
            return self.height
        header, body = self._rows[: self._header_count], self._rows[self._header_count :]
        least = fsum(row.height for row in header) + self._least_of(body[0])
        if len(body) > 1 and _are_low(body[:1]):
            least += self._least_of(body[1])
        return least

    def _least_of(self, row: _Row) -> float:
        """The height of the least of a row that may stand above a page's end."""
        if row.height <= _ROW_KEPT_WHOLE:
            return row.height
        return 2 * PADDING - 2 + max(
            least_lines(box.lines) * (box.cell.style.leading + self._extra) for box in row.boxes
        )  # fmt: skip

    def cut(self, room: float, *, at_top: bool) -> "tuple[Ruled, list[Block]] | None":
        """The rows that fit, and the rest below its repeated header; high rows are cut."""
        if not at_top and not self._is_rest and room < self.least_height():
            return None
        header = self._rows[: self._header_count]
        if fsum(row.height for row in header) > room / 2 and at_top:
            header = []  # a header as high as the page is not repeated
        body = self._rows[len(header) :]
        room -= fsum(row.height for row in header)
        count = 0
        while count < len(body) and body[count].height <= room + 1e-6:
            room -= body[count].height
            count += 1
        first, rest = body[:count], body[count:]
        halves = self._cut_row(rest[0], room, force=at_top and not first)
        if halves is not None:
            first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        elif (
            len(rest) == 1 and len(first) > 2 and max(each.height for each in body[-2:]) < _LOW_ROW
        ):
            first, rest = body[:-2], body[-2:]
        if not first:
            return None
        self._key = self._key or object()
        again = self._repeat(header)
        below = self._part([*again, *rest], len(again), is_rest=True)
        above = self._part(header + first, len(header), is_rest=self._is_rest)
        return above, [*self._repeat_title(header), below]

    def _part(self, rows: list[_Row], header_count: int, *, is_rest: bool) -> "Ruled":
        part = Ruled((), header_count, space_after=self.space_after)
        part._rows, part._laid_out_for, part.title = rows, self._laid_out_for, self.title
        part._key, part._is_rest = self._key, is_rest
        part.measure(self.width, self._extra)
        return part

    def _repeat(self, header: list[_Row]) -> list[_Row]:
        """The header once more, its caption with 「（續）」."""
        if not header or header[0].boxes[0].cell.is_framed:
            return header
        caption, *others = header[0].boxes
        return [_Row([_continue_box(caption), *others]), *header[1:]]

    def _repeat_title(self, header: list[_Row]) -> list[Block]:
        """The title once more with 「（續）」, where there is no caption that says it."""
        has_caption = bool(header) and not header[0].boxes[0].cell.is_framed
        if has_caption or not self.title:
            return []
        return [TextAgain(self.title + CONTINUED, _AGAIN, stays_with_next=True)]

    def _cut_row(self, row: _Row, room: float, *, force: bool) -> tuple[_Row, _Row] | None:
        """Cut a high row at `room` points of height; None where it may not be cut there."""
        if row.height <= _ROW_KEPT_WHOLE and not force:
            return None
        upper, lower = [], []
        for index, box in enumerate(row.boxes):
            fitting = int((room - 2 * PADDING + 2) // (box.cell.style.leading + self._extra))
            count = find_break(box.lines, fitting)
            if force and not count:
                count = min(max(fitting, 1), len(box.lines))
            if box.lines and not count:
                return None
            upper.append(replace(box, lines=box.lines[:count]))
            lower.append(_rest_of(box, count, is_label=box.cell.is_header or index == 0))
        if not any(box.lines for box in lower if not box.is_again):
            return None
        key = row.key or object()
        return _Row(upper, key, row.is_rest), _Row(lower, key, is_rest=True)

    def draw(self) -> None:
        """Draw backgrounds, rules, and the text of each cell."""
        canvas = self.canv
        canvas.add_operators(f"{ARTIFACT}\n{self._grounds()}\n{self._rules()}\nEMC")
        canvas.structure.open_group("Table", self._key)
        top = self.height
        for index, row in enumerate(self._rows):
            if self._is_rest and index < self._header_count:
                _draw_again(canvas, row, top, self._extra)
            else:
                _draw_row(canvas, row, top, self._extra)
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


def _are_low(rows: Sequence[_Row]) -> bool:
    return all(row.height <= _LOW_ROW for row in rows)


def _lay_out(cells: Sequence[Cell], width: float) -> _Row:
    total = fsum(cell.share for cell in cells)
    boxes, x = [], 0.0
    for cell in cells:
        cell_width = width * cell.share / total
        boxes.append(_Box(x, cell_width, _measure(cell, cell.text, cell_width), cell))
        x += cell_width
    return _Row(boxes)


def _measure(cell: Cell, text: str, width: float) -> list[Line]:
    return measure_lines(text, width - (2 * PADDING if cell.is_framed else 0.0), cell.style)


def _rest_of(box: _Box, count: int, *, is_label: bool) -> _Box:
    """A box from that line on; a label that has ended is there once more, with 「（續）」."""
    rest = replace(
        box, lines=box.lines[count:], starts_paragraph=count > 0 and box.lines[count - 1].is_last
    )
    if not is_label or rest.lines or not box.cell.text:
        return rest
    again = _continue_box(rest)
    most = (box.width - 2 * PADDING) * 1000 / box.cell.style.size
    has_room = all(line.width <= most for line in again.lines)
    return again if has_room and len(again.lines) <= _MOST_LABEL_LINES else rest


def _continue_box(box: _Box) -> _Box:
    """The box with its text once more, marked as continued; once is enough."""
    text = box.cell.text.removesuffix(CONTINUED) + CONTINUED
    cell = msgspec.structs.replace(box.cell, text=text)
    lines = _measure(cell, text, box.width)
    return replace(box, lines=lines, cell=cell, starts_paragraph=True, is_again=True)


def _count_columns(rows: Sequence[_Row]) -> None:
    ruled = [row.boxes for row in rows if all(box.cell.is_framed for box in row.boxes)]
    spans = count_spans([[box.x + box.width for box in boxes] for boxes in ruled])
    for boxes, counts in zip(ruled, spans, strict=True):
        for box, count in zip(boxes, counts, strict=True):
            box.columns = count


def _draw_row(canvas: Any, row: _Row, top: float, extra: float) -> None:
    """Draw the texts of a row, tagged as its cells or, where it has no frame, as the caption."""
    structure, page = canvas.structure, canvas.getPageNumber()
    if not row.boxes[0].cell.is_framed:
        structure.open_group("Caption")
        for box in row.boxes:
            if box.cell.text:
                _draw_box(canvas, box, top, extra, structure.begin_more(page))
        structure.close_group()
        return
    structure.open_group("TR", row.key)
    described = describe_row(
        [box.cell.is_header for box in row.boxes], [box.columns for box in row.boxes]
    )
    for index, (box, (role, attributes)) in enumerate(zip(row.boxes, described, strict=True)):
        key = None if row.key is None else (row.key, index)
        if box.is_again:
            _draw_box(canvas, box, top, extra, PAGINATION)
        elif box.lines and box.cell.text:
            opening = structure.begin_content(role, page, key, attributes)
            _draw_box(canvas, box, top, extra, opening)
        elif not row.is_rest:
            structure.add_empty(role, attributes)
    structure.close_group()


def _draw_again(canvas: Any, row: _Row, top: float, extra: float) -> None:
    """Draw the texts of a row that was tagged on a page before."""
    for box in row.boxes:
        if box.cell.text:
            _draw_box(canvas, box, top, extra, PAGINATION)


def _draw_box(canvas: Any, box: _Box, top: float, extra: float, opening: str) -> None:
    padding = PADDING if box.cell.is_framed else 0.0
    canvas.add_operators(opening)
    canvas.add_operators(
        draw_lines(canvas, box.lines, box.x + padding, top - PADDING + 1,
                   box.width - 2 * padding, with_leading(box.cell.style, extra),
                   starts_paragraph=box.starts_paragraph)
    )  # fmt: skip
    canvas.add_operators("EMC")
