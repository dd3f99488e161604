"""Printing: every page on paper of its own size, in its true size, where it stands in the PDF."""

import io
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.ui.widgets.pdf_printing import PrintTask, build_printer, place_page
from app.ui.widgets.task_panel import TaskPanel

PAPER = QRectF(0, 0, 595, 842)
PRINTABLE = QRectF(12, 12, 571, 818)


def build_pdf(*sizes: tuple[float, float]) -> bytes:
    """A page of each size with a black square at its upper left, an inch from both edges."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(72, height - 144, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def build_file_printer(content: bytes, path: Path) -> QPrinter:
    printer = build_printer(content, "報告")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def print_out(qtbot: QtBot, content: bytes, printer: QPrinter) -> PrintTask:
    window = QWidget()
    qtbot.addWidget(window)
    task = PrintTask(content, printer, window)
    qtbot.waitUntil(lambda: not task.is_running, timeout=30_000)
    return task


def black_part(path: Path, page: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is black on a page, in points."""
    document = QPdfDocument()
    document.load(str(path))
    size = document.pagePointSize(page).toSize()
    drawn = document.render(page, size)
    document.close()
    near = QRect(0, 0, 250, 250)  # where the square is, and room around it
    dark = [
        (x, y)
        for x in range(near.width())
        for y in range(near.height())
        if drawn.pixelColor(x, y).alpha() > 128 and drawn.pixelColor(x, y).lightness() < 128
    ]
    columns, rows = [x for x, _y in dark], [y for _x, y in dark]
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


def page_sizes(path: Path) -> list[QSize]:
    document = QPdfDocument()
    document.load(str(path))
    sizes = [document.pagePointSize(each).toSize() for each in range(document.pageCount())]
    document.close()
    return sizes


@pytest.mark.slow
def test_pages_keep_their_size_their_direction_and_their_place(
    qtbot: QtBot, tmp_path: Path
) -> None:
    content = build_pdf(A4, landscape(A4), A4)
    task = print_out(qtbot, content, build_file_printer(content, tmp_path / "out.pdf"))
    assert (task.failure, task.printed) == (None, 3)
    upright, wide = QSize(595, 842), QSize(842, 595)
    assert page_sizes(tmp_path / "out.pdf") == [upright, wide, upright]
    for page in range(3):
        assert black_part(tmp_path / "out.pdf", page) == pytest.approx((72, 72, 144, 144), abs=1.5)


def test_chosen_pages_alone_are_printed(qtbot: QtBot, tmp_path: Path) -> None:
    content = build_pdf(A4, landscape(A4), A4, A4)
    printer = build_file_printer(content, tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_out(qtbot, content, printer).printed == 2
    assert page_sizes(tmp_path / "out.pdf") == [QSize(842, 595), QSize(595, 842)]


def test_a_page_is_shrunk_to_smaller_paper_and_never_enlarged() -> None:
    whole = place_page(QSizeF(595, 842), PAPER, PRINTABLE)
    assert whole == PAPER
    small = place_page(QSizeF(300, 400), PAPER, PRINTABLE)
    assert (small.size(), small.center()) == (QSizeF(300, 400), PAPER.center())
    shrunk = place_page(QSizeF(842, 1191), PAPER, PRINTABLE)
    assert PRINTABLE.contains(shrunk)
    assert shrunk.height() == pytest.approx(571 * 1191 / 842)


def test_the_paper_is_proposed_in_the_size_of_the_pdf(qtbot: QtBot) -> None:
    letter = QPageSize(QPageSize.PageSizeId.Letter).sizePoints()
    printer = build_printer(build_pdf((letter.width(), letter.height())), "報告")
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Letter
    assert printer.pageLayout().margins() == QMarginsF()
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert (printer.fullPage(), printer.docName()) == (True, "報告")


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_cannot_be_reached_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    content = build_pdf(A4)
    printer = build_file_printer(content, tmp_path / "missing" / "out.pdf")
    task = print_out(qtbot, content, printer)
    assert task.failure is not None
    assert task.failure.code == "PRINT_FAILED"
    assert task.failure.params["printer"] == str(tmp_path / "missing" / "out.pdf")


@pytest.mark.slow
def test_printing_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    content = build_pdf(*[A4] * 5)
    panel = TaskPanel()
    qtbot.addWidget(panel)
    task = PrintTask(content, build_file_printer(content, tmp_path / "out.pdf"), panel)
    stopped: list[bool] = []
    panel.follow("列印", task, lambda: stopped.append(True))
    task.progressed.connect(lambda done, _total, _what: panel.cancel() if done == 2 else None)
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=30_000)
    assert (stopped, task.printed < 5, task.was_cancelled) == ([True], True, True)
