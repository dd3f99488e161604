"""貳、經費執行情形: all projects, by strategy, by agency, and the reconciliation of totals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable, NextPageTemplate

from app.documents.flow import Align, new_page
from app.documents.grids import Cell, Grid, GridColumn
from app.documents.pages import LANDSCAPE, PORTRAIT
from app.messages import word
from app.models.money import format_money
from app.models.programme import BudgetStatus, Project
from app.programme.reconciliation import AmountsByYear, TotalComparison
from app.reports.annual_report.context import ReportContext, wan
from app.reports.annual_report.flow import (
    GRID_STYLE,
    ROUNDING_NOTE,
    UNIT,
    UNIT_NOTE,
    build_grid,
    note,
    paragraph,
)
from app.reports.budget_figures import BudgetFigures
from app.reports.columns import Table, format_cell

_AMOUNTS = (
    "approved_ntd", "available_ntd", "allocated_ntd", "paid_ntd", "payable_ntd", "surplus_ntd",
    "prepaid_ntd", "executed_ntd",
)  # fmt: skip
_RATES = ("execution_rate", "attainment_rate", "payment_rate")
_SHORT = {
    "approved_ntd": "附表\n核定數", "available_ntd": "可支用\n預算數",
    "allocated_ntd": "累計\n分配數", "payable_ntd": "應付\n未付數",
    "project_id": "代碼", "projects": "計畫數", "approved_status": "核定\n註記",
}  # fmt: skip
_WIDTHS = {
    "project_id": 4.6, "project_name": 16.5, "agency_name": 11, "standing": 6.2,
    "strategy_name": 14, "projects": 5, "approved_status": 6,
    **dict.fromkeys(_AMOUNTS, 10.2), **dict.fromkeys(_RATES, 8.2),
}  # fmt: skip
_STYLE = replace(GRID_STYLE, size=8.5, leading=11.5)


def build_money(context: ReportContext) -> list[Flowable]:
    """The chapter; its wide tables stand on pages turned sideways."""
    return [
        NextPageTemplate(LANDSCAPE),
        new_page(),
        context.outline.chapter("經費執行情形"),
        context.outline.section("計畫經費執行總表"),
        *_build_projects(context),
        new_page(),
        context.outline.section("依策略統計"),
        *_build_strategies(context),
        context.outline.section("依機關統計"),
        *_build_agencies(context),
        NextPageTemplate(PORTRAIT),
        new_page(),
        context.outline.section("核定數調節"),
        *build_reconciliation(context),
    ]


def _build_projects(context: ReportContext) -> list[Flowable]:
    table = context.tables.budgets().select(
        "project_id", "project_name", "agency_name", "approved_status", *_AMOUNTS, *_RATES,
        "standing",
    )  # fmt: skip
    footer = ["", "合計", "", "", *_format_budget(table, context.figures.total), ""]
    return [
        build_grid(table, headers=_SHORT, widths=_WIDTHS, footer=footer, style=_STYLE),
        note(ROUNDING_NOTE),
        note("註：核定註記為「未匡列」或「備註」者，附表未列金額，不以零計；"
             "合計之附表核定數含未報送機關之計畫，其餘各欄僅含已填報者。"),
    ]  # fmt: skip


def _build_strategies(context: ReportContext) -> list[Flowable]:
    figures = context.figures
    table = context.tables.strategies().select("strategy_name", "projects", *_AMOUNTS, *_RATES)
    shared = ["跨策略計畫（不拆分）", str(len(figures.shared_ids)),
              *_format_budget(table, figures.shared)]  # fmt: skip
    total = ["合計", str(len(figures.projects)), *_format_budget(table, figures.total)]
    grid = build_grid(
        table, headers=_SHORT, widths=_WIDTHS, footer=total, extra=[shared], style=_STYLE
    )
    names = "、".join(context.programme.project(each).name for each in figures.shared_ids)
    return [grid, note(ROUNDING_NOTE), note(f"註：跨策略計畫為{names}，核定本未載明各策略分攤數。")]


def _build_agencies(context: ReportContext) -> list[Flowable]:
    figures = context.figures
    table = context.tables.agencies().select("agency_name", "projects", *_AMOUNTS, *_RATES)
    total = ["合計", str(len(figures.projects)), *_format_budget(table, figures.total)]
    return [
        build_grid(
            table, headers=_SHORT, widths={**_WIDTHS, "agency_name": 17}, footer=total, style=_STYLE
        ),
        note(ROUNDING_NOTE),
    ]


def _format_budget(table: Table[Any], budget: BudgetFigures) -> list[str]:
    kinds = {each.key: each.kind for each in table.columns}
    return [format_cell(getattr(budget, key), kinds[key], UNIT) for key in (*_AMOUNTS, *_RATES)]


def build_reconciliation(context: ReportContext) -> list[Flowable]:
    """調節表: what the sheets add up to beside what the plan states; no cause is asserted."""
    found = context.figures.reconciliation
    years = [GridColumn(title=f"{each} 年", width=12, align=Align.RIGHT) for each in found.years]
    whole = GridColumn(title="合計", width=13, align=Align.RIGHT)
    columns = [GridColumn(title="項目", width=22), *years, whole]
    compared = [*found.by_year, found.whole_period]
    head = [
        ["附表各計畫合計", *_each(compared, lambda one: one.cells_ntd)],
        ["核定本肆、二所載", *_each(compared, lambda one: one.stated_ntd)],
        ["差額（附表－所載）", *_each(compared, lambda one: one.difference_ntd)],
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
    story: list[Flowable] = [
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
        total = ["合計", *_amounts(found.amounts)] if rows is not head else None
        story.append(_grid(columns, rows, total, caption))
    return [*story, note(ROUNDING_NOTE), *_list_discrepancies(context)]


def _name_status(status: BudgetStatus) -> str:
    return word(status) + ("（---）" if status is BudgetStatus.NONE else "")


def _grid(
    columns: Sequence[GridColumn], rows: list[list[str]], total: list[str] | None, caption: str
) -> Grid:
    shown: list[Sequence[str | Cell]] = [*rows]
    if total is not None:
        shown.append(
            [
                Cell(text=text, style=replace(_STYLE, align=column.align), is_tinted=True)
                for text, column in zip(total, columns, strict=True)
            ]
        )
    return Grid(columns, shown, caption=caption, unit=UNIT_NOTE, style=_STYLE)


def _each(
    compared: Sequence[TotalComparison], amount: Callable[[TotalComparison], int]
) -> list[str]:
    return [format_money(amount(each), UNIT, 1) for each in compared]


def _amounts(amounts: AmountsByYear, empty: Sequence[int] = ()) -> list[str]:
    """Printed amounts by year and in all; a year (by its place) without an amount is no zero."""
    shown = [
        "—" if place in empty else format_money(each, UNIT, 1)
        for place, each in enumerate(amounts.by_year)
    ]
    is_empty = len(empty) == len(amounts.by_year)
    return [*shown, "—" if is_empty else format_money(amounts.total_ntd, UNIT, 1)]


def _places_without_amount(project: Project) -> list[int]:
    return [place for place, cell in enumerate(project.budgets) if cell.amount_ntd is None]


def _list_discrepancies(context: ReportContext) -> list[Flowable]:
    """Places where the plan's body and its appendix differ; both are kept and shown."""
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
