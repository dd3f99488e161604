"""Chapter 柒、量化指標總表: the forty indicators, one row per reported target or project."""

from collections.abc import Iterator
from dataclasses import replace

from app.documents.blocks import LANDSCAPE, Block
from app.documents.flow import Align, new_page
from app.documents.grids import Grid, GridColumn
from app.messages import word
from app.models.programme import Mapping
from app.reports.annual_report.context import ReportContext
from app.reports.annual_report.flow import GRID_STYLE, note, paragraph
from app.reports.columns import CellKind, format_cell
from app.reports.coverage import INDICATORS
from app.reports.figure_values import IndicatorFigures
from app.reports.project_figures import QualitativeRow, TargetRow
from app.reports.states import IndicatorOutcome, Standing
from app.reports.table_columns import label_state

_STYLE = replace(GRID_STYLE, size=9, leading=12)
_COLUMNS = (
    GridColumn(title="編號", width=9.5, align=Align.CENTER),
    GridColumn(title="指標", width=22),
    GridColumn(title="機關", width=13),
    GridColumn(title="計畫", width=7.5, align=Align.CENTER),
    GridColumn(title="目標項目或辦理說明", width=25),
    GridColumn(title="目標值", width=15),
    GridColumn(title="本年\n達成值", width=8.5, align=Align.RIGHT),
    GridColumn(title="累計\n達成值", width=8.5, align=Align.RIGHT),
    GridColumn(title="達成率", width=9, align=Align.RIGHT),
    GridColumn(title="附表\n達成率", width=9, align=Align.RIGHT),
    GridColumn(title="狀態", width=9, align=Align.CENTER),
    GridColumn(title="判定說明", width=18),
    GridColumn(title="結果", width=9, align=Align.CENTER),
)


def build_indicators(context: ReportContext) -> list[Block]:
    """Build the chapter, in landscape."""
    if not context.has(*INDICATORS):
        return []
    rows = [line for each in context.figures.indicators for line in _lines(context, each)]
    return [
        new_page(LANDSCAPE),
        context.outline.chapter("量化指標總表"),
        paragraph(
            "結果欄：「達成」指本年度各目標均已達成；否則列其最差目標之狀態；未填報完整者列「未填」；"
            "核定本未訂數值者列「質化」；目標年度不含本年度者列「本年無目標」。"
        ),
        Grid(_COLUMNS, rows, style=_STYLE),
        note("註：計畫代碼加註「＊」者，核定本指標文字未載明計畫，其對應係依主辦機關業務推定。"),
    ]


def _lines(context: ReportContext, figures: IndicatorFigures) -> Iterator[list[str]]:
    head = [figures.label, figures.summary, context.names.full(figures.agency)]
    mark = "＊" if figures.mapping is Mapping.INFERRED else ""
    outcome = word(figures.outcome)
    rows: list[TargetRow | QualitativeRow] = [*figures.targets, *figures.qualitative]
    if not rows:
        projects = "、".join(figures.project_ids) + mark
        is_nil = figures.outcome is IndicatorOutcome.NIL
        state = word(Standing.NIL if is_nil else Standing.UNREPORTED)
        yield [*head, projects, *["—"] * 6, state, "—", outcome]
    for row in rows:
        cells = _target_cells(row) if isinstance(row, TargetRow) else _qualitative_cells(row)
        yield [*head, row.project_id + mark, *cells, outcome]
        head, outcome = ["", "", ""], ""


def _target_cells(row: TargetRow) -> list[str]:
    return [
        row.metric,
        f"{row.target_text} {row.unit}",
        format_cell(row.achieved, CellKind.NUMBER),
        format_cell(row.running, CellKind.NUMBER),
        format_cell(row.target_rate, CellKind.PERCENT),
        format_cell(row.appendix_rate, CellKind.PERCENT),
        label_state(row),
        row.rates_note or "—",
    ]


def _qualitative_cells(row: QualitativeRow) -> list[str]:
    return [row.note or "—", *["—"] * 5, label_state(row), "—"]
