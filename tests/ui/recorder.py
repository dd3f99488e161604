"""Recorders: one in place of the window's dialogs, one of the windows shown."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.ui.widgets import dialogs

_QUESTIONS = (
    "ask_open_file",
    "ask_open_files",
    "ask_save_file",
    "ask_folder",
    "ask_passphrase",
    "ask_new_passphrase",
    "ask_changed_passphrase",
    "ask_text",
    "ask_yes_no",
    "ask_choice",
    "ask_printer",
)


class DialogRecorder:
    """Hands out prepared answers in order; a question without an answer fails the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[object] = []
        self.asked: list[tuple[str, str]] = []
        for name in _QUESTIONS:
            monkeypatch.setattr(dialogs, name, self._build_answerer(name))

    def _build_answerer(self, name: str) -> object:
        def answer(parent: object, title: str, *details: object) -> object:
            self.asked.append((name, title))
            assert self.answers, f"nobody prepared an answer to {name} {title}"
            return self.answers.pop(0)

        return answer


class WindowRecorder(QObject):
    """Keeps which widgets were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for windows."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False
