"""Building blocks of the report: grids from declared tables, boxed rows, charts with captions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from app.documents.flow import BODY, SMALL, Align, Text, TextStyle
from app.documents.grids import Cell, Grid, GridColumn
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
    *,
    caption: str = "",
    headers: Mapping[str, str] | None = None,
    widths: Mapping[str, float] | None = None,
    extra: Sequence[Sequence[str]] = (),
    footer: Sequence[str] = (),
    style: TextStyle = GRID_STYLE,
) -> Grid:
    """A ruled grid of a table. `headers` and `widths` replace those of some columns on paper;
    `extra` rows follow the table's own, `footer` is the row of totals."""
    headers, widths = headers or {}, widths or {}
    columns = [
        GridColumn(
            title=headers.get(each.key, each.header),
            width=widths.get(each.key, each.width),
            align=_align(each),
        )
        for each in table.columns
    ]
    kinds = [each.kind for each in table.columns]
    rows: list[Sequence[str | Cell]] = [
        [
            format_cell(value, kind, UNIT)
            for value, kind in zip(table.values(row), kinds, strict=True)
        ]
        for row in table.rows
    ]
    rows += extra
    if footer:
        rows.append(
            [
                Cell(text=text, style=replace(style, align=column.align), is_tinted=True)
                for text, column in zip(footer, columns, strict=True)
            ]
        )
    has_money = CellKind.MONEY in kinds
    return Grid(columns, rows, caption=caption, unit=UNIT_NOTE if has_money else "", style=style)


def _align(column: Column[Row]) -> Align:
    if column.kind in RIGHT_ALIGNED:
        return Align.RIGHT
    return Align.CENTER if column.kind in (CellKind.CODE, CellKind.DATE) else Align.LEFT


def label(text: str, share: float) -> Cell:
    """A grey label cell."""
    return Cell(
        text=text, share=share, style=replace(CELL_STYLE, align=Align.CENTER), is_header=True
    )


def banner(text: str) -> Cell:
    """A grey label over the whole width, over what follows."""
    return Cell(text=text, style=replace(CELL_STYLE, is_bold=True), is_header=True)


def value(text: str, share: float, align: Align = Align.LEFT) -> Cell:
    """A value cell; 「—」 where there is none."""
    return Cell(text=text or "—", share=share, style=replace(CELL_STYLE, align=align))


def prose(text: str, share: float = 1) -> Cell:
    """A long text in a box; it runs over pages."""
    return Cell(text=text or "—", share=share, style=PROSE_STYLE)


def narrative(text: str) -> Cell:
    """A long text over the whole width, each paragraph indented by two characters."""
    return Cell(text=text or "—", style=replace(PROSE_STYLE, first_indent=2))


def paragraph(text: str) -> Text:
    """A paragraph of the report's own prose."""
    return Text(text, BODY)


def note(text: str) -> Text:
    """A note under a table."""
    return Text(text, SMALL)


class ChartFigure(Flowable):  # type: ignore[misc]
    """A chart on the page. Its caption is a text before it."""

    def __init__(self, drawing: Drawing, space_after: float = 10) -> None:
        super().__init__()
        self._drawing = drawing
        self.width, self.height = drawing.width, drawing.height
        self.spaceAfter = space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The drawing's own size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw on the canvas of the document, as a figure of the structure."""
        canvas = self.canv
        canvas.add_operators(canvas.structure.begin_content("Figure", canvas.getPageNumber()))
        renderPDF.draw(self._drawing, canvas, 0, 0)
        canvas.add_operators("EMC")


class Captioned(Flowable):  # type: ignore[misc]
    """A caption and its chart, never parted by a page end."""

    def __init__(self, caption: str, drawing: Drawing) -> None:
        super().__init__()
        self._caption = Text(caption, CAPTION_STYLE)
        self._chart = ChartFigure(drawing)
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Both heights together."""
        _, self._caption_height = self._caption.wrap(available_width, available_height)
        self.width = available_width
        self.height = self._caption_height + 4 + self._chart.height
        return self.width, self.height

    def draw(self) -> None:
        """The caption on top."""
        self._caption.drawOn(self.canv, 0, self._chart.height + 4)
        self._chart.drawOn(self.canv, (self.width - self._chart.width) / 2, 0)
