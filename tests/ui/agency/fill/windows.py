"""The agency's window with the round of 114 taken in."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui.agency.pages import build_pages
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file


def show_window(
    qtbot: QtBot, preferences: PreferenceFile, folder: Path, size: tuple[int, int]
) -> MainWindow:
    """Show the window on a new store in a folder."""
    workspace = AgencyWorkspace(folder / "agency.tianbao", preferences)
    shown = MainWindow()
    qtbot.addWidget(shown, before_close_func=lambda window: window.close_workspace())
    shown.show_workspace(workspace, build_pages(workspace))
    workspace.open()
    file = write_file(folder, build_round_file())
    workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)
    shown.resize(*size)
    shown.enter_workspace()
    shown.show()
    shown.activateWindow()
    return shown
