"""本機關憑證: the office's own certificate, its fingerprint to read out, and care of its key."""

from pathlib import Path

from cryptography import x509
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.periods import format_taiwan_day
from app.office.registry.key_certificates import OfficeCertificate
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import describe_error
from app.ui.office.page_frame import OfficePage
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_WORDS = tr(
    "填報包、核發的憑證與收件回條都以這把金鑰簽章。各機關首次匯入填報包時會來電核對指紋："
    "請以電話逐組唸出下列六組，或請對方以手機比對 QR 碼。"
)
_REPLACE_WORDS = tr(
    "金鑰檔遺失、通行碼忘記或外洩時才更換。更換後：\n"
    "1. 全部機關下次匯入填報包時都會看到「簽章憑證已變更」，須以電話重新核對新的指紋；"
    "核對前也無法匯入新的收件回條。\n"
    "2. 機關核對新指紋之前，仍會相信以舊金鑰簽發的檔案；舊金鑰外洩時，請立即以電話逐一通知。\n"
    "3. 以舊金鑰核發給簽章人的憑證留在名冊上，到期或註銷前仍然有效，不必重發；"
    "但須用新金鑰重新產生填報包寄出。\n"
    "4. 新的金鑰檔另有檔名，舊的留在原處；先前已收的填報表不受影響。"
)
_CHANGE_WORDS = tr(
    "金鑰與指紋不變，各機關不必重新核對。先前另存的金鑰備份仍以舊通行碼開啟："
    "請重新備份並銷毀舊的備份。通行碼可能已外洩時，請改為更換金鑰。"
)


class OfficeKeyPanel(QScrollArea):
    """Shows the certificate in force; its buttons act at once and notify the page."""

    changed = Signal(str)
    """Something was done: the sentence to show."""

    def __init__(self, page: OfficePage) -> None:
        super().__init__()
        self._page = page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.missing = build_label(tone=Tone.ERROR, wraps=True)
        self.warnings = build_label(tone=Tone.WARNING, wraps=True, selectable=True)
        self.view = FingerprintView()
        self.facts = QFormLayout()
        labels = (tr("建立日期"), tr("有效至"), tr("金鑰檔"), tr("先前的指紋"))
        values = [build_label(wraps=True, selectable=True) for _each in labels]
        for label, value in zip(labels, values, strict=True):
            self.facts.addRow(label, value)
        self.made, self.until, self.file, self.earlier = values
        self.make_button = TintedButton("key-round", tr("建立金鑰…"), self.make)
        self.copy_button = TintedButton("save", tr("另存金鑰備份…"), self.copy)
        self.change_button = TintedButton("pencil-line", tr("變更通行碼…"), self.change_passphrase)
        self.replace_button = TintedButton("refresh-cw", tr("更換金鑰…"), self.replace)
        self._build_layout()

    def refresh(self) -> None:
        """Show the certificate in force, and say what to do where its key file is gone."""
        desk = self._page.workspace.desk
        certificates = desk.keys.certificates()
        for each in (self.view, self.copy_button, self.change_button, self.replace_button):
            each.setVisible(bool(certificates))
        self.make_button.setVisible(not certificates)
        warnings = [each for each in (desk.keys.strays(), desk.keys.exposure()) if each is not None]
        self.warnings.setText("\n".join(map(describe_error, warnings)))
        self.warnings.setVisible(bool(warnings))
        for row in range(self.facts.rowCount()):
            self.facts.setRowVisible(row, bool(certificates))
        if not certificates:
            self._tell(tr("還沒有金鑰。第一次簽發前須建立，建立後請另存備份。"))
            return
        self._show_certificates(certificates)
        has_file = desk.keys.file.exists()
        self.copy_button.setEnabled(has_file)
        self.change_button.setEnabled(has_file)
        missing = tr(
            "找不到金鑰檔 {name}，目前無法簽發。有備份時請放回 "
            "{parent}；沒有備份時請按「更換金鑰…」。",
            name=desk.keys.file.name,
            parent=desk.keys.file.parent,
        )
        self._tell("" if has_file else missing)

    def make(self) -> None:
        """Make the office's first key."""
        if self._page.ensure_key():
            self.changed.emit(tr("已建立本機關金鑰。請按「另存金鑰備份…」，將備份存放他處。"))

    def copy(self) -> None:
        """Write a copy of the key file to another place."""
        desk = self._page.workspace.desk
        path = dialogs.ask_save_file(
            self, tr("另存金鑰備份"), tr("金鑰檔 (*.p12)"), Path(desk.keys.file.name)
        )
        if path is None:
            return
        with self._page.notices.showing_errors():
            desk.keys.copy_file(path)
            self.changed.emit(tr("已另存金鑰備份 {name}。請與通行碼分開存放。", name=path.name))

    def change_passphrase(self) -> None:
        """Ask for the present and the new passphrase, and protect the same key with it."""
        answer = dialogs.ask_changed_passphrase(self, tr("變更通行碼"), _CHANGE_WORDS)
        if answer is None:
            return
        message = tr("已變更通行碼，金鑰與指紋不變。請重新另存金鑰備份，並銷毀舊的備份。")
        with self._page.notices.showing_errors():
            self._page.workspace.desk.keys.change_passphrase(*answer)
            self.changed.emit(message)

    def replace(self) -> None:
        """Say what it means, ask for a passphrase, and put a new key in force."""
        passphrase = dialogs.ask_new_passphrase(
            self, tr("更換金鑰"), _REPLACE_WORDS, tr("已了解全部機關都須重新核對新的指紋")
        )
        if passphrase is None:
            return
        with self._page.notices.showing_errors():
            made = self._page.workspace.desk.keys.make(passphrase, replace=True)
            message = tr(
                "已更換金鑰，新的指紋為 {shown}。請以公文或電話通知全部機關，"
                "重新產生填報包寄出，並另存新金鑰的備份。",
                shown=format_fingerprint(made.certificate_sha256),
            )
            self.changed.emit(message)

    def _show_certificates(self, certificates: tuple[OfficeCertificate, ...]) -> None:
        *earlier, known = certificates
        self.view.set_fingerprint(format_fingerprint(known.certificate_sha256))
        certificate = x509.load_pem_x509_certificate(known.certificate_pem.encode("ascii"))
        self.made.setText(format_taiwan_day(known.made_at))
        self.until.setText(format_taiwan_day(certificate.not_valid_after_utc))
        self.file.setText(str(self._page.workspace.desk.keys.file))
        self.earlier.setText(
            "\n".join(format_fingerprint(each.certificate_sha256) for each in reversed(earlier))
        )
        self.facts.setRowVisible(self.earlier, bool(earlier))

    def _tell(self, text: str) -> None:
        self.missing.setText(text)
        self.missing.setVisible(bool(text))

    def _build_layout(self) -> None:
        row = (self.make_button, self.copy_button, self.change_button, self.replace_button)
        buttons = fill_box(QHBoxLayout(), *row, 1)
        body = QWidget()
        body.setMaximumWidth(theme.READING_WIDTH)
        words = build_label(_WORDS, Tone.MUTED, wraps=True)
        parts = (words, self.missing, self.warnings, self.view, self.facts, buttons, 1)
        fill_box(QVBoxLayout(body), *parts, margins=theme.GAP_LARGE, spacing=theme.GAP_LARGE)
        self.setWidget(body)
