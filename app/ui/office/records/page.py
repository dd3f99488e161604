"""紀錄: every file ever offered, and every act of the office, in order."""

from enum import StrEnum

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabWidget

from app.errors import AppError
from app.models.anchors import AnchorKind
from app.models.enrolment import EnrolmentPurpose
from app.models.periods import format_taiwan_time_short
from app.models.received import AuditEntry, LedgerEntry
from app.models.reviews import DecisionKind
from app.models.signatures import SignerRole
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.timestamps.clock import TimeWitness
from app.ui.messages import format_message, word
from app.ui.office.office_key import ensure_office_key
from app.ui.office.page_frame import OfficePage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets import dialogs
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

ACTION_NAMES = {
    "programme_stored": "建立方案",
    "round_opened": "開立填報期",
    "dates_changed": "變更期限",
    "round_files_written": "產生填報包",
    "certificate_registered": "登錄憑證",
    "certificate_withdrawn": "註銷憑證",
    "clock_confirmed": "確認電腦時間正確",
    "office_key_made": "建立機關金鑰",
    "office_key_replaced": "更換機關金鑰",
    "enrolment_received": "收登錄申請",
    "office_passphrase_changed": "變更金鑰通行碼",
    "office_key_copied": "另存金鑰備份",
    "anchor_imported": "匯入根憑證或清冊",
    "anchor_removed": "移除根憑證或清冊",
    "enrolment_confirmed": "核對登錄申請",
    "enrolment_rejected": "退回登錄申請",
    "receipt_written": "產生回條",
    "decided": "審查決定",
}
_DETAIL_NAMES = {
    "version": "版次", "due_on": "截止日", "opens_on": "開始日", "closes_on": "最後收件日",
    "agencies": "機關", "agency": "機關", "person": "姓名", "role": "身分",
    "certificate": "憑證", "reason": "理由", "revision": "版次", "kind": "決定",
    "comments": "意見數", "payload_sha256": "資料摘要",
    "control_number": "控制碼", "purpose": "事由", "requested": "申請憑證",
    "anchor_kind": "種類", "sha256": "SHA-256", "code": "代碼", "files": "檔案數",
    "known": "與之不符的時間", "registry": "名冊號次",
}  # fmt: skip
_DETAIL_ENUMS: dict[str, type[StrEnum]] = {
    "role": SignerRole,
    "kind": DecisionKind,
    "purpose": EnrolmentPurpose,
    "anchor_kind": AnchorKind,
}


