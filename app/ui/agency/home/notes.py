"""What the first page says above the rounds: keys that end too soon, returns to be approved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.models.periods import format_taiwan_day
from app.ui.agency.home.key_note import KeyNote
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class HomeNotes(QWidget):
    """Notes that come and go by themselves; none takes room while it says nothing."""

    asked = Signal(str, object)
    """Page and target, as `Page.page_requested` has them."""

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.key_note = KeyNote(workspace)
        self.key_note.asked.connect(lambda sha256: self.asked.emit("keys", sha256))
        self.pending = QWidget()
        self.lines: list[tuple[str, QPushButton]] = []
        """What each pending return's line says, with its button."""
        self._layout = fill_box(
            QVBoxLayout(self), self.key_note, self.pending, margins=0, spacing=theme.GAP_SMALL
        )
        workspace.pending_changed.connect(self._show_pending)

    def refresh(self) -> None:
        """Show what waits once the store is open; keys are looked at in a moment."""
        if self._workspace.is_open:
            self._show_pending()
            self.key_note.look_soon()

    def _show_pending(self) -> None:
        told = [
            each for each in self._workspace.desk.pending.newest() if self._is_worth_telling(each)
        ]
        self._layout.removeWidget(self.pending)
        let_go(self.pending)
        self.lines.clear()
        self.pending = QWidget()
        column = fill_box(QVBoxLayout(self.pending), margins=0, spacing=theme.GAP_SMALL)
        for each in told:
            column.addWidget(self._build_line(each))
        self._layout.addWidget(self.pending)
        self.pending.setVisible(bool(told))

    def _is_worth_telling(self, pending: PendingReturn) -> bool:
        """What waits, and what came back; the approver knows what they sent back."""
        is_back = pending.state is PendingState.SENT_BACK
        is_mine = pending.origin is PendingOrigin.PREPARED
        return pending.state is PendingState.WAITING or (is_back and is_mine)

    def _build_line(self, pending: PendingReturn) -> QFrame:
        frame = QFrame()
        is_back = pending.state is PendingState.SENT_BACK
        theme.set_panel(frame, "warning" if is_back else "info")
        mark = build_label()
        tone = Tone.WARNING if is_back else Tone.ACCENT
        mark.setPixmap(icons.pixmap("undo-2" if is_back else "hourglass", tone))
        words = build_label(self._words(pending), wraps=True)
        page = "sign" if is_back else "approval"
        target = None if is_back else pending.payload_sha256
        go = QPushButton(tr("前往簽章") if is_back else tr("前往核定"))
        go.clicked.connect(lambda: self.asked.emit(page, target))
        fill_box(QHBoxLayout(frame), mark, (words, 1), go)
        self.lines.append((words.text(), go))
        return frame

    def _words(self, pending: PendingReturn) -> str:
        title = self._workspace.desk.rounds.file(pending.round_id).round.title
        day = format_taiwan_day(pending.handed_over_at)
        what = tr("{title}第 {revision} 版", title=title, revision=pending.revision)
        approver = pending.approver.person_name
        if pending.state is PendingState.SENT_BACK:
            return tr(
                "{what}已由{approver}退回：{reason}",
                what=what,
                approver=approver,
                reason=_shorten(pending.answer),
            )
        return tr(
            "{what}等待{approver}核定（{day} 由{person_name}送核定）。",
            what=what,
            approver=approver,
            day=day,
            person_name=pending.preparer.person_name,
        )


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
