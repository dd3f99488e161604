"""The rail of pages."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.ui.shell.nav_rail import NavRail
from app.ui.shell.page import Page, PageEntry


def test_entries_of_another_store_take_the_place_of_the_old_ones_at_once(qtbot: QtBot) -> None:
    rail = NavRail()
    qtbot.addWidget(rail)
    rail.set_entries([PageEntry("home", "待辦", "x", Page)])
    rail.show()
    qtbot.waitExposed(rail)
    assert [each.isVisible() for each in rail.findChildren(QToolButton)] == [True]
    # No turn of the event loop afterwards, as where a dialog follows at once.
    rail.set_entries([PageEntry("inbox", "收件", "x", Page)])
    old, new = rail.findChildren(QToolButton)
    assert (old.text(), old.isVisible(), new.text()) == ("待辦", False, "收件")
