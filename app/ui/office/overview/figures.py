"""The overview's charts and section marks, made off the UI thread, and the view of a chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.errors import Progress
from app.models.forms import MatrixColumn
from app.office.review.standing import SectionStanding
from app.ui.translation import tr

if TYPE_CHECKING:
    from app.office.desk import OfficeDesk

_WIDTH = 360
"""In points; narrower than the view, so that the texts of the charts come out larger."""


@dataclass(frozen=True)
class OverviewFigures:
    """SVG charts by their key, as far as the form has matter for them, and the sections of each
    agency's latest return."""

    charts: Mapping[str, bytes]
    sections: Mapping[str, Mapping[MatrixColumn, SectionStanding]]
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
    from app.reports.coverage import INDICATORS
    from app.reports.figures import build_figures

    progress(0, 3, tr("彙整填報表"))
    merged = desk.returns.merged(round_id)
    sections = desk.returns.sections(round_id)
    progress(1, 3, tr("計算彙總數"))
    figures = build_figures(merged)
    progress(2, 3, tr("繪製圖表"))
    drawings = {
        "rates": (draw_strategy_rates, bool(figures.coverage.rates)),
        "indicators": (draw_indicator_dots, figures.coverage.has(*INDICATORS)),
        "standings": (draw_standings, True),
    }
    charts = {
        key: render_chart_svg(draw(figures, _WIDTH), ink=ink, family=family)
        for key, (draw, has_matter) in drawings.items()
        if has_matter
    }
    progress(3, 3, "")
    return OverviewFigures(charts, sections, len(merged.returns))


class ChartView(QWidget):
    """Paints one SVG as large as it fits; `name` says what it shows to a screen reader."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._renderer = QSvgRenderer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 40)

    def set_svg(self, svg: bytes) -> None:
        """Show another chart."""
        self._renderer.load(QByteArray(svg))
        self.updateGeometry()
        self.update()

    def has_chart(self) -> bool:
        """Return whether there is something to paint."""
        return self._renderer.isValid()

    def sizeHint(self) -> QSize:
        """The chart's own size."""
        return self._renderer.defaultSize() if self.has_chart() else QSize(480, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart at the top left, as large as it fits."""
        if not self.has_chart():
            return
        size = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        with QPainter(self) as painter:
            self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
