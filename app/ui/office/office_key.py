"""The office's key in the window: made when first needed, unlocked once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.errors import AppError
from app.trust.fingerprints import format_fingerprint
from app.ui import dialogs, theme
from app.ui.fingerprint_view import FingerprintView
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.ui.office.page_frame import OfficePage

_MAKE_WORDS = (
    "彙整機關簽發填報包、憑證與收件回條時，使用自己的簽章金鑰。"
    "請設定金鑰的通行碼；金鑰檔會存在資料檔旁，通行碼不會存檔，每次開啟程式時輸入一次。"
)


def ensure_office_key(page: OfficePage) -> bool:
    """Make or unlock the office's key if need be; False where the user left or it failed.

    One try a click: a wrong passphrase is said in the page, and nothing is tried again by itself.
    """
    desk = page.workspace.desk
    if desk.is_unlocked:
        return True
    try:
        if desk.office_certificate() is None:
            passphrase = dialogs.ask_new_passphrase(page, "建立金鑰", _MAKE_WORDS)
            if passphrase is None:
                return False
            desk.make_key(passphrase)
            page.workspace.note_change()
            return True
        passphrase = dialogs.ask_passphrase(
            page, "解鎖彙整機關金鑰", "請輸入彙整機關金鑰的通行碼："
        )
        if passphrase is None:
            return False
        desk.unlock(passphrase)
    except AppError as error:
        page.notices.show_error(error)
        return False
    return True


class OfficeFingerprintDialog(QDialog):
    """What the office reads out to agencies that ask whether a round file is really its own."""

    def __init__(self, fingerprint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("本機關指紋")
        self.setMinimumWidth(420)
        words = QLabel(
            "各機關首次匯入填報包時，會顯示簽發者的指紋。接到詢問時，請以電話逐組唸出下列六組，"
            "或請對方以手機比對 QR 碼。"
        )
        words.setWordWrap(True)
        theme.set_tone(words, Tone.MUTED)
        self.view = FingerprintView()
        self.view.set_fingerprint(fingerprint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("關閉")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP_LARGE)
        for each in (words, self.view, buttons):
            layout.addWidget(each)
        # Words that wrap need more height than a dialog gives them by itself.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))


def show_office_fingerprint(page: OfficePage) -> None:
    """Show the office's fingerprint; the key is made first where there is none."""
    known = page.workspace.desk.office_certificate()
    if known is None and ensure_office_key(page):
        known = page.workspace.desk.office_certificate()
    if known is None:
        return
    dialog = OfficeFingerprintDialog(format_fingerprint(known.certificate_sha256), page)
    dialog.exec()
    dialog.deleteLater()
