"""名冊: whose signature counts for whom; certificates are registered and withdrawn here."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.errors import AppError
from app.models.enrolment import Enrolment
from app.models.periods import format_roc_date_short
from app.models.signatures import RegistryEntry
from app.trust.fingerprints import format_fingerprint
from app.ui import dialogs, theme
from app.ui.office.certificate_form import CertificateForm
from app.ui.office.empty_state import EmptyState
from app.ui.office.enrolment_panel import EnrolmentPanel
from app.ui.office.office_key import ensure_office_key, show_office_fingerprint
from app.ui.office.office_workspace import OfficeWorkspace
from app.ui.office.open_round_dialog import ROLE_NAMES
from app.ui.office.page_frame import OfficePage
from app.ui.office.record_table import RecordColumn
from app.ui.office.record_view import RecordView
from app.ui.office.tinted import TintedButton
from app.ui.theme import Tone


class RegistryPage(OfficePage):
    """The list of certificates, and beside it the form to register one more."""

    title = "名冊"
    icon_name = "id-card"

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        self.add_button = TintedButton("plus", "登錄憑證…")
        self.add_button.clicked.connect(self.choose_certificate)
        self.withdraw_button = TintedButton("ban", "註銷…")
        self.withdraw_button.setEnabled(False)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("篩選機關、姓名或指紋")
        self.filter.setAccessibleName("篩選名冊")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        self.request_button = TintedButton("file-input", "匯入登錄申請…")
        self.request_button.clicked.connect(self.take_requests)
        self.fingerprint_button = TintedButton("key-round", "本機關指紋…")
        self.fingerprint_button.clicked.connect(lambda: show_office_fingerprint(self))
        for each in (
            self.filter,
            self.fingerprint_button,
            self.withdraw_button,
            self.request_button,
            self.add_button,
        ):
            self.tools.addWidget(each)
        self.table = RecordView(self._columns(), "憑證名冊", stretch="agency")
        self.filter.textChanged.connect(self.table.proxy.set_words)
        self.table.record_selected.connect(self._note_selection)
        self.form = CertificateForm(workspace)
        self.form.registered.connect(self._tell_registered)
        self.form.left.connect(self.form.hide)
        self.form.hide()
        self.enrolments = EnrolmentPanel(workspace)
        self.enrolments.confirmed.connect(self.confirm_request)
        self.enrolments.rejected.connect(self.reject_request)
        self.enrolments.hide()
        self.board = self._build_board()
        self.empty = EmptyState(
            "id-card",
            "名冊還沒有憑證",
            "收件時只接受名冊上的簽章人。請向各機關取得簽章人的登錄申請檔（.tbenrol），"
            "以電話核對指紋後登錄；已有憑證檔（.cer、.pem）者也可直接登錄。",
            ("匯入登錄申請…", self.take_requests),
        )
        self.hold_contents(self.empty, self.board)

    def refresh(self) -> None:
        """Show the registry as it stands."""
        entries = self.workspace.desk.registry().entries
        self.table.set_records(entries)
        enrolments = self.workspace.desk.enrolments()
        self.enrolments.show_enrolments(enrolments)
        is_empty = not entries and not self.enrolments.cards and self.form.isHidden()
        self.withdraw_button.setVisible(bool(entries))
        self.filter.setVisible(bool(entries))
        self.request_button.setVisible(not is_empty)
        self.set_content(self.empty if is_empty else self.board)

    def start_find(self) -> None:
        """Ctrl+F goes to the filter."""
        self.filter.setFocus()

    def choose_certificate(self) -> None:
        """Ask for a certificate file and show what is in it, to be compared before registering."""
        path = dialogs.ask_open_file(
            self, "選擇憑證檔", "憑證 (*.cer *.crt *.pem *.der)", self.workspace.store.parent
        )
        if path is None:
            return
        try:
            self.form.read(path)
        except AppError as error:
            self.notices.show_error(error)
            return
        self.form.show()
        self.refresh()
        self.form.compared.setFocus()

    def take_requests(self) -> None:
        """Ask for requests and put them among those to be compared."""
        paths = dialogs.ask_open_files(
            self, "選擇登錄申請檔", "登錄申請 (*.tbenrol)", self.workspace.store.parent
        )
        taken = 0
        for path in paths:
            try:
                self.workspace.desk.receive_enrolment(path)
            except AppError as error:
                self.notices.show_error(error)
            else:
                taken += 1
        if taken:
            self.workspace.note_change()
            self.refresh()
            self.notices.show_info(f"已收 {taken} 件登錄申請，請致電申請人核對指紋後登錄。")

    def confirm_request(self, number: int, fingerprint: str) -> None:
        """Put a request on the registry; the office's key signs the certificate it gets."""
        if not ensure_office_key(self):
            return
        try:
            settled = self.workspace.desk.confirm_enrolment(
                number, fingerprint, self.workspace.clock()
            )
        except AppError as error:
            self.notices.show_error(error)
            return
        self.workspace.note_change()
        self.refresh()
        agency = self.workspace.short_name(settled.request.agency)
        self.notices.show_done(
            f"已登錄「{agency} {settled.request.person_name}」。"
            "請重新產生該機關的填報包寄回，對方匯入後即可簽章。",
            self._offer_round_file(settled.request.agency, agency),
        )

    def reject_request(self, enrolment: Enrolment) -> None:
        """Ask why, and turn a request away."""
        name = enrolment.request.person_name
        reason = dialogs.ask_text(self, "退回登錄申請", f"退回「{name}」的登錄申請，理由：")
        if reason is None:
            return
        try:
            self.workspace.desk.reject_enrolment(enrolment.id, reason, self.workspace.clock())
        except AppError as error:
            self.notices.show_error(error)
            return
        self.workspace.note_change()
        self.refresh()
        self.notices.show_done(f"已退回「{name}」的登錄申請，請將理由告知申請人。")

    def withdraw(self) -> None:
        """Ask why, and withdraw the selected certificate."""
        entry = self.table.selected_record()
        if not isinstance(entry, RegistryEntry):
            return
        agency = self.workspace.short_name(entry.agency)
        reason = dialogs.ask_text(
            self, "註銷憑證", f"註銷「{agency} {entry.person_name}」的憑證，理由："
        )
        if reason is None:
            return
        try:
            self.workspace.desk.withdraw_certificate(
                entry.certificate_sha256, reason=reason, at=self.workspace.clock()
            )
        except AppError as error:
            self.notices.show_error(error)
            return
        self.workspace.note_change()
        self.refresh()
        self.notices.show_done(
            f"已註銷「{agency} {entry.person_name}」的憑證。"
            "此後以它簽章的填報表一律拒收；先前已收的不受影響。"
        )

    def _tell_registered(self, entry: RegistryEntry) -> None:
        self.form.hide()
        self.workspace.note_change()
        self.refresh()
        self.table.select_record(entry)
        agency = self.workspace.short_name(entry.agency)
        self.notices.show_done(
            f"已登錄「{agency} {entry.person_name}」的憑證（{ROLE_NAMES[entry.role]}）。"
            "請重新產生填報包寄給該機關，匯入後即可簽章。",
            self._offer_round_file(entry.agency, agency),
        )

    def _offer_round_file(self, code: str, name: str) -> tuple[str, Callable[[], object]] | None:
        """The agency cannot sign before it has a round file that lists the certificate."""
        round_ = self.workspace.round
        if round_ is None:
            return None
        return f"產生{name}填報包…", lambda: self.write_round_file(round_.id, code)

    def _note_selection(self, entry: RegistryEntry | None) -> None:
        self.withdraw_button.setEnabled(entry is not None and entry.revoked_at is None)

    def _columns(self) -> tuple[RecordColumn, ...]:
        workspace = self.workspace
        return (
            RecordColumn(
                "agency", "機關", lambda each: workspace.agency_name(each.agency),
                lambda each: workspace.agency_order(each.agency), width=22,
            ),
            RecordColumn("person", "姓名", lambda each: each.person_name, width=16),
            RecordColumn("role", "身分", lambda each: ROLE_NAMES[each.role], width=8),
            RecordColumn(
                "state", "狀態", self._state, width=11, tone=self._state_tone,
                icon_name=self._state_icon,
                tip=lambda each: each.revocation_reason or self._state(each),
            ),
            RecordColumn(
                "fingerprint", "憑證指紋",
                lambda each: format_fingerprint(each.certificate_sha256), width=32,
            ),
            RecordColumn(
                "valid", "有效期間", _describe_validity, lambda each: each.active_until, width=24
            ),
            RecordColumn("person_id", "識別代號", lambda each: each.person_id, width=12),
        )  # fmt: skip

    def _state(self, entry: RegistryEntry) -> str:
        if entry.revoked_at is not None:
            return "已註銷"
        return "有效" if _is_active(entry, self.workspace.clock()) else "已到期"

    def _state_tone(self, entry: RegistryEntry) -> Tone:
        return {"有效": Tone.OK, "已註銷": Tone.ERROR}.get(self._state(entry), Tone.WARNING)

    def _state_icon(self, entry: RegistryEntry) -> str:
        icons_by_state = {"有效": "shield-check", "已註銷": "ban"}
        return icons_by_state.get(self._state(entry), "hourglass")

    def _build_board(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.form)
        splitter.addWidget(self.enrolments)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setChildrenCollapsible(False)
        board = QWidget()
        layout = QVBoxLayout(board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(splitter, 1)
        return board


def _is_active(entry: RegistryEntry, now: datetime) -> bool:
    return entry.active_until is None or now <= entry.active_until


def _describe_validity(entry: RegistryEntry) -> str:
    first = format_roc_date_short(entry.active_from.astimezone().date())
    if entry.active_until is None:
        return f"{first} 起"
    return f"{first}–{format_roc_date_short(entry.active_until.astimezone().date())}"
