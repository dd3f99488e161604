"""紀錄: every file ever offered, and every act of the office, in order."""

from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QTabWidget

from app.models.anchors import AnchorKind
from app.models.enrolment import EnrolmentPurpose
from app.models.periods import format_taiwan_time_short
from app.models.received import AuditEntry, LedgerEntry
from app.models.reviews import DecisionKind
from app.models.signatures import SignerRole
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.timestamps.clock import TimeWitness
from app.ui.messages import format_message, word
from app.ui.office.page_frame import OfficePage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import as_written, join_words, tr
from app.ui.widgets import dialogs
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_line import FilterLine
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

ACTION_NAMES = {
    "programme_stored": tr("建立方案"),
    "round_opened": tr("開立填報期"),
    "dates_changed": tr("變更期限"),
    "form_changed": tr("改用新版表單"),
    "round_files_written": tr("產生填報包"),
    "certificate_registered": tr("登錄憑證"),
    "certificate_withdrawn": tr("註銷憑證"),
    "clock_confirmed": tr("確認電腦時間正確"),
    "office_key_made": tr("建立機關金鑰"),
    "office_key_replaced": tr("更換機關金鑰"),
    "enrolment_received": tr("收登錄申請"),
    "office_passphrase_changed": tr("變更金鑰通行碼"),
    "office_key_copied": tr("另存金鑰備份"),
    "anchor_imported": tr("匯入根憑證或清冊"),
    "anchor_removed": tr("移除根憑證或清冊"),
    "policy_imported": tr("匯入信任政策"),
    "policy_removed": tr("移除信任政策"),
    "enrolment_confirmed": tr("核對登錄申請"),
    "enrolment_rejected": tr("退回登錄申請"),
    "receipt_written": tr("產生回條"),
    "decided": tr("審查決定"),
}
_DETAIL_NAMES = {
    "version": tr("版次"),
    "due_on": tr("截止日"), "opens_on": tr("開始日"), "closes_on": tr("最後收件日"),
    "agencies": tr("機關"), "agency": tr("機關"), "person": tr("姓名"), "role": tr("身分"),
    "certificate": tr("憑證"), "reason": tr("理由"), "revision": tr("版次"), "kind": tr("決定"),
    "comments": tr("意見數"), "payload_sha256": tr("資料摘要"),
    "control_number": tr("控制碼"), "purpose": tr("事由"), "requested": tr("申請憑證"),
    "anchor_kind": tr("種類"), "sha256": "SHA-256", "code": tr("代碼"), "files": tr("檔案數"),
    "known": tr("與之不符的時間"), "registry": tr("名冊號次"),
}  # fmt: skip
_DETAIL_ENUMS: dict[str, type[StrEnum]] = {
    "role": SignerRole,
    "kind": DecisionKind,
    "purpose": EnrolmentPurpose,
    "anchor_kind": AnchorKind,
}


