"""Which editor a field gets: by its type, and by how many choices it offers."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from app.models.forms import FieldSpec, FieldType, FormSpec
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.forms.editors.choice_editors import ChoiceEditor, MultiChoiceEditor
from app.ui.forms.editors.computed_display import ComputedDisplay
from app.ui.forms.editors.editor import Editor
from app.ui.forms.editors.line_editors import DateEditor, FigureEditor, MoneyEditor, TextEditor
from app.ui.forms.editors.long_text_editor import LongTextEditor
from app.ui.forms.editors.token_editor import TokenEditor

MOST_SEEN_AT_ONCE = 7
"""Choices that are shown side by side; a longer list is searched."""

EDITORS: Mapping[FieldType, type[Editor]] = MappingProxyType(
    {
        FieldType.TEXT: TextEditor,
        FieldType.LONG_TEXT: LongTextEditor,
        FieldType.INTEGER: FigureEditor,
        FieldType.NUMBER: FigureEditor,
        FieldType.MONEY: MoneyEditor,
        FieldType.PERCENT: FigureEditor,
        FieldType.DATE: DateEditor,
        FieldType.CHOICE: ChoiceEditor,
        FieldType.MULTI_CHOICE: MultiChoiceEditor,
        FieldType.COMPUTED: ComputedDisplay,
        FieldType.ATTACHMENT: AttachmentEditor,
    }
)
_SEARCHED: Mapping[FieldType, type[Editor]] = MappingProxyType(
    {FieldType.MULTI_CHOICE: TokenEditor}
)


def build_editor(spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> Editor:
    """Build the editor for a field's type and choices."""
    kind = EDITORS[spec.type]
    if spec.type in _SEARCHED and len(form.choices(spec.choices or "")) > MOST_SEEN_AT_ONCE:
        kind = _SEARCHED[spec.type]
    return kind(spec, form, parent)
