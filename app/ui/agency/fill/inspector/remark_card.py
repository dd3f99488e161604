"""One review comment with the agency's answer, given where the comment stands."""

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from app.agency.drafts.draft import Draft
from app.agency.drafts.remarks import judge_answer
from app.errors import AppError
from app.forms.field_types import ParseProblem, field_type
from app.models.forms import FieldSpec, FieldType
from app.models.periods import format_taiwan_day
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.editors.long_text_editor import LongTextEditor
from app.ui.messages import describe_error, word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class RemarkCard(QFrame):
    """What the office remarked, and 已修正 or 維持並說明, kept while it is typed."""

    def __init__(self, workspace: AgencyWorkspace, draft: Draft, comment: ReviewComment) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft
        self.comment = comment
        theme.set_panel(self, "warning")
        day = format_taiwan_day(comment.written_at)
        head = build_label(f"{comment.author}　{day}", style="small", wraps=True)
        text = build_label(comment.text, wraps=True, selectable=True)
        self.kinds: dict[CommentAnswerKind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        choices = FlowLayout()
        for kind in CommentAnswerKind:
            button = self.kinds[kind] = QRadioButton(word(kind))
            self._group.addButton(button)
            choices.addWidget(button)
        self._group.buttonClicked.connect(self._keep)
        spec = FieldSpec(id="answer", label=tr("回復內容"), type=FieldType.LONG_TEXT)
        self.answer = LongTextEditor(spec, draft.blank.form)
        self.answer.box.setPlaceholderText(tr("回復內容"))
        self.answer.value_committed.connect(self._keep)
        self.answer.text_kept.connect(self._keep)
        self.state = build_label(wraps=True)
        parts = (head, text, choices, self.answer, self.state)
        fill_box(QVBoxLayout(self), *parts, margins=theme.GAP, spacing=theme.GAP_SMALL)
        self.show_answer()

    def show_answer(self) -> None:
        """Show the answer as the draft holds it, and what is still missing in it."""
        said = self._draft.remarks.typed(self.comment)
        self._group.setExclusive(False)
        for kind, button in self.kinds.items():
            button.setChecked(kind is said.kind)
        self._group.setExclusive(True)
        try:
            handler = field_type(self.answer.spec, self.answer.form)
            self.answer.set_value(handler.parse(said.text))
        except ParseProblem:
            self.answer.set_text(said.text)
        self._show_state()

    def commit(self) -> None:
        """Keep what is being typed now."""
        self.answer.hand_over()

    def _kind(self) -> CommentAnswerKind | None:
        return next((kind for kind, each in self.kinds.items() if each.isChecked()), None)

    def _keep(self) -> None:
        self._workspace.keep_answer(self.comment, self._kind(), self.answer.typed_text())
        self._show_state()

    def _show_state(self) -> None:
        said = self._draft.remarks.typed(self.comment)
        if said.kind is None and not said.text:
            self._say(tr("尚未回復"), Tone.WARNING)
            return
        try:
            answer = judge_answer(said)
        except AppError as error:
            self._say(describe_error(error), Tone.WARNING)
        else:
            self._say(tr("已回復：{kind}", kind=word(answer.kind)), Tone.OK)

    def _say(self, words: str, tone: Tone) -> None:
        self.state.setText(words)
        theme.set_tone(self.state, tone)
