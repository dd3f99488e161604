"""Chapter 壹、摘要: the key figures in prose and charts."""

from collections.abc import Callable

from reportlab.graphics.shapes import Drawing

from app.documents.blocks import Block
from app.messages import word
from app.models.forms import FieldRole
from app.models.money import format_rate
from app.models.progress import DelayGround
from app.reports.annual_report.context import ReportContext, wan
from app.reports.annual_report.flow import Captioned, paragraph
from app.reports.chart_texts import (
    describe_agency_rates,
    describe_indicator_dots,
    describe_standings,
    describe_strategy_rates,
    describe_years,
)
from app.reports.charts import (
    draw_agency_rates,
    draw_indicator_dots,
    draw_standings,
    draw_strategy_rates,
    draw_years,
)
from app.reports.coverage import INDICATORS, RATES, ReportPart
from app.reports.figure_values import Figures, IndicatorFigures
from app.reports.project_figures import ProjectFigures
from app.reports.states import (
    SHORT_OF_TARGET,
    IndicatorOutcome,
    QualitativeState,
    Standing,
)
from app.reports.table_columns import AMOUNT_LABELS, RATE_LABELS, name_standing_of


def build_summary(context: ReportContext) -> list[Block]:
    """Build the chapter: returns, money, progress, indicators, results, with charts.

    Of these, what the form of the round gives matter for.
    """
    figures, names = context.figures, context.names
    story = [context.outline.chapter("摘要"), *_build_part(context, "報送情形", describe_returns)]
    captions = Captions()
    if context.has(ReportPart.MONEY):
        story += _build_part(context, "經費執行", describe_money)
        story.append(
            captions.add(
                "各年度附表核定數與本年度執行情形", draw_years(figures), describe_years(figures)
            )
        )
    if FieldRole.EXECUTION_RATE in figures.coverage.rates:
        story.append(
            captions.add(
                "各策略經費執行率",
                draw_strategy_rates(figures),
                describe_strategy_rates(figures),
            )
        )
        story.append(
            captions.add(
                "各機關經費執行率",
                draw_agency_rates(figures, names),
                describe_agency_rates(figures, names),
            )
        )
    title = "計畫進度" if context.has(ReportPart.STATES) else "計畫填報情形"
    story += _build_part(context, title, describe_progress)
    if context.has(ReportPart.STATES):
        story.append(
            captions.add("計畫進度（項）", draw_standings(figures), describe_standings(figures))
        )
    if context.has(*INDICATORS):
        story += _build_part(context, "指標達成", describe_indicators)
        story.append(
            captions.add(
                "四十項指標（圓內為指標編號）",
                draw_indicator_dots(figures),
                describe_indicator_dots(figures),
            )
        )
    has_results = context.has(ReportPart.RESULTS, ReportPart.HIGHLIGHTS)
    title = "成果與後續" if has_results else "後續事項"
    return story + _build_part(context, title, describe_results)


def _build_part(
    context: ReportContext, title: str, describe: Callable[[ReportContext], list[str]]
) -> list[Block]:
    return [context.outline.section(title), *(paragraph(each) for each in describe(context))]


class Captions:
    """Numbers the charts: 圖 1, 圖 2 …"""

    def __init__(self) -> None:
        self._count = 0

    def add(self, text: str, drawing: Drawing, description: str) -> Captioned:
        """Put the next number before a caption."""
        self._count += 1
        return Captioned(f"圖 {self._count}　{text}", drawing, description)


