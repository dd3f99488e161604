"""Plain-text listing of the catalogue for the terminal."""

from collections.abc import Iterator
from decimal import Decimal

from app.messages import word
from app.models.money import MoneyUnit, format_money
from app.models.programme import (
    BudgetCell,
    BudgetStatus,
    Comparator,
    Mapping,
    PeriodKind,
    Programme,
    Project,
    Target,
    TargetPeriod,
)
from app.programme.reconciliation import TotalComparison, reconcile

_COMPARATORS = {
    Comparator.AT_LEAST: "至少 ",
    Comparator.ABOUT: "約 ",
    Comparator.EXACT: "",
    Comparator.AT_MOST: "最高 ",
    Comparator.RANGE: "",
}
_PERIODS = {
    PeriodKind.EACH_YEAR: "每年",
    PeriodKind.EVERY_TWO_YEARS: "每 2 年",
    PeriodKind.TWO_YEARS: "2 年",
    PeriodKind.WHOLE_PERIOD: "全程",
    PeriodKind.CUMULATIVE: "累計",
    PeriodKind.PER_SESSION: "每場次",
    PeriodKind.UNSTATED: "未載明期間",
}


def format_catalogue_text(programme: Programme) -> str:
    """Format the listing: agencies with their projects, indicators, reconciliation."""
    return "\n".join(
        [*_list_projects(programme), *_list_indicators(programme), *_list_totals(programme), ""]
    )


def format_target(target: Target) -> str:
    """Format a target, e.g. 每年參與師生人數：至少 6,000 名（每年）."""
    if target.value is not None:
        figure = f"{target.value:,f}"
    else:
        assert target.min is not None  # the loader refuses a target with neither
        assert target.max is not None
        figure = f"{target.min:,f}–{target.max:,f}"
    return (
        f"{target.metric}：{_COMPARATORS[target.comparator]}{figure} {target.unit}"
        f"（{format_period(target.period)}）"
    )


def format_period(period: TargetPeriod) -> str:
    """Format the period of a target as short Chinese text."""
    if period.kind is PeriodKind.YEAR:
        return f"{period.first_year} 年"
    if period.kind is PeriodKind.BY_DATE and period.due_on is not None:
        return f"{period.last_year} 年 {period.due_on.month} 月 {period.due_on.day} 日前"
    if period.start_value:
        return f"累計，起始 {period.start_value}"
    return _PERIODS[period.kind]


def format_cell(cell: BudgetCell) -> str:
    """Format a budget cell as the plan prints it, with its mark."""
    return f"{cell.printed}（{word(cell.status)}）" if cell.status.is_marked else cell.printed


def name_mark(status: BudgetStatus) -> str:
    """The word of a budget status; --- where the plan prints that."""
    return "---" if status is BudgetStatus.NONE else word(status)


def _list_projects(programme: Programme) -> Iterator[str]:
    years = f"{programme.first_year} 至 {programme.last_year} 年"
    yield f"{programme.name}（{years}，版次 {programme.version}）"
    for strategy in programme.strategies:
        aliases = f"（又稱{'、'.join(strategy.aliases)}）" if strategy.aliases else ""
        contents = "、".join(each.name for each in strategy.work_contents)
        yield f"  {strategy.id} {strategy.name}{aliases}：{contents}"
    for agency in programme.agencies:
        names = "、".join(each.name for each in agency.names[1:])
        yield ""
        yield f"{agency.order:>2} {agency.code} {agency.plan_name}" + (
            f"（更名為{names}）" if names else ""
        )
        for project in programme.projects_of(agency.code):
            yield from _list_project(project, programme)


def _list_project(project: Project, programme: Programme) -> Iterator[str]:
    yield f"   {project.id} {project.name}〔{'、'.join(project.strategies)}〕"
    cells = [f"{cell.year_roc} {format_cell(cell)}" for cell in project.budgets]
    yield f"       預算　{'｜'.join(cells)}"
    if project.remark:
        yield f"       備註　{project.remark}"
    labels = [each.label for each in programme.indicators_of(project.id)]
    yield f"       指標　{'、'.join(labels) if labels else '無'}"
    for target in project.targets:
        same = f" ＝ {target.restates}" if target.restates else ""
        yield f"       {target.id:<7} {format_target(target)}{same}"


def _list_indicators(programme: Programme) -> Iterator[str]:
    yield ""
    yield "量化指標"
    for indicator in programme.indicators:
        inferred = f"（{word(Mapping.INFERRED)}）" if indicator.mapping is Mapping.INFERRED else ""
        projects = "、".join(indicator.projects)
        agency = programme.agency(indicator.agency)
        yield (
            f"  {indicator.label} {indicator.summary}　{agency.short_name} "
            f"{indicator.strategy} {projects}{inferred}"
        )
        for target in indicator.targets:
            yield f"       {target.id:<6} {format_target(target)}"
    yield ""
    yield "本文與附件不同之處"
    for each in programme.discrepancies:
        label = programme.indicators[each.indicator - 1].label
        yield f"  {label} 本文：{each.body}；附件 {each.project}：{each.appendix}"


def _list_totals(programme: Programme) -> Iterator[str]:
    result = reconcile(programme)
    yield ""
    yield "經費勾稽（單位：元；差額 ＝ 附件各計畫合計 － 本文所載）"
    for comparison in result.by_year:
        yield f"  {comparison.year_roc} 年　{_format_comparison(comparison)}"
    yield f"  合計　　{_format_comparison(result.whole_period)}"
    yield "依策略（單位：萬元，四年合計）"
    for strategy in result.by_strategy:
        amount = format_money(strategy.amounts.total_ntd, MoneyUnit.TEN_THOUSAND)
        yield f"  {strategy.strategy}　{amount}（{len(strategy.projects)} 項單一策略計畫）"
    for project in result.multi_strategy:
        amount = format_money(project.amounts.total_ntd, MoneyUnit.TEN_THOUSAND)
        yield f"  {'、'.join(project.strategies)}　{amount}（{project.project}，跨策略，未拆分）"
    yield "依預算註記（單位：萬元，四年合計）"
    for row in result.by_status:
        total = row.amounts.total_ntd if row.status.holds_amount else None
        amount = format_money(total, MoneyUnit.TEN_THOUSAND)
        yield f"  {name_mark(row.status)}　{amount}（{row.cells} 格）"


def _format_comparison(comparison: TotalComparison) -> str:
    stated = f"{comparison.stated_ntd:,}（{Decimal(comparison.stated_ntd) / 10**8} 億元）"
    return f"附件 {comparison.cells_ntd:,}　本文 {stated}　差額 {comparison.difference_ntd:+,}"
