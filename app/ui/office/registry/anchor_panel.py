"""根憑證與廢止清冊: what certificates issued by others must lead to, and until when it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.models.anchors import AnchorKind, TrustAnchor
from app.models.periods import format_taiwan_day, format_taiwan_day_short
from app.office.registry.policy import PolicyStanding
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import word
from app.ui.office.page_frame import OfficePage
from app.ui.office.registry.policy_line import PolicyLine
from app.ui.translation import join_sentences, join_words, tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_WORDS = tr(
    "匯入憑證機構（例如政府憑證總管理中心、內政部憑證管理中心）的根憑證後，"
    "由他機關核發的憑證都必須連得到其中一張根憑證，才能登錄與收件；"
    "本機關核發者與自簽憑證不受影響。程式不會上網查詢，廢止清冊須自行下載更新。"
)


class AnchorPanel(QWidget):
    """The list, and the two buttons."""

    changed = Signal(str)
    """Something was done: the sentence to show."""

    def __init__(self, page: OfficePage) -> None:
        super().__init__()
        self._page = page
        self._clock = page.workspace.clock
        words = build_label(_WORDS, Tone.MUTED, wraps=True)
        import_words = tr("匯入根憑證與廢止清冊…")
        self.import_button = TintedButton("file-input", import_words, self.import_files)
        self.remove_button = TintedButton("trash-2", tr("移除…"), self.remove_selected)
        self.remove_button.setEnabled(False)
        self.table = RecordView(self._columns(), tr("根憑證與廢止清冊"), stretch="name")
        self.table.record_selected.connect(
            lambda anchor: self.remove_button.setEnabled(anchor is not None)
        )
        self.empty = EmptyState(
            "shield-check",
            tr("還沒有匯入根憑證"),
            tr(
                "目前只以名冊認定憑證，這樣已可收件。"
                "使用憑證 IC 卡的機關多時，可另匯入憑證機構的根憑證與廢止清冊，多一層查核。"
            ),
            (import_words, self.import_files),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        head = fill_box(QHBoxLayout(), (words, 1), self.remove_button, self.import_button)
        self.policy = PolicyLine(page)
        self.policy.changed.connect(self.changed)
        fill_box(QVBoxLayout(self), head, (self.stack, 1), self.policy, margins=theme.GAP)

    def show_anchors(self, anchors: Sequence[TrustAnchor], standing: PolicyStanding) -> None:
        """Show what was imported, and the trust policy in force."""
        self.policy.show_standing(standing)
        self.table.set_records(anchors)
        self.stack.setCurrentWidget(self.table if anchors else self.empty)
        for button in (self.import_button, self.remove_button):
            button.setVisible(bool(anchors))

    def import_files(self) -> None:
        """Ask for roots and revocation lists, and take them in file by file."""
        desk = self._page.workspace.desk
        paths = dialogs.ask_open_files(
            self,
            tr("選擇根憑證、中繼憑證或廢止清冊"),
            tr("憑證與廢止清冊 (*.cer *.crt *.pem *.der *.crl *.p7b *.p7c)"),
        )
        # A list is taken only once its authority is known, in whatever order they were chosen.
        ordered = sorted(paths, key=lambda path: path.suffix.lower() == ".crl")
        added: list[TrustAnchor] = []
        problem: AppError | None = None
        for path in ordered:
            try:
                added += desk.anchors.import_file(path)
            except AppError as error:
                problem = error
        if added:
            told = tr("已匯入{told}。", told=join_words(map(_name_anchor, added)))
            if broken := len(desk.anchors.broken_chains(self._clock())):
                rest = tr("名冊上有 {broken} 張憑證未通過，請看「有效」頁的狀態。", broken=broken)
                told = join_sentences(told, rest)
            self.changed.emit(told)
        elif paths and problem is None:
            self._page.notices.show_info(tr("選取的檔案先前都已匯入，沒有變動。"))
        if problem is not None:
            self._page.notices.show_error(problem)

    def remove_selected(self) -> None:
        """Ask, and take the selected root or list away."""
        anchor = self.table.selected_record()
        if not isinstance(anchor, TrustAnchor):
            return
        name = _name_anchor(anchor)
        question = tr("要移除{name}嗎？全部根憑證移除後，只以名冊認定憑證。", name=name)
        if not dialogs.ask_yes_no(self, tr("移除根憑證與廢止清冊"), question, tr("移除")):
            return
        with self._page.notices.showing_errors():
            self._page.workspace.desk.anchors.remove(anchor.sha256)
            self.changed.emit(tr("已移除{name}。", name=name))

    def _columns(self) -> tuple[RecordColumn, ...]:
        return (
            RecordColumn("kind", tr("種類"), lambda each: word(each.kind), width=12),
            RecordColumn("name", tr("名稱"), lambda each: each.name, width=30),
            RecordColumn(
                "until", tr("有效至／下次更新"), _describe_end, lambda each: each.valid_until,
                width=24, tone=self._tone, icon_name=self._icon,
            ),
            RecordColumn(
                "fingerprint", tr("指紋（SHA-256 前六組）"),
                lambda each: format_fingerprint(each.sha256), width=32,
                tip=lambda each: f"SHA-256 {each.sha256}",
            ),
            RecordColumn(
                "imported", tr("匯入日期"),
                lambda each: format_taiwan_day_short(each.imported_at),
                lambda each: each.imported_at, width=13,
            ),
        )  # fmt: skip

    def _is_past(self, anchor: TrustAnchor) -> bool:
        return anchor.valid_until is not None and anchor.valid_until < self._clock()

    def _tone(self, anchor: TrustAnchor) -> Tone:
        return Tone.WARNING if self._is_past(anchor) else Tone.PLAIN

    def _icon(self, anchor: TrustAnchor) -> str | None:
        return "triangle-alert" if self._is_past(anchor) else None


def describe_overdue(lists: Sequence[tuple[TrustAnchor, bool]]) -> str:
    """Describe lists past their next update; empty where there is none."""
    if not lists:
        return ""
    dated = ((each.name, each.valid_until) for each, _ in lists if each.valid_until is not None)
    named = join_words(
        tr("{name}（{valid_until}）", name=name, valid_until=format_taiwan_day(until))
        for name, until in dated
    )
    if any(is_over for _, is_over in lists):
        return tr(
            "廢止清冊已逾下次更新日 30 天：{named}。"
            "該機構核發的憑證暫時無法登錄與收件，請匯入最新的廢止清冊。",
            named=named,
        )
    return tr(
        "廢止清冊已逾下次更新日：{named}。30 天內仍可收件，請儘早匯入最新的廢止清冊。", named=named
    )


def _describe_end(anchor: TrustAnchor) -> str:
    if anchor.valid_until is None:
        return "—"
    what = tr("下次更新") if anchor.kind is AnchorKind.REVOCATIONS else tr("有效至")
    return f"{what} {format_taiwan_day_short(anchor.valid_until)}"


def _name_anchor(anchor: TrustAnchor) -> str:
    return tr("{kind}「{name}」", kind=word(anchor.kind), name=anchor.name)