def describe_returns(context: ReportContext) -> list[str]:
    """Describe the number of agencies due, counted, missing and sent back."""
    figures, names = context.figures, context.names
    every = "、".join(names.with_former(each.code) for each in figures.agencies)
    counted = sum(1 for each in figures.agencies if not each.is_missing)
    texts = [
        f"本填報期應填報機關計 {len(figures.agencies)} 個，依附表順序為{every}；"
        f"所辦計畫計 {len(figures.projects)} 項。截至製表日納入統計者 {counted} 個機關。"
    ]
    for agencies, are, fate in (
        (figures.missing, "未報送機關", "未納入統計。"),
        (figures.sent_back, "退回補正中之機關", "俟補正後納入，本報告暫不計入。"),
        (figures.waiting, "待審查之機關", "俟通過後納入，本報告暫不計入。"),
    ):
        if agencies:
            listed = "、".join(names.full(each) for each in agencies)
            texts.append(
                f"{are}計 {len(agencies)} 個：{listed}。"
                f"其 {_count_projects(context, agencies)} 項計畫{fate}"
            )
    if figures.drafts:
        drafts = "、".join(names.full(each) for each in figures.drafts)
        texts.append(
            f"本報告為初稿：{drafts}計 {len(figures.drafts)} 個機關之填報表尚待審查，"
            "其數字已納入統計，各該計畫之執行情形表均註明「待審」。"
        )
    if figures.missing or figures.sent_back or figures.waiting:
        texts.append("上開機關之計畫，各表以「—」或「未填報」標示，不以零計。")
    return texts


def describe_money(context: ReportContext) -> list[str]:
    """Describe the budget execution of the year: approved, the amounts reported, the rates."""
    figures = context.figures
    year = next(each for each in figures.years if each.year_roc == figures.round.year_roc)
    approved = (
        f"{context.year}附表核定預算合計 {wan(year.approved_ntd)}"
        f"（{year.cells_with_amount} 項計畫列有金額，另 {year.cells_without_amount} 項未列金額，"
        "不以零計）。"
    )
    shared = (
        f"跨策略計畫 {len(figures.shared_ids)} 項（{_name_projects(context, figures.shared_ids)}）"
        "因核定本未載明各策略之分攤數，單獨列計，不予拆分。"
    )
    texts = [f"{approved}{_describe_amounts(figures)}", _describe_rates(context), shared]
    return [each for each in texts if each]


def _describe_amounts(figures: Figures) -> str:
    """The sums reported, the parts of what was executed in brackets."""
    named = {
        each: f"{AMOUNT_LABELS[each]} {wan(getattr(figures.total, each))}"
        for each in figures.coverage.amounts
    }
    main = [named.pop(each) for each in _MAIN_AMOUNTS if each in named]
    parts = [text for each, text in named.items() if each in _PARTS]
    if not main:
        return f"已填報計畫合計：{'、'.join(parts)}。"
    return f"已填報計畫合計：{'，'.join(main)}" + (f"（{'、'.join(parts)}）。" if parts else "。")


def _describe_rates(context: ReportContext) -> str:
    total, round_ = context.figures.total, context.figures.round
    rates = "，".join(
        f"{RATE_LABELS[each]}（{'÷'.join(AMOUNT_LABELS[one] for one in RATES[each])}）"
        f"為 {format_rate(getattr(total, each))}"
        for each in context.figures.coverage.rates
    )
    if not rates:
        return ""
    if not context.has(ReportPart.STATES):
        return f"{rates}。"
    return (
        f"{rates}。執行率 100% 以上者列為達成，{round_.behind_below_percent}% 以上者列為接近，"
        "低於此者列為落後。"
    )


def describe_progress(context: ReportContext) -> list[str]:
    """Describe the projects by standing, naming those behind or ended, and the grounds."""
    figures = context.figures
    counted = "、".join(
        f"{name_standing_of(each, figures.coverage)} {count} 項"
        for each, count in figures.states.items()
        if count
    )
    texts = [f"{len(figures.projects)} 項計畫中，{counted}。"]
    for standing in (Standing.BEHIND, Standing.ENDED):
        listed = [each for each in figures.projects if each.standing is standing]
        if listed:
            texts.append(f"{word(standing)}計畫：{_list_projects(context, listed)}。")
    if figures.states[Standing.NIL]:
        texts.append(_describe_nil(context))
    grounds = "、".join(
        f"{word(ground)} {sum(ground in each.grounds for each in figures.projects)} 項"
        for ground in DelayGround
    )
    if figures.states[Standing.BEHIND]:
        texts.append(f"落後依據（一項計畫可有數項）：{grounds}。")
    return texts


