"""展期 and 換發: with what the registered certificate is to be followed."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.models.enrolment import EnrolmentPurpose
from app.trust.keys.my_keys import KeyMedium, MyKey
from app.ui.agency.keys.words import owner_words, role_name
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import build_dialog_buttons
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_WAYS = {
    KeyMedium.PROGRAM: tr("建立新的金鑰，由彙整機關核發憑證"),
    KeyMedium.PKCS12: tr("使用另一個金鑰檔（.p12、.pfx）內的新憑證"),
    KeyMedium.CARD: tr("使用憑證 IC 卡上的新憑證"),
}
_WORDS = {
    EnrolmentPurpose.RENEWAL: (
        tr(
            "「{owner}」的{role}憑證展期：產生申請檔寄給彙整機關，登錄後以新憑證簽章；"
            "原憑證到期前仍可使用。"
        )
    ),
    EnrolmentPurpose.REPLACEMENT: (
        tr(
            "「{owner}」的{role}憑證換發：用於金鑰遺失、損壞或可能外洩。請先以電話通知彙整機關註銷；"
            "申請登錄後，原憑證同時註銷。"
        )
    ),
}


class RenewalDialog(QDialog):
    """Three ways; the one the present key is of comes chosen."""

    def __init__(
        self, key: MyKey, purpose: EnrolmentPurpose, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(visible_line(tr("憑證{purpose}", purpose=word(purpose))))
        self.setMinimumWidth(460)
        words = build_label(
            _WORDS[purpose].format(owner=owner_words(key), role=role_name(key)),
            Tone.MUTED,
            wraps=True,
        )
        layout = fill_box(QVBoxLayout(self), words, spacing=theme.GAP)
        self.group = QButtonGroup(self)
        self.ways: dict[KeyMedium, QRadioButton] = {}
        for medium, label in _WAYS.items():
            button = self.ways[medium] = QRadioButton(build_button_text(label))
            self.group.addButton(button)
            layout.addWidget(button)
        self.ways.get(key.medium, self.ways[KeyMedium.PROGRAM]).setChecked(True)
        self.buttons = build_dialog_buttons(self, tr("下一步…"))
        layout.addWidget(self.buttons)
        # Words that wrap need more height than a dialog gives them by itself.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))

    def way(self) -> KeyMedium:
        """The way chosen."""
        return next(medium for medium, button in self.ways.items() if button.isChecked())


def ask_way(parent: QWidget, key: MyKey, purpose: EnrolmentPurpose) -> KeyMedium | None:
    """Ask with what kind of key to go on; None where the user thought better of it."""
    dialog = RenewalDialog(key, purpose, parent)
    way = dialog.way() if dialog.exec() else None
    dialog.deleteLater()
    return way
