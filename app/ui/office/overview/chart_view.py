"""A chart of app.reports.charts as SVG, scaled to the width it gets, sharp at any scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget


class ChartView(QWidget):
    """Paints one SVG, keeping its proportions; `name` says what it shows to a screen reader."""

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
        """Tell whether there is something to paint."""
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
