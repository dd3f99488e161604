"""One review comment with the agency's answer: 已修正, or 維持並說明."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.agency.drafts.draft import Draft
from app.models.periods import format_taiwan_day
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class CommentCard(QFrame):
    """What the office remarked, by whom and when, and what the agency did about it."""

    answered = Signal()

    def __init__(self, workspace: AgencyWorkspace, draft: Draft, comment: ReviewComment) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft
        self._comment = comment
        self._unsent = ""
        theme.set_panel(self, "warning")
        day = format_taiwan_day(comment.written_at)
        head = build_label(f"{comment.author}　{day}", style="small", wraps=True)
        text = build_label(comment.text, wraps=True)
        self.state = build_label(wraps=True)
        self.corrected = QPushButton(word(CommentAnswerKind.CORRECTED))
        self.corrected.clicked.connect(lambda: self._answer(CommentAnswerKind.CORRECTED, ""))
        self.kept = QPushButton(word(CommentAnswerKind.KEPT_WITH_REASON))
        self.kept.clicked.connect(self._ask_why)
        buttons = fill_box(QHBoxLayout(), self.corrected, self.kept, 1)
        fill_box(
            QVBoxLayout(self),
            head,
            text,
            self.state,
            buttons,
            margins=theme.GAP,
            spacing=theme.GAP_SMALL,
        )
        self._show_state()

    def _ask_why(self) -> None:
        known = self._draft.remarks.answers().get(self._comment)
        proposal = self._unsent or (known.text if known is not None else "")
        text = dialogs.ask_text(
            self, word(CommentAnswerKind.KEPT_WITH_REASON), tr("維持原填報內容的理由："), proposal
        )
        if text is not None:
            self._unsent = text
            self._answer(CommentAnswerKind.KEPT_WITH_REASON, text)

    def _answer(self, kind: CommentAnswerKind, text: str) -> None:
        with self._workspace.telling_errors():
            self._draft.remarks.answer(self._comment, kind, text)
            self._unsent = ""
            self._show_state()
            self.answered.emit()

    def _show_state(self) -> None:
        answer = self._draft.remarks.answers().get(self._comment)
        if answer is None:
            self.state.setText(tr("尚未回復"))
            theme.set_tone(self.state, Tone.WARNING)
            return
        words = tr("已回復：{kind}", kind=word(answer.kind))
        if answer.text:
            words = tr("{words}：{text}", words=words, text=answer.text)
        self.state.setText(words)
        theme.set_tone(self.state, Tone.OK)
