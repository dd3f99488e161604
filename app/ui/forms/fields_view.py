"""Single fields of a section in a grid of columns, and the conditional delay section."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.answers import Place
from app.models.forms import FIGURE_TYPES, BlankSection, FieldSpec, FieldType
from app.ui.forms.attachment_binding import accept_drops
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.forms.field_box import FieldBox
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.theme import Tone

_COLUMNS = 12


class FieldGrid(QWidget):
    """The fields of one section and row, laid out by kind: figures four to a line, short texts
    and choices two, long texts alone."""

    place_focused = Signal(object)

    def __init__(
        self,
        host: FormHost,
        section: BlankSection,
        row: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.boxes: dict[Place, FieldBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for line in arrange_fields(section.spec.fields):
            boxes = QHBoxLayout()
            boxes.setSpacing(theme.GAP)
            for spec, span in line:
                box = FieldBox(host, section, spec, row)
                box.focused.connect(self._note_focus)
                self.boxes[box.place] = box
                boxes.addWidget(box, span)
            boxes.addStretch(_COLUMNS - sum(span for _, span in line))
            layout.addLayout(boxes)

    def accept_files(self, around: QWidget) -> AttachmentEditor | None:
        """Let files be dropped anywhere around, for the first field that takes them."""
        for box in () if self.host.read_only else self.boxes.values():
            if isinstance(box.editor, AttachmentEditor):
                accept_drops(around, box.editor)
                return box.editor
        return None

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values of these places and of everything computed."""
        for place, box in self.boxes.items():
            if not places or place in places or box.spec.type is FieldType.COMPUTED:
                box.refresh()
            else:
                box.refresh_marks()

    def refresh_findings(self) -> None:
        """Show the present findings."""
        for box in self.boxes.values():
            box.refresh_findings()

    def commit(self) -> None:
        """Commit what is being typed."""
        for box in self.boxes.values():
            box.editor.hand_over()

    def _note_focus(self, box: FieldBox) -> None:
        self.place_focused.emit(box.place)


def arrange_fields(fields: Iterable[FieldSpec]) -> list[list[tuple[FieldSpec, int]]]:
    """Arrange fields in lines of (field, width in twelfths); another width begins a new line."""
    lines: list[list[tuple[FieldSpec, int]]] = []
    for spec in fields:
        span = _span(spec)
        fits = bool(lines) and sum(each for _, each in lines[-1]) + span <= _COLUMNS
        if fits and lines[-1][-1][1] == span:
            lines[-1].append((spec, span))
        else:
            lines.append([(spec, span)])
    return lines


def _span(spec: FieldSpec) -> int:
    kind = spec.shown_type
    if kind in (FieldType.LONG_TEXT, FieldType.MULTI_CHOICE, FieldType.ATTACHMENT):
        return _COLUMNS
    if kind in FIGURE_TYPES or (spec.type is FieldType.COMPUTED and kind is FieldType.CHOICE):
        return 4
    return 6


class FieldsView(SectionView):
    """A section of single fields."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        self.grid = FieldGrid(host, section, None)
        self.grid.place_focused.connect(self.place_focused)
        self.body.addWidget(self.grid)
        self.grid.accept_files(self)

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values."""
        self.grid.refresh(places)

    def refresh_findings(self) -> None:
        """Show the present findings."""
        self.grid.refresh_findings()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a field."""
        box = self.grid.boxes.get(place)
        if box is not None:
            box.editor.setFocus()
        return box

    def commit(self) -> None:
        """Commit what is being typed."""
        self.grid.commit()


class DelayView(FieldsView):
    """落後說明: shows its fields when the project is behind, else a sentence that says why not.
    Answers entered before stay visible, because they have to be removed."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        self.explanation = build_help("")
        theme.set_text_style(self.explanation, "")
        self.body.insertWidget(self.body.count() - 1, self.explanation)
        self._show_need()

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values, and the fields only when they are required."""
        super().refresh(places)
        self._show_need()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a field, made visible if need be."""
        if place in self.grid.boxes:
            self.grid.show()
        return super().focus_place(place)

    def _show_need(self) -> None:
        assert self.section.project_id is not None
        is_behind = self.host.is_behind(self.section.project_id)
        is_filled = any(self.host.value(place) is not None for place in self.grid.boxes)
        self.grid.setVisible(is_behind or is_filled)
        if is_behind:
            self._say(tr("本計畫列為落後，依據見下；請逐欄說明。"), Tone.WARNING)
        elif is_filled:
            self._say(tr("本計畫目前未落後，不得填列落後說明；請清空下列各欄。"), Tone.ERROR)
        else:
            self._say(
                tr("本計畫未落後，免填。經費、指標或自評落後時，欄位會自動出現。"), Tone.MUTED
            )

    def _say(self, text: str, tone: Tone) -> None:
        label: QLabel = self.explanation
        label.setText(text)
        theme.set_tone(label, tone)
