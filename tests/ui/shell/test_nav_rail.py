"""The rail of pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.ui.shell.nav_rail import NavRail
from app.ui.shell.page import Page, PageEntry
from app.ui.shell.preferences import PreferenceFile

FOLDED_WIDTH = 48
HOME = PageEntry("home", "待辦", "list-todo", Page)
CHECK = PageEntry("check", "檢核", "clipboard-check", Page)


@pytest.fixture
def rail(qtbot: QtBot) -> NavRail:
    built = NavRail()
    qtbot.addWidget(built)
    built.set_entries([HOME, CHECK])
    return built


def page_buttons(rail: NavRail) -> list[QToolButton]:
    return [each for each in rail.findChildren(QToolButton) if each.isCheckable()]


def test_entries_of_another_store_take_the_place_of_the_old_ones_at_once(qtbot: QtBot) -> None:
    rail = NavRail()
    qtbot.addWidget(rail)
    rail.set_entries([PageEntry("home", "待辦", "x", Page)])
    rail.show()
    qtbot.waitExposed(rail)
    assert [each.isVisible() for each in page_buttons(rail)] == [True]
    # No turn of the event loop afterwards, as where a dialog follows at once.
    rail.set_entries([PageEntry("inbox", "收件", "x", Page)])
    old, new = page_buttons(rail)
    assert (old.text(), old.isVisible(), new.text()) == ("待辦", False, "收件")


def test_the_rail_counts_what_waits_folded_or_not(rail: NavRail) -> None:
    _, check = page_buttons(rail)
    rail.set_badge("check", 3)
    assert check.text() == "檢核 (3)"
    rail.resize(FOLDED_WIDTH, 400)
    rail.note_room(True)
    folded = check.grab().toImage()
    assert (check.accessibleName(), check.toolTip()) == ("檢核 (3)", "檢核 (3)（Alt+2）")
    rail.set_badge("check", 0)
    assert check.grab().toImage() != folded  # the count stood at the icon's corner
    assert (check.text(), check.toolTip()) == ("檢核", "檢核（Alt+2）")


def test_short_of_room_the_icons_stand_alone(rail: NavRail) -> None:
    rail.note_room(False)
    wide = rail.sizeHint().width()
    rail.note_room(True)
    assert rail.sizeHint().width() <= FOLDED_WIDTH < wide
    styles = {each.toolButtonStyle() for each in page_buttons(rail)}
    assert styles == {Qt.ToolButtonStyle.ToolButtonIconOnly}


def test_a_choice_is_kept_and_what_the_room_asks_for_is_none(rail: NavRail, tmp_path: Path) -> None:
    rail.remember_in(PreferenceFile(tmp_path))
    rail.note_room(True)
    rail._fold.click()
    assert (rail.is_folded, PreferenceFile(tmp_path).present.rail_is_folded) == (False, False)
    rail.note_room(False)
    rail.note_room(True)
    assert not rail.is_folded
    rail._fold.click()
    assert (rail.is_folded, PreferenceFile(tmp_path).present.rail_is_folded) == (True, None)
    rail.note_room(False)
    assert not rail.is_folded
    rail._fold.click()
    again = NavRail()
    again.remember_in(PreferenceFile(tmp_path))
    assert again.is_folded
    again.deleteLater()


def test_the_button_says_what_it_will_do(rail: NavRail) -> None:
    rail.note_room(True)
    assert rail._fold.accessibleName() == "展開側欄"
    rail.note_room(False)
    assert rail._fold.accessibleName() == "收合側欄"
