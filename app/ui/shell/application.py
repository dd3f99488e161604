"""Start the window application: set-up, first paint, opening of the store.

Nothing heavy is imported before the first paint: the shell is shown at once, the store is opened
in the iteration of the event loop after it.
"""

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QLibraryInfo,
    QObject,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.config import local_data_folder
from app.errors import AppError
from app.resources import resource_path
from app.store.inspection import read_store_kind
from app.ui.shell.error_hook import ErrorHook
from app.ui.shell.main_window import MainWindow
from app.ui.shell.page import PageEntry
from app.ui.shell.preferences import PreferenceFile, Role
from app.ui.shell.startup_clock import milliseconds_since_process_start
from app.ui.shell.workspace import Workspace
from app.ui.translation import join_sentences, tr, window_language
from app.ui.widgets import theme
from app.ui.widgets.desktop import open_path
from app.ui.widgets.tasks import cancel_all_tasks

BuildRole = Callable[[Path, PreferenceFile], tuple[Workspace, tuple[PageEntry, ...]]]


def build_agency(
    store: Path, preferences: PreferenceFile
) -> tuple[Workspace, tuple[PageEntry, ...]]:
    """Build the agency's workspace and pages, imported on demand; the store is not opened yet."""
    from app.ui.agency.pages import build_pages
    from app.ui.agency.workspace import AgencyWorkspace

    workspace = AgencyWorkspace(store, preferences)
    return workspace, build_pages(workspace)


def build_office(
    store: Path, preferences: PreferenceFile
) -> tuple[Workspace, tuple[PageEntry, ...]]:
    """Build the office's workspace and pages, imported on demand; the store is not opened yet."""
    from app.ui.office.pages import build_pages
    from app.ui.office.workspace import OfficeWorkspace

    workspace = OfficeWorkspace(store, preferences)
    return workspace, build_pages(workspace)


_ROLES: dict[Role, BuildRole] = {Role.AGENCY: build_agency, Role.OFFICE: build_office}


def run_window(store: Path | None, measure_startup: bool = False) -> int:
    """Show the window until it is closed and return the exit status.

    `store` opens that store instead of the remembered one. With `measure_startup`, prints
    {"first_paint_ms", "interactive_ms"} since the start of the process and ends.
    """
    # Objects made while loading live on; collecting among them takes a fifth of the start-up.
    gc.disable()
    application = build_application()
    folder = local_data_folder()
    session = WindowSession(application, PreferenceFile(folder))
    hook = ErrorHook(folder / "logs")
    hook.install()
    hook.bug_reported.connect(session.show_bug)
    try:
        session.start(store, measure_startup)
        status = application.exec()
        if measure_startup:
            print(json.dumps(session.measured))
        return status
    finally:
        gc.enable()
        session.stop()
        hook.uninstall()


def build_application() -> QApplication:
    """Build the QApplication with style and name, or return the existing one."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("tianbao")
    application.setApplicationDisplayName("")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resource_path("icons", "tianbao.svg"))))
    return application


def install_translation(application: QApplication) -> None:
    """Install Qt's Chinese translation for its own dialogs and menus, whose source is English."""
    if window_language() != "zh":
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_TW", folder):
        application.installTranslator(translator)


