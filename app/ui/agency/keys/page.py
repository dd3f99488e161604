"""憑證: my keys and how they stand on the registry, what to do about them, and the office's."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.models.enrolment import EnrolmentPurpose
from app.trust.keys.my_keys import MyKey
from app.ui.agency.keys.columns import build_key_columns
from app.ui.agency.keys.details import KeyDetails
from app.ui.agency.keys.enrolment_actions import EnrolmentActions
from app.ui.agency.keys.key_actions import KeyActions
from app.ui.agency.keys.office_card import OfficeCard
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.tinted import TintedButton

_SHOWN_ROWS = 5


class KeysPage(Page):
    """The table above, the chosen key below it, the office at the foot."""

    title = tr("憑證")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.tasks = TaskPanel()
        self.key_actions = KeyActions(self, workspace, self.notices, self.tasks)
        self.enrolment_actions = EnrolmentActions(
            self, workspace, self.notices, self.tasks, self.key_actions
        )
        self.key_actions.changed.connect(self._show_changed)
        self.make = TintedButton("plus", tr("建立金鑰…"))
        self.make.clicked.connect(self.enrolment_actions.make_key)
        self.add = TintedButton("folder-open", tr("加入金鑰檔…"))
        self.add.clicked.connect(lambda: self.key_actions.add_file())
        self.card = TintedButton("id-card", tr("使用憑證 IC 卡…"))
        self.card.clicked.connect(self.key_actions.read_card)
        self.others = QCheckBox(tr("本機關其他人的憑證"))
        self.others.toggled.connect(self._filter)
        self.table = RecordView(
            build_key_columns(workspace.clock), tr("我的金鑰"), stretch="person"
        )
        self.table.proxy.set_condition(lambda each: each.is_mine)
        self.table.record_selected.connect(self._show_selected)
        self.details = KeyDetails()
        self.details.asked.connect(self._act)
        self.empty = EmptyState(
            "key-round",
            tr("這台電腦還沒有簽章金鑰"),
            tr(
                "簽章要用金鑰檔或憑證 IC 卡。沒有憑證的人先建立金鑰，再匯出登錄申請寄給彙整機關；"
                "已有金鑰檔（.p12）或自然人憑證的人，用右上方的按鈕加入。"
            ),
            (tr("建立金鑰…"), self.enrolment_actions.make_key),
        )
        self.office = OfficeCard()
        self._lay_out()
        workspace.draft_changed.connect(self._note_change)

    def activate(self) -> None:
        """Look at files, memory and registry anew."""
        self.refresh()

    def show_target(self, target: object) -> None:
        """Choose the key whose certificate has this SHA-256."""
        self._select(target)

    def refresh(self) -> None:
        """Show the keys as they stand now; the chosen one stays chosen."""
        chosen = self.table.selected_record()
        keys = self.workspace.my_keys()
        is_empty = not any(each.is_mine for each in keys)
        self.others.setVisible(any(not each.is_mine for each in keys))
        self.table.set_records(keys)
        is_nothing = is_empty and not self.others.isChecked()
        self.empty.setVisible(is_nothing)
        self.table.setVisible(not is_nothing)
        self.office.show_office(self.workspace.desk.office.describe(self.workspace.clock()))
        if not self._select(chosen.own_sha256 if isinstance(chosen, MyKey) else None):
            self.table.select_row(0)
        self._show_selected(self.table.selected_record())

    def _select(self, sha256: object) -> bool:
        for key in self.table.records.records:
            if sha256 is not None and sha256 in (key.own_sha256, _counting_sha256(key)):
                return self.table.select_record(key)
        return False

    def _show_changed(self, sha256: object) -> None:
        self.refresh()
        self._select(sha256)

    def _show_selected(self, key: object) -> None:
        self.details.setVisible(isinstance(key, MyKey) and not self.table.isHidden())
        if isinstance(key, MyKey):
            ring = self.workspace.desk.keys
            self.details.show_key(key, ring.can_forget(key), self.workspace.clock())

    def _act(self, action: str) -> None:
        key = self.table.selected_record()
        if not isinstance(key, MyKey) or self.tasks.is_busy:
            return
        self.notices.clear()
        {
            "open": lambda: self.key_actions.add_file(key),
            "request": lambda: self.enrolment_actions.export_request(key),
            "renew": lambda: self.enrolment_actions.succeed(key, EnrolmentPurpose.RENEWAL),
            "replace": lambda: self.enrolment_actions.succeed(key, EnrolmentPurpose.REPLACEMENT),
            "passphrase": lambda: self.key_actions.change_passphrase(key),
            "certificate": lambda: self.key_actions.export_certificate(key),
            "forget": lambda: self.key_actions.forget(key),
        }[action]()

    def _filter(self, shows_others: bool) -> None:
        self.table.proxy.set_condition(None if shows_others else lambda each: each.is_mine)
        self.refresh()

    def _note_change(self, places: frozenset[object]) -> None:
        if self.isVisible() and not places:  # another round file, perhaps another registry
            self.refresh()

    def _lay_out(self) -> None:
        heading = build_label(self.title, style="title")
        head = fill_box(QHBoxLayout(), heading, 1, self.make, self.add, self.card)
        rows = self.table.verticalHeader().defaultSectionSize() * _SHOWN_ROWS
        self.table.setMinimumHeight(rows)
        body = QWidget()
        fill_box(
            QVBoxLayout(body),
            head,
            self.notices,
            self.tasks,
            (self.table, 1),
            (self.empty, 1),
            self.others,
            self.details,
            self.office,
            margins=theme.GAP_LARGE,
            spacing=theme.GAP_LARGE,
        )
        scroll = build_scroll_area(body)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        fill_box(QVBoxLayout(self), scroll, margins=0)


def _counting_sha256(key: MyKey) -> str | None:
    return key.facts.sha256 if key.facts is not None else None
