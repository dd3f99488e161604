"""Tables: grids with a repeated header, and label-value pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from app.documents.flow import Align, TextStyle
from app.documents.fonts import kai
from app.documents.line_breaking import measure_widest_atom
from app.documents.ruled_rows import CELL, NOTE_CELL, PADDING, Cell, Ruled

__all__ = ["CELL", "NOTE_CELL", "Cell", "Grid", "GridColumn", "Pairs", "Ruled"]

_MOST_FOR_A_WORD = 0.3  # of the table's width
_LOOKED_AT = 200  # characters measured of a cell; longer texts get enough width anyway


@dataclass(frozen=True, kw_only=True)
class GridColumn:
    """A column of a grid; `width` is relative to the other columns."""

    title: str
    width: float = 1
    align: Align = Align.LEFT


class Grid(Ruled):
    """A table of columns whose header repeats on every page; cells may be plain texts.

    `caption` is above on the left, `unit` (單位：新臺幣元) on the right; both repeat.
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

    def _fit_shares(self, available_width: float) -> Sequence[Sequence[Cell]]:
        """Widen columns in which a number or word would break, at the expense of the others."""
        wanted = sum(each.width for each in self._columns)
        shares = [each.width * available_width / wanted for each in self._columns]
        needs = [0.0] * len(shares)
        for row in self._cells:
            if len(row) == len(shares):
                needs = [max(*pair) for pair in zip(needs, map(_needed_width, row), strict=True)]
        most = available_width * _MOST_FOR_A_WORD
        fitted = _share_out(shares, [min(need, most) for need in needs])
        return [
            [_widen(cell, share) for cell, share in zip(row, fitted, strict=True)]
            if len(row) == len(fitted)
            else row
            for row in self._cells
        ]


def _needed_width(cell: Cell) -> float:
    """The width in points that keeps words and numbers unbroken; long headings take two lines."""
    length = len(cell.text)
    if cell.is_header and length:
        characters = length if length <= 4 else (length + 1) // 2
        return characters * cell.style.size + 2 * PADDING + 0.01
    widest = measure_widest_atom(cell.text[:_LOOKED_AT], kai().widths)
    return widest * cell.style.size / 1000 + 2 * PADDING + 0.01


def _share_out(shares: list[float], needs: list[float]) -> list[float]:
    """Distribute the total so that no share is below its need; the others shrink in proportion."""
    total = sum(shares)
    if sum(needs) >= total:
        return [each * total / sum(needs) for each in needs]
    needy: set[int] = set()
    while True:
        left = total - sum(needs[index] for index in needy)
        claimed = sum(share for index, share in enumerate(shares) if index not in needy)
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
    """Extend the last value of an incomplete row to the end of the row."""
    missing = per_row - len(cells) // 2
    return [*cells[:-1], _widen(cells[-1], cells[-1].share + missing)]