class RecordsPage(OfficePage):
    """Two tables: 收件紀錄 and 操作紀錄; nothing in them can be changed."""

    title = tr("紀錄")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        self._titles: dict[str, str] = {}
        self.filter = FilterLine(tr("篩選"), tr("篩選紀錄"))
        tip = tr("為選取的收件或拒收紀錄產生簽章的收件回條，寄回該機關")
        self.receipt_button = TintedButton("stamp", tr("產生回條…"), self.write_receipt, tip)
        self.receipt_button.setEnabled(False)
        fill_box(self.tools, self.filter, self.receipt_button)
        self.ledger = RecordView(self._ledger_columns(), tr("收件紀錄"), stretch="sentence")
        self.ledger.record_selected.connect(
            lambda entry: self.receipt_button.setEnabled(entry is not None)
        )
        self.audit = RecordView(self._audit_columns(), tr("操作紀錄"), stretch="detail")
        self.tabs = QTabWidget()
        self.first_tab = QStackedWidget()
        self.first_tab.addWidget(self.ledger)
        self.tabs.addTab(self.first_tab, tr("收件紀錄"))
        self.tabs.addTab(self.audit, tr("操作紀錄"))
        for view in (self.ledger, self.audit):
            self.filter.textChanged.connect(view.proxy.set_words)
        self.no_ledger = EmptyState(
            "inbox",
            tr("還沒有收件紀錄"),
            tr("匯入的每一個檔案，不論收或拒收，都會記在這裡，並註明原因。"),
        )
        self.first_tab.addWidget(self.no_ledger)
        self.hold_contents(self.tabs)

    def refresh(self) -> None:
        """Show both logs, the latest entry first."""
        self._titles = {each.id: each.title for each in self.workspace.desk.rounds.all()}
        ledger = self.workspace.desk.records.ledger()
        self.ledger.set_records(tuple(reversed(ledger)))
        self.audit.set_records(tuple(reversed(self.workspace.desk.records.audit_entries())))
        self.first_tab.setCurrentWidget(self.ledger if ledger else self.no_ledger)
        self.set_content(self.tabs)

    def write_receipt(self) -> None:
        """Ask for a folder and write the signed receipt of the selected entry into it."""
        entry = self.ledger.selected_record()
        if not isinstance(entry, LedgerEntry) or not self.ensure_key():
            return
        folder = dialogs.ask_folder(self, tr("選擇存放回條的資料夾"))
        if folder is None:
            return
        receipts, agency = self.workspace.desk.receipts, self.workspace.agency_name(entry.agency)
        with self.notices.showing_errors():
            if entry.accepted and entry.agency and entry.round_id and entry.revision:
                path = receipts.write(entry.round_id, entry.agency, entry.revision, folder)
            else:
                path = receipts.write_refusal(entry, folder)
            self.workspace.note_change()
            self.notices.show_done(
                tr("已產生 {name}，請寄給{agency}。", name=path.name, agency=agency),
                (tr("開啟資料夾"), partial(open_path, folder)),
            )

    def start_find(self) -> bool:
        """Ctrl+F goes to the filter."""
        self.filter.setFocus()
        return True

    def _ledger_columns(self) -> tuple[RecordColumn, ...]:
        workspace = self.workspace
        return (
            RecordColumn(
                "at", tr("時間"), lambda each: format_taiwan_time_short(each.offered_at),
                lambda each: each.offered_at, width=18,
            ),
            RecordColumn(
                "accepted", tr("結果"),
                lambda each: tr("收件", "done") if each.accepted else tr("拒收"), width=9,
                tone=lambda each: Tone.OK if each.accepted else Tone.ERROR,
                icon_name=lambda each: "circle-check" if each.accepted else "shield-x",
            ),
            RecordColumn(
                "agency", tr("機關"), lambda each: workspace.short_name(each.agency),
                lambda each: workspace.agency_order(each.agency), width=14,
            ),
            RecordColumn(
                "revision", tr("版次"),
                lambda each: "—" if each.revision is None else f"r{each.revision}",
                lambda each: each.revision, width=6, is_centred=True,
            ),
            RecordColumn("sentence", tr("說明"), _sentence, width=34),
            RecordColumn("file", tr("檔案"), lambda each: each.file, width=27),
            RecordColumn("code", tr("代碼"), lambda each: each.code, width=26),
        )  # fmt: skip

    def _audit_columns(self) -> tuple[RecordColumn, ...]:
        return (
            RecordColumn(
                "sequence", tr("序號"), lambda each: str(each.sequence),
                lambda each: each.sequence, width=7, is_figure=True,
            ),
            RecordColumn(
                "at", tr("時間"), lambda each: format_taiwan_time_short(each.at),
                lambda each: each.at, width=18,
            ),
            RecordColumn("actor", tr("經手"), lambda each: each.actor, width=18),
            RecordColumn(
                "action", tr("動作"),
                lambda each: ACTION_NAMES.get(each.action, each.action), width=14
            ),
            RecordColumn("subject", tr("對象"), self._subject, width=18),
            RecordColumn("detail", tr("內容"), self._detail, width=40),
        )  # fmt: skip

    def _subject(self, entry: AuditEntry) -> str:
        return self._titles.get(entry.subject) or self.workspace.short_name(entry.subject)

    def _detail(self, entry: AuditEntry) -> str:
        return tr("；").join(
            f"{_DETAIL_NAMES.get(key, key)} {self._show_detail(key, value)}"
            for key, value in entry.detail.items()
        )

    def _show_detail(self, key: str, value: str) -> str:
        if key == "agency":
            return self.workspace.short_name(value)
        if key == "agencies":
            codes = value.split(as_written("、"))
            names = join_words(self.workspace.short_name(each) for each in codes)
            return names if len(codes) < len(self.workspace.programme.agencies) else tr("全部機關")
        if key in _DETAIL_ENUMS:
            return word(_DETAIL_ENUMS[key](value))
        if key == "known":
            witness, _, moment = value.partition(" ")
            return f"{word(TimeWitness(witness))} {moment}" if moment else value
        if key in ("certificate", "requested"):
            return format_fingerprint(value)
        if key == "revision":
            return f"r{value}"
        if key == "files":
            return str(len(value.split()))
        return value


def _sentence(entry: LedgerEntry) -> str:
    return format_message(entry.code, {"file": entry.file} | entry.params)
