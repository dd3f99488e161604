"""The line of words that narrows a table down."""

from PySide6.QtWidgets import QLineEdit, QWidget


class FilterLine(QLineEdit):
    """A line with a button to clear it; `name` is what a screen reader says."""

    def __init__(self, prompt: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(260)
