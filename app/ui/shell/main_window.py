"""Content of the main window: navigation rail, pages created when first shown, status line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui.shell.frame import PRODUCT
from app.ui.shell.location_history import Location, LocationHistory
from app.ui.shell.nav_rail import NavRail
from app.ui.shell.page import Destination, Page, PageEntry
from app.ui.shell.workspace import Workspace
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import let_go
from app.ui.widgets.drop_area import is_droppable, read_drop, show_passed_over
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.tasks import cancel_all_tasks
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_VERIFY_PAGE = "verify"
_NARROW = 1000
"""Below this width (in device-independent pixels) the rail folds beside every page."""


class MainWindow(QWidget):
    """Shows one workspace at a time, or without one the page given to `show_single_page`.

    It fills a `Frame` and sets its title; without one it is a window itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.notices = NoticeBar()
        self._strip: QWidget | None = None
        self._workspace: Workspace | None = None
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._page_id: str | None = None
        self._history = LocationHistory()
        self._rail = NavRail()
        self._rail.page_chosen.connect(self.go_to)
        self._stack = QStackedWidget()
        self._status_line = StatusLine()
        self.find_button, self._status = self._status_line.find_button, self._status_line.saved
        self.find_button.clicked.connect(self.open_go_to)
        self.setAcceptDrops(True)
        self._build_layout()
        self._add_shortcuts()

    # -- workspace -------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace | None:
        """The workspace shown, None before a role is chosen."""
        return self._workspace

    def show_workspace(self, workspace: Workspace, pages: Sequence[PageEntry]) -> None:
        """Show the rail and title of a workspace; its pages are created from `enter_workspace` on.

        The first page is the home page.
        """
        self.close_workspace()
        self._workspace = workspace
        self._entries = {entry.id: entry for entry in pages}
        self._rail.remember_in(workspace.preferences)
        self._rail.set_entries(self._entries.values())
        self._rail.show()
        self.find_button.show()
        self._set_title(workspace.title())
        workspace.title_changed.connect(self._set_title)
        workspace.saved.connect(self._status.setText)
        workspace.badge_changed.connect(self._rail.set_badge)
        workspace.page_requested.connect(self.go_to)
        workspace.error_raised.connect(self._show_error)

    def enter_workspace(self) -> None:
        """Go to the first page of the workspace, which has been opened."""
        assert self._workspace is not None
        self._set_title(self._workspace.title())
        self.go_to(next(iter(self._entries)))

    def close_workspace(self) -> None:
        """Remove the pages and close the store behind them."""
        if self._workspace is None:
            return
        if self._page_id is not None:
            self._pages[self._page_id].deactivate()
        cancel_all_tasks()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self._page_id = None
        self._history = LocationHistory()
        self._rail.set_entries(())
        self._status.clear()
        self.show_strip(None)
        workspace, self._workspace = self._workspace, None
        workspace.close()

    def show_single_page(self, page: QWidget) -> None:
        """Show a single page without a rail (first start)."""
        self.close_workspace()
        self._rail.hide()
        self.find_button.hide()  # without a store there are no destinations
        self._set_title("")
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            let_go(old)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_strip(self, strip: QWidget | None) -> None:
        """Show a strip above every page of this workspace; None takes it away."""
        if self._strip is not None:
            let_go(self._strip)
        self._strip = strip
        if strip is not None:
            self._right.insertWidget(0, strip)

    # -- navigation ------------------------------------------------------------------------

    @property
    def page_id(self) -> str | None:
        """The id of the page in view."""
        return self._page_id

    def page(self, page_id: str) -> Page:
        """Return the page of that id, created on first use."""
        if page_id not in self._pages:
            page = self._entries[page_id].factory()
            page.page_requested.connect(self.go_to)
            page.location_changed.connect(
                lambda target: self._history.visit(Location(page_id, target))
            )
            self._pages[page_id] = page
            self._stack.addWidget(page)
        return self._pages[page_id]

    def go_to(self, page_id: str, target: object = None) -> None:
        """Show a page and a target on it."""
        self._history.visit(Location(page_id, target))
        self._show_location(Location(page_id, target))

    def go_back(self) -> None:
        """Go one location back (Alt+←)."""
        self._show_location(self._history.back())

    def go_forward(self) -> None:
        """Go one location forward (Alt+→)."""
        self._show_location(self._history.forward())

    def open_go_to(self) -> None:
        """Open the go-to dialog (Ctrl+K)."""
        self._ask(self.destinations(), tr("前往"), tr("輸入頁面、計畫、節或欄位名稱的一部分"))

    def find_on_page(self) -> None:
        """Search on the page (Ctrl+F)."""
        if self._page_id is None or self._pages[self._page_id].start_find():
            return
        found = self._pages[self._page_id].findable()
        if found:
            self._ask(found, tr("在本頁尋找"), tr("輸入欄位名稱或已填內容的一部分"))

    def find_in_answers(self) -> None:
        """Search everything there is (Ctrl+Shift+F)."""
        if self._workspace is None:
            return
        if self._workspace.search_page is not None:
            self.go_to(self._workspace.search_page)
            self.find_on_page()
        else:
            found = self._workspace.answer_destinations()
            self._ask(found, tr("在全部內容中尋找"), tr("輸入已填內容的一部分"))

    def show_preview(self) -> None:
        """Show the preview page (Ctrl+P)."""
        if self._workspace is not None and self._workspace.preview_page is not None:
            self.go_to(self._workspace.preview_page)

    def _ask(self, destinations: Sequence[Destination], title: str, hint: str) -> None:
        from app.ui.shell.go_to import GoToDialog

        dialog = GoToDialog(destinations, self, title, hint)
        if dialog.exec():
            chosen = dialog.chosen()
            if chosen is not None:
                self.go_to(chosen.page_id, chosen.target)
        dialog.deleteLater()

    def destinations(self) -> tuple[Destination, ...]:
        """List the destinations of Ctrl+K, pages first."""
        if self._workspace is None:
            return ()
        pages = tuple(
            Destination(entry.title, tr("頁面"), entry.icon_name, entry.id)
            for entry in self._entries.values()
        )
        return pages + self._workspace.destinations()

    def _show_location(self, location: Location | None) -> None:
        if location is None or location.page_id not in self._entries:
            return
        if self._page_id is not None and self._page_id != location.page_id:
            self._pages[self._page_id].deactivate()
        page = self.page(location.page_id)
        self._page_id = location.page_id
        self._rail.select(location.page_id)
        self._give_room()
        self._stack.setCurrentWidget(page)
        page.activate()
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()  # so that Tab moves within the page
        if location.target is not None:
            page.show_target(location.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        needs_width = self._page_id is not None and self._entries[self._page_id].needs_width
        self._rail.note_room(needs_width or self.width() < _NARROW)

    # -- theme, saving, dropped files --------------------------------------------------------

    def refresh_theme(self) -> None:
        """Tint the rail's icons for the new theme."""
        self._rail.refresh_icons()

    def show_saved(self) -> None:
        """Show when and where was last saved (Ctrl+S); saving is automatic."""
        if self._workspace is not None:
            self.notices.show_info(self._workspace.saved_text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept dragged files: those no page accepts can be checked."""
        if _VERIFY_PAGE in self._entries and is_droppable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass dropped files to the page that accepts them; check all others without importing."""
        event.acceptProposedAction()
        with self.notices.showing_errors():
            found = read_drop(event.mimeData())
            self._pass_on(found.files)
            show_passed_over(self.notices, found)

    def _pass_on(self, paths: tuple[Path, ...]) -> None:
        page_id = self._workspace.page_for_files(paths) if self._workspace else None
        if page_id is not None:
            self.go_to(page_id)
            self.page(page_id).take_files(paths)
        elif paths:
            self.check_files(paths)

    def check_files(self, paths: tuple[Path, ...]) -> None:
        """Check files without taking them in."""
        self.go_to(_VERIFY_PAGE, paths)

    def _set_title(self, text: str) -> None:
        self.window().setWindowTitle(f"{PRODUCT} — {visible_line(text)}" if text else PRODUCT)

    def _show_error(self, error: AppError) -> None:
        self.notices.show_error(error)

    def _build_layout(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices)
        right.addWidget(self._stack, 1)
        self._right = right
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self._status_line)
        self._rail.hide()

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", self.open_go_to),
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+S", self.show_saved),
            ("F8", lambda: self._on_page(lambda page: page.step_finding(1))),
            ("Shift+F8", lambda: self._on_page(lambda page: page.step_finding(-1))),
            ("F1", lambda: self._on_page(lambda page: page.show_help())),
            ("Ctrl+F", self.find_on_page),
            ("Ctrl+Shift+F", self.find_in_answers),
            ("Ctrl+P", self.show_preview),
            ("Ctrl+Return", lambda: self._on_page(lambda page: page.step_group())),
            ("Ctrl+Z", lambda: self._on_workspace(lambda workspace: workspace.undo())),
            ("Ctrl+Y", lambda: self._on_workspace(lambda workspace: workspace.redo())),
            ("Ctrl+Shift+Z", lambda: self._on_workspace(lambda workspace: workspace.redo())),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _on_page(self, act: Callable[[Page], None]) -> None:
        if self._page_id is not None:
            act(self._pages[self._page_id])

    def _on_workspace(self, act: Callable[[Workspace], None]) -> None:
        if self._workspace is not None:
            act(self._workspace)


class StatusLine(QFrame):
    """Status line: `find_button` opens the go-to dialog, `saved` shows the last write's time."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "bottom")
        self.find_button = QPushButton(tr("前往（Ctrl+K）"))
        self.find_button.setIcon(icons.icon("search", Tone.MUTED))
        self.find_button.setFlat(True)
        self.find_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.saved = build_label()
        self.saved.setAccessibleName(tr("儲存狀態"))
        theme.set_tone(self.saved, Tone.MUTED)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, 2, theme.GAP, 2)
        layout.addWidget(self.find_button)
        layout.addStretch(1)
        layout.addWidget(self.saved)
