"""One class per field type: a value as it is stored, typed and shown. No widget in sight.

`parse` reads what was typed or pasted into the stored form, `format` gives what is printed and
shown, `edit_text` what an editor starts with (`parse` reads it back to the same value), `check`
says what is wrong with a stored value, whoever stored it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.forms.field_types.attachments import AttachmentHandler
from app.forms.field_types.base import EMPTY_SIGN, FieldTypeHandler, ParseProblem
from app.forms.field_types.choices import ChoiceHandler, MultiChoiceHandler
from app.forms.field_types.dates import DateHandler
from app.forms.field_types.figures import (
    IntegerHandler,
    MoneyHandler,
    NumberHandler,
    PercentHandler,
)
from app.forms.field_types.texts import LongTextHandler, TextHandler
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType, FormSpec
from app.models.money import MoneyUnit

__all__ = ["EMPTY_SIGN", "FieldTypeHandler", "ParseProblem", "field_type", "format_value"]


class ComputedHandler(FieldTypeHandler):
    """Filled in by the program; shown as the type the form says, never typed."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Always refuses (F009)."""
        raise ParseProblem("F009", label=spec.label)

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """Shown as the type the form declares in `shows`; 「—」 where there is nothing."""
        shown = spec.shows or FieldType.TEXT
        return field_type(shown).format(value, spec, form, unit) or EMPTY_SIGN


_HANDLERS: Mapping[FieldType, FieldTypeHandler] = MappingProxyType(
    {
        FieldType.TEXT: TextHandler(),
        FieldType.LONG_TEXT: LongTextHandler(),
        FieldType.INTEGER: IntegerHandler(),
        FieldType.NUMBER: NumberHandler(),
        FieldType.MONEY: MoneyHandler(),
        FieldType.PERCENT: PercentHandler(),
        FieldType.DATE: DateHandler(),
        FieldType.CHOICE: ChoiceHandler(),
        FieldType.MULTI_CHOICE: MultiChoiceHandler(),
        FieldType.COMPUTED: ComputedHandler(),
        FieldType.ATTACHMENT: AttachmentHandler(),
    }
)


def field_type(kind: FieldType) -> FieldTypeHandler:
    """The handler of a field type."""
    return _HANDLERS[kind]


def format_value(
    value: StoredValue, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
) -> str:
    """What is printed for a field's value: '' where an entered field is empty."""
    return field_type(spec.type).format(value, spec, form, unit)
