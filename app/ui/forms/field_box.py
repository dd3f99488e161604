"""Form field bound to its place: label, editor, mark of findings, and help while focused."""

from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.forms.rules.generic import MISSING_CODES
from app.models.answers import Place, StoredValue
from app.models.findings import Finding, Severity
from app.models.forms import BlankSection, FieldSpec
from app.models.money import MoneyUnit
from app.ui.forms.attachment_binding import AttachmentBinding
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.forms.editors.by_type import build_editor
from app.ui.forms.editors.line_editors import DateEditor
from app.ui.forms.finding_text import describe_finding
from app.ui.forms.form_host import FormHost
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import let_go
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

SEVERITY_LOOKS = {
    Severity.ERROR: ("circle-alert", Tone.ERROR),
    Severity.WARNING: ("triangle-alert", Tone.WARNING),
    Severity.NOTE: ("info", Tone.MUTED),
}
_NARROWEST = 140
_GUTTER = 20
_sessions = count(1)


class FieldBox(QWidget):
    """Label, editor, and a mark in the gutter beside it where something is found.

    Reads and writes through its host. What is found stands in the mark's tool tip, and at the foot
    of the form while the field has the focus: no sentence moves the fields below.
    """

    focused = Signal(object)

    def __init__(
        self,
        host: FormHost,
        section: BlankSection,
        spec: FieldSpec,
        row: str | None = None,
    ) -> None:
        super().__init__()
        self.host = host
        self.section = section
        self.place = Place(section.project_id, section.spec.id, row, spec.id)
        self.spec = spec
        self.editor = build_editor(spec, host.blank.form)
        self._session = 0
        self._label = build_label(spec.label)
        self._label.setBuddy(self.editor)
        self._tail = build_label(tone=Tone.MUTED, style="small")
        # Most fields never need these, and a form has fifty fields.
        self._confirm: QPushButton | None = None
        self.mark: TintedMark | None = None
        self._help: QLabel | None = None
        self._cleaning: QLabel | None = None
        self._head = QHBoxLayout()
        self._below = QVBoxLayout()
        self._shown_findings: tuple[Finding, ...] = ()
        self._lay_out()
        self._bind()

    def refresh(self) -> None:
        """Show the present value, marks and findings of the place."""
        if isinstance(self.editor, AttachmentEditor):
            self.editor.set_digests(self.host.attachments(self.place), self.host.attachment_room())
        text = self.host.text_at(self.place)
        if text is None:
            self.editor.set_value(self.host.value(self.place))
        else:
            self.editor.set_text(text)
        self.refresh_marks()
        self.refresh_findings()

    def refresh_findings(self) -> None:
        """Show the present findings."""
        findings = self.host.findings_at(self.place)
        # An empty required field is listed at the foot, not marked here before it is due; why a
        # text cannot be read is said once, by the editor.
        is_text = self.host.text_at(self.place) is not None
        shown = tuple(each for each in findings if each.code not in MISSING_CODES and not is_text)
        if shown != self._shown_findings:
            self._shown_findings = shown
            self._show_mark()

    def _show_mark(self) -> None:
        """One mark, of the worst that is found; its tool tip has every sentence."""
        lines = [_describe(each, self.host.unit) for each in self._shown_findings]
        found = [each.severity for each in self._shown_findings]
        if self.editor.problem:
            lines.insert(0, f"{word(Severity.ERROR)}　{self.editor.problem}")
            found.insert(0, Severity.ERROR)
        if self.mark is not None:
            self._column.removeWidget(self.mark)
            let_go(self.mark)
            self.mark = None
        sentences = "\n".join(lines)
        (self.editor.focusProxy() or self.editor).setAccessibleDescription(sentences)
        if not found:
            return
        self.mark = TintedMark(*SEVERITY_LOOKS[min(found, key=list(Severity).index)], parent=self)
        self.mark.setToolTip(build_tip(sentences))
        self.mark.setAccessibleName(sentences)
        self.mark.setContentsMargins(0, theme.GAP_SMALL + 2, 0, 0)
        self._column.addWidget(self.mark, 1, 0, Qt.AlignmentFlag.AlignTop)

    def _bind(self) -> None:
        self.editor.set_unit(self.host.unit)
        self.editor.set_read_only(self.host.read_only)
        self.editor.value_committed.connect(self._commit)
        self.editor.problem_changed.connect(lambda _: self._show_mark())
        self.editor.text_kept.connect(self._keep_text)
        self.editor.text_cleaned.connect(self._show_cleaning)
        self.editor.focus_changed.connect(self._note_focus)
        self.editor.step_ended.connect(self._end_step)
        if isinstance(self.editor, DateEditor):
            self.editor.today = self.host.today
        if isinstance(self.editor, AttachmentEditor):
            AttachmentBinding(self.editor, self.host, self.place)
        self.host.unit_changed.connect(self._use_unit)
        self.refresh()

    def _use_unit(self, unit: MoneyUnit) -> None:
        self.editor.set_unit(unit)
        self._show_mark()

    def _commit(self, value: StoredValue) -> None:
        merge_key = f"{self.place.path} {self._session}"
        if not self.host.commit({self.place: value}, self.spec.label, merge_key):
            self.editor.restore_saved(self.host.value(self.place))

    def _keep_text(self, text: str) -> None:
        merge_key = f"{self.place.path} {self._session}"
        self.host.commit({}, self.spec.label, merge_key, texts={self.place: text})

    def _end_step(self) -> None:
        self._session = next(_sessions)

    def _note_focus(self, has_focus: bool) -> None:
        if has_focus:
            self._end_step()
            self.focused.emit(self)
            if self._cleaning is not None:
                self._cleaning.hide()
        shown = has_focus and self.host.has_inline_help and bool(self.spec.help)
        if shown and self._help is None:
            self._help = _build_line(Tone.MUTED)
            self._help.setText(self.spec.help)
            self._below.addWidget(self._help)
        if self._help is not None:
            self._help.setVisible(shown)

    def _show_cleaning(self, sentence: str) -> None:
        if self._cleaning is None:
            self._cleaning = _build_line(Tone.MUTED)
            self._below.addWidget(self._cleaning)
        self._cleaning.setText(sentence)
        self._cleaning.show()

    def refresh_marks(self) -> None:
        """Show whether the field is required now, and whether its value was carried forward."""
        parts = []
        if self.host.is_required(self.section, self.spec, self.place):
            parts.append(tr("必填"))
        unconfirmed = self.host.is_unconfirmed(self.place)
        if unconfirmed:
            parts.append(tr("沿用上期，尚未確認"))
        self._tail.setText("・".join(parts))
        theme.set_tone(self._tail, Tone.WARNING if unconfirmed else Tone.MUTED)
        shown = unconfirmed and not self.host.read_only
        if shown and self._confirm is None:
            self._confirm = QPushButton(tr("確認沿用"))
            self._confirm.clicked.connect(lambda: self.host.confirm(self.place))
            self._head.addWidget(self._confirm)
        if self._confirm is not None:
            self._confirm.setVisible(shown)

    def _lay_out(self) -> None:
        head = self._head
        head.setSpacing(theme.GAP)
        head.addWidget(self._label)
        head.addWidget(self._tail, 1)
        self._below.setSpacing(2)
        layout = self._column = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(0)
        layout.setVerticalSpacing(2)
        layout.setColumnMinimumWidth(0, _GUTTER)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(3, 1)
        layout.addLayout(head, 0, 1)
        layout.addWidget(self.editor, 1, 1)
        layout.addLayout(self._below, 2, 1)
        self.setFocusProxy(self.editor)
        # Columns of a form are equally wide whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(_NARROWEST)


def _build_line(tone: Tone) -> QLabel:
    line = build_label(tone=tone, style="small", wraps=True)
    line.hide()
    return line


def _describe(finding: Finding, unit: MoneyUnit) -> str:
    # The project is named above the form already.
    sentence = f"{word(finding.severity)} {finding.code}　{describe_finding(finding, unit)}"
    if finding.reason:
        sentence += tr("（理由：{reason}）", reason=finding.reason)
    return sentence
