"""Components of the report: grids from declared tables, cells of boxes, captioned charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from app.documents.blocks import Block
from app.documents.flow import BODY, SMALL, Align, Text, TextStyle
from app.documents.grids import Cell, Grid, GridColumn
from app.documents.structure import alternative
from app.messages import word
from app.models.money import MoneyUnit
from app.reports.columns import RIGHT_ALIGNED, CellKind, Column, Table, format_cell

Row = TypeVar("Row")

UNIT = MoneyUnit.TEN_THOUSAND
UNIT_NOTE = f"單位：{word(UNIT)}"
ROUNDING_NOTE = "註：金額以元為單位加總後四捨五入，各欄合計與總數間可能因進位而略有差異。"

GRID_STYLE = TextStyle(size=9.5, leading=13, align=Align.LEFT, space_after=0)
CELL_STYLE = TextStyle(size=11, leading=16, align=Align.LEFT, space_after=0)
PROSE_STYLE = replace(CELL_STYLE, align=Align.JUSTIFY, leading=17)
CAPTION_STYLE = TextStyle(size=11, leading=17, align=Align.CENTER, space_before=4, space_after=2)


def build_grid(
    table: Table[Row],
    widths: Mapping[str, float],
    *,
    rows: Iterable[Row] | None = None,
    caption: str = "",
    headers: Mapping[str, str] | None = None,
    extra: Sequence[Sequence[str]] = (),
    footer: Sequence[str] = (),
    style: TextStyle = GRID_STYLE,
) -> Grid:
    """Build a grid of the columns of a table named in `widths`, in its order.

    `rows` replace those of the table, `headers` those of some columns; `extra` rows follow, then
    `footer`, the row of totals.
    """
    shown = table.select(*widths)
    columns = [
        GridColumn(
            title=(headers or {}).get(each.key, each.header),
            width=widths[each.key],
            align=_align(each),
        )
        for each in shown.columns
    ]
    kinds = [each.kind for each in shown.columns]
    cells: list[Sequence[str | Cell]] = [
        [format_cell(*pair, UNIT) for pair in zip(shown.values(row), kinds, strict=True)]
        for row in (shown.rows if rows is None else rows)
    ]
    cells += extra
    if footer:
        cells.append(build_total_row(columns, footer, style))
    has_money = CellKind.MONEY in kinds
    return Grid(columns, cells, caption=caption, unit=UNIT_NOTE if has_money else "", style=style)


def build_total_row(
    columns: Sequence[GridColumn], texts: Sequence[str], style: TextStyle
) -> list[Cell]:
    """Build the row of totals, on a lighter background."""
    return [
        Cell(text=text, style=replace(style, align=column.align), is_tinted=True)
        for text, column in zip(texts, columns, strict=True)
    ]


def _align(column: Column[Row]) -> Align:
    if column.kind in RIGHT_ALIGNED:
        return Align.RIGHT
    return Align.CENTER if column.kind in (CellKind.CODE, CellKind.DATE) else Align.LEFT


def label(text: str, share: float) -> Cell:
    """Build a label cell on a grey background."""
    centred = replace(CELL_STYLE, align=Align.CENTER)
    return Cell(text=text, share=share, style=centred, is_header=True)


def banner(text: str) -> Cell:
    """Build a full-width title cell on a grey background."""
    return Cell(text=text, style=replace(CELL_STYLE, is_bold=True), is_header=True)


def value(text: str, share: float, align: Align = Align.LEFT) -> Cell:
    """Build a value cell; 「—」 for an empty value."""
    return Cell(text=text or "—", share=share, style=replace(CELL_STYLE, align=align))


def prose(text: str, share: float = 1) -> Cell:
    """Build a cell of long text, which may break across pages."""
    return Cell(text=text or "—", share=share, style=PROSE_STYLE)


def narrative(text: str) -> Cell:
    """Build a full-width cell of long text with paragraphs indented by two characters."""
    return Cell(text=text or "—", style=replace(PROSE_STYLE, first_indent=2))


def paragraph(text: str) -> Text:
    """Build a paragraph of body text."""
    return Text(text, BODY)


def note(text: str) -> Text:
    """Build a note below a table."""
    return Text(text, SMALL)


class Captioned(Block):
    """A chart with its caption, tagged as a figure and kept on one page.

    `description` says in words what it shows, for those who cannot see it.
    """

    space_before, space_after = 4.0, 8.0

    def __init__(self, caption: str, drawing: Drawing, description: str) -> None:
        self._caption = Text(caption, CAPTION_STYLE, role="Caption")
        self._alternative = alternative(f"{caption}：{description}")
        self._drawing = drawing

    def measure(self, width: float, extra: float = 0.0) -> None:
        """Caption and chart."""
        self._caption.measure(width)
        self.width, self.height = width, self._caption.height + 4 + self._drawing.height

    def draw(self) -> None:
        """Draw the caption and the chart below it."""
        canvas, drawing = self.canv, self._drawing
        self._caption.draw_on(canvas, 0, drawing.height + 4)
        page = canvas.getPageNumber()
        canvas.add_operators(
            canvas.structure.begin_content("Figure", page, attributes=self._alternative)
        )
        renderPDF.draw(drawing, canvas, (self.width - drawing.width) / 2, 0)
        canvas.add_operators("EMC")
