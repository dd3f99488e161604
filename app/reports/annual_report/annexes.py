"""Chapters after the indicators: delays, amendments, explained findings; 附錄二 and the notes."""

from collections.abc import Iterator

from app.documents.blocks import LANDSCAPE, Block
from app.documents.flow import new_page
from app.documents.grids import Cell, Ruled
from app.models.periods import format_roc_date
from app.models.reviews import ReturnState
from app.reports.annual_report.context import ReportContext
from app.reports.annual_report.flow import (
    banner,
    build_grid,
    label,
    narrative,
    note,
    paragraph,
    prose,
    value,
)
from app.reports.annual_results.tables import AMENDMENT_WIDTHS
from app.reports.coverage import ReportPart
from app.reports.figure_values import AgencyFigures
from app.reports.project_figures import DelayFigures
from app.reports.states import Standing, describe_states
from app.reports.table_columns import describe_rates

_EXPLAINED_WIDTHS = {
    "agency_name": 15, "project_name": 22, "code": 7, "place_label": 22, "sentence": 36,
    "reason": 34,
}  # fmt: skip
_RETURN_WIDTHS = {
    "agency_name": 26, "state": 11, "revision": 6, "received_on": 12, "control_number": 26,
    "preparer": 12,
}  # fmt: skip
_HEAD = 0.17
_MONEY_NOTES = (
    "金額以新臺幣元為單位加總後四捨五入至 0.1 萬元，細項合計與總數間可能略有差異。",
    "跨策略計畫之經費不拆分、不重複計算；附表未列金額之預算欄不以零計。",
)


def build_delays(context: ReportContext) -> list[Block]:
    """Build the chapter 落後計畫及改善措施, with the projects behind without a delay record."""
    if not context.has(ReportPart.DELAYS, ReportPart.STATES):
        return []
    figures, outline = context.figures, context.outline
    behind = [each for each in figures.projects if each.standing is Standing.BEHIND]
    silent = [each for each in behind if each.delay is None]
    story: list[Block] = [new_page(), outline.chapter("落後計畫及改善措施")]
    if not behind:
        return [*story, paragraph("本填報期已報送之計畫均無落後情形。")]
    told = "，其落後原因、解決對策及改善期限如下" if context.has(ReportPart.DELAYS) else ""
    story.append(paragraph(f"落後計畫計 {len(behind)} 項{told}。"))
    for each in behind:
        if each.delay is not None:
            title = f"{each.name}（{each.id}，{context.names.full(each.agency)}）"
            story.append(Ruled([[banner(title)], *delay_rows(each.delay)], 1, space_after=10))
    if silent:
        names = "、".join(f"{each.name}（{each.id}，{each.grounds_text}）" for each in silent)
        head = "列為落後而未附落後說明者" if context.has(ReportPart.DELAYS) else "落後計畫及其依據"
        story.append(paragraph(f"{head}：{names}。"))
    return story


def delay_rows(delay: DelayFigures) -> Iterator[list[Cell]]:
    """Build the rows of a delay record: its grounds and its seven fields."""
    rest, half = 1 - _HEAD, 0.5 - _HEAD
    yield [label("落後依據", _HEAD), prose(delay.grounds, rest)]
    yield [label("落後類別", _HEAD), value(delay.category, half),
           label("責任歸屬", _HEAD), value(delay.responsibility, half)]  # fmt: skip
    texts = (
        ("落後原因", delay.cause), ("解決對策", delay.measures), ("須協調事項", delay.coordination),
    )  # fmt: skip
    for title, text in texts:
        yield [label(title, _HEAD), prose(text, rest)]
    days = [format_roc_date(each) if each else "" for each in (delay.improve_by, delay.catch_up_on)]
    yield [label("改進完成期限", _HEAD), value(days[0], half),
           label("預定趕上日期", _HEAD), value(days[1], half)]  # fmt: skip


