"""A recorder in place of the window's dialogs."""

import pytest

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
