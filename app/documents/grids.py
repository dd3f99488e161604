"""Tables: grids with a repeated header, and label-value pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import fsum

import msgspec

from app.documents.flow import Align, TextStyle
from app.documents.fonts import kai
from app.documents.line_breaking import measure_widest_atom
from app.documents.ruled_rows import CELL, NOTE_CELL, PADDING, Cell, Ruled

__all__ = ["CELL", "NOTE_CELL", "Cell", "Grid", "GridColumn", "Pairs", "Ruled"]

_MOST_FOR_A_WORD = 0.3  # of the table's width
_HEADING, _SHORT_HEADING = 4, 3  # characters of a heading that stay on one line
_LOOKED_AT = 200  # characters measured of a cell; longer texts get enough width anyway


@dataclass(frozen=True, kw_only=True)
class GridColumn:
    """A column of a grid; `width` is relative to the other columns."""

    title: str
    width: float = 1
    align: Align = Align.LEFT


class Grid(Ruled):
    """A table of columns whose header repeats on every page; cells may be plain texts.

    `caption` is above on the left, `unit` (單位：新臺幣元) on the right; both repeat. With
    `fits_content` columns with little in them give room to those with much.
    """

    def __init__(
        self,
        columns: Sequence[GridColumn],
        rows: Sequence[Sequence[str | Cell]],
        *,
        caption: str = "",
        unit: str = "",
        style: TextStyle = CELL,
        space_after: float = 8,
        fits_content: bool = False,
    ) -> None:
        centred = replace(style, align=Align.CENTER)
        header = [
            Cell(text=each.title, share=each.width, style=centred, is_header=True)
            for each in columns
        ]
        heads: list[Sequence[Cell]] = [header]
        if caption or unit:
            right = replace(style, align=Align.RIGHT)
            heads.insert(0, [
                Cell(text=caption, style=style, is_framed=False),
                Cell(text=unit, style=right, is_framed=False),
            ])  # fmt: skip
        body = [_fit_cells(columns, row, style) for row in rows]
        super().__init__([*heads, *body], len(heads), space_after=space_after)
        self._columns = columns
        self._fits_content = fits_content

    def _fit_shares(self, available_width: float) -> Sequence[Sequence[Cell]]:
        """Widen columns in which a number or word would break, at the expense of the others."""
        wanted = fsum(each.width for each in self._columns)
        shares = [each.width * available_width / wanted for each in self._columns]
        whole = _SHORT_HEADING if self._fits_content else _HEADING
        needs = self._widest(partial(_needed_width, whole=whole), len(shares))
        if self._fits_content:
            shares = _give_room(shares, self._widest(_filled_width, len(shares)))
        most = available_width * _MOST_FOR_A_WORD
        fitted = _share_out(shares, [min(need, most) for need in needs])
        return [
            [_widen(cell, share) for cell, share in zip(row, fitted, strict=True)]
            if len(row) == len(fitted)
            else row
            for row in self._cells
        ]

    def _widest(self, measure: Callable[[Cell], float], count: int) -> list[float]:
        """The greatest of a measure in each of that many columns."""
        rows = [row for row in self._cells if len(row) == count]
        return [max(measure(row[index]) for row in rows) for index in range(count)]


def _filled_width(cell: Cell) -> float:
    """The width in points from which on a cell has no more lines than paragraphs."""
    if cell.is_header:
        return _needed_width(cell, _SHORT_HEADING)
    widths = kai().widths
    longest = max(
        fsum(map(widths.__getitem__, line)) for line in cell.text[:_LOOKED_AT].split("\n")
    )
    return longest * cell.style.size / 1000 + 2 * PADDING + 0.01


def _give_room(shares: list[float], filled: list[float]) -> list[float]:
    """Give what some columns cannot fill to those that can, up to as much again as they have."""
    wanted = [
        min(max(fill - share, 0.0), share) for share, fill in zip(shares, filled, strict=True)
    ]
    spare = [max(share - fill, 0.0) for share, fill in zip(shares, filled, strict=True)]
    if not fsum(wanted):
        return shares
    given = min(1.0, fsum(spare) / fsum(wanted))
    taken = min(1.0, fsum(wanted) / fsum(spare)) if fsum(spare) else 0.0
    return [
        share + want * given - left * taken
        for share, want, left in zip(shares, wanted, spare, strict=True)
    ]


def _needed_width(cell: Cell, whole: int) -> float:
    """The width in points that keeps words and numbers unbroken.

    Headings of more than `whole` characters take two lines.
    """
    length = len(cell.text)
    if cell.is_header and length:
        characters = length if length <= whole else (length + 1) // 2
        return characters * cell.style.size + 2 * PADDING + 0.01
    widest = measure_widest_atom(cell.text[:_LOOKED_AT], kai().widths)
    return widest * cell.style.size / 1000 + 2 * PADDING + 0.01


def _share_out(shares: list[float], needs: list[float]) -> list[float]:
    """Distribute the total so that no share is below its need; the others shrink in proportion."""
    total = fsum(shares)
    if fsum(needs) >= total:
        return [each * total / fsum(needs) for each in needs]
    needy: set[int] = set()
    while True:
        left = total - fsum(needs[index] for index in needy)
        claimed = fsum(share for index, share in enumerate(shares) if index not in needy)
        fitted = [
            needs[index] if index in needy else share * left / claimed
            for index, share in enumerate(shares)
        ]
        below = {index for index, width in enumerate(fitted) if width < needs[index] - 1e-9}
        if not below:
            return fitted
        needy |= below


def _fit_cells(
    columns: Sequence[GridColumn], row: Sequence[str | Cell], style: TextStyle
) -> list[Cell]:
    cells = []
    for column, value in zip(columns, row, strict=True):
        if isinstance(value, Cell):
            cells.append(_widen(value, column.width))
        else:
            aligned = replace(style, align=column.align)
            cells.append(Cell(text=value, share=column.width, style=aligned))
    return cells


def _widen(cell: Cell, share: float) -> Cell:
    """The cell with another share."""
    return msgspec.structs.replace(cell, share=share)


class Pairs(Ruled):
    """A table of label-value pairs, `per_row` to a row.

    A value that needs more than two lines in its cell gets a row of its own.
    """

    def __init__(
        self,
        pairs: Sequence[tuple[str, str | Cell]],
        *,
        per_row: int = 1,
        label_share: float = 0.2,
        style: TextStyle = CELL,
        space_after: float = 8,
    ) -> None:
        rows: list[list[Cell]] = []
        waiting: list[Cell] = []
        longest = round(60 / per_row)
        for label, value in pairs:
            cell = value if isinstance(value, Cell) else Cell(text=value, style=style)
            is_long = len(cell.text) > longest or "\n" in cell.text
            if is_long and waiting:
                rows.append(_complete(waiting, per_row))
                waiting = []
            width = per_row if is_long else 1
            head = Cell(text=label, share=label_share, style=style, is_header=True)
            waiting += [head, _widen(cell, width - label_share)]
            if is_long or len(waiting) == 2 * per_row:
                rows.append(waiting)
                waiting = []
        if waiting:
            rows.append(_complete(waiting, per_row))
        super().__init__(rows, 0, space_after=space_after)


def _complete(cells: list[Cell], per_row: int) -> list[Cell]:
    """Extend the last value of an incomplete row to the end of the row; a figure keeps its edge."""
    missing, last = per_row - len(cells) // 2, cells[-1]
    if missing and last.style.align is Align.RIGHT:
        return [*cells, Cell(text="", share=missing, style=last.style)]
    return [*cells[:-1], _widen(last, last.share + missing)]
