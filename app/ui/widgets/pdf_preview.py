"""Preview of a PDF held in memory, in Qt's own viewer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.translation import tr
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton


class PdfPreview(QWidget):
    """Viewer that fits to width or page; the page count stands above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(tr("預覽"))
        self.pages = build_label(tr("尚無預覽"), Tone.MUTED)
        self.wider = IconButton("zoom-in", tr("放大"))
        self.wider.clicked.connect(lambda: self._zoom(1.25))
        self.smaller = IconButton("zoom-out", tr("縮小"))
        self.smaller.clicked.connect(lambda: self._zoom(0.8))
        self.fit = IconButton("scan", tr("符合寬度"))
        self.fit.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        fill_box(
            QVBoxLayout(self),
            fill_box(QHBoxLayout(), (self.pages, 1), self.smaller, self.wider, self.fit),
            (self.view, 1),
            margins=0,
        )

    def show_pdf(self, content: bytes) -> None:
        """Show another document; the reading position is kept."""
        position = self.view.verticalScrollBar().value()
        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.pages.setText(tr("共 {count} 頁", count=self.document.pageCount()))
        self.view.verticalScrollBar().setValue(position)

    def clear(self) -> None:
        """Show no document."""
        self.document.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
        self.pages.setText(tr("尚無預覽"))

    def _zoom(self, factor: float) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(0.2, min(5.0, self.view.zoomFactor() * factor)))
