"""Files handed to the window by a double-click, the command line or a second start.

They wait until a store is open. Then each goes where it belongs for the role at work, and nothing
is taken in before a person has agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from app.errors import AppError
from app.recognition.folders import gather_files
from app.store.inspection import STORE_SUFFIX, read_store_kind
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import Role
from app.ui.translation import join_words, tr
from app.ui.widgets import dialogs
from app.ui.widgets.drop_area import show_passed_over
from app.visible_text import visible_line

_MOST_NAMES = 5
_ASK_AGAIN_AFTER_MS = 200


class OpenedFiles:
    """Keeps what was handed over, and gives it to the pages one hand-over after another."""

    def __init__(self, window: MainWindow, open_store: Callable[[Role, Path], None]) -> None:
        self._window = window
        self._open_store = open_store
        self._waiting: list[tuple[Path, ...]] = []
        self._is_giving = False

    def add(self, paths: Sequence[Path]) -> None:
        """Take files over from whoever opened them."""
        if paths:
            self._waiting.append(tuple(paths))
            QTimer.singleShot(0, self.give)

    def give(self) -> None:
        """Give the window what waits; it keeps waiting while no store is open, and is named."""
        if self._is_giving:
            return  # a dialog is open; whoever opened it goes on
        self._is_giving = True
        try:
            while self._waiting and self._give(self._waiting[0]):
                self._waiting.pop(0)
        finally:
            self._is_giving = False

    def _give(self, paths: tuple[Path, ...]) -> bool:
        """Give one hand-over; False where it has to wait."""
        stores = [each for each in paths if each.suffix.lower() == STORE_SUFFIX]
        if stores:
            self._change_store(stores[0])
            return True
        workspace = self._window.workspace
        if workspace is None:
            words = tr("請先選擇資料檔，之後即處理開啟的檔案：{names}。", names=_name_some(paths))
            self._window.notices.show_info(words)
            return False
        if not workspace.is_open or self._window.page_id is None:
            QTimer.singleShot(_ASK_AGAIN_AFTER_MS, self.give)
            return False
        with self._window.notices.showing_errors():
            found = gather_files(paths)
            if found.files:
                self._pass_on(found.files)
            show_passed_over(self._window.notices, found)
        return True

    def _pass_on(self, paths: tuple[Path, ...]) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        page_id = workspace.page_for_opened(paths)
        if page_id is None:
            self._window.check_files(paths)
            return
        self._window.go_to(page_id)
        page = self._window.page(page_id)
        question = tr("要在「{page}」頁收入這些檔案嗎？\n{names}", page=page.title,
                      names=_name_some(paths))  # fmt: skip
        if dialogs.ask_yes_no(self._window, tr("開啟檔案"), question, tr("收入")):
            page.take_files(paths)

    def _change_store(self, store: Path) -> None:
        present = self._window.workspace
        if present is not None and present.store.resolve() == store.resolve():
            return  # it is what the window shows
        try:
            role = Role(read_store_kind(store))
        except AppError as error:
            self._window.notices.show_error(error)
            return
        if present is not None:
            question = tr("要改開資料檔「{store}」嗎？目前的資料檔會先關閉，已填內容都已存檔。",
                          store=store)  # fmt: skip
            if not dialogs.ask_yes_no(self._window, tr("開啟資料檔"), question, tr("改開")):
                return
        self._open_store(role, store)


def _name_some(paths: Sequence[Path]) -> str:
    names = join_words(visible_line(each.name) for each in paths[:_MOST_NAMES])
    more = len(paths) - _MOST_NAMES
    return names if more <= 0 else tr("{names} 等 {count} 個", names=names, count=len(paths))
