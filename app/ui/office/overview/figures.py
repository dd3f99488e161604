"""What the overview's lower half shows, made off the UI thread: charts and section marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.office.review.standing import SectionStanding, judge_sections
from app.ui.translation import tr
from app.ui.widgets.tasks import Progress

if TYPE_CHECKING:
    from app.office.desk import OfficeDesk


_WIDTH = 360
"""In points; narrower than the view, so that the texts of the charts come out larger."""


@dataclass(frozen=True)
class OverviewFigures:
    """SVG charts by their key, and the sections of each agency's latest return."""

    charts: Mapping[str, bytes]
    sections: Mapping[str, Mapping[str, SectionStanding]]
    returns: int


def build_overview_figures(
    desk: "OfficeDesk", round_id: str, ink: str, family: str, progress: Progress
) -> OverviewFigures:
    """Merge the round and draw its charts; runs on a working thread."""
    from app.reports.chart_svg import render_chart_svg
    from app.reports.charts import (
        draw_indicator_dots,
        draw_standings,
        draw_strategy_rates,
    )
    from app.reports.figures import build_figures

    progress(0, 3, tr("彙整填報表"))
    merged = desk.returns.merged(round_id)
    sections = {each.agency: judge_sections(each) for each in merged.returns}
    for agency in merged.sent_back:
        sections[agency] = judge_sections(desk.returns.received(round_id, agency)[-1])
    progress(1, 3, tr("計算彙總數"))
    figures = build_figures(merged)
    progress(2, 3, tr("繪製圖表"))
    drawings = {
        "rates": draw_strategy_rates(figures, _WIDTH),
        "indicators": draw_indicator_dots(figures, _WIDTH),
        "standings": draw_standings(figures, _WIDTH),
    }
    charts = {key: render_chart_svg(each, ink=ink, family=family) for key, each in drawings.items()}
    progress(3, 3, "")
    return OverviewFigures(charts, sections, len(merged.returns))
