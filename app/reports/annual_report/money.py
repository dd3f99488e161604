"""Chapter 貳、經費執行情形: by project, strategy and agency, and the reconciliation of totals."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.blocks import LANDSCAPE, Block
from app.documents.flow import Align, new_page
from app.documents.grids import Cell, Grid, GridColumn
from app.messages import word
from app.models.money import format_money, format_rate
from app.models.programme import BudgetStatus, Project
from app.programme.reconciliation import AmountsByYear
from app.reports.annual_report.context import ReportContext, wan
from app.reports.annual_report.flow import (
    GRID_STYLE,
    ROUNDING_NOTE,
    UNIT,
    UNIT_NOTE,
    build_grid,
    build_total_row,
    note,
    paragraph,
)
from app.reports.budget_figures import BUDGET_FIELDS, BudgetFigures
from app.reports.columns import CellKind, format_cell
from app.reports.coverage import RATES, ReportPart

_SHORT = {
    "approved_ntd": "附表\n核定數", "available_ntd": "可支用\n預算數",
    "allocated_ntd": "累計\n分配數", "payable_ntd": "應付\n未付數",
    "project_id": "代碼", "projects": "計畫數", "approved_status": "核定\n註記",
}  # fmt: skip
_WIDTHS = {
    "project_id": 4.6, "project_name": 16.5, "agency_name": 11, "standing": 6.2,
    "strategy_name": 14, "projects": 5, "approved_status": 6,
    **dict.fromkeys(BUDGET_FIELDS, 10.2), **{each.value: 8.2 for each in RATES},
}  # fmt: skip
_STYLE = replace(GRID_STYLE, size=8.5, leading=11.5)


def build_money(context: ReportContext) -> list[Block]:
    """Build the chapter, with its wide tables in landscape."""
    if not context.has(ReportPart.MONEY):
        return []
    return [
        new_page(LANDSCAPE),
        context.outline.chapter("經費執行情形"),
        context.outline.section("計畫經費執行總表"),
        *_build_projects(context),
        new_page(),
        context.outline.section("依策略統計"),
        *_build_strategies(context),
        context.outline.section("依機關統計"),
        *_build_agencies(context),
        new_page(),
        context.outline.section("核定數調節"),
        *build_reconciliation(context),
    ]


def _build_projects(context: ReportContext) -> list[Block]:
    widths = _choose("project_id", "project_name", "agency_name", "approved_status",
                     *_sums(context), "standing")  # fmt: skip
    footer = ["", "合計", "", "", *_format_budget(context, context.figures.total), ""]
    return [
        build_grid(
            context.tables.budgets(), widths, headers=_SHORT, footer=footer, style=_STYLE
        ),
        note(ROUNDING_NOTE),
        note("註：核定註記為「未匡列」或「備註」者，附表未列金額，不以零計；"
             "合計之附表核定數含未報送機關之計畫，其餘各欄僅含已填報者。"),
    ]  # fmt: skip


def _build_strategies(context: ReportContext) -> list[Block]:
    figures = context.figures
    widths = _choose("strategy_name", "projects", *_sums(context))
    count = str(len(figures.shared_ids))
    shared = ["跨策略計畫（不拆分）", count, *_format_budget(context, figures.shared)]
    total = ["合計", str(len(figures.projects)), *_format_budget(context, figures.total)]
    grid = build_grid(context.tables.strategies(), widths, headers=_SHORT, footer=total,
                      extra=[shared], style=_STYLE)  # fmt: skip
    names = "、".join(context.programme.project(each).name for each in figures.shared_ids)
    return [grid, note(ROUNDING_NOTE), note(f"註：跨策略計畫為{names}，核定本未載明各策略分攤數。")]


def _build_agencies(context: ReportContext) -> list[Block]:
    figures = context.figures
    widths = _choose("agency_name", "projects", *_sums(context)) | {"agency_name": 17}
    total = ["合計", str(len(figures.projects)), *_format_budget(context, figures.total)]
    table = context.tables.agencies()
    return [
        build_grid(table, widths, headers=_SHORT, footer=total, style=_STYLE),
        note(ROUNDING_NOTE),
    ]


def _sums(context: ReportContext) -> tuple[str, ...]:
    """The amounts and rates that the form gives."""
    coverage = context.figures.coverage
    return (*coverage.amounts, *coverage.rates)


def _choose(*keys: str) -> dict[str, float]:
    return {key: _WIDTHS[key] for key in keys}


def _format_budget(context: ReportContext, budget: BudgetFigures) -> list[str]:
    coverage = context.figures.coverage
    amounts = [
        format_cell(getattr(budget, each), CellKind.MONEY, UNIT) for each in coverage.amounts
    ]
    return amounts + [format_rate(getattr(budget, each)) for each in coverage.rates]


def build_reconciliation(context: ReportContext) -> list[Block]:
    """Build the reconciliation (調節表): sums of the sheets and totals stated in the plan."""
    found = context.figures.reconciliation
    years = [GridColumn(title=f"{each} 年", width=12, align=Align.RIGHT) for each in found.years]
    whole = GridColumn(title="合計", width=13, align=Align.RIGHT)
    columns = [GridColumn(title="項目", width=22), *years, whole]
    compared = [*found.by_year, found.whole_period]
    head = [
        ["附表各計畫合計", *(_print(each.cells_ntd) for each in compared)],
        ["核定本肆、二所載", *(_print(each.stated_ntd) for each in compared)],
        ["差額（附表－所載）", *(_print(each.difference_ntd) for each in compared)],
    ]
    strategies = [
        [f"{context.programme.strategy(each.strategy).name}（{len(each.projects)} 項）",
         *_amounts(each.amounts)]
        for each in found.by_strategy
    ]  # fmt: skip
    shared = [
        [f"{project.name}（跨策略）", *_amounts(each.amounts, _places_without_amount(project))]
        for each in found.multi_strategy
        for project in (context.programme.project(each.project),)
    ]
    every = range(len(found.years))
    statuses = [
        [f"{_name_status(each.status)}（{each.cells} 欄）",
         *_amounts(each.amounts, () if each.status.holds_amount else every)]
        for each in found.by_status
    ]  # fmt: skip
    story: list[Block] = [
        paragraph(
            f"附表各計畫四年核定預算合計 {wan(found.whole_period.cells_ntd)}，核定本本文所載為"
            f"{found.whole_period.stated_printed}，差額 {wan(found.whole_period.difference_ntd)}。"
            "本表僅並列兩者及其差額，不推論差異原因。"
        )
    ]
    for caption, rows in (
        ("與核定本所載總數比較", head),
        ("依策略（單一策略計畫）及跨策略計畫", [*strategies, *shared]),
        ("依預算欄註記", statuses),
    ):
        shown: list[Sequence[str | Cell]] = [*rows]
        if rows is not head:
            shown.append(build_total_row(columns, ["合計", *_amounts(found.amounts)], _STYLE))
        story.append(Grid(columns, shown, caption=caption, unit=UNIT_NOTE, style=_STYLE))
    return [*story, note(ROUNDING_NOTE), *_list_discrepancies(context)]


def _name_status(status: BudgetStatus) -> str:
    return word(status) + ("（---）" if status is BudgetStatus.NONE else "")


def _print(amount_ntd: int) -> str:
    return format_money(amount_ntd, UNIT, 1)


def _amounts(amounts: AmountsByYear, empty: Sequence[int] = ()) -> list[str]:
    """Format amounts by year and in total; 「—」 for the years (by index) in `empty`."""
    shown = ["—" if place in empty else _print(each) for place, each in enumerate(amounts.by_year)]
    is_empty = len(empty) == len(amounts.by_year)
    return [*shown, "—" if is_empty else _print(amounts.total_ntd)]


def _places_without_amount(project: Project) -> list[int]:
    return [place for place, cell in enumerate(project.budgets) if cell.amount_ntd is None]


def _list_discrepancies(context: ReportContext) -> list[Block]:
    """Build the list of discrepancies between the plan's body and its appendix."""
    columns = [
        GridColumn(title="指標", width=7, align=Align.CENTER),
        GridColumn(title="計畫", width=26),
        GridColumn(title="核定本本文", width=30),
        GridColumn(title="附表", width=37),
    ]
    indicators = {each.number: each.label for each in context.programme.indicators}
    rows = [
        [indicators[each.indicator], context.programme.project(each.project).name,
         each.body, each.appendix]
        for each in context.programme.discrepancies
    ]  # fmt: skip
    return [
        context.outline.section("核定本本文與附表不一致之處"),
        paragraph("下列指標之數值，核定本本文與附表所載不同；本報告兩者並列，以本文為統計依據。"),
        Grid(columns, rows, style=GRID_STYLE),
    ]
