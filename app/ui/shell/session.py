"""Window session: the content of the frame, the store opened in it, notices of bugs."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.resources import resource_path
from app.store.holder import BUSY_CODES
from app.store.inspection import read_store_kind
from app.ui.shell.frame import FirstPaint, Frame
from app.ui.shell.main_window import MainWindow
from app.ui.shell.opened_files import OpenedFiles
from app.ui.shell.opening import Opening
from app.ui.shell.page import PageEntry
from app.ui.shell.preferences import PreferenceFile, Role
from app.ui.shell.startup_clock import milliseconds_since_process_start
from app.ui.shell.workspace import Workspace, utc_now
from app.ui.translation import join_sentences, tr, window_language
from app.ui.widgets import file_places, theme
from app.ui.widgets.desktop import open_path
from app.ui.widgets.tasks import cancel_all_tasks, has_running_tasks

if TYPE_CHECKING:  # the network is imported once the frame is painted
    from app.ui.shell.single_instance import Doorkeeper

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


def install_translation(application: QApplication) -> None:
    """Install Qt's Chinese translation for its own dialogs and menus, whose source is English."""
    if window_language() != "zh":
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_TW", folder):
        application.installTranslator(translator)


class WindowSession(QObject):
    """Preferences, workspace and the window that fills a frame, until the frame is closed."""

    def __init__(
        self, application: QApplication, preferences: PreferenceFile, frame: Frame
    ) -> None:
        super().__init__()
        self.application = application
        self.preferences = preferences
        self.preferences.on_unkept = self._tell_unkept
        self.frame = frame
        self.window: MainWindow
        self.interactive_ms = 0.0
        self._is_measured = False
        self._has_told_unkept = False
        self._opening: Opening | None = None
        self._opened: OpenedFiles
        self._doorkeeper: Doorkeeper | None = None

    def start(self, store: Path | None, measure_startup: bool = False) -> None:
        """Fill the frame, then open the store once the frame has been painted.

        With `measure_startup` the program ends when the first page handles events.
        """
        self._is_measured = measure_startup
        self.application.setWindowIcon(QIcon(str(resource_path("icons", "tianbao.svg"))))
        present = self.preferences.present
        theme.apply_theme(self.application, present.theme, present.text_scale)
        self.application.styleHints().colorSchemeChanged.connect(self.refresh_theme)
        self.window = MainWindow()
        self.frame.setCentralWidget(self.window)
        self.frame.closing.connect(self.window.close_workspace)
        kept = (present.opened_folder, present.saved_folder)
        folders = (None if each is None else Path(each) for each in kept)
        file_places.recall(file_places.LastFolders(*folders), self._keep_folders)
        self._opened = OpenedFiles(self.window, self.open_store)
        self._choose_first_page(store)
        workspace = self.window.workspace
        if workspace is not None:
            try:
                if workspace.recall():
                    self.window.enter_workspace()
            except Exception:  # the page may well be shown from the store itself
                sys.excepthook(*sys.exc_info())
            finish = partial(self._finish_opening, workspace)
            self._opening = Opening(self.application, workspace.load, finish)
        FirstPaint(self.window, self._begin_opening)

    def answer_calls(self, address: str) -> None:
        """Be the window a second start hands its files to."""
        from app.ui.shell.single_instance import Doorkeeper

        self._doorkeeper = Doorkeeper(address, self)
        self._doorkeeper.called.connect(self.take_over)
        self._doorkeeper.listen()

    def take_over(self, paths: Sequence[Path]) -> None:
        """Come to the front, and see to these files."""
        self.frame.come_to_front()
        self._opened.add(paths)

    def stop(self) -> None:
        """Close the store and save the window's size."""
        if self._doorkeeper is not None:
            self._doorkeeper.stop()
        if self._opening is not None:
            self._opening.stop()
        self.application.styleHints().colorSchemeChanged.disconnect(self.refresh_theme)
        self.window.close_workspace()
        cancel_all_tasks()
        geometry = bytes(self.frame.saveGeometry().toBase64().data()).decode()
        if geometry != self.preferences.present.window_geometry:
            self.preferences.change(window_geometry=geometry)
        self.frame.close()
        self.frame.deleteLater()

    def open_store(self, role: Role, store: Path) -> None:
        """Show a store from now on and save it in the preferences."""
        self._show(role, store)
        self.enter()
        self._opened.give()

    def enter(self) -> None:
        """Open the workspace shown; return to the first-start page when that fails."""
        workspace = self.window.workspace
        assert workspace is not None
        try:
            workspace.open()
        except AppError as error:
            self._return_from(workspace.store, error)
            return
        except Exception as problem:  # an empty workspace would show that nothing is there
            damage = self.explain(problem)
            if damage is None:
                self.choose_store()
                raise
            self._return_from(workspace.store, damage)
            return
        role = Role(read_store_kind(workspace.store))
        self.preferences.change(role=role, store=str(workspace.store))
        self.window.enter_workspace()
        if workspace.is_view:
            self._show_strip(role, workspace)
        if news := workspace.take_news():
            from app.ui.messages import describe_error

            self.window.notices.show_warning(join_sentences(*map(describe_error, news)))

    def explain(self, problem: BaseException) -> AppError | None:
        """The damage of the store behind an exception; None for a bug."""
        if isinstance(problem, AppError):
            return problem if problem.code == "STORE_DAMAGED" else None
        window = vars(self).get("window")  # there is none before the start
        workspace = None if window is None else window.workspace
        return None if workspace is None else workspace.store_keeper.explain(problem)

    def leave_store(self, damage: AppError) -> None:
        """Close a store that was found damaged: nothing more is filled in."""
        workspace = self.window.workspace
        if workspace is not None:
            self._return_from(workspace.store, damage)

    def _return_from(self, store: Path, error: AppError) -> None:
        """Tell why a store was not opened, and offer to wait or to do without what is lost."""
        if error.code in BUSY_CODES:
            self._wait_for(store, error)
            return
        self.choose_store()
        way_on = None
        if error.code in ("STORE_LOG_MISSING", "STORE_LOG_DAMAGED"):
            way_on = (tr("仍要開啟"), partial(self.accept_loss, store))
        self.window.notices.show_error(error, way_on)

    def _wait_for(self, store: Path, error: AppError) -> None:
        """Show who has a store, until it is free or a person does something else."""
        from app.ui.shell.busy_store import BusyStorePage

        role = Role(read_store_kind(store))
        page = BusyStorePage(store, error)
        page.freed.connect(partial(self.open_store, role, store))
        page.view_requested.connect(partial(self.view_store, role, store))
        page.other_store_requested.connect(self.choose_store)
        self.window.show_single_page(page)

    def view_store(self, role: Role, store: Path) -> None:
        """Look at a store somebody else has open; opened for work where it is free by now."""
        from app.store.lock import is_free

        if is_free(store):
            self.open_store(role, store)
            return
        self._show(role, store)
        assert self.window.workspace is not None
        self.window.workspace.look_only()
        self.enter()

    def _show_strip(self, role: Role, workspace: Workspace) -> None:
        from app.ui.shell.busy_store import ViewStrip

        strip = ViewStrip(workspace.clock())
        strip.edit_requested.connect(partial(self.open_store, role, workspace.store))
        strip.reload_requested.connect(partial(self.view_store, role, workspace.store))
        self.window.show_strip(strip)

    def accept_loss(self, store: Path) -> None:
        """Open a store without what its log held: a person has said so."""
        from app.store.lost_log import accept_lost_log

        with self.window.notices.showing_errors():
            kept = accept_lost_log(store, utc_now())
            self.window.notices.clear()
            self.open_store(Role(read_store_kind(store)), store)
            if kept is not None:
                self.window.notices.show_info(tr("損毀的檔案已另存為 {kept}。", kept=kept))

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

    def _tell_unkept(self, problem: AppError) -> None:
        """Say once that settings last only until the program ends: its data folder takes none."""
        if self._has_told_unkept:
            return
        self._has_told_unkept = True
        from app.ui.messages import describe_error

        folder = self.preferences.path.parent
        text = tr("設定無法存入「{folder}」，只到程式關閉為止：", folder=folder)
        self.window.notices.show_warning(f"{text}{describe_error(problem)}")

    def _keep_folders(self, last: file_places.LastFolders) -> None:
        opened, saved = (None if each is None else str(each) for each in last)
        self.preferences.change(opened_folder=opened, saved_folder=saved)

    def _show(self, role: Role, store: Path) -> None:
        workspace, pages = _ROLES[role](store, self.preferences)
        workspace.appearance_changed.connect(self.refresh_theme)
        workspace.store_keeper.damage_found.connect(
            self.leave_store, Qt.ConnectionType.QueuedConnection
        )
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

    def _begin_opening(self) -> None:
        # In the next iteration: the worker thread would delay what the first paint still lays out.
        if self._opening is None or self.window.page_id is not None:
            QTimer.singleShot(0, self._measure)
        if self._opening is None:
            self._finish_opening(None)
        else:
            QTimer.singleShot(0, self._opening.begin)

    def _finish_opening(self, workspace: Workspace | None) -> None:
        gc.freeze()
        if not has_running_tasks():  # otherwise the last of them does
            gc.enable()
        install_translation(self.application)
        if workspace is not None and workspace is self.window.workspace and not workspace.is_open:
            self.enter()
        if self._is_measured and workspace is not None:
            FirstPaint(self.window, self._measure)

    def _measure(self) -> None:
        """The first page is painted and the event loop handles events."""
        if self._is_measured:
            self._is_measured = False
            self.interactive_ms = milliseconds_since_process_start()
            self.application.exit(0)
