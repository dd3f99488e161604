"""Consolidated report of a round for 行政院社會創新聯繫會議 as a PDF.

Laid out in one pass: page numbers in the contents and `page x/y` are filled in afterwards.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from app.documents.archival import DocumentFacts
from app.documents.blocks import Block
from app.documents.flow import new_page
from app.documents.furniture import Furniture
from app.documents.pages import write_document
from app.errors import Progress
from app.files import write_atomically
from app.models.periods import TAIPEI, format_roc_date
from app.models.received import MergedRound
from app.reports.annual_report.annexes import build_agencies, build_amendments, build_delays
from app.reports.annual_report.context import COMPILED_BY, ReportContext, build_context
from app.reports.annual_report.front import DEMO_MARK, build_contents, build_cover
from app.reports.annual_report.indicators import build_indicators
from app.reports.annual_report.money import build_money
from app.reports.annual_report.sections import build_sections
from app.reports.annual_report.sheets import build_sheets
from app.reports.annual_report.strategies import build_strategies
from app.reports.annual_report.summary import build_summary
from app.reports.figure_checks import ensure_figures_agree
from app.reports.figure_values import Figures

_CHAPTERS: tuple[Callable[[ReportContext], list[Block]], ...] = (
    build_summary,
    build_money,
    build_strategies,
    build_indicators,
    build_sections,
    build_delays,
    build_amendments,
    build_sheets,
    build_agencies,
)


def write_report(
    figures: Figures,
    merged: MergedRound,
    path: Path,
    *,
    today: date,
    progress: Progress | None = None,
    compiled_by: str = COMPILED_BY,
) -> None:
    """Write the report dated `today`.

    Raises AppError REPORT_SUMS_DIFFER, FONT_MISSING, FILE_*; Cancelled from `progress`.
    """
    write_atomically(path, build_report(figures, merged, today, progress, compiled_by))


def build_report(
    figures: Figures,
    merged: MergedRound,
    today: date,
    progress: Progress | None = None,
    compiled_by: str = COMPILED_BY,
) -> bytes:
    """Build the bytes of the report; deterministic for the same figures and day."""
    ensure_figures_agree(figures, merged)
    context = build_context(figures, merged, today, compiled_by)
    facts = DocumentFacts(
        title=context.title,
        author=compiled_by,
        subject=figures.round.title,
        created_at=datetime.combine(today, time(), TAIPEI),
    )
    furniture = Furniture(
        head_left=context.title,
        head_right=f"製表日期：{format_roc_date(today)}",
        demo_mark=DEMO_MARK if figures.round.is_demo else "",
        has_cover=True,
    )
    return write_document(build_story(context), facts, furniture, progress)


def build_story(context: ReportContext) -> list[Block]:
    """Build the blocks of all parts, in reading order."""
    cover = build_cover(context)
    body = [block for build in _CHAPTERS for block in build(context)]
    contents = build_contents(context.outline.headings)
    return [*cover, *contents, new_page(), *body]
