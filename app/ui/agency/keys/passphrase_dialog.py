"""變更通行碼: the present passphrase of a key file, and a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.trust.keys.passphrases import find_weakness
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import agree_button, build_dialog_buttons
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


@dataclass(frozen=True)
class PassphraseChange:
    """The two passphrases."""

    present: str
    new: str


class PassphraseDialog(QDialog):
    """The button is there once nothing is missing; what is, is said below."""

    def __init__(
        self, file_name: str, known: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("變更通行碼"))
        self.setMinimumWidth(460)
        self._known = tuple(known)
        words = build_label(
            tr(
                "變更「{file_name}」的通行碼；金鑰與憑證不變，不必重新登錄。"
                "先前備份的檔案仍用原來的通行碼。",
                file_name=file_name,
            ),
            Tone.MUTED,
            wraps=True,
        )
        self.present, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        rows = QFormLayout()
        for label, line in (
            (tr("目前的通行碼"), self.present),
            (tr("新的通行碼"), self.new),
            (tr("再輸入一次"), self.again),
        ):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setAccessibleName(label)
            line.textChanged.connect(self._check)
            rows.addRow(label, line)
        self.missing = build_label(tone=Tone.MUTED, wraps=True)
        self.buttons = build_dialog_buttons(self, tr("變更"))
        self.agree = agree_button(self.buttons)
        fill_box(QVBoxLayout(self), words, rows, self.missing, self.buttons, spacing=theme.GAP)
        self._check()

    def problem(self) -> str:
        """What is still missing; empty when nothing is."""
        if not self.present.text():
            return tr("請輸入目前的通行碼。")
        weakness = find_weakness(self.new.text(), self._known)
        if weakness is not None:
            return describe_error(weakness)
        if self.new.text() == self.present.text():
            return tr("新的通行碼與目前的相同。")
        if self.new.text() != self.again.text():
            return tr("兩次輸入的新通行碼不同。")
        return ""

    def _check(self) -> None:
        problem = self.problem()
        self.missing.setText(problem or tr("請牢記新的通行碼，遺忘時無法找回。"))
        self.agree.setEnabled(not problem)


def ask_passphrase_change(
    parent: QWidget, file_name: str, known: Sequence[str]
) -> PassphraseChange | None:
    """Ask for both passphrases; None where the user thought better of it."""
    dialog = PassphraseDialog(file_name, known, parent)
    change = None
    if dialog.exec():
        change = PassphraseChange(dialog.present.text(), dialog.new.text())
    dialog.deleteLater()
    return change
