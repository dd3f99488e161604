"""The desk of one draft by the keyboard: panes, Tab, jumps; and the room the form has."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.answers import Place
from app.ui.agency.fill.desk import FillDesk
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.forms.field_box import FieldBox
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import NARRATIVE, PAID
from tests.ui.agency.fill.windows import show_window

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path) -> MainWindow:
    shown = show_window(qtbot, preferences, tmp_path, (1366, 768))
    shown.go_to("fill", FillTarget("P06", "budget"))
    qtbot.waitUntil(lambda: place_of(focused()) is not None)
    return shown


@pytest.fixture
def desk(window: MainWindow) -> FillDesk:
    page = window.page("fill")
    assert isinstance(page, FillPage) and page.desk is not None
    return page.desk


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def place_of(widget: QWidget | None) -> Place | None:
    while widget is not None:
        if isinstance(widget, FieldBox):
            return widget.place
        widget = widget.parentWidget()
    return None


def pane_of(desk: FillDesk) -> str:
    panes = {"list": desk.left, "head": desk.head, "form": desk.stack, "strip": desk.strip}
    return next((name for name, each in panes.items() if each.isAncestorOf(focused())), "")


def test_on_a_small_screen_the_form_has_900_by_560(window: MainWindow, desk: FillDesk) -> None:
    form = desk.form("P06")
    viewport = form.page("budget").viewport()
    assert (window.width(), window.height()) == (1366, 768)
    assert (viewport.width() >= 900, viewport.height() >= 560) == (True, True), viewport.size()


def test_f6_goes_from_pane_to_pane_and_back(
    qtbot: QtBot, window: MainWindow, desk: FillDesk
) -> None:
    visited = [pane_of(desk)]
    for _ in range(4):
        qtbot.keyClick(focused(), Qt.Key.Key_F6)
        visited.append(pane_of(desk))
    assert visited == ["form", "strip", "list", "head", "form"]
    qtbot.keyClick(focused(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert pane_of(desk) == "head"


def test_tab_goes_through_the_fields_as_they_stand_and_out_of_the_form(
    qtbot: QtBot, window: MainWindow, desk: FillDesk
) -> None:
    window.go_to("fill", FillTarget("P06", "highlights"))
    section = next(
        each for each in desk.draft.blank.sections_of("P06") if each.spec.id == "highlights"
    )
    for _ in range(2):  # made long after the strip below them
        assert desk.host.add_row(section) is not None
    page = desk.form("P06").page("highlights")
    qtbot.waitUntil(lambda: all(each.isVisible() for each in page.findChildren(FieldBox)))
    page.focus_first()
    tops, left = [], False
    for _ in range(120):
        widget = focused()
        if pane_of(desk) != "form":
            left = pane_of(desk) == "strip"
            break
        box: QWidget | None = widget
        while box is not None and not isinstance(box, FieldBox):
            box = box.parentWidget()
        if box is not None:
            scrolled = page.verticalScrollBar().value()
            tops.append(box.mapTo(page, QPoint(0, 0)).y() + scrolled)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert left
    assert len(tops) > 6
    assert tops == sorted(tops)


def test_tab_leaves_the_page_at_its_end(qtbot: QtBot, window: MainWindow, desk: FillDesk) -> None:
    desk.strip.all.setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert not desk.isAncestorOf(focused())


def test_enter_in_the_list_goes_into_the_form_of_the_project(
    qtbot: QtBot, window: MainWindow, desk: FillDesk
) -> None:
    desk.list.view.setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert (desk.project, pane_of(desk)) == ("P07", "list")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    place = place_of(focused())
    assert place is not None and place.project == "P07"


def test_the_list_shows_what_is_looked_for(desk: FillDesk, qtbot: QtBot) -> None:
    assert len(desk.list.shown()) > 2
    qtbot.keyClicks(desk.list.words, "U-start")
    assert desk.list.shown() == ["U-start 創新創業計畫"]
    desk.list.words.clear()
    desk.list.only["錯誤"].click()
    assert desk.list.shown() == []
    assert desk.project == "P06", "a filter moves no form"
    desk.workspace.commit({}, "實支數", None, {PAID: "約三千"})
    desk.workspace.check_now()
    assert desk.list.shown() == ["推動大學社會責任實踐計畫"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Left])
def test_ctrl_enter_and_alt_left_take_the_keyboard_along(
    qtbot: QtBot, window: MainWindow, desk: FillDesk, key: Qt.Key
) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    section = desk.form("P06").section
    assert section == "indicators"
    assert desk.form("P06").page("indicators").isAncestorOf(focused())
    if key is Qt.Key.Key_Left:
        qtbot.keyClick(focused(), key, Qt.KeyboardModifier.AltModifier)
        assert desk.form("P06").section == "budget"
        place = place_of(focused())
        assert place is not None and place.section == "budget"


def test_the_caret_of_a_long_text_stays_in_view(
    qtbot: QtBot, window: MainWindow, desk: FillDesk
) -> None:
    window.resize(1000, 420)
    desk.workspace.commit({NARRATIVE: "辦理輔導。\n" * 40}, "成果")
    window.go_to("fill", target_of(NARRATIVE))
    box = focused()
    assert isinstance(box, QPlainTextEdit)
    viewport = desk.form("P06").page("results").viewport()

    def caret_is_in_view() -> bool:
        rect = box.cursorRect().translated(box.viewport().mapTo(viewport, QPoint(0, 0)))
        return bool(viewport.rect().contains(rect))

    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(caret_is_in_view)