class WindowSession(QObject):
    """Window, preferences and workspace of one run."""

    def __init__(self, application: QApplication, preferences: PreferenceFile) -> None:
        super().__init__()
        self.application = application
        self.preferences = preferences
        self.window: MainWindow
        self.measured: dict[str, float] = {}

    def start(self, store: Path | None, measure_startup: bool = False) -> None:
        """Show the shell, then open the store once the shell has been painted."""
        present = self.preferences.present
        theme.apply_theme(self.application, present.theme, present.text_scale)
        self.application.styleHints().colorSchemeChanged.connect(self.refresh_theme)
        self.window = MainWindow()
        if present.window_geometry:
            geometry = QByteArray.fromBase64(present.window_geometry.encode())
            self.window.restoreGeometry(geometry)
        self._choose_first_page(store)
        painted = FirstPaint(self.window, lambda: self._finish_start(measure_startup))
        self.window.installEventFilter(painted)
        self.window.show()

    def stop(self) -> None:
        """Close the store and save the window's size."""
        self.window.close_workspace()
        cancel_all_tasks()
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        if geometry != self.preferences.present.window_geometry:
            self.preferences.change(window_geometry=geometry)
        self.window.close()
        self.window.deleteLater()

    def open_store(self, role: Role, store: Path) -> None:
        """Show a store from now on and save it in the preferences."""
        self._show(role, store)
        self.enter()

    def enter(self) -> None:
        """Open the workspace shown; return to the first-start page when that fails."""
        workspace = self.window.workspace
        assert workspace is not None
        try:
            workspace.open()
        except AppError as error:
            self.choose_store()
            self.window.notices.show_error(error)
            return
        role = Role(read_store_kind(workspace.store))
        self.preferences.change(role=role, store=str(workspace.store))
        self.window.enter_workspace()

    def choose_store(self) -> None:
        """Show the first-start page: role, then a new or an existing store."""
        from app.ui.shell.first_start import FirstStartPage

        page = FirstStartPage(self.preferences.present)
        page.store_chosen.connect(self.open_store)
        self.window.show_single_page(page)

    def refresh_theme(self) -> None:
        """Apply theme and text size as the preferences say."""
        present = self.preferences.present
        theme.apply_theme(self.application, present.theme, present.text_scale)
        self.window.refresh_theme()

    def show_bug(self, report: Path | None) -> None:
        """Notify the user that the program failed and that nothing is lost."""
        text = tr("程式發生未預期的錯誤；已填內容都已存檔，可繼續使用。")
        if report is None:
            self.window.notices.show_warning(text)
            return
        self.window.notices.show_warning(
            join_sentences(text, tr("請將錯誤報告交給系統維護人員：{report}", report=report)),
            (tr("開啟報告"), partial(open_path, report)),
        )

    def _show(self, role: Role, store: Path) -> None:
        workspace, pages = _ROLES[role](store, self.preferences)
        workspace.appearance_changed.connect(self.refresh_theme)
        # Queued: the slot deletes the page that emits the signal.
        workspace.other_store_requested.connect(
            self.choose_store, Qt.ConnectionType.QueuedConnection
        )
        self.window.show_workspace(workspace, pages)

    def _choose_first_page(self, store: Path | None) -> None:
        present = self.preferences.present
        remembered = Path(present.store) if present.store else None
        chosen = store or (remembered if remembered and remembered.exists() else None)
        if chosen is None:
            self.choose_store()
            return
        try:
            self._show(Role(read_store_kind(chosen)), chosen)
        except AppError as error:
            self.choose_store()
            self.window.notices.show_error(error)

    def _finish_start(self, measure_startup: bool) -> None:
        self.measured["first_paint_ms"] = round(milliseconds_since_process_start(), 1)
        if self.window.workspace is not None and self.window.page_id is None:
            self.enter()
        install_translation(self.application)
        gc.freeze()
        gc.enable()
        if measure_startup:
            # The next paint shows the filled page; the iteration after it handles events.
            QTimer.singleShot(0, self._measure_interactive)

    def _measure_interactive(self) -> None:
        self.window.repaint()
        self.measured["interactive_ms"] = round(milliseconds_since_process_start(), 1)
        self.application.exit(0)


class FirstPaint(QObject):
    """Calls a function once, in the event loop's iteration after the first paint of a window."""

    def __init__(self, window: QObject, act: Callable[[], None]) -> None:
        super().__init__(window)
        self._act: Callable[[], None] | None = act
        # A minimised window is never painted; the store is opened all the same.
        QTimer.singleShot(1500, self._finish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window's paint event."""
        if event.type() == QEvent.Type.Paint and self._act is not None:
            QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
