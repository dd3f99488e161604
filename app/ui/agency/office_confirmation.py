"""確認彙整機關: the fingerprint of the office that signed a round file, compared by a person."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QVBoxLayout,
    QWidget,
)

from app.models.agency_rounds import AgencyRound
from app.trust.papers.pinning import OfficeStanding
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

if TYPE_CHECKING:
    from app.agency.intake import RoundFilePreview

_FIRST_WORDS = tr(
    "這是第一次匯入彙整機關簽發的填報包（{title}，{agency}）。請撥打公文或通訊錄上的電話，"
    "請對方逐組唸出彙整機關的指紋，與下列六組比對；不要使用來信中的電話。"
)
_CHANGED_WORDS = tr(
    "這份填報包（{title}，{agency}）的簽章憑證與先前確認的彙整機關不同。"
    "除非彙整機關親口證實更換了金鑰，否則請勿採用：可能有人冒名寄送。\n"
    "先前確認的指紋：{known}"
)
_DUE_WORDS = tr(
    "這份填報包內的憑證名冊已逾更新期限，可能缺少最近的註銷。"
    "可先匯入填報，並請向彙整機關索取新的填報包。"
)


class OfficeConfirmationDialog(QDialog):
    """Shows who signed; the button is there once the comparison is ticked."""

    def __init__(self, preview: "RoundFilePreview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        is_changed = preview.standing is OfficeStanding.CHANGED
        self.setWindowTitle(tr("彙整機關的簽章憑證已變更") if is_changed else tr("確認彙整機關"))
        self.setMinimumWidth(500)
        template = _CHANGED_WORDS if is_changed else _FIRST_WORDS
        self.words = build_label(
            template.format(
                title=preview.round.title,
                agency=preview.agency_name,
                known=preview.known_fingerprint,
            ),
            Tone.ERROR if is_changed else Tone.PLAIN,
            wraps=True,
        )
        self.registry_due = build_label(_DUE_WORDS, Tone.WARNING, wraps=True)
        self.registry_due.setVisible(preview.is_registry_due)
        self.view = FingerprintView()
        self.view.set_fingerprint(preview.fingerprint)
        self.compared = QCheckBox(
            tr("已向彙整機關查證確實更換金鑰，且指紋逐組相同")
            if is_changed
            else tr("已與彙整機關逐組核對指紋，完全相同")
        )
        self.buttons = build_dialog_buttons(
            self, tr("改採用新憑證") if is_changed else tr("確認並匯入")
        )
        self.agree = accept_button(self.buttons)
        self.agree.setEnabled(False)
        self.compared.toggled.connect(self.agree.setEnabled)
        layout = fill_box(
            QVBoxLayout(self),
            self.words,
            self.registry_due,
            self.view,
            self.compared,
            self.buttons,
            spacing=theme.GAP_LARGE,
        )
        # Words that wrap need more height than a dialog gives them by itself.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))


def confirm_office(parent: QWidget, preview: "RoundFilePreview") -> bool:
    """Let a person compare the fingerprint; False where they did not agree."""
    dialog = OfficeConfirmationDialog(preview, parent)
    agreed = bool(dialog.exec())
    dialog.deleteLater()
    return agreed


def receive_confirmed(
    parent: QWidget, workspace: AgencyWorkspace, path: Path
) -> AgencyRound | None:
    """Take a round file in, after a person has confirmed an office not known yet.

    None where they did not agree. Raises AppError.
    """
    preview = workspace.desk.intake.preview(path)
    if preview.standing is OfficeStanding.KNOWN:
        return workspace.receive_round_file(path)
    if not confirm_office(parent, preview):
        return None
    return workspace.receive_round_file(
        path,
        confirm_office=preview.fingerprint,
        is_change_agreed=preview.standing is OfficeStanding.CHANGED,
    )
