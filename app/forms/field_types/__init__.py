"""Field types: one class each, for a value as it is stored, typed and shown. No widget in sight.

`parse` reads what was typed or pasted into the stored form, `format` gives what is printed and
shown, `edit_text` what an editor starts with (`parse` reads it back to the same value), `check`
says what is wrong with a stored value, whoever stored it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.forms.field_types.base import EMPTY_SIGN, FieldTypeHandler, ParseProblem
from app.forms.field_types.choices import ChoiceHandler, MultiChoiceHandler
from app.forms.field_types.dates import DateHandler
from app.forms.field_types.figures import (
    IntegerHandler,
    MoneyHandler,
    NumberHandler,
    PercentHandler,
)
from app.forms.field_types.texts import AttachmentHandler, LongTextHandler, TextHandler
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType, FormSpec
from app.models.money import MoneyUnit

__all__ = ["EMPTY_SIGN", "FieldTypeHandler", "ParseProblem", "field_type"]


class ComputedHandler(FieldTypeHandler):
    """Filled in by the program, never typed (F009); shown as the form says, else 「—」."""

    def parse(self, text: str) -> StoredValue:
        """Always refuses."""
        raise ParseProblem("F009", label=self.spec.label)

    def format(self, value: StoredValue) -> str:
        """The value as the declared type shows it."""
        shown = _HANDLERS[self.spec.shows or FieldType.TEXT](self.spec, self.form, self.unit)
        return shown.format(value) or EMPTY_SIGN


_HANDLERS: Mapping[FieldType, type[FieldTypeHandler]] = MappingProxyType(
    {
        FieldType.TEXT: TextHandler,
        FieldType.LONG_TEXT: LongTextHandler,
        FieldType.INTEGER: IntegerHandler,
        FieldType.NUMBER: NumberHandler,
        FieldType.MONEY: MoneyHandler,
        FieldType.PERCENT: PercentHandler,
        FieldType.DATE: DateHandler,
        FieldType.CHOICE: ChoiceHandler,
        FieldType.MULTI_CHOICE: MultiChoiceHandler,
        FieldType.COMPUTED: ComputedHandler,
        FieldType.ATTACHMENT: AttachmentHandler,
    }
)


def field_type(
    spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
) -> FieldTypeHandler:
    """The handler of a field's values; `unit` is the one amounts are typed and shown in."""
    return _HANDLERS[spec.type](spec, form, unit)
