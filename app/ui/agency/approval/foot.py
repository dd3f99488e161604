"""What an approver does with a pending return: sign it, or send it back with words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.models.approval import PendingOrigin, PendingReturn
from app.ui.agency.key_card import KeyCard
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_NOTE_LINES = 4


class ApprovalFoot(QFrame):
    """The foot of the page. It asks; the page acts."""

    approve_asked = Signal()
    document_asked = Signal(str)
    """Send back with a signed document for the preparer's computer; the note."""
    send_back_asked = Signal(str)
    """Send back on this computer; the note."""

    def __init__(self, workspace: AgencyWorkspace, tasks: TaskPanel) -> None:
        super().__init__()
        theme.set_panel(self, "bottom")
        self._is_good = False
        self._is_busy = False
        self.card = KeyCard(workspace, tasks, remembers=False)
        self.card.key_changed.connect(self.refresh)
        self.missing = build_label(tone=Tone.MUTED, wraps=True)
        self.approve = QPushButton(tr("核定並匯出"))
        theme.set_primary(self.approve)
        self.approve.clicked.connect(self.approve_asked)
        self.refuse = TintedButton("undo-2", tr("退回填報人…"), self.begin_note)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(tr("退回的理由，填報人會看到"))
        self.note.setAccessibleName(tr("退回的理由"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 12)
        self.note.textChanged.connect(self.refresh)
        self.send_signed = QPushButton(tr("簽章並存成退回單…"))
        self.send_signed.clicked.connect(lambda: self.document_asked.emit(self.note.toPlainText()))
        self.here = QPushButton(tr("在這台電腦退回"))
        self.here.clicked.connect(lambda: self.send_back_asked.emit(self.note.toPlainText()))
        self.leave = QPushButton(tr("取消"))
        self.leave.clicked.connect(self.end_note)
        self._lay_out()
        self.end_note()

    def show_pending(self, pending: PendingReturn) -> None:
        """Begin with a pending return: its approver's key, no note."""
        self.note.clear()
        self.end_note()
        is_received = pending.origin is PendingOrigin.RECEIVED
        theme.set_primary(self.send_signed, is_received)
        theme.set_primary(self.here, not is_received)
        self.card.propose(pending.approver.certificate_sha256)

    def set_state(self, *, is_good: bool, is_busy: bool) -> None:
        """Nothing can be signed that was not found good, or while work is under way."""
        self._is_good, self._is_busy = is_good, is_busy
        self.refresh()

    def refresh(self) -> None:
        """Say what is missing, and let only happen what can."""
        has_key, has_note = self.card.key is not None, bool(self.note.toPlainText().strip())
        self.approve.setEnabled(self._is_good and has_key and not self._is_busy)
        self.refuse.setEnabled(not self._is_busy)
        self.send_signed.setEnabled(has_key and has_note and not self._is_busy)
        self.here.setEnabled(has_note and not self._is_busy)
        if self._is_busy:
            words = ""
        elif not self.notes.isHidden():
            words = "" if has_note else tr("請填寫退回的理由。")
            if has_note and not has_key:
                words = tr("要存成退回單，請先解鎖金鑰或使用憑證 IC 卡。")
        elif not self._is_good:
            words = tr("未通過驗章，不能核定。")
        else:
            words = "" if has_key else tr("請選取核定人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
        self.missing.setText(words)
        self.missing.setVisible(bool(words))

    def begin_note(self) -> None:
        """Ask for the note in the page."""
        self.notes.show()
        self.decisions.hide()
        self.refresh()
        self.note.setFocus()

    def end_note(self) -> None:
        """Back to the two buttons; what was typed stays."""
        self.notes.hide()
        self.decisions.show()
        self.refresh()

    def _lay_out(self) -> None:
        self.decisions, self.notes = QWidget(), QWidget()
        fill_box(QHBoxLayout(self.decisions), self.approve, self.refuse, 1, margins=0)
        below = fill_box(QHBoxLayout(), self.send_signed, self.here, self.leave, 1)
        fill_box(QVBoxLayout(self.notes), self.note, below, margins=0)
        fill_box(
            QVBoxLayout(self),
            self.card,
            self.missing,
            self.notes,
            self.decisions,
            margins=(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP),
            spacing=theme.GAP_SMALL,
        )
