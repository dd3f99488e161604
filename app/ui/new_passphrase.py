"""The dialog that asks for a new passphrase, twice."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.trust.office_authority import SHORTEST_PASSPHRASE
from app.ui import theme
from app.ui.theme import Tone


class NewPassphraseDialog(QDialog):
    """The button is there once both lines agree; what is missing is said below."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        explained = QLabel(words)
        explained.setWordWrap(True)
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        for line in (self.passphrase, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(self._check)
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        theme.set_tone(self.missing, Tone.MUTED)
        rows = QFormLayout()
        rows.addRow("通行碼", self.passphrase)
        rows.addRow("再輸入一次", self.again)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(title)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        layout.addWidget(explained)
        layout.addLayout(rows)
        layout.addWidget(self.missing)
        layout.addWidget(self.buttons)
        self._check()

    def problem(self) -> str:
        """What is still missing; empty when nothing is."""
        if len(self.passphrase.text()) < SHORTEST_PASSPHRASE:
            return f"通行碼至少 {SHORTEST_PASSPHRASE} 個字元。遺忘時無法找回，須更換金鑰。"
        if self.passphrase.text() != self.again.text():
            return "兩次輸入的通行碼不同。"
        return ""

    def _check(self) -> None:
        problem = self.problem()
        self.missing.setText(problem or "請妥善保管通行碼與金鑰檔，並分開存放備份。")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)
