"""Above the steps: what became of the return that was handed over for approval."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.periods import format_taiwan_time
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_LOOKS = {
    PendingState.WAITING: ("info", "hourglass", Tone.ACCENT),
    PendingState.SENT_BACK: ("warning", "undo-2", Tone.WARNING),
    PendingState.APPROVED: ("ok", "circle-check", Tone.OK),
}


class PendingCard(QFrame):
    """Waiting since when and for whom, or the approver's words. Hidden where there is nothing."""

    withdraw_asked = Signal(object)
    save_asked = Signal(object)
    look_asked = Signal(str)
    """The digest of what is to be approved on this computer."""
    fill_asked = Signal()
    open_asked = Signal()
    """A send-back or an approved pair is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: PendingReturn | None = None
        self.mark = build_label()
        self.heading, self.words, self.changed = (_build_words() for _ in range(3))
        theme.set_text_style(self.heading, "heading")
        theme.set_tone(self.changed, Tone.WARNING)
        self.look = QPushButton(tr("前往核定"))
        self.look.clicked.connect(self._ask_to_look)
        self.save = TintedButton(
            "save", tr("另存待核定件…"), lambda: self.save_asked.emit(self.pending)
        )
        self.withdraw = TintedButton(
            "undo-2", tr("收回"), lambda: self.withdraw_asked.emit(self.pending)
        )
        self.answer = TintedButton(
            "file-input",
            tr("開啟核定結果…"),
            tip=tr("核定人寄回的退回單，或核定完成的 Excel 與 PDF"),
        )
        self.answer.clicked.connect(self.open_asked)
        self.fill = TintedButton("pencil-line", tr("前往填報"))
        self.fill.clicked.connect(self.fill_asked)
        head = QHBoxLayout()
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        flow = FlowLayout()
        for button in (self.look, self.answer, self.save, self.withdraw, self.fill):
            flow.addWidget(button)
        fill_box(QVBoxLayout(self), head, self.words, self.changed, flow, margins=theme.GAP_LARGE)
        self.hide()

    def show_pending(
        self, pending: PendingReturn | None, *, is_changed: bool, has_key: bool
    ) -> None:
        """Show the newest hand-over of the round; nothing for one that was withdrawn."""
        self.pending = pending
        state = pending.state if pending is not None else PendingState.WITHDRAWN
        self.setVisible(state in _LOOKS)
        if pending is None or state not in _LOOKS:
            return
        panel, icon_name, tone = _LOOKS[state]
        theme.set_panel(self, panel)
        self.mark.setPixmap(icons.pixmap(icon_name, tone))
        self.heading.setText(
            tr(
                "第 {revision} 版{state}",
                revision=pending.revision,
                state=_state_words(pending),
            )
        )
        self.words.setText(_details(pending))
        self.changed.setText(tr("送核定之後內容已有更動；要採用新的內容，請再送核定一次。"))
        is_waiting = state is PendingState.WAITING
        self.changed.setVisible(is_changed and is_waiting)
        is_mine = pending.origin is PendingOrigin.PREPARED
        self.look.setVisible(is_waiting)
        for button in (self.withdraw, self.save, self.answer):
            button.setVisible(is_waiting and is_mine)
        self.save.setEnabled(has_key)
        self.save.setToolTip(build_tip("" if has_key else tr("請先在下方解鎖填報人的金鑰")))
        self.fill.setVisible(state is PendingState.SENT_BACK)

    def _ask_to_look(self) -> None:
        if self.pending is not None:
            self.look_asked.emit(self.pending.payload_sha256)


def _state_words(pending: PendingReturn) -> str:
    name = pending.approver.person_name
    return {
        PendingState.WAITING: tr("等待{name}核定", name=name),
        PendingState.SENT_BACK: tr("已由{name}退回", name=name),
        PendingState.APPROVED: tr("已由{name}核定", name=name),
    }[pending.state]


def _details(pending: PendingReturn) -> str:
    handed_over = format_taiwan_time(pending.handed_over_at)
    lines = [
        tr(
            "{handed_over} 由{person_name}送核定",
            handed_over=handed_over,
            person_name=pending.preparer.person_name,
        ),
        tr("控制碼 {control_number}", control_number=pending.control_number),
    ]
    if pending.answered_at is not None:
        answered = format_taiwan_time(pending.answered_at)
        lines.append(f"{answered} {word(pending.state)}")
    if pending.answer and pending.state is PendingState.SENT_BACK:
        lines.append(tr("理由：{answer}", answer=pending.answer))
    return "\n".join(lines)


def _build_words() -> QLabel:
    return build_label(wraps=True, selectable=True)
