"""Print a PDF from memory: pages rendered by Qt's own threads, painted one at a time.

Imported with the first print. The worker threads of `tasks` are not used here: they touch no
Qt object.
"""

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.ui.translation import tr
from app.ui.widgets.tasks import Task
from app.visible_text import visible_line

_RENDER_DPI = 300
_POINTS_PER_INCH = 72
_SAME_SIZE_POINTS = 6
"""Tolerance: paper smaller than the page by up to this (2 mm) counts as the page's size."""


def build_printer(content: bytes, title: str) -> QPrinter:
    """Build a printer set to the paper of the PDF's first page, with no margins added."""
    with _Pages(content) as pages:
        size = pages.document.pagePointSize(0)
        count = pages.document.pageCount()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(visible_line(title))
    printer.setCreator("Tianbao")
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(paper, _orientation(size), QMarginsF()))
    printer.setFullPage(True)  # after the layout, which sets a mode of its own
    printer.setFromTo(1, count)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    return printer


def ask_printer(parent: QWidget, title: str, printer: QPrinter) -> bool:
    """Show the system's print dialog and apply the choice to `printer`."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(visible_line(title))
    dialog.setMinMax(1, max(1, printer.toPage()))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted


def place_page(page: QSizeF, paper: QRectF, printable: QRectF) -> QRectF:
    """Compute the rectangle of a page on the paper, all in points.

    In true size, centred; where the paper is smaller, shrunk to the printable area. Never
    enlarged.
    """
    if (
        page.width() <= paper.width() + _SAME_SIZE_POINTS
        and page.height() <= paper.height() + _SAME_SIZE_POINTS
    ):
        placed = QRectF(0, 0, page.width(), page.height())
        placed.moveCenter(paper.center())
        return placed
    fitted = page.scaled(printable.size(), Qt.AspectRatioMode.KeepAspectRatio)
    placed = QRectF(0, 0, fitted.width(), fitted.height())
    placed.moveCenter(printable.center())
    return placed


class PrintTask(Task):
    """Prints page by page without blocking the window; `failure` is the reason where it fails."""

    def __init__(self, content: bytes, printer: QPrinter, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.failure: AppError | None = None
        self.printed = 0
        self._printer = printer
        printer.setFullPage(True)  # the dialog may have changed it
        self._pages = _Pages(content)
        self._left = _chosen_pages(printer, self._pages.document.pageCount())
        self._total = len(self._left)
        self._painter = QPainter()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._pages.document)
        self._renderer.pageRendered.connect(self._take_page)
        parent.destroyed.connect(self._build_end(printer, self._painter))
        QTimer.singleShot(0, self, self._ask_next)

    def _ask_next(self) -> None:
        if self._cancel.is_set():
            self._printer.abort()
            self._end(was_cancelled=True)
            return
        if not self._left:
            self._end()
            return
        index = self._left[0]
        self.progressed.emit(
            self.printed,
            self._total,
            tr("第 {number}／{total} 頁", number=self.printed + 1, total=self._total),
        )
        size = self._pages.document.pagePointSize(index)
        dpi = min(_RENDER_DPI, self._printer.resolution())
        drawn = (size * dpi / _POINTS_PER_INCH).toSize()
        self._renderer.requestPage(index, drawn.expandedTo(QSize(1, 1)))

    def _take_page(self, index: int, _size: QSize, image: QImage) -> None:
        if not self.is_running or not self._left or index != self._left[0]:
            return
        if image.isNull() or not self._paint_page(index, image):
            self.failure = AppError("PRINT_FAILED", printer=_name(self._printer))
            self._printer.abort()
            self._end()
            return
        self._left = self._left[1:]
        self.printed += 1
        self._ask_next()

    def _paint_page(self, index: int, image: QImage) -> bool:
        page = self._pages.document.pagePointSize(index)
        self._printer.setPageOrientation(_orientation(page))  # applies from the next page on
        is_ready = self._printer.newPage() if self._painter.isActive() else self._begin_painting()
        if not is_ready:
            return False
        layout = self._printer.pageLayout()
        unit = QPageLayout.Unit.Point
        paper = layout.fullRect(unit)
        place = place_page(page, paper, paper.marginsRemoved(_unprintable(self._printer)))
        scale = self._printer.resolution() / _POINTS_PER_INCH
        target = QRectF(
            place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale
        )
        self._painter.drawImage(target, _on_white(image))
        return True

    def _begin_painting(self) -> bool:
        return self._painter.begin(self._printer)

    def _end(self, was_cancelled: bool = False) -> None:
        self.was_cancelled = was_cancelled
        if self._painter.isActive() and not self._painter.end() and self.failure is None:
            self.failure = AppError("PRINT_FAILED", printer=_name(self._printer))
        self.is_running = False
        self._pages.close()
        self.finished.emit()

    @staticmethod
    def _build_end(printer: QPrinter, painter: QPainter) -> object:
        def end() -> None:
            if painter.isActive():  # the window was closed meanwhile
                printer.abort()
                painter.end()

        return end


class _Pages:
    """A PDF loaded from memory, with the buffer it reads from."""

    def __init__(self, content: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    def close(self) -> None:
        self.document.close()
        self._buffer.close()

    def __enter__(self) -> "_Pages":
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


def _chosen_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """Page indices to print, repeated for the copies the printer does not make by itself."""
    chosen = tuple(range(count))
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        chosen = tuple(each for each in chosen if ranges.contains(each + 1))
    times = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return chosen * times


def _orientation(page: QSizeF) -> QPageLayout.Orientation:
    is_wide = page.width() > page.height()
    return QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait


def _unprintable(printer: QPrinter) -> QMarginsF:
    """The printer's unprintable margins, in points."""
    layout = QPageLayout(printer.pageLayout())
    layout.setUnits(QPageLayout.Unit.Point)
    return layout.minimumMargins()


def _on_white(image: QImage) -> QImage:
    """Compose a page on white: pages come transparent, and printers would get a mask along."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _name(printer: QPrinter) -> str:
    return printer.printerName() or printer.outputFileName()
