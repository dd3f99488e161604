"""The four strategy chapters: projects, indicators and highlights of each."""

from app.documents.blocks import Block
from app.documents.flow import new_page
from app.models.forms import FieldRole
from app.models.money import format_rate
from app.models.programme import Strategy
from app.reports.annual_report.context import ReportContext, wan
from app.reports.annual_report.flow import ROUNDING_NOTE, build_grid, note, paragraph
from app.reports.annual_results.tables import HIGHLIGHT_WIDTHS
from app.reports.coverage import INDICATORS, ReportPart
from app.reports.figure_values import StrategyFigures
from app.reports.states import Standing
from app.reports.table_columns import RATE_LABELS, name_standing_of

_PROJECT_WIDTHS = {
    "project_id": 6, "project_name": 27, "agency_name": 17, "approved_ntd": 11.5,
    "executed_ntd": 11.5, FieldRole.EXECUTION_RATE: 9, FieldRole.ATTAINMENT_RATE: 9, "standing": 8,
}  # fmt: skip
_AMOUNTS = {
    "approved_ntd": "附表核定數", "available_ntd": "可支用預算數", "executed_ntd": "執行數",
}  # fmt: skip
_PROJECT_HEADERS = {"project_id": "代碼", "approved_ntd": "附表核定數"}
_TARGET_WIDTHS: dict[str, float] = {
    FieldRole.METRIC: 24, "project_id": 5.5, FieldRole.TARGET_TEXT: 16, "unit": 6.5,
    FieldRole.ACHIEVED: 9, FieldRole.RUNNING: 9, FieldRole.TARGET_RATE: 9,
    FieldRole.APPENDIX_RATE: 9, "state": 9,
}  # fmt: skip
_TARGET_HEADERS: dict[str, str] = {
    "project_id": "計畫", FieldRole.ACHIEVED: "本年\n達成值", FieldRole.RUNNING: "累計\n達成值",
    FieldRole.APPENDIX_RATE: "附表\n達成率",
}  # fmt: skip
_QUALITATIVE_WIDTHS = {"text": 26, "project_id": 6, "agency_name": 14, "state": 11, "note": 43}


def build_strategies(context: ReportContext) -> list[Block]:
    """Build one chapter per strategy, each on a new page, where there is something to say of it."""
    if not context.has(ReportPart.STATES, ReportPart.MONEY, ReportPart.HIGHLIGHTS, *INDICATORS):
        return []
    story: list[Block] = []
    for figures in context.figures.strategies:
        story += [new_page(), *_build_strategy(context, figures)]
    return story


def _build_strategy(context: ReportContext, figures: StrategyFigures) -> list[Block]:
    strategy = context.programme.strategy(figures.id)
    own = {*figures.project_ids, *figures.shared_ids}
    outline = context.outline
    story: list[Block] = [
        outline.chapter(f"策略「{strategy.name}」"),
        outline.section("策略概況"),
        *(paragraph(each) for each in describe_strategy(context, figures, strategy)),
        outline.section("計畫執行情形"),
        *_build_projects(context, own),
    ]
    if context.has(*INDICATORS):
        story += [outline.section("指標達成情形"), *_build_indicators(context, figures)]
    if context.has(ReportPart.HIGHLIGHTS):
        story += [outline.section("亮點案例"), *_build_highlights(context, own)]
    return story


def describe_strategy(
    context: ReportContext, figures: StrategyFigures, strategy: Strategy
) -> list[str]:
    """Describe the strategy in prose: work contents, standing of projects, budget execution."""
    contents = "、".join(each.name for each in strategy.work_contents)
    aliases = f"（附表作「{'、'.join(strategy.aliases)}」）" if strategy.aliases else ""
    coverage = context.figures.coverage
    standing = "、".join(
        f"{name_standing_of(each, coverage)} {figures.states[each]} 項"
        for each in Standing
        if figures.states[each]
    )
    amounts = [
        f"{label} {wan(getattr(figures.budget, each))}"
        for each, label in _AMOUNTS.items()
        if each in coverage.amounts
    ]
    rates = [
        f"{RATE_LABELS[each]} {format_rate(getattr(figures.budget, each))}"
        for each in coverage.rates
        if each in _PROJECT_WIDTHS
    ]
    money = f"；{'，'.join([*amounts, *rates])}" if amounts else ""
    texts = [
        f"{strategy.summary}本策略{aliases}之工作內容為{contents}。",
        f"單一策略計畫計 {len(figures.project_ids)} 項：{standing}{money}。",
    ]
    if figures.shared_ids:
        names = "、".join(context.programme.project(each).name for each in figures.shared_ids)
        apart = "，其經費不拆分，未計入上開金額" if amounts else ""
        texts.append(f"另有跨策略計畫 {len(figures.shared_ids)} 項（{names}）{apart}。")
    return texts


def _build_projects(context: ReportContext, own: set[str]) -> list[Block]:
    table = context.tables.budgets()
    rows = [each for each in table.rows if each.id in own]
    shared = "、".join(each.id for each in rows if len(each.strategies) > 1)
    known = {each.key for each in table.columns}
    widths = {key: width for key, width in _PROJECT_WIDTHS.items() if key in known}
    return [
        build_grid(table, widths, rows=rows, headers=_PROJECT_HEADERS),
        *([note(ROUNDING_NOTE)] if context.has(ReportPart.MONEY) else []),
        *([note(f"註：{shared} 為跨策略計畫。")] if shared else []),
    ]


def _build_indicators(context: ReportContext, figures: StrategyFigures) -> list[Block]:
    wanted = set(figures.indicators)
    story: list[Block] = []
    table, qualitative = context.tables.targets(), context.tables.qualitative()
    targets = [
        row for each in context.figures.indicators if each.number in wanted for row in each.targets
    ]
    if targets:
        story.append(build_grid(table, _TARGET_WIDTHS, rows=targets, caption="量化目標",
                                headers=_TARGET_HEADERS))  # fmt: skip
    rows = [row for row in qualitative.rows if row.indicator in wanted]
    if rows:
        story.append(build_grid(qualitative, _QUALITATIVE_WIDTHS, rows=rows, caption="質化指標",
                                headers={"project_id": "計畫"}))  # fmt: skip
    return story or [paragraph("本策略之指標於本填報期無已報送資料。")]


def _build_highlights(context: ReportContext, own: set[str]) -> list[Block]:
    table = context.own.highlights()
    rows = [each for each in table.rows if each.project_id in own]
    if not rows:
        return [paragraph("本策略各計畫於本填報期未提報亮點案例。")]
    return [
        build_grid(table, HIGHLIGHT_WIDTHS, rows=rows, headers={"project_id": "計畫"}),
        note("註：案例摘要詳附錄一各計畫執行情形表。"),
    ]
