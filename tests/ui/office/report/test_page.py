from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.models.reviews import DecisionKind
from app.ui.office.report.page import ReportPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets.pdf_printing import build_printer
from tests.ui.office.conftest import show
from tests.ui.office.scenes import NOW, ROUND_ID
from tests.ui.recorder import DialogRecorder


def make_report(qtbot: QtBot, workspace: OfficeWorkspace) -> ReportPage:
    page = show(qtbot, workspace, "report")
    assert isinstance(page, ReportPage)
    assert page.no_report.button is not None
    page.no_report.button.click()
    qtbot.waitUntil(lambda: page.report is not None, timeout=60_000)
    return page


@pytest.mark.slow
def test_a_report_is_made_shown_searched_and_saved(
    qtbot: QtBot, received: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = make_report(qtbot, received)
    preview = page.preview
    assert preview is not None
    assert preview.page_count() > 20
    assert preview.bookmarks.rowCount(QModelIndex()) > 3
    assert "未列入：" in page.notices.notices()[0].text

    preview.search.setText("國家發展委員會")
    preview.find_next()
    qtbot.waitUntil(lambda: preview.found.rowCount(QModelIndex()) > 1)
    assert preview.hits.text().startswith("1／")
    preview.find_next()
    assert preview.hits.text().startswith("2／")

    preview.page.setValue(5)
    assert preview.pages.pageNavigator().currentPage() == 4
    preview.zoom(1.25)
    assert preview.pages.zoomFactor() > 0.2

    dialogs.answers = [tmp_path / "report.pdf", tmp_path / "master.xlsx"]
    page.save_report()
    qtbot.waitUntil(lambda: not page.tasks.is_busy)
    assert page.report is not None
    assert (tmp_path / "report.pdf").read_bytes() == page.report.content
    page.save_master()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=20_000)
    assert (tmp_path / "master.xlsx").read_bytes().startswith(b"PK")
    assert page.notices.notices()[-1].text == f"已儲存 {tmp_path / 'master.xlsx'}"

    received.desk.review.decide(ROUND_ID, "NDC", DecisionKind.ACCEPT, (), "王審查", NOW)
    received.note_change()
    assert any("不是最新的" in each.text for each in page.notices.notices())


def test_a_wrong_clock_dates_neither_report_nor_master(
    qtbot: QtBot, received: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    clock = received.desk.clock
    clock.note(clock.ensure() + timedelta(days=2))
    page = show(qtbot, received, "report")
    assert isinstance(page, ReportPage)
    page.make_report()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=60_000)
    assert page.report is None
    assert "時間" in page.notices.notices()[0].text
    dialogs.answers = [tmp_path / "master.xlsx"]
    page.save_master()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=20_000)
    assert not (tmp_path / "master.xlsx").exists()


def test_making_a_report_can_be_stopped(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = show(qtbot, received, "report")
    assert isinstance(page, ReportPage)
    page.make_report()
    assert page.tasks.is_busy
    page.tasks.cancel()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=60_000)
    assert page.report is None
    assert page.notices.notices()[0].text == "已停止產生報告。"
    assert page.no_report.button is not None
    assert page.no_report.button.isEnabled()


@pytest.mark.slow
def test_the_report_shown_is_printed(
    qtbot: QtBot, received: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = make_report(qtbot, received)
    assert page.report is not None
    printer = build_printer(page.report.content, "報告")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    dialogs.answers = [printer, None]
    page.print_button.click()
    assert not page.print_button.isEnabled()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=30_000)
    assert page.notices.notices()[-1].text == "已送出列印：2 頁。"
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    page.print_button.click()
    assert page.print_button.isEnabled()
    assert not page.tasks.is_busy
