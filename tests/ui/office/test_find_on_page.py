"""Ctrl+F in the office's window."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.office.pages import build_pages
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.ui.office.scenes import NOW, Scene


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, scene: Scene) -> MainWindow:
    store = tmp_path / "office.tianbao"
    shutil.copy(scene.store, store)
    workspace = OfficeWorkspace(store, PreferenceFile(tmp_path), clock=lambda: NOW)
    shown = MainWindow()
    qtbot.addWidget(shown, before_close_func=lambda window: window.close_workspace())
    shown.show_workspace(workspace, build_pages(workspace))
    workspace.open()
    shown.enter_workspace()
    shown.show()
    return shown


@pytest.mark.parametrize("page_id", ["records", "programme", "registry"])
def test_the_cursor_goes_to_the_filter_of_the_page(window: MainWindow, page_id: str) -> None:
    window.go_to(page_id)
    window.setFocus()
    window.find_on_page()
    focused = window.focusWidget()
    assert focused is not None
    assert "篩選" in focused.property("placeholderText")


def test_a_page_with_nothing_to_find_asks_nothing(window: MainWindow) -> None:
    window.go_to("settings")
    window.find_on_page()  # a dialog here would wait for somebody
    assert window.page_id == "settings"
