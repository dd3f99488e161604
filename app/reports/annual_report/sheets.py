"""附錄一: one sheet per project, in the order and field layout of the plan's appendix."""

from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.flow import Align, new_page
from app.documents.grids import Cell, Ruled
from app.messages import word
from app.models.forms import FieldRole
from app.models.money import format_rate
from app.models.periods import format_roc_date
from app.models.programme import BudgetCell, Project
from app.reports.annual_report.annexes import delay_rows
from app.reports.annual_report.context import ReportContext
from app.reports.annual_report.flow import (
    UNIT_NOTE,
    banner,
    build_grid,
    label,
    narrative,
    prose,
    value,
)
from app.reports.annual_report.sections import build_project_sections
from app.reports.annual_results.tables import AMENDMENT_WIDTHS_OF_ONE
from app.reports.columns import CellKind, format_cell
from app.reports.coverage import ReportPart
from app.reports.project_figures import HighlightFigures, ProjectFigures
from app.reports.table_columns import AMOUNT_LABELS, RATE_LABELS, name_standing_of

_HEAD = 0.16
_TARGET_WIDTHS: dict[str, float] = {
    FieldRole.METRIC: 19, FieldRole.TARGET_TEXT: 15, "unit": 6, FieldRole.ACHIEVED: 8.5,
    FieldRole.RUNNING: 8.5, FieldRole.TARGET_RATE: 9, FieldRole.APPENDIX_RATE: 9,
    "state": 8, FieldRole.RATES_NOTE: 17, "note": 12,
}  # fmt: skip
_TARGET_HEADERS: dict[str, str] = {
    FieldRole.ACHIEVED: "本年\n達成值", FieldRole.RUNNING: "累計\n達成值",
    FieldRole.APPENDIX_RATE: "附表\n達成率",
}  # fmt: skip
_QUALITATIVE_WIDTHS = {"text": 34, "state": 12, "note": 54}
_EXPLAINED_WIDTHS = {"code": 8, "place_label": 24, "sentence": 36, "reason": 34}
_AMOUNTS = {"approved_ntd": "附表核定數"}


def build_sheets(context: ReportContext) -> list[Block]:
    """Build the sheets by agency in appendix order, each on a new page."""
    outline = context.outline
    story: list[Block] = [new_page(), outline.appendix("各計畫執行情形表")]
    is_first_page = True
    for agency in context.figures.agencies:
        for index, project_id in enumerate(agency.project_ids):
            if not is_first_page:
                story.append(new_page())
            is_first_page = False
            if index == 0:
                story.append(outline.section(context.names.with_former(agency.code)))
            project = context.figures.project(project_id)
            story.append(outline.part(project.name))
            story += _build_sheet(context, project)
    return story


def _build_sheet(context: ReportContext, figures: ProjectFigures) -> Iterator[Block]:
    project = context.programme.project(figures.id)
    yield Ruled(list(_approved_rows(context, figures, project)), space_after=0)
    if not figures.is_reported:
        yield Ruled(
            [[banner(f"{context.year}執行情形")], [prose(_explain_absence(context, figures))]],
            1,
            space_after=8,
        )
        if figures.nil_reason:
            yield from _build_remarks(context, figures)
        return
    yield Ruled(list(_state_rows(context, figures)), 1, space_after=8)
    yield from _build_tables(context, figures)
    if context.has(ReportPart.RESULTS):
        yield Ruled(list(_narrative_rows(figures)), 1, space_after=8)
    for each in figures.highlights:
        yield Ruled(list(_highlight_rows(context, each)), 1, space_after=8)
    if figures.delay is not None:
        yield Ruled([[banner("落後說明")], *delay_rows(figures.delay)], 1, space_after=8)
    yield from _build_remarks(context, figures)


def _explain_absence(context: ReportContext, figures: ProjectFigures) -> str:
    if figures.nil_reason:
        return f"本期無執行：{figures.nil_reason}"
    if not figures.is_due:
        return "本計畫期程於本年度前屆滿，無須填報。"
    if figures.agency in context.figures.sent_back:
        return "主辦機關之填報表退回補正中，俟補正後納入統計。"
    if figures.agency in context.figures.waiting:
        return "主辦機關之填報表待審查，俟通過後納入統計。"
    return "主辦機關於製表日前未報送，無執行資料。"


def _approved_rows(
    context: ReportContext, figures: ProjectFigures, project: Project
) -> Iterator[list[Cell]]:
    period = f"{format_roc_date(project.first_day)}至{format_roc_date(project.last_day)}"
    rest = 1 - _HEAD
    yield [label("計畫策略", _HEAD), value(context.name_strategies(figures), rest)]
    yield [label("計畫名稱", _HEAD), value(f"{project.name}（{project.id}）", rest)]
    pending = "（待審）" if project.agency in context.figures.drafts else ""
    named = context.names.with_former(project.agency)
    yield [label("主辦機關", _HEAD), value(f"{named}{pending}", rest)]
    yield [label("計畫期程", _HEAD), value(period, rest)]
    yield [
        label("年度預算", _HEAD),
        *(label(f"{cell.year_roc} 年", rest / 4) for cell in project.budgets),
    ]
    yield [
        label("（核定）", _HEAD),
        *(value(_print_cell(cell), rest / 4, Align.CENTER)
          for cell in project.budgets),
    ]  # fmt: skip
    yield [label("主要內容", _HEAD), prose(project.content_summary, rest)]
    yield [label("預期績效", _HEAD), prose(project.results_summary, rest)]
    if project.remark:
        yield [label("備註", _HEAD), prose(project.remark, rest)]


