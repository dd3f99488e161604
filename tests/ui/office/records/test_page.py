from pathlib import Path

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.reviews import DecisionKind
from app.ui.office.records.page import RecordsPage
from app.ui.office.workspace import OfficeWorkspace
from tests.ui.office.conftest import reopen, show
from tests.ui.office.scenes import NOW, ROUND_ID
from tests.ui.recorder import DialogRecorder


def texts(page: RecordsPage, row: int) -> list[str]:
    model = page.audit.proxy
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_both_logs_show_the_latest_first_in_words(
    qtbot: QtBot, received: OfficeWorkspace, qtmodeltester: ModelTester
) -> None:
    received.desk.review.decide(ROUND_ID, "NDC", DecisionKind.ACCEPT, (), "王審查", NOW)
    page = show(qtbot, received, "records")
    assert isinstance(page, RecordsPage)
    assert page.ledger.proxy.rowCount() == 4
    latest = texts(page, 0)
    assert latest[2:5] == ["王審查", "審查決定", "114 年度執行成果"]
    assert "機關 國發會" in latest[5]
    assert "決定 通過" in latest[5]
    qtmodeltester.check(page.ledger.records)
    qtmodeltester.check(page.audit.records)


def test_a_refused_file_is_recorded_with_its_reason(
    qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("x")
    office.desk.inbox.import_files([notes], now=NOW)
    page = show(qtbot, office, "records")
    assert isinstance(page, RecordsPage)
    row = [page.ledger.proxy.index(0, column).data() for column in range(7)]
    assert row[1] == "拒收"
    assert "notes.txt" in row[4]


def test_the_longest_code_is_in_sight_on_a_small_screen(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = show(qtbot, received, "records")
    assert isinstance(page, RecordsPage)
    page.resize(1366 - 110, 700)
    view = page.ledger
    column = next(at for at, each in enumerate(view.records.columns) if each.key == "code")
    needed = view.fontMetrics().horizontalAdvance("CONTENT_HASH_MISMATCH")
    assert view.columnWidth(column) > needed
    end = view.columnViewportPosition(column) + view.columnWidth(column)
    assert end <= view.viewport().width()


def test_the_filter_works_on_both_tables(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = show(qtbot, received, "records")
    assert isinstance(page, RecordsPage)
    page.filter.setText("交通部")
    assert page.ledger.proxy.rowCount() == 2
    assert page.audit.proxy.rowCount() < len(page.audit.records.records)


def test_an_empty_history_says_what_will_be_here(qtbot: QtBot, new_office: OfficeWorkspace) -> None:
    page = show(qtbot, new_office, "records")
    assert isinstance(page, RecordsPage)
    assert page.first_tab.currentWidget() is page.no_ledger
    assert page.audit.proxy.rowCount() == 1


def test_the_receipt_of_an_entry_is_written_into_the_chosen_folder(
    qtbot: QtBot, received: OfficeWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    page = show(qtbot, received, "records")
    assert isinstance(page, RecordsPage)
    assert not page.receipt_button.isEnabled()
    page.ledger.select_row(0)
    assert page.receipt_button.isEnabled()
    dialogs.answers = [None]
    page.receipt_button.click()
    assert list((tmp_path / "寄出").glob("*")) == []
    dialogs.answers = [tmp_path / "寄出"]
    page.receipt_button.click()
    (written,) = (tmp_path / "寄出").iterdir()
    assert written.suffix == ".tbreceipt"
    assert written.name in page.notices.notices()[0].text


def test_the_receipt_button_asks_for_the_passphrase_of_a_locked_key(
    qtbot: QtBot, received: OfficeWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    reopen(received)
    page = show(qtbot, received, "records")
    assert isinstance(page, RecordsPage)
    page.ledger.select_row(0)
    dialogs.answers = ["不是這個通行碼"]
    page.receipt_button.click()
    assert [name for name, _title in dialogs.asked] == ["ask_passphrase"]
    assert page.notices.notices()[0].kind == "error"
    assert not (tmp_path / "寄出").exists()
