"""匯出登錄申請: for whom and in which role the office is asked to enter a key."""

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.models.enrolment import EnrolmentPurpose
from app.models.signatures import RegistryEntry, SignerRole
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


@dataclass(frozen=True)
class EnrolmentWish:
    """What the request is to say besides the key."""

    person_name: str
    person_id: str
    role: SignerRole
    purpose: EnrolmentPurpose
    replaces_sha256: str | None


class EnrolmentDialog(QDialog):
    """Who asks; and, where the person is on the registry already, for which certificate."""

    def __init__(
        self,
        fingerprint: str,
        person_name: str,
        person_id: str,
        role: SignerRole,
        entries: tuple[RegistryEntry, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("匯出登錄申請"))
        self.setMinimumWidth(480)
        self._entries = entries
        words = build_label(
            tr(
                "申請檔（.tbenrol）以這把金鑰簽章，不含私密金鑰。寄給彙整機關後，對方會來電核對下列指紋；"
                "核對相同後登錄，新的填報包會帶來結果。"
            ),
            Tone.MUTED,
            wraps=True,
        )
        self.view = FingerprintView()
        self.view.set_fingerprint(fingerprint)
        self.name, self.person_id = QLineEdit(person_name), QLineEdit(person_id)
        self.role, self.purpose = QComboBox(), QComboBox()
        for each in SignerRole:
            self.role.addItem(word(each), each)
        self.role.setCurrentIndex(self.role.findData(role))
        rows = QFormLayout()
        rows.addRow(tr("姓名"), self.name)
        rows.addRow(tr("識別代號"), self.person_id)
        rows.addRow(tr("身分"), self.role)
        rows.addRow(tr("事由"), self.purpose)
        self.buttons = build_dialog_buttons(self, tr("匯出…"))
        self.agree = accept_button(self.buttons)
        self.name.textChanged.connect(self._enable)
        self.person_id.textChanged.connect(self._offer_purposes)
        self.role.currentIndexChanged.connect(self._offer_purposes)
        layout = fill_box(
            QVBoxLayout(self), words, self.view, rows, self.buttons, spacing=theme.GAP
        )
        self._offer_purposes()
        # Words that wrap need more height than a dialog gives them by itself.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))

    def wish(self) -> EnrolmentWish:
        """What was entered."""
        purpose, replaces = self.purpose.currentData()
        return EnrolmentWish(
            self.name.text().strip(),
            self.person_id.text().strip(),
            SignerRole(self.role.currentData()),
            EnrolmentPurpose(purpose),
            replaces,
        )

    def _offer_purposes(self) -> None:
        """A new enrolment always; renewal and replacement of the person's own certificates."""
        self.purpose.clear()
        self.purpose.addItem(word(EnrolmentPurpose.NEW), (EnrolmentPurpose.NEW.value, None))
        wanted = (self.person_id.text().strip(), self.role.currentData())
        for each in self._entries:
            if (each.person_id, each.role) == wanted and each.revoked_at is None:
                shown = format_fingerprint(each.certificate_sha256)
                for purpose, words in (
                    (EnrolmentPurpose.RENEWAL, tr("展期：原憑證即將到期")),
                    (EnrolmentPurpose.REPLACEMENT, tr("換發：原金鑰遺失、損壞或外洩")),
                ):
                    data = (purpose.value, each.certificate_sha256)
                    self.purpose.addItem(
                        tr("{words}（{shown}…）", words=words, shown=shown[:9]), data
                    )
        self._enable()

    def _enable(self) -> None:
        self.agree.setEnabled(bool(self.name.text().strip() and self.person_id.text().strip()))


def ask_enrolment(
    parent: QWidget,
    fingerprint: str,
    person_name: str,
    person_id: str,
    role: SignerRole,
    entries: tuple[RegistryEntry, ...],
) -> EnrolmentWish | None:
    """Ask what the request is to say; None where the user thought better of it."""
    dialog = EnrolmentDialog(fingerprint, person_name, person_id, role, entries, parent)
    wish = dialog.wish() if dialog.exec() else None
    dialog.deleteLater()
    return wish
