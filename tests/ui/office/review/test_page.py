from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.reviews import DecisionKind, Remark, ReturnState
from app.trust.papers.round_file import read_round_file
from app.ui.office.review.page import ReviewPage
from app.ui.office.review.panel import CHANGED, EVERYTHING
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets import tasks, theme
from app.ui.widgets.theme import ThemeChoice
from tests.support.one_signer import revise_alone
from tests.ui.office.conftest import reopen, show
from tests.ui.office.scenes import NOW, ROUND_ID, Scene
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow

NARRATIVE = "P26/results/-/narrative"


@pytest.fixture
def page(qtbot: QtBot, received: OfficeWorkspace) -> ReviewPage:
    shown = show(qtbot, received, "review")
    assert isinstance(shown, ReviewPage)
    open_return(qtbot, shown, "MOTC")
    return shown


def open_return(qtbot: QtBot, page: ReviewPage, agency: str) -> None:
    page.show_target(agency)
    qtbot.waitUntil(
        lambda: page.panel.sheet is not None and page.panel.sheet.current.agency == agency
    )


def open_chapter(page: ReviewPage, project: str) -> None:
    for row in range(page.panel.chapters.count()):
        if page.panel.chapters.item(row).data(Qt.ItemDataRole.UserRole) == project:
            page.panel.chapters.setCurrentRow(row)


def comment(page: ReviewPage, place: str, text: str) -> None:
    open_chapter(page, place.split("/")[0])
    view = page.panel.view
    (row,) = [
        row
        for row in range(view.model().rowCount())
        if (line := view.line_at(row)) is not None and line.place == place
    ]
    view.selectRow(row)
    page.panel.comment.setPlainText(text)


def remarks(workspace: OfficeWorkspace) -> dict[str | None, str]:
    return {each.place: each.text for each in workspace.desk.remarks.about(ROUND_ID, "MOTC", 1)}


def state_of(workspace: OfficeWorkspace, agency: str) -> ReturnState:
    (row,) = [each for each in workspace.overview() if each.agency == agency]
    return row.state


def test_a_chapter_and_its_counts_stand_in_two_lines(qtbot: QtBot, page: ReviewPage) -> None:
    comment(page, "P26/results/-/narrative", "請補充。")
    chapters = page.panel.chapters

    def shown() -> list[str]:
        return [chapters.item(row).text() for row in range(chapters.count())]

    open_return(qtbot, page, "NDC")
    open_return(qtbot, page, "MOTC")
    assert any(each.endswith("\n意見 1") for each in shown())


def test_a_first_return_is_shown_whole(
    qtbot: QtBot, page: ReviewPage, qtmodeltester: ModelTester
) -> None:
    assert page.panel.filter.currentData() == EVERYTHING
    assert page.panel.view.isColumnHidden(2)
    open_chapter(page, "P26")
    titles = [each.title for each in page.panel.model.lines]
    assert "可支用預算數（萬元）" in titles
    assert "執行成果說明" in titles
    qtmodeltester.check(page.panel.model)


def test_sending_back_wants_a_comment_first(page: ReviewPage) -> None:
    assert not page.bar.buttons[DecisionKind.SEND_BACK].isEnabled()
    comment(page, NARRATIVE, "請補充具體數據。")
    assert page.bar.buttons[DecisionKind.SEND_BACK].isEnabled()
    assert "意見 1" in page.panel.chapters.currentItem().text()


