"""The questions before an app-made key is written: whose, and its passphrase."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.files import fit_name
from app.trust.certificates.subjects import find_identity_fault
from app.trust.keys.passphrases import find_weakness
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

ALGORITHMS = (("ec", tr("P-256（建議）")), ("rsa", "RSA-3072"))


@dataclass(frozen=True)
class NewKey:
    """What a new key is made of."""

    person_name: str
    person_id: str
    passphrase: str
    algorithm: str = "ec"


class KeyDialog(QDialog):
    """建立金鑰. The button is there once nothing is missing; what is, is said below."""

    def __init__(
        self, person_name: str, parent: QWidget | None = None, *, person_id: str = ""
    ) -> None:
        """A `person_id` on the registry already stays, and so does the name."""
        super().__init__(parent)
        self.setWindowTitle(tr("建立簽章金鑰"))
        self.setMinimumWidth(460)
        self.name = QLineEdit(person_name)
        self.person_id = QLineEdit(person_id)
        for line in (self.name, self.person_id):
            line.setReadOnly(bool(person_id))
        self.person_id.setPlaceholderText(tr("機關內可識別本人的編號，例如員工編號"))
        self.passphrase = QLineEdit()
        self.again = QLineEdit()
        self.algorithm = QComboBox()
        for value, name in ALGORITHMS:
            self.algorithm.addItem(name, value)
        for line in (self.passphrase, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.missing = build_label(tone=Tone.MUTED, wraps=True)
        rows = QFormLayout()
        rows.addRow(tr("姓名"), self.name)
        rows.addRow(tr("識別代號"), self.person_id)
        rows.addRow(tr("通行碼"), self.passphrase)
        rows.addRow(tr("再輸入一次"), self.again)
        rows.addRow(tr("演算法"), self.algorithm)
        self.buttons = build_dialog_buttons(self, tr("建立金鑰"))
        fill_box(QVBoxLayout(self), rows, self.missing, self.buttons)
        for line in (self.name, self.person_id, self.passphrase, self.again):
            line.textChanged.connect(self._check)
        self._check()

    def answer(self) -> NewKey:
        """What was entered."""
        return NewKey(
            self.name.text().strip(),
            self.person_id.text().strip(),
            self.passphrase.text(),
            str(self.algorithm.currentData()),
        )

    def problem(self) -> str:
        """What is still missing; empty when nothing is."""
        if not self.name.text().strip() or not self.person_id.text().strip():
            return tr("請填寫姓名與識別代號。")
        known = (self.name.text().strip(), self.person_id.text().strip())
        fault = find_identity_fault(self.person_id.text(), self.name.text())
        fault = fault or find_weakness(self.passphrase.text(), known)
        if fault is not None:
            return describe_error(fault)
        if self.passphrase.text() != self.again.text():
            return tr("兩次輸入的通行碼不同。")
        return ""

    def _check(self) -> None:
        problem = self.problem()
        hint = tr(
            "請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管；憑證檔才是要交給彙整機關的檔案。"
        )
        self.missing.setText(problem or hint)
        accept_button(self.buttons).setEnabled(not problem)


def ask_new_key(parent: QWidget, person_name: str, person_id: str = "") -> NewKey | None:
    """Ask for a new key's owner and passphrase; None where the user thought better of it."""
    dialog = KeyDialog(person_name, parent, person_id=person_id)
    accepted = bool(dialog.exec())
    answer = dialog.answer() if accepted else None
    dialog.deleteLater()
    return answer


def default_key_path(folder: Path, person_id: str) -> Path:
    """Where a new key file is proposed to lie; never the name of one that is there."""
    safe = "".join(each for each in person_id if each.isalnum() or each in "-_")
    free = folder / fit_name(safe or "key", ".p12")
    number = 2
    while free.exists() or free.with_suffix(".pem").exists():
        free = folder / fit_name(safe or "key", f"-{number}.p12")
        number += 1
    return free