def describe_indicators(context: ReportContext) -> list[str]:
    """Describe the forty indicators by outcome, the qualitative ones by reported state."""
    figures = context.figures
    counts = figures.count_outcomes()
    due = {each: count for each, count in counts.items() if each not in _WITHOUT_TARGET}
    reached = "、".join(
        f"{word(each)} {count} 項"
        for each, count in due.items()
        if count or each in (IndicatorOutcome.MET, IndicatorOutcome.BEHIND)
    )
    texts = [
        f"{len(figures.indicators)} 項指標中，本年度有量化目標者 {sum(due.values())} 項，"
        f"其中{reached}；本年度無目標者 {counts[IndicatorOutcome.NO_TARGET]} 項；"
        f"未訂數值之質化指標 {counts[IndicatorOutcome.QUALITATIVE]} 項。"
    ]
    for outcome in SHORT_OF_TARGET:
        late = [each for each in figures.indicators if each.outcome is outcome]
        if late:
            named = "；".join(_name_indicator(context, each) for each in late)
            texts.append(f"{word(outcome)}指標：{named}。")
    rows = [row for each in figures.indicators for row in each.qualitative]
    reported = "、".join(
        f"{word(state)} {sum(1 for row in rows if row.state is state)} 列"
        for state in QualitativeState
    )
    silent = sum(1 for row in rows if row.state is None)
    texts.append(f"質化指標依計畫分列共 {len(rows)} 列：{reported}、未填 {silent} 列。")
    return texts


def describe_results(context: ReportContext) -> list[str]:
    """Describe the numbers of highlights, beneficiaries, delay records and amendments."""
    figures = context.figures
    people = [each.beneficiaries for each in figures.projects if each.beneficiaries is not None]
    results = {
        ReportPart.HIGHLIGHTS: f"各計畫提報亮點案例 {len(figures.highlights)} 件",
        ReportPart.RESULTS: f"{len(people)} 項計畫填報受益人數，合計 {sum(people):,} 人"
        "（同一人可能於不同計畫重複計算）",
    }
    follow_up = {
        ReportPart.DELAYS: f"填列落後說明之計畫 {len(figures.delays)} 項",
        ReportPart.AMENDMENTS: f"滾動修正提案 {len(figures.amendments)} 件",
    }
    first = "；".join(text for part, text in results.items() if context.has(part))
    then = [text for part, text in follow_up.items() if context.has(part)]
    then.append(f"經機關說明之檢核提醒 {len(figures.explained)} 則")
    return [*([f"{first}。"] if first else []), f"{'，'.join(then)}，詳後列各章。"]


def _describe_nil(context: ReportContext) -> str:
    nil = [each for each in context.figures.projects if each.standing is Standing.NIL]
    named = "；".join(
        f"{each.name}（{context.names.short(each.agency)}）："
        + each.nil_reason.replace("\n", " ").rstrip("。")
        for each in nil
    )
    return (
        f"機關填報本期無執行之計畫計 {len(nil)} 項，已如期報送，不計入經費與指標之比率：{named}。"
    )


def _count_projects(context: ReportContext, agencies: tuple[str, ...]) -> int:
    return sum(1 for each in context.figures.projects if each.agency in agencies)


_MAIN_AMOUNTS = ("available_ntd", "allocated_ntd", "executed_ntd")
_PARTS = ("paid_ntd", "payable_ntd", "surplus_ntd", "prepaid_ntd")
_WITHOUT_TARGET = (IndicatorOutcome.NO_TARGET, IndicatorOutcome.QUALITATIVE)


def _name_projects(context: ReportContext, ids: tuple[str, ...]) -> str:
    return "、".join(context.programme.project(each).name for each in ids)


def _list_projects(context: ReportContext, projects: list[ProjectFigures]) -> str:
    return "、".join(f"{each.name}（{context.names.short(each.agency)}）" for each in projects)


def _name_indicator(context: ReportContext, indicator: IndicatorFigures) -> str:
    return f"{indicator.label}{indicator.summary}（{context.names.short(indicator.agency)}）"
