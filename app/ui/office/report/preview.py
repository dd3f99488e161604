"""The report on the screen: contents on the left, pages on the right, zoom and search."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, Qt, QTimer
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QSplitter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone

_ZOOM_STEP = 1.25
_SEARCHING = tr("尋找中")


class ReportPreview(QWidget):
    """Shows a PDF from memory."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.bookmarks = QPdfBookmarkModel(self)
        self.bookmarks.setDocument(self.document)
        self.found = QPdfSearchModel(self)
        self.found.setDocument(self.document)
        self.pages = QPdfView(self)
        self.pages.setAccessibleName(tr("報告頁面"))
        self.pages.setPageMode(QPdfView.PageMode.MultiPage)
        self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.pages.setDocument(self.document)
        self.pages.setSearchModel(self.found)
        self.contents = QTreeView()
        self.contents.setAccessibleName(tr("目次"))
        self.contents.setHeaderHidden(True)
        self.contents.setModel(self.bookmarks)
        self.contents.clicked.connect(self._go_to_bookmark)
        self.contents.activated.connect(self._go_to_bookmark)
        self.page = QSpinBox()
        self.page.setAccessibleName(tr("頁碼"))
        self.page.setKeyboardTracking(False)
        self.page.valueChanged.connect(self._go_to_page)
        self.count = build_label()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("在報告中尋找"))
        self.search.setAccessibleName(tr("在報告中尋找"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.returnPressed.connect(self.find_next)
        self.hits = build_label()
        self._hit = -1
        self._give_up = QTimer(self)
        self._give_up.setSingleShot(True)
        self._give_up.setInterval(2000)
        self._give_up.timeout.connect(self._say_not_found)
        self.found.countChanged.connect(self._take_hits)
        theme.set_tone(self.hits, Tone.MUTED)
        self.pages.pageNavigator().currentPageChanged.connect(self._note_page)
        self._build_layout()

    def show_pdf(self, content: bytes) -> None:
        """Show another PDF, from its first page."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        count = self.document.pageCount()
        self.page.setRange(1, max(1, count))
        self.count.setText(tr("／{count} 頁", count=count))
        self.contents.expandToDepth(0)
        self.contents.setVisible(self.bookmarks.rowCount(QModelIndex()) > 0)
        self._go_to_page(1)

    def page_count(self) -> int:
        """How many pages it has."""
        return self.document.pageCount()

    def zoom(self, factor: float) -> None:
        """Draw larger or smaller than now."""
        present = self.pages.zoomFactor()
        if self.pages.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            present = self._fitted_factor()
        self.pages.setZoomMode(QPdfView.ZoomMode.Custom)
        self.pages.setZoomFactor(min(5.0, max(0.2, present * factor)))

    def fit_width(self) -> None:
        """Let the page fill the width."""
        self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def find_next(self) -> None:
        """Go to the next place the searched text stands at; the first one once it is found."""
        text = self.search.text().strip()
        if text != self.found.searchString():
            self._hit = -1
            self.hits.setText(_SEARCHING if text else "")
            self.found.setSearchString(text)  # goes on page by page, in the event loop
            self._give_up.start()
        elif text:
            self._go_to_hit(self._hit + 1)

    def _take_hits(self) -> None:
        if self._hit < 0 and self.found.rowCount(QModelIndex()):
            self._go_to_hit(0)
        elif self._hit >= 0:
            self._show_hit()

    def _go_to_hit(self, position: int) -> None:
        count = self.found.rowCount(QModelIndex())
        if count:
            self._hit = position % count
            self.pages.setCurrentSearchResultIndex(self._hit)
            place = self.found.resultAtIndex(self._hit)
            self.pages.pageNavigator().jump(place.page(), place.location(), 0)
            self._show_hit()

    def _show_hit(self) -> None:
        self.hits.setText(
            tr("{number}／{count}", number=self._hit + 1, count=self.found.rowCount(QModelIndex()))
        )

    def _say_not_found(self) -> None:
        if self._hit < 0 and self.found.searchString():
            self.hits.setText(tr("找不到"))

    def _fitted_factor(self) -> float:
        index = self.pages.pageNavigator().currentPage()
        width = self.document.pagePointSize(index).width()
        points_per_inch = 72.0
        shown = self.pages.viewport().width() - 2 * self.pages.documentMargins().left()
        return shown / (width / points_per_inch * self.logicalDpiX()) if width else 1.0

    def _go_to_bookmark(self, index: QModelIndex) -> None:
        page = index.data(int(QPdfBookmarkModel.Role.Page))
        place = index.data(int(QPdfBookmarkModel.Role.Location))
        if page is not None:
            self.pages.pageNavigator().jump(int(page), place or QPointF(), 0)

    def _go_to_page(self, number: int) -> None:
        if self.pages.pageNavigator().currentPage() != number - 1:
            self.pages.pageNavigator().jump(number - 1, QPointF(), 0)

    def _note_page(self, index: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(index + 1)
        self.page.blockSignals(False)

    def _build_layout(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.GAP)
        bar.addWidget(self.page)
        bar.addWidget(self.count)
        for words, act in (
            (tr("縮小"), lambda: self.zoom(1 / _ZOOM_STEP)),
            (tr("放大"), lambda: self.zoom(_ZOOM_STEP)),
            (tr("符合寬度"), self.fit_width),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(build_tip(words))
            button.clicked.connect(lambda _checked, act=act: act())
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.hits)
        bar.addWidget(self.search)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.GAP_SMALL, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.contents)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([260, 900])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
