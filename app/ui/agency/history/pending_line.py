"""One line of the history: handed over when and by whom, and what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.models.approval import PendingReturn, PendingState
from app.models.periods import format_taiwan_time
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_LOOKS = {
    PendingState.WAITING: ("hourglass", Tone.ACCENT),
    PendingState.APPROVED: ("circle-check", Tone.OK),
    PendingState.SENT_BACK: ("undo-2", Tone.WARNING),
    PendingState.WITHDRAWN: ("circle-dashed", Tone.MUTED),
}


class PendingLine(QFrame):
    """A mark and words; `text` is what stands there."""

    def __init__(self, pending: PendingReturn) -> None:
        super().__init__()
        self.text = describe_pending(pending)
        icon_name, tone = _LOOKS[pending.state]
        mark = build_label()
        mark.setPixmap(icons.pixmap(icon_name, tone))
        words = build_label(
            self.text,
            Tone.MUTED if pending.state is PendingState.WITHDRAWN else Tone.PLAIN,
            wraps=True,
            selectable=True,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)


def describe_pending(pending: PendingReturn) -> str:
    """送核定, then 核定, 退回 with the words, or 收回, each with its moment."""
    sent = format_taiwan_time(pending.handed_over_at)
    lines = [
        tr(
            "第 {revision} 版送核定　{sent}　{preparer}→{approver}　控制碼 {control_number}",
            revision=pending.revision,
            sent=sent,
            preparer=pending.preparer.person_name,
            approver=pending.approver.person_name,
            control_number=pending.control_number,
        )
    ]
    if pending.answered_at is None:
        lines.append(word(pending.state))
    else:
        answered = format_taiwan_time(pending.answered_at)
        line = f"{word(pending.state)}　{answered}"
        if pending.state is PendingState.SENT_BACK:
            line = tr("{line}：{reason}", line=line, reason=pending.answer)
        lines.append(line)
    return "\n".join(lines)