class RecordsPage(OfficePage):
    """Two tables: 收件紀錄 and 操作紀錄; nothing in them can be changed."""

    title = "紀錄"
    icon_name = "history"

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("篩選")
        self.filter.setAccessibleName("篩選紀錄")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        self.receipt_button = TintedButton("stamp", "產生回條…")
        self.receipt_button.setToolTip("為選取的收件或拒收紀錄產生簽章的收件回條，寄回該機關")
        self.receipt_button.setEnabled(False)
        self.receipt_button.clicked.connect(self.write_receipt)
        self.tools.addWidget(self.filter)
        self.tools.addWidget(self.receipt_button)
        self.ledger = RecordView(self._ledger_columns(), "收件紀錄", stretch="sentence")
        self.ledger.record_selected.connect(
            lambda entry: self.receipt_button.setEnabled(entry is not None)
        )
        self.audit = RecordView(self._audit_columns(), "操作紀錄", stretch="detail")
        self.tabs = QTabWidget()
        self.first_tab = QStackedWidget()
        self.first_tab.addWidget(self.ledger)
        self.tabs.addTab(self.first_tab, "收件紀錄")
        self.tabs.addTab(self.audit, "操作紀錄")
        for view in (self.ledger, self.audit):
            self.filter.textChanged.connect(view.proxy.set_words)
        self.no_ledger = EmptyState(
            "inbox", "還沒有收件紀錄", "匯入的每一個檔案，不論收或拒收，都會記在這裡，並註明原因。"
        )
        self.first_tab.addWidget(self.no_ledger)
        self.hold_contents(self.tabs)

    def refresh(self) -> None:
        """Show both logs, the latest entry first."""
        ledger = self.workspace.desk.ledger()
        self.ledger.set_records(tuple(reversed(ledger)))
        self.audit.set_records(tuple(reversed(self.workspace.desk.audit_entries())))
        self.first_tab.setCurrentWidget(self.ledger if ledger else self.no_ledger)
        self.set_content(self.tabs)

    def write_receipt(self) -> None:
        """Ask for a folder and write the signed receipt of the selected entry into it."""
        entry = self.ledger.selected_record()
        if not isinstance(entry, LedgerEntry) or not ensure_office_key(self):
            return
        folder = dialogs.ask_folder(self, "選擇存放回條的資料夾", self.workspace.store.parent)
        if folder is None:
            return
        desk = self.workspace.desk
        try:
            if entry.accepted and entry.agency and entry.round_id and entry.revision:
                path = desk.write_receipt(entry.round_id, entry.agency, entry.revision, folder)
            else:
                path = desk.write_refusal(entry, folder)
        except AppError as error:
            self.notices.show_error(error)
            return
        self.workspace.note_change()
        self.notices.show_done(
            f"已產生 {path.name}，請寄給{self.workspace.agency_name(entry.agency)}。",
            ("開啟資料夾", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))),
        )

    def start_find(self) -> bool:
        """Ctrl+F goes to the filter."""
        self.filter.setFocus()
        return True

    def _ledger_columns(self) -> tuple[RecordColumn, ...]:
        workspace = self.workspace
        return (
            RecordColumn(
                "at", "時間", lambda each: format_taiwan_time_short(each.offered_at),
                lambda each: each.offered_at, width=18,
            ),
            RecordColumn(
                "accepted", "結果", lambda each: "收件" if each.accepted else "拒收", width=9,
                tone=lambda each: Tone.OK if each.accepted else Tone.ERROR,
                icon_name=lambda each: "circle-check" if each.accepted else "shield-x",
            ),
            RecordColumn(
                "agency", "機關", lambda each: workspace.short_name(each.agency),
                lambda each: workspace.agency_order(each.agency), width=14,
            ),
            RecordColumn(
                "revision", "版次",
                lambda each: "—" if each.revision is None else f"r{each.revision}",
                lambda each: each.revision, width=6, is_centred=True,
            ),
            RecordColumn("sentence", "說明", _sentence, width=34),
            RecordColumn("file", "檔案", lambda each: each.file, width=27),
            RecordColumn("code", "代碼", lambda each: each.code, width=26),
        )  # fmt: skip

    def _audit_columns(self) -> tuple[RecordColumn, ...]:
        return (
            RecordColumn(
                "sequence", "序號", lambda each: str(each.sequence),
                lambda each: each.sequence, width=7, is_figure=True,
            ),
            RecordColumn(
                "at", "時間", lambda each: format_taiwan_time_short(each.at),
                lambda each: each.at, width=18,
            ),
            RecordColumn("actor", "經手", lambda each: each.actor, width=18),
            RecordColumn(
                "action", "動作", lambda each: ACTION_NAMES.get(each.action, each.action), width=14
            ),
            RecordColumn("subject", "對象", self._subject, width=18),
            RecordColumn("detail", "內容", self._detail, width=40),
        )  # fmt: skip

    def _subject(self, entry: AuditEntry) -> str:
        titles = {each.id: each.title for each in self.workspace.desk.rounds()}
        return titles.get(entry.subject) or self.workspace.short_name(entry.subject)

    def _detail(self, entry: AuditEntry) -> str:
        parts = []
        for key, value in entry.detail.items():
            parts.append(f"{_DETAIL_NAMES.get(key, key)} {self._show_detail(key, value)}")
        return "；".join(parts)

    def _show_detail(self, key: str, value: str) -> str:
        if key == "agency":
            return self.workspace.short_name(value)
        if key == "agencies":
            codes = value.split("、")
            names = "、".join(self.workspace.short_name(each) for each in codes)
            return names if len(codes) < len(self.workspace.programme.agencies) else "全部機關"
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