def _print_cell(cell: BudgetCell) -> str:
    return f"{cell.printed}\n（{word(cell.status)}）" if cell.status.is_marked else cell.printed


def _state_rows(context: ReportContext, figures: ProjectFigures) -> Iterator[list[Cell]]:
    """Money, state and who is asked, as far as the form of the round has them."""
    rest = 1 - _HEAD
    has_money = context.has(ReportPart.MONEY)
    yield [banner(f"{context.year}執行情形" + (f"（{UNIT_NOTE}）" if has_money else ""))]
    state = name_standing_of(figures.standing, context.figures.coverage)
    if has_money:
        yield from _money_rows(context, figures, state)
    else:
        yield [label("狀態", _HEAD), value(state, rest)]
    if figures.grounds:
        yield [label("落後依據", _HEAD), prose(figures.grounds_text, rest)]
    if context.has(ReportPart.STATES):
        yield [label("自評進度", _HEAD), value(figures.own_word, rest)]
    if has_money:
        yield from _source_rows(figures)
    if context.has(ReportPart.CONTACTS):
        contact = figures.contact
        shown = "　".join(each for each in (contact.name, contact.phone, contact.email) if each)
        yield [label("聯絡人", _HEAD), value(shown, rest)]


def _money_rows(
    context: ReportContext, figures: ProjectFigures, state: str
) -> Iterator[list[Cell]]:
    budget, coverage = figures.budget, context.figures.coverage
    for start in range(0, len(coverage.amounts), 4):
        part = coverage.amounts[start : start + 4]
        share = 1 / len(part)
        yield [label(_AMOUNTS.get(each, AMOUNT_LABELS[each]), share) for each in part]
        yield [
            value(format_cell(getattr(budget, each), CellKind.MONEY), share, Align.RIGHT)
            for each in part
        ]
    share = 1 / (len(coverage.rates) + 1)
    yield [label(each, share) for each in (*(RATE_LABELS[one] for one in coverage.rates), "狀態")]
    yield [
        *(value(format_rate(getattr(budget, each)), share, Align.RIGHT) for each in coverage.rates),
        value(state, share, Align.CENTER),
    ]


def _source_rows(figures: ProjectFigures) -> Iterator[list[Cell]]:
    sources = "、".join(figures.funding_sources)
    spent_on = format_roc_date(figures.spent_on) if figures.spent_on else ""
    yield [label("經費來源", _HEAD), value(sources, 0.5 - _HEAD),
           label("完成日期", _HEAD), value(spent_on, 0.5 - _HEAD)]  # fmt: skip
    if figures.difference_note:
        yield [label("差異說明", _HEAD), prose(figures.difference_note, 1 - _HEAD)]


def _build_tables(context: ReportContext, figures: ProjectFigures) -> Iterator[Block]:
    if rows := figures.targets:
        yield build_grid(context.tables.targets(), _TARGET_WIDTHS, rows=rows, caption="量化指標",
                         headers=_TARGET_HEADERS)  # fmt: skip
    if figures.qualitative:
        table = context.tables.qualitative()
        yield build_grid(table, _QUALITATIVE_WIDTHS, rows=figures.qualitative, caption="質化指標")


def _narrative_rows(figures: ProjectFigures) -> Iterator[list[Cell]]:
    yield [banner("執行成果")]
    yield [narrative(figures.narrative)]
    people = format_cell(figures.beneficiaries, CellKind.COUNT)
    yield [label("受益人數", _HEAD), value(f"{people} 人" if people != "—" else "", 1 - _HEAD)]


def _highlight_rows(context: ReportContext, case: HighlightFigures) -> Iterator[list[Cell]]:
    rest, half = 1 - _HEAD, 0.5 - _HEAD
    people = f"{case.beneficiaries:,} 人" if case.beneficiaries is not None else ""
    partners = "、".join(context.names.full(each) for each in case.partners)
    yield [banner(f"亮點案例 {case.number}　{case.title}")]
    yield [narrative(case.summary)]
    yield [label("受益人數", _HEAD), value(people, half),
           label("對應 SDGs", _HEAD), value("、".join(case.sdgs), half)]  # fmt: skip
    if partners:
        yield [label("合作機關", _HEAD), value(partners, rest)]
    if case.photos:
        yield [label("照片", _HEAD), value("、".join(case.photos), rest)]


def _build_remarks(context: ReportContext, figures: ProjectFigures) -> Iterator[Block]:
    amendments, explained = context.own.amendments(), context.tables.explained()
    if rows := figures.amendments:
        yield build_grid(amendments, AMENDMENT_WIDTHS_OF_ONE, rows=rows, caption="滾動修正提案")
    is_asked = figures.is_reported and context.has(ReportPart.NEXT_YEAR)
    if is_asked or figures.next_focus:
        yield Ruled([[banner("下年度重點工作")], [narrative(figures.next_focus)]], 1, space_after=8)
    yield from build_project_sections(context, figures.id)
    findings = [each for each in explained.rows if each.project_id == figures.id]
    if findings:
        yield build_grid(explained, _EXPLAINED_WIDTHS, rows=findings, caption="檢核說明")
