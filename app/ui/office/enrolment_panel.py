"""登錄申請 waiting to be compared: whose key it is, its fingerprint, and the two answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.models.enrolment import Enrolment, EnrolmentKind, EnrolmentState
from app.models.periods import format_roc_timestamp
from app.trust.fingerprints import format_fingerprint
from app.ui import theme
from app.ui.fingerprint_view import FingerprintView
from app.ui.office.office_workspace import OfficeWorkspace
from app.ui.office.open_round_dialog import ROLE_NAMES
from app.ui.theme import Tone

_KINDS = {
    EnrolmentKind.ISSUE: "由彙整機關核發憑證（有效 2 年）",
    EnrolmentKind.PIN: "登錄現有憑證（憑證 IC 卡或金鑰檔）",
}


class EnrolmentCard(QFrame):
    """One request."""

    confirmed = Signal(int, str)
    """Its number, and the fingerprint that was compared."""
    rejected = Signal(object)
    """The enrolment."""

    def __init__(self, workspace: OfficeWorkspace, enrolment: Enrolment) -> None:
        super().__init__()
        theme.set_panel(self, "card")
        self.enrolment = enrolment
        request = enrolment.request
        heading = QLabel(f"{workspace.short_name(request.agency)}　{request.person_name}")
        theme.set_text_style(heading, "heading")
        self.view = FingerprintView()
        self.view.set_fingerprint(format_fingerprint(enrolment.certificate_sha256))
        self.compared = QCheckBox("已致電申請人逐組核對指紋，完全相同")
        self.confirm = QPushButton("登錄")
        theme.set_primary(self.confirm)
        self.confirm.setEnabled(False)
        self.reject = QPushButton("退回…")
        self.compared.toggled.connect(self.confirm.setEnabled)
        self.confirm.clicked.connect(
            lambda: self.confirmed.emit(enrolment.id, self.view.fingerprint())
        )
        self.reject.clicked.connect(lambda: self.rejected.emit(enrolment))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        received = format_roc_timestamp(enrolment.received_at.astimezone())
        for label, text in (
            ("機關", workspace.agency_name(request.agency)),
            ("身分", ROLE_NAMES[request.role]),
            ("識別代號", request.person_id),
            ("事由", request.purpose.value),
            ("處理方式", _KINDS[request.kind]),
            ("收到時間", received),
        ):
            value = QLabel(text)
            value.setWordWrap(True)
            form.addRow(label, value)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.reject)
        buttons.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.setSpacing(theme.GAP)
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addWidget(self.view)
        layout.addWidget(self.compared)
        layout.addLayout(buttons)


class EnrolmentPanel(QFrame):
    """The requests that wait, the one received first on top; not shown while there is none."""

    confirmed = Signal(int, str)
    rejected = Signal(object)

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.cards: list[EnrolmentCard] = []
        self.setMinimumWidth(400)
        self.heading = QLabel()
        theme.set_text_style(self.heading, "heading")
        how = QLabel("請以公文或通訊錄上的電話聯絡申請人，請對方逐組唸出其申請檔的指紋。")
        how.setWordWrap(True)
        theme.set_tone(how, Tone.MUTED)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.heading)
        layout.addWidget(how)
        layout.addWidget(self._scroll, 1)

    def show_enrolments(self, enrolments: tuple[Enrolment, ...]) -> None:
        """Show those still waiting."""
        pending = [each for each in enrolments if each.state is EnrolmentState.PENDING]
        if [each.enrolment for each in self.cards] == pending:
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP)
        self.cards = [EnrolmentCard(self._workspace, each) for each in pending]
        for card in self.cards:
            card.confirmed.connect(self.confirmed)
            card.rejected.connect(self.rejected)
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self.heading.setText(f"待核對的登錄申請（{len(pending)} 件）")
        self.setVisible(bool(pending))
