"""名冊: whose signature counts for whom; certificates are registered and withdrawn here."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from app.models.anchors import TrustAnchor
from app.models.enrolment import Enrolment
from app.models.signatures import RegistryEntry
from app.office.registry.entry_states import EntryState, RegisteredCertificate, describe_registry
from app.ui.messages import word
from app.ui.office.page_frame import OfficePage
from app.ui.office.registry.anchor_panel import AnchorPanel, describe_overdue
from app.ui.office.registry.certificate_form import CertificateForm
from app.ui.office.registry.certificate_table import CertificateTable
from app.ui.office.registry.columns import build_event_columns
from app.ui.office.registry.enrolment_panel import EnrolmentPanel
from app.ui.office.registry.filter import RegistryFilter
from app.ui.office.registry.office_key_panel import OfficeKeyPanel
from app.ui.office.round_file_notice import describe_renewal
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton


class RegistryPage(OfficePage):
    """Tabs: requests to compare, certificates that count, those that no longer do, what was
    done, imported roots, and the office's own certificate."""

    title = tr("名冊")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        self._build_tools()
        self.form = CertificateForm(workspace)
        self.form.registered.connect(self._report_registered)
        self.form.left.connect(self.form.hide)
        self.form.hide()
        self.active = CertificateTable(workspace, tr("有效憑證"), self.form)
        self.active.withdrawal_asked.connect(self.withdraw)
        self.table, self.withdraw_button = self.active.table, self.active.panel.withdraw_button
        self.over = CertificateTable(workspace, tr("已失效憑證"))
        self.enrolments = EnrolmentPanel(workspace)
        self.enrolments.confirmed.connect(self.confirm_request)
        self.enrolments.rejected.connect(self.reject_request)
        self.history = RecordView(build_event_columns(workspace), tr("異動紀錄"), stretch="why")
        self.anchors = AnchorPanel(self)
        self.anchors.changed.connect(self._report_done)
        self.office_key = OfficeKeyPanel(self)
        self.office_key.changed.connect(self._report_done)
        self.tabs = QTabWidget()
        for widget, name in (
            (self.enrolments, tr("待核對")),
            (self.active, tr("有效")),
            (self.over, tr("已失效")),
            (self.history, tr("異動紀錄")),
            (self.anchors, tr("根憑證與廢止清冊")),
            (self.office_key, tr("本機關憑證")),
        ):
            self.tabs.addTab(widget, build_button_text(name))
        self.empty = EmptyState(
            "id-card",
            tr("名冊還沒有憑證"),
            tr(
                "收件時只接受名冊上的簽章人。請向各機關取得簽章人的登錄申請檔（.tbenrol），"
                "以電話核對指紋後登錄；已有憑證檔（.cer、.pem）者也可直接登錄。"
            ),
            (tr("匯入登錄申請…"), self.take_requests),
        )
        self.active.hold_empty(self.empty)
        self.tabs.setCornerWidget(self.officer)
        self.tabs.setCurrentWidget(self.active)
        self.tabs.currentChanged.connect(lambda _index: self._show_filters())
        self.renewal = build_label(tone=Tone.MUTED)
        self.board, parts = QWidget(), ((self.tabs, 1), self.renewal)
        fill_box(QVBoxLayout(self.board), *parts, margins=0, spacing=theme.GAP_SMALL)
        self.hold_contents(self.board)

    # -- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the registry as it stands."""
        desk, now = self.workspace.desk, self.workspace.clock()
        self.officer.setText(desk.officer)
        registry, enrolments = desk.registry.current(), desk.enrolments.all()
        anchors = desk.anchors.all()
        shown = describe_registry(registry, enrolments, desk.anchors.broken_chains(now), now)
        self.active.show_certificates([each for each in shown if not each.state.is_over])
        self.over.show_certificates([each for each in shown if each.state.is_over])
        self.enrolments.show_enrolments(enrolments, registry)
        self.history.set_records(desk.records.registry_events())
        self.anchors.show_anchors(anchors, desk.policy.standing())
        self.office_key.refresh()
        self._count(shown)
        self._apply_filters()
        self._show_filters()
        self.renewal.setText(describe_renewal(self.workspace))
        self.set_content(self.board)
        self._warn_of_lists(anchors)

    def start_find(self) -> bool:
        """Ctrl+F goes to the filter."""
        self.filter.words.setFocus()
        return True

    # -- registering -----------------------------------------------------------------------

    def choose_certificate(self) -> None:
        """Ask for a certificate file and show what is in it, to be compared before registering."""
        kinds = tr("憑證 (*.cer *.crt *.pem *.der)")
        path = dialogs.ask_open_file(self, tr("選擇憑證檔"), kinds)
        if path is None:
            return
        with self.notices.showing_errors():
            self.form.read(path)
            self.tabs.setCurrentWidget(self.active)
            self.active.show_form()
            self.form.compared.setFocus()

    def take_requests(self) -> None:
        """Ask for requests and put them among those to be compared."""
        paths = dialogs.ask_open_files(self, tr("選擇登錄申請檔"), tr("登錄申請 (*.tbenrol)"))
        self.take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Put the requests in these files among those to be compared."""
        taken = 0
        for path in paths:
            with self.notices.showing_errors():
                self.workspace.desk.enrolments.receive(path)
                taken += 1
        if taken:
            self._note_change()
            self.tabs.setCurrentWidget(self.enrolments)
            self.notices.show_info(
                tr("已收 {taken} 件登錄申請，請致電申請人核對指紋後登錄。", taken=taken)
            )

    def confirm_request(self, number: int, fingerprint: str) -> None:
        """Put a request on the registry; the office's key signs the certificate it gets."""
        if not self.ensure_key():
            return
        enrolments, now = self.workspace.desk.enrolments, self.workspace.clock()
        with self.notices.showing_errors():
            request = enrolments.confirm(number, fingerprint, now).request
            self._note_change()
            agency = self.workspace.short_name(request.agency)
            words = tr(
                "已登錄「{agency} {person_name}」。"
                "請重新產生該機關的填報包寄回，對方匯入後即可簽章。",
                agency=agency,
                person_name=request.person_name,
            )
            self.notices.show_done(words, self._offer_round_file(request.agency, agency))

    def reject_request(self, enrolment: Enrolment) -> None:
        """Ask why, and turn a request away."""
        name = enrolment.request.person_name
        reason = dialogs.ask_text(
            self, tr("退回登錄申請"), tr("退回「{name}」的登錄申請，理由：", name=name)
        )
        if reason is None:
            return
        with self.notices.showing_errors():
            self.workspace.desk.enrolments.reject(enrolment.id, reason, self.workspace.clock())
            self._report_done(tr("已退回「{name}」的登錄申請，請將理由告知申請人。", name=name))

    def withdraw(self, entry: RegistryEntry) -> None:
        """Ask why, and withdraw a certificate."""
        whose = {
            "agency": self.workspace.short_name(entry.agency),
            "person_name": entry.person_name,
        }
        question = tr("註銷「{agency} {person_name}」的憑證，理由：", **whose)
        reason = dialogs.ask_text(self, tr("註銷憑證"), question)
        if reason is None:
            return
        registry, now = self.workspace.desk.registry, self.workspace.clock()
        with self.notices.showing_errors():
            registry.withdraw(entry.certificate_sha256, reason=reason, at=now)
            words = tr(
                "已註銷「{agency} {person_name}」的憑證。"
                "此後以它簽章的填報表一律拒收；先前已收的不受影響。",
                **whose,
            )
            self._report_done(words)

    # -- within ----------------------------------------------------------------------------

    def _note_change(self) -> None:
        self.workspace.note_change()
        self.refresh()

    def _report_done(self, text: str) -> None:
        self._note_change()
        self.notices.show_done(text)

    def _report_registered(self, entry: RegistryEntry) -> None:
        self.form.hide()
        self._note_change()
        self.active.select(entry)
        agency = self.workspace.short_name(entry.agency)
        words = tr(
            "已登錄「{agency} {person_name}」的憑證（{role}）。"
            "請重新產生填報包寄給該機關，匯入後即可簽章。",
            agency=agency,
            person_name=entry.person_name,
            role=word(entry.role),
        )
        self.notices.show_done(words, self._offer_round_file(entry.agency, agency))

    def _offer_round_file(self, code: str, name: str) -> tuple[str, Callable[[], object]] | None:
        """The agency cannot sign before it has a round file that lists the certificate."""
        round_ = self.workspace.round
        if round_ is None:
            return None
        return tr("產生{name}填報包…", name=name), lambda: self.write_round_files((code,), round_)

    def _warn_of_lists(self, anchors: tuple[TrustAnchor, ...]) -> None:
        if not anchors:
            return
        from app.trust.certificates.chains import find_overdue_lists

        message = describe_overdue(tuple(find_overdue_lists(anchors, self.workspace.clock())))
        if message:
            self.notices.show_warning(message)

    def _count(self, shown: tuple[RegisteredCertificate, ...]) -> None:
        over = sum(each.state.is_over for each in shown)
        expiring = sum(each.state is EntryState.EXPIRING for each in shown)
        count = len(shown) - over
        active = tr("有效（{count}）", count=count)
        if expiring:
            active = tr("有效（{count}，即將到期 {expiring}）", count=count, expiring=expiring)
        for widget, text in (
            (self.enrolments, tr("待核對（{count}）", count=len(self.enrolments.cards))),
            (self.active, active),
            (self.over, tr("已失效（{count}）", count=over)),
        ):
            self.tabs.setTabText(self.tabs.indexOf(widget), build_button_text(text))

    def _apply_filters(self) -> None:
        words, agency = self.filter.text, self.filter.agency
        for table in (self.active.table, self.over.table):
            table.proxy.set_words(words)
            table.proxy.set_condition(
                None if agency is None else lambda each: each.entry.agency == agency
            )
        self.history.proxy.set_words(words)
        self.history.proxy.set_condition(
            None if agency is None else lambda each: each.subject == agency
        )
        self.enrolments.choose(words, agency)

    def _show_filters(self) -> None:
        is_list = self.tabs.currentWidget() not in (self.anchors, self.office_key)
        self.filter.setEnabled(is_list)

    def _build_tools(self) -> None:
        self.filter = RegistryFilter(self.workspace)
        self.filter.changed.connect(self._apply_filters)
        self.officer = QLineEdit()
        self.officer.setAccessibleName(tr("經手人"))
        self.officer.setPlaceholderText(tr("經手人姓名"))
        self.officer.setToolTip(tr("登錄、註銷與金鑰異動會以此姓名記入紀錄"))
        self.officer.setMaximumWidth(150)
        self.officer.editingFinished.connect(
            lambda: self.workspace.set_officer(self.officer.text().strip())
        )
        self.request_button = TintedButton("file-input", tr("匯入登錄申請…"), self.take_requests)
        self.add_button = TintedButton("plus", tr("登錄憑證…"), self.choose_certificate)
        for widget in (self.filter, self.request_button, self.add_button):
            self.tools.addWidget(widget)
