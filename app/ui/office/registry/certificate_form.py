"""登錄憑證: what a certificate file holds, the fingerprint to compare, and whose it is."""

from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from app.files import SMALL_LIMIT, read_bounded
from app.models.periods import format_taiwan_day
from app.models.signatures import SignerRole
from app.trust.certificates.certificate import fingerprint, parse_certificate
from app.ui.messages import word
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line


class CertificateForm(QScrollArea):
    """Registers one certificate, once the fingerprint has been compared by telephone."""

    registered = Signal(object)
    """The registry entry."""
    left = Signal()

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._content = b""
        self.setWidgetResizable(True)  # so that the window fits small screens
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(400)
        self.notices = NoticeBar()
        self.subject = build_label(wraps=True, selectable=True)
        self.validity = build_label(wraps=True, selectable=True)
        self.fingerprint = build_label(style="title", wraps=True, selectable=True)
        fixed = QFont(self.fingerprint.font())
        fixed.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
        self.fingerprint.setFont(fixed)
        self.agency = QComboBox()
        self.agency.setAccessibleName(tr("機關"))
        self.agency.addItem(tr("請選擇"), None)
        for each in sorted(workspace.programme.agencies, key=lambda one: one.order):
            self.agency.addItem(visible_line(workspace.agency_name(each.code)), each.code)
        self.person = QLineEdit()
        self.person_id = QLineEdit()
        self.person_id.setPlaceholderText(tr("例如職員代號；同一人換憑證時不變"))
        self.role = QComboBox()
        for role in SignerRole:
            self.role.addItem(word(role), role)
        self.compared = QCheckBox(tr("已與簽章人以電話逐組核對指紋，完全相同"))
        self.register_button = QPushButton(tr("登錄"))
        theme.set_primary(self.register_button)
        self.register_button.setEnabled(False)
        self._build_layout()
        self.compared.toggled.connect(self._enable)
        self.agency.currentIndexChanged.connect(self._enable)
        self.person.textChanged.connect(self._enable)
        self.person_id.textChanged.connect(self._enable)
        self.register_button.clicked.connect(self.register)

    def read(self, path: Path) -> None:
        """Show a certificate file. Raises AppError FILE_*, REGISTRY_*."""
        content = read_bounded(path, SMALL_LIMIT)
        certificate = parse_certificate(content)
        self._content = content
        self.notices.clear()
        self.subject.setText(_describe_subject(certificate))
        first = format_taiwan_day(certificate.not_valid_before_utc)
        last = format_taiwan_day(certificate.not_valid_after_utc)
        self.validity.setText(tr("{first_day}至{last_day}", first_day=first, last_day=last))
        self.fingerprint.setText(fingerprint(certificate))
        self.person.setText(_attribute(certificate, NameOID.COMMON_NAME))
        self.person_id.setText(_attribute(certificate, NameOID.SERIAL_NUMBER))
        self._choose_agency(_attribute(certificate, NameOID.ORGANIZATION_NAME))
        self.compared.setChecked(False)
        self.compared.setFocus()

    def register(self) -> None:
        """Enter the certificate; a refusal stays here, with what was typed."""
        with self.notices.showing_errors():
            entry = self._workspace.desk.registry.register(
                self._content,
                agency=str(self.agency.currentData()),
                person_id=self.person_id.text(),
                person_name=self.person.text(),
                role=SignerRole(self.role.currentData()),
                at=self._workspace.clock(),
            )
            self.registered.emit(entry)

    def _choose_agency(self, name: str) -> None:
        """Propose the agency the certificate names; any name it ever bore will do."""
        self.agency.setCurrentIndex(0)
        for each in self._workspace.programme.agencies:
            if name and name in {one.name for one in each.names} | {each.short_name}:
                self.agency.setCurrentIndex(self.agency.findData(each.code))

    def _enable(self) -> None:
        filled = bool(self.person.text().strip() and self.person_id.text().strip())
        chosen = self.agency.currentData() is not None
        self.register_button.setEnabled(filled and chosen and self.compared.isChecked())

    def _build_layout(self) -> None:
        heading = build_label(tr("登錄憑證"), style="heading")
        words = tr("請致電簽章人，請對方逐組唸出其憑證指紋，與下列六組比對。")
        how = build_label(words, Tone.MUTED, wraps=True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(tr("憑證主體"), self.subject)
        form.addRow(tr("憑證效期"), self.validity)
        form.addRow(tr("憑證指紋"), self.fingerprint)
        form.addRow(tr("機關"), self.agency)
        form.addRow(tr("姓名"), self.person)
        form.addRow(tr("識別代號"), self.person_id)
        form.addRow(tr("身分"), self.role)
        cancel = QPushButton(tr("取消"))
        cancel.clicked.connect(self.left)
        buttons = fill_box(QHBoxLayout(), 1, cancel, self.register_button)
        parts = (heading, self.notices, how, form, self.compared, buttons, 1)
        body = QFrame()
        theme.set_panel(body, "card")
        fill_box(QVBoxLayout(body), *parts, margins=theme.GAP_LARGE, spacing=theme.GAP)
        self.setWidget(body)


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _describe_subject(certificate: x509.Certificate) -> str:
    """陳小華，教育部, or the bare subject where it has neither name nor organisation."""
    oids = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    named = tr("，").join(filter(None, (_attribute(certificate, each) for each in oids)))
    return named or certificate.subject.rfc4514_string()
