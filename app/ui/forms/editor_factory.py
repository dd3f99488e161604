"""Which editor a field type gets."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from app.models.forms import FieldSpec, FieldType, FormSpec
from app.ui.forms.attachment_editor import AttachmentEditor
from app.ui.forms.choice_editors import ChoiceEditor, MultiChoiceEditor
from app.ui.forms.computed_display import ComputedDisplay
from app.ui.forms.editor import Editor
from app.ui.forms.line_editors import DateEditor, FigureEditor, MoneyEditor, TextEditor
from app.ui.forms.long_text_editor import LongTextEditor

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


def build_editor(spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> Editor:
    """The editor of a field."""
    return EDITORS[spec.type](spec, form, parent)
