"""登錄申請 waiting to be compared: whose key it is, its fingerprint, and the two answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.models.enrolment import Enrolment, EnrolmentState
from app.models.periods import format_taiwan_time
from app.models.signatures import Registry
from app.office.registry.enrolment_comparison import EnrolmentChange, compare_with_present
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import word
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class EnrolmentCard(QFrame):
    """One request."""

    confirmed = Signal(int, str)
    """Its number, and the fingerprint that was compared."""
    rejected = Signal(object)
    """The enrolment."""

    def __init__(
        self,
        workspace: OfficeWorkspace,
        enrolment: Enrolment,
        changes: tuple[EnrolmentChange, ...] = (),
    ) -> None:
        super().__init__()
        theme.set_panel(self, "card")
        self.enrolment = enrolment
        self.changes = changes
        request = enrolment.request
        names = (workspace.agency_name(request.agency), workspace.short_name(request.agency))
        heading = build_label(f"{names[1]}　{request.person_name}", style="heading")
        self.view = FingerprintView()
        self.view.set_fingerprint(format_fingerprint(enrolment.certificate_sha256))
        self.compared = QCheckBox(tr("已致電申請人逐組核對指紋，完全相同"))
        self.confirm = QPushButton(tr("登錄"))
        theme.set_primary(self.confirm)
        self.confirm.setEnabled(False)
        self.reject = QPushButton(tr("退回…"))
        self.compared.toggled.connect(self.confirm.setEnabled)
        self.confirm.clicked.connect(
            lambda: self.confirmed.emit(enrolment.id, self.view.fingerprint())
        )
        self.reject.clicked.connect(lambda: self.rejected.emit(enrolment))
        searched = (*names, request.person_name, request.person_id, self.view.fingerprint())
        self.searched_text = " ".join(searched)
        compared = fill_box(QVBoxLayout(), self.view, self.compared, 1, spacing=theme.GAP)
        facts = fill_box(QVBoxLayout(), _build_facts(enrolment, names[0]), 1)
        fill_box(
            QVBoxLayout(self),
            heading,
            fill_box(QHBoxLayout(), (facts, 1), compared, spacing=theme.GAP_SECTION),
            *((_build_comparison(changes),) if changes else ()),
            fill_box(QHBoxLayout(), 1, self.reject, self.confirm),
            margins=theme.GAP_LARGE,
            spacing=theme.GAP,
        )


def _build_facts(enrolment: Enrolment, agency: str) -> QFormLayout:
    request = enrolment.request
    form = QFormLayout()
    form.setVerticalSpacing(theme.GAP_SMALL)  # or it takes the wide one between the sides
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    for label, text in (
        (tr("機關"), agency),
        (tr("身分"), word(request.role)),
        (tr("識別代號"), request.person_id),
        (tr("事由"), word(request.purpose)),
        (tr("處理方式"), word(request.kind)),
        (tr("收到時間"), format_taiwan_time(enrolment.received_at)),
    ):
        form.addRow(label, build_label(text))
    return form


def _build_comparison(changes: tuple[EnrolmentChange, ...]) -> QGridLayout:
    """名冊上的憑證 beside what is asked for; what differs is marked by a word."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP_LARGE)
    for column, title in enumerate(("", tr("名冊上的憑證"), tr("申請"), "")):
        grid.addWidget(build_label(title, Tone.MUTED), 0, column)
    for row, each in enumerate(changes, start=1):
        mark = tr("不同") if each.is_changed else tr("相同")
        for column, text in enumerate((each.label, each.present, each.requested, mark)):
            value = build_label(text, wraps=column in (1, 2), selectable=True)
            grid.addWidget(value, row, column)
        if each.is_changed:
            theme.set_tone(value, Tone.WARNING)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    return grid


class EnrolmentPanel(QFrame):
    """The requests that wait, the one received first on top."""

    confirmed = Signal(int, str)
    rejected = Signal(object)

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.cards: list[EnrolmentCard] = []
        words = tr("請以公文或通訊錄上的電話聯絡申請人，請對方逐組唸出其申請檔的指紋。")
        how = build_label(words, Tone.MUTED, wraps=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = EmptyState(
            "file-input",
            tr("沒有待核對的登錄申請"),
            tr(
                "機關寄來登錄申請檔（.tbenrol）時，按「匯入登錄申請…」，申請會列在這裡等待核對指紋。"
            ),
        )
        parts = (how, (self._scroll, 1), (self.empty, 1))
        fill_box(QVBoxLayout(self), *parts, margins=theme.GAP, spacing=theme.GAP)

    def show_enrolments(self, enrolments: tuple[Enrolment, ...], registry: Registry) -> None:
        """Show those still waiting, each beside the entry it names."""
        waiting = [each for each in enrolments if each.state is EnrolmentState.PENDING]
        pending = [(each, compare_with_present(each, registry)) for each in waiting]
        if [(each.enrolment, each.changes) for each in self.cards] == pending and self.cards:
            return
        self.cards = [EnrolmentCard(self._workspace, *each) for each in pending]
        for card in self.cards:
            card.confirmed.connect(self.confirmed)
            card.rejected.connect(self.rejected)
        body, margins = QWidget(), (0, 0, theme.GAP, 0)
        fill_box(QVBoxLayout(body), *self.cards, 1, margins=margins, spacing=theme.GAP)
        self._scroll.setWidget(body)
        self._scroll.setVisible(bool(pending))
        self.empty.setVisible(not pending)

    def choose(self, words: str, agency: str | None) -> None:
        """Show only the cards of an agency in which every word occurs."""
        for card in self.cards:
            text = card.searched_text.casefold()
            is_found = all(each in text for each in words.casefold().split())
            card.setVisible(is_found and agency in (None, card.enrolment.request.agency))
