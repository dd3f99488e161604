"""Dialog for a new passphrase, entered twice, and for the present one where it changes."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
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
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line


class NewPassphraseDialog(QDialog):
    """The button is enabled once both entries agree; what is missing is described below.

    `consent` is a sentence to be ticked before anything is done; `known` are words of the owner
    that must not make up the passphrase.
    """

    def __init__(
        self,
        title: str,
        words: str,
        parent: QWidget | None = None,
        *,
        asks_present: bool = False,
        consent: str = "",
        known: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(visible_line(title))
        self.setMinimumWidth(500)
        explained = build_label(words, wraps=True)
        self.present, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for line in (self.present, self.passphrase, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(self._check)
        self.consent = QCheckBox(build_button_text(consent))
        self.consent.setChecked(not consent)
        self.consent.setVisible(bool(consent))
        self.consent.toggled.connect(self._check)
        self.missing = build_label(tone=Tone.MUTED, wraps=True)
        rows = QFormLayout()
        self._asks_present, self._known = asks_present, known
        new = tr("新的通行碼") if asks_present or consent else tr("通行碼")
        lines = (
            (tr("目前的通行碼"), self.present),
            (new, self.passphrase),
            (tr("再輸入一次"), self.again),
        )
        for label, line in lines if asks_present else lines[1:]:
            line.setAccessibleName(label)
            rows.addRow(label, line)
        self.buttons = build_dialog_buttons(self, title)
        layout = fill_box(
            QVBoxLayout(self),
            explained,
            rows,
            self.missing,
            self.consent,
            self.buttons,
            spacing=theme.GAP,
        )
        self._check()
        # Wrapped labels need more height than a dialog gives them by itself.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))

    def problem(self) -> str:
        """Describe what is still missing; empty when nothing is."""
        if self._asks_present and not self.present.text():
            return tr("請先輸入目前的通行碼。")
        weakness = find_weakness(self.passphrase.text(), self._known)
        if weakness is not None:
            return describe_error(weakness)
        if self._asks_present and self.passphrase.text() == self.present.text():
            return tr("新的通行碼與目前的相同。")
        if self.passphrase.text() != self.again.text():
            return tr("兩次輸入的通行碼不同。")
        return "" if self.consent.isChecked() else tr("請勾選下列確認。")

    def _check(self) -> None:
        problem = self.problem()
        hint = tr("請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管，並分開存放備份。")
        self.missing.setText(problem or hint)
        accept_button(self.buttons).setEnabled(not problem)
