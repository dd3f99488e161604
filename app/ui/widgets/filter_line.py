"""Filter line above a table: the words its rows have to contain."""

from PySide6.QtWidgets import QLineEdit, QWidget


class FilterLine(QLineEdit):
    """Line edit with a clear button; `name` is its accessible name."""

    def __init__(self, prompt: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(260)