@pytest.mark.parametrize("scale", [100, 150])
def test_the_reviewers_name_can_be_read_at_any_size_of_text(
    qapp: QApplication, qtbot: QtBot, page: ReviewPage, scale: int
) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, scale)
    try:
        page.resize(1_366 * 100 // scale, 700)
        page.show()
        field = page.bar.reviewer
        qtbot.waitUntil(field.isVisible)
        name = field.fontMetrics().horizontalAdvance("審查人姓名欄")
        assert field.contentsRect().width() - 12 >= name
    finally:
        theme.apply_theme(qapp)


def test_a_decision_needs_the_reviewers_name(page: ReviewPage, received: OfficeWorkspace) -> None:
    page.bar.buttons[DecisionKind.ACCEPT].click()
    assert state_of(received, "MOTC") is ReturnState.UNDER_REVIEW
    assert page.notices.notices()[0].kind == "error"


def test_an_accepted_return_leaves_the_queue(
    qtbot: QtBot, page: ReviewPage, received: OfficeWorkspace
) -> None:
    page.bar.reviewer.setText("王審查")
    with qtbot.waitSignal(received.badge_changed, check_params_cb=lambda _id, n: n == 1):
        page.bar.buttons[DecisionKind.ACCEPT].click()
    assert state_of(received, "MOTC") is ReturnState.ACCEPTED
    assert [each.agency for each in page.queue.records.records if page.queue.proxy.rowCount()]
    assert page.queue.proxy.rowCount() == 1


def test_a_comment_survives_the_window(
    page: ReviewPage, received: OfficeWorkspace, tmp_path: Path
) -> None:
    comment(page, NARRATIVE, "請補充具體數據。")
    reopen(received)
    assert remarks(received) == {NARRATIVE: "請補充具體數據。"}
    comment(page, NARRATIVE, " ")
    assert remarks(received) == {}


def test_sending_back_offers_the_round_file_with_the_comments(
    qtbot: QtBot,
    page: ReviewPage,
    received: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
) -> None:
    comment(page, NARRATIVE, "請補充具體數據。")
    page.bar.reviewer.setText("王審查")
    page.bar.buttons[DecisionKind.SEND_BACK].click()
    assert state_of(received, "MOTC") is ReturnState.SENT_BACK
    assert remarks(received) == {}
    dialogs.answers = [tmp_path / "out"]
    page.write_round_files(["MOTC"])
    qtbot.waitUntil(lambda: not page.tasks.is_busy)
    (written,) = (tmp_path / "out").glob("*.tbround")
    (sent,) = read_round_file(written)[0].comments
    assert (sent.place, sent.text, sent.author) == (NARRATIVE, "請補充具體數據。", "王審查")


def test_after_a_decision_nothing_asks_for_a_comment_and_the_list_has_the_focus(
    qtbot: QtBot, page: ReviewPage, received: OfficeWorkspace
) -> None:
    comment(page, NARRATIVE, "請補充具體數據。")
    assert page.panel.comment.placeholderText()
    page.bar.reviewer.setText("王審查")
    page.bar.buttons[DecisionKind.SEND_BACK].setFocus()
    page.bar.buttons[DecisionKind.SEND_BACK].click()
    qtbot.waitUntil(lambda: page.bar.buttons[DecisionKind.SEND_BACK].isHidden())
    assert not page.panel.comment.isEnabled()
    assert not page.panel.comment.placeholderText()
    assert page.focusWidget() is page.queue


def test_reopening_brings_the_comments_back(
    qtbot: QtBot, page: ReviewPage, received: OfficeWorkspace
) -> None:
    comment(page, NARRATIVE, "請補充具體數據。")
    page.bar.reviewer.setText("王審查")
    page.bar.buttons[DecisionKind.SEND_BACK].click()
    qtbot.waitUntil(
        lambda: (
            page.panel.sheet is not None and page.panel.sheet.current.state is ReturnState.SENT_BACK
        )
    )
    page.bar.buttons[DecisionKind.REOPEN].click()
    assert state_of(received, "MOTC") is ReturnState.UNDER_REVIEW
    assert remarks(received) == {NARRATIVE: "請補充具體數據。"}


def test_accepting_in_spite_of_comments_is_asked_about(
    page: ReviewPage, received: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    comment(page, NARRATIVE, "請補充具體數據。")
    page.bar.reviewer.setText("王審查")
    dialogs.answers = [False]
    page.bar.buttons[DecisionKind.ACCEPT].click()
    assert dialogs.asked == [("ask_yes_no", "通過")]
    assert state_of(received, "MOTC") is ReturnState.UNDER_REVIEW


def test_a_revision_shows_only_what_changed_beside_the_comment_it_answers(
    qtbot: QtBot, page: ReviewPage, received: OfficeWorkspace, scene: Scene, tmp_path: Path
) -> None:
    desk = received.desk
    said = Remark(place=NARRATIVE, text="請補充。")
    desk.review.decide(ROUND_ID, "MOTC", DecisionKind.SEND_BACK, (said,), "王審查", NOW)
    resent = desk.round_files.write(ROUND_ID, tmp_path, ["MOTC"])["MOTC"]
    files = revise_alone(scene.agencies["MOTC"], resent, tmp_path, NOW + timedelta(minutes=1))
    desk.inbox.import_files(files, now=NOW + timedelta(minutes=5))
    received.note_change()
    qtbot.waitUntil(lambda: page.panel.sheet is not None and page.panel.sheet.current.revision == 2)
    assert page.panel.filter.currentData() == CHANGED
    (line,) = [each for each in page.panel.model.lines if each.row is not None]
    assert line.place == NARRATIVE
    assert line.row is not None
    assert line.row.before in line.row.text
    row = page.panel.model.lines.index(line)
    assert page.panel.model.index(row, 3).data() == (
        "r1 意見：請補充。\nr2 回復：維持並說明　已補充後續追蹤數據。"
    )
    assert page.panel.model.headerData(2, Qt.Orientation.Horizontal) == "前版 r1"


def test_a_return_that_is_there_only_after_the_store_was_closed_is_dropped(
    qtbot: QtBot, page: ReviewPage, received: OfficeWorkspace
) -> None:
    shown = page.panel.sheet
    assert shown is not None
    page.refresh()  # asks for the sheet anew
    assert tasks.cancel_all_tasks()  # made, and not delivered
    received.close()
    qtbot.waitUntil(lambda: not tasks.has_running_tasks())
    assert page.panel.sheet is shown
    received.open()


def test_f2_on_a_line_goes_to_the_comment(qtbot: QtBot, page: ReviewPage) -> None:
    open_chapter(page, "P26")
    with qtbot.waitSignal(page.panel.view.comment_requested):
        qtbot.keyClick(page.panel.view, Qt.Key.Key_F2)


def test_an_agency_that_has_not_handed_in_is_said_so(page: ReviewPage) -> None:
    page.show_target("MOE")
    assert "教育部在此填報期尚未報送" in page.notices.notices()[0].text


def test_before_anything_is_received_the_page_says_what_will_be_here(
    qtbot: QtBot, office: OfficeWorkspace
) -> None:
    page = show(qtbot, office, "review")
    assert isinstance(page, ReviewPage)
    assert page.stack.currentWidget() is page.empty


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_queue_is_read_without_scrolling_sideways_also_in_large_type(
    qtbot: QtBot, received: OfficeWorkspace, qapp: QApplication, scale: float
) -> None:
    usual = qapp.font()
    large = qapp.font()
    large.setPointSizeF(usual.pointSizeF() * scale)
    qapp.setFont(large)
    try:
        page = show(qtbot, received, "review")
        assert isinstance(page, ReviewPage)
        assert page.queue.horizontalScrollBar().maximum() == 0
    finally:
        qapp.setFont(usual)
