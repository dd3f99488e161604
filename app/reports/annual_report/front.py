"""Front matter of the report: cover and table of contents."""

from dataclasses import replace

from app.documents.blocks import Block, Space
from app.documents.flow import SUBTITLE, TITLE, Contents, Heading, Text, TextStyle, new_page
from app.documents.grids import Pairs
from app.models.periods import format_roc_date
from app.models.reviews import ReturnState
from app.reports.annual_report.context import ReportContext

DEMO_MARK = "示範資料"


def build_cover(context: ReportContext) -> list[Block]:
    """Build the cover: title, round, compiling office, date and scope."""
    figures, round_ = context.figures, context.figures.round
    counted = [each for each in figures.agencies if not each.is_missing]
    accepted = sum(1 for each in counted if each.state is ReturnState.ACCEPTED)
    scope = f"納入統計 {len(counted)} 個機關（審查通過 {accepted} 個）"
    if figures.waiting:
        scope += f"，待審查而未納入 {len(figures.waiting)} 個"
    if figures.sent_back:
        scope += f"，退回補正中 {len(figures.sent_back)} 個"
    if figures.missing:
        scope += f"，未報送 {len(figures.missing)} 個"
    facts = [
        ("填報期", round_.title),
        ("表單", f"{figures.form_title}　第 {figures.form_version} 版"),
        ("方案期程", f"{context.programme.first_year} 年至 {context.programme.last_year} 年"),
        ("報告對象", "行政院社會創新聯繫會議"),
        ("協調彙整機關", context.compiled_by),
        ("製表日期", format_roc_date(context.today)),
        (
            "彙整範圍",
            f"應填報機關 {len(figures.agencies)} 個、計畫 {len(figures.projects)} 項；{scope}",
        ),
    ]
    story: list[Block] = [
        Space(130),
        Text(context.programme.name, TITLE),
        Text(f"{round_.title}彙整報告", replace(TITLE, space_after=40), role="H1"),
    ]
    red = TextStyle(size=16, leading=26, align=SUBTITLE.align, color=(0.75, 0.1, 0.1),
                    space_after=30)  # fmt: skip
    if figures.drafts:
        story.append(Text(f"初稿：{len(figures.drafts)} 個機關之填報表尚待審查", red))
    if round_.is_demo:
        story.append(Text(f"{DEMO_MARK}：本報告之填報內容為程式產生，非機關實際資料", red))
    return [*story, Pairs(facts, label_share=0.24), new_page()]


def build_contents(headings: list[Heading]) -> list[Block]:
    """Build the table of contents (目次): chapters, sections and project sheets."""
    return [
        Text("目次", replace(TITLE, size=18, leading=30), role="H1"),
        Contents(headings, 11, 18),
    ]
