"""One certificate of the registry: what is known of it, and its fingerprint to compare."""

from cryptography import x509
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from app.models.periods import format_taiwan_day
from app.models.signatures import RegistryEntry
from app.office.registry.entry_states import RegisteredCertificate
from app.trust.certificates.facts import name_of
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import word
from app.ui.office.registry.columns import describe_validity, explain_state
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.labels import build_label
from app.ui.widgets.tinted import TintedButton

_LABELS = (
    tr("機關"), tr("身分"), tr("識別代號"), tr("狀態"),
    tr("有效期間"), tr("剩餘日數"), tr("發證者"), tr("展期自"),
)  # fmt: skip


class CertificatePanel(QScrollArea):
    """Shown beside the table while a row is selected."""

    withdrawal_asked = Signal()

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(360)
        self.heading = build_label(style="heading", wraps=True)
        self.view = FingerprintView()
        self.withdraw_button = TintedButton("ban", tr("註銷…"))
        self.withdraw_button.clicked.connect(self.withdrawal_asked)
        self.values = {label: build_label(wraps=True, selectable=True) for label in _LABELS}
        self.form = QFormLayout()
        for label, value in self.values.items():
            self.form.addRow(label, value)
        body = QFrame()
        theme.set_panel(body, "card")
        foot = fill_box(QHBoxLayout(), 1, self.withdraw_button)
        parts = (self.heading, self.form, self.view, foot, 1)
        fill_box(QVBoxLayout(body), *parts, margins=theme.GAP_LARGE, spacing=theme.GAP)
        self.setWidget(body)
        self.hide()

    def show_certificate(self, shown: RegisteredCertificate | None) -> None:
        """Show one; nothing is shown without one."""
        self.setVisible(shown is not None)
        if shown is None:
            return
        entry = shown.entry
        self.heading.setText(entry.person_name)
        self.view.set_fingerprint(format_fingerprint(entry.certificate_sha256))
        left = shown.days_left
        texts = {
            tr("機關"): self._workspace.agency_name(entry.agency),
            tr("身分"): word(entry.role),
            tr("識別代號"): entry.person_id,
            tr("狀態"): explain_state(shown),
            tr("有效期間"): describe_validity(shown),
            tr("剩餘日數"): "" if left is None else tr("{left} 日", left=left),
            tr("發證者"): _issuer(entry),
            tr("展期自"): "" if shown.renews is None else describe_earlier(shown.renews),
        }
        for label, text in texts.items():
            self.values[label].setText(text)
            self.form.setRowVisible(self.values[label], bool(text))
        self.withdraw_button.setVisible(entry.revoked_at is None)


def describe_earlier(entry: RegistryEntry) -> str:
    """The certificate another one renewed or replaced."""
    shown = format_fingerprint(entry.certificate_sha256)
    day = format_taiwan_day(entry.active_from)
    return tr("{day}登錄的憑證\n{shown}", day=day, shown=shown)


def _issuer(entry: RegistryEntry) -> str:
    certificate = x509.load_pem_x509_certificate(entry.certificate_pem.encode("ascii"))
    is_own = certificate.issuer == certificate.subject
    return tr("自簽（以名冊認定）") if is_own else name_of(certificate.issuer)