def build_amendments(context: ReportContext) -> list[Block]:
    """Build the chapters 滾動修正提案 and 檢核說明, in landscape."""
    figures, outline = context.figures, context.outline
    story: list[Block] = [new_page(LANDSCAPE)]
    if context.has(ReportPart.AMENDMENTS):
        story += _build_amendments(context)
    story.append(outline.chapter("檢核說明"))
    if figures.explained:
        story += [
            paragraph("下列為系統檢核提醒而經主辦機關說明者，其理由隨數據一併留存。"),
            build_grid(context.tables.explained(), _EXPLAINED_WIDTHS, headers={"code": "代碼"}),
        ]
    else:
        story.append(paragraph("本填報期無須說明之檢核提醒。"))
    return story


def _build_amendments(context: ReportContext) -> list[Block]:
    figures = context.figures
    story: list[Block] = [context.outline.chapter("滾動修正提案")]
    if figures.amendments:
        table = context.own.amendments()
        story += [
            paragraph(f"各機關提出滾動修正提案計 {len(figures.amendments)} 件，僅列有變動者；"
                      "是否同意，由後續審議程序決定。"),
            build_grid(table, AMENDMENT_WIDTHS, headers={"project_id": "計畫"}),
        ]  # fmt: skip
    else:
        story.append(paragraph("本填報期無滾動修正提案。"))
    return story


def build_agencies(context: ReportContext) -> list[Block]:
    """Build 附錄二 (returns received, summary of each agency) and the notes."""
    outline = context.outline
    table = context.own.agencies()
    known = {each.key for each in table.columns}
    widths = {key: width for key, width in _RETURN_WIDTHS.items() if key in known}
    story: list[Block] = [
        new_page(),
        outline.appendix("各機關報送情形"),
        outline.section("收件紀錄"),
        build_grid(table, widths),
        note("註：控制碼由報送資料之雜湊值產生，與機關報送之 Excel 及 PDF 檔所印者相同。"),
    ]
    if context.has(ReportPart.SUMMARY, ReportPart.OFFICERS):
        story.append(outline.section("各機關整體執行摘要"))
        story += [_build_agency(context, each) for each in context.figures.agencies]
    return [*story, outline.appendix("統計說明"), *_build_notes(context)]


_ABSENT = {
    ReturnState.SENT_BACK: "填報表退回補正中，未納入統計。",
    ReturnState.UNDER_REVIEW: "填報表待審查，未納入統計。",
}


def _build_agency(context: ReportContext, figures: AgencyFigures) -> Block:
    name = context.names.with_former(figures.code)
    if figures.is_missing:
        text = _ABSENT.get(figures.state, "於製表日前未報送。")
        return Ruled([[banner(name)], [prose(text)]], 1, space_after=6)
    officers = figures.officers
    people = "　".join(
        f"{duty}：{' '.join(filter(None, (title, person)))}"
        for duty, title, person in (
            ("承辦人", officers.preparer_title, officers.preparer_name),
            ("單位主管", officers.supervisor_title, officers.supervisor_name),
            ("機關首長", officers.head_title, officers.head_name),
        )
        if person
    )
    nil = f"本期無執行：{figures.nil_reason}" if figures.nil_reason else ""
    rows = [[banner(name)], [narrative(figures.summary or nil)]]
    if figures.coordination:
        rows.append([label("跨機關協調事項", _HEAD), prose(figures.coordination, 1 - _HEAD)])
    rows.append([value(people, 1)])
    return Ruled(rows, 1, space_after=6)


def _build_notes(context: ReportContext) -> list[Block]:
    round_ = context.figures.round
    rates = describe_rates(context.figures.coverage)
    texts = [
        "本報告依各機關簽章報送之填報表彙編；同一機關有多個版次者，採最近一次收件之版次；"
        "退回補正中者，於補正版次收件前不納入統計。",
        f"{rates}。合計之比率由合計金額計算，非各計畫比率之平均；無分母者列「—」。"
        if rates
        else "",
        describe_states(round_) if context.has(ReportPart.STATES) else "",
        *(_MONEY_NOTES if context.has(ReportPart.MONEY) else ()),
        "機關名稱以製表日當日名稱為準，並於首次出現時註明核定時名稱。",
    ]
    return [paragraph(f"{number}. {text}") for number, text in enumerate(filter(None, texts), 1)]
