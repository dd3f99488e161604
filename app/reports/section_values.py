"""Typed access to a return's values by the section and field ids its form declares.

An undeclared id is a bug and raises at once; read as an empty text it would leave a gap in the
report.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.forms.evaluation import Evaluation
from app.models.answers import Place, StoredValue
from app.models.forms import FieldSpec, FormSpec

Reader = Callable[["SectionValues", str], Any]
"""Reader of one field: a method of the section's values, or a function of them and the id."""


class UndeclaredFieldError(LookupError):
    """A section or field that the form, or the declared reading of it, does not contain."""

    def __init__(self, form: FormSpec, place: str) -> None:
        super().__init__(f"form {form.id} version {form.version}: nothing to read at {place}")


class FormReading:
    """The fields that a report reads from a form, all looked up in advance."""

    def __init__(self, form: FormSpec, ids: Mapping[str, Collection[str]]) -> None:
        """Look every id up in the form. Raises UndeclaredFieldError naming id and form."""
        self.form = form
        sections = {each.id: {one.id: one for one in each.fields} for each in form.sections}
        for section_id, field_ids in ids.items():
            if section_id not in sections:
                raise UndeclaredFieldError(form, section_id)
            for each in field_ids:
                if each not in sections[section_id]:
                    raise UndeclaredFieldError(form, f"{section_id}/{each}")
        self._fields = {
            section_id: {each: sections[section_id][each] for each in field_ids}
            for section_id, field_ids in ids.items()
        }

    def field(self, section_id: str, field_id: str) -> FieldSpec:
        """A declared field. Raises UndeclaredFieldError for any other."""
        try:
            return self._fields[section_id][field_id]
        except KeyError as problem:
            raise UndeclaredFieldError(self.form, f"{section_id}/{field_id}") from problem


class SectionValues:
    """The values of one section of a return, or of one of its rows."""

    def __init__(
        self,
        reading: FormReading,
        evaluation: Evaluation,
        project_id: str | None,
        section_id: str,
        row: str | None = None,
    ) -> None:
        self._reading = reading
        self._evaluation = evaluation
        self._project_id = project_id
        self._section_id = section_id
        self._row = row

    def read(self, readers: Mapping[str, Reader]) -> dict[str, Any]:
        """Read several fields, each with its reader."""
        return {field_id: reader(self, field_id) for field_id, reader in readers.items()}

    def text(self, field_id: str) -> str:
        """A text, empty where nothing was filled in."""
        value = self._value(field_id)
        return value if isinstance(value, str) else ""

    def whole(self, field_id: str) -> int | None:
        """A count, or an amount in NT dollars."""
        value = self._value(field_id)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def decimal(self, field_id: str) -> Decimal | None:
        """A decimal number."""
        text = self.text(field_id)
        return Decimal(text) if text else None

    def day(self, field_id: str) -> date | None:
        """A date."""
        text = self.text(field_id)
        return date.fromisoformat(text) if text else None

    def ids(self, field_id: str) -> tuple[str, ...]:
        """The chosen ids of a choice or multi-choice."""
        value = self._value(field_id)
        if isinstance(value, tuple):
            return value
        return (value,) if isinstance(value, str) else ()

    def labels(self, field_id: str) -> tuple[str, ...]:
        """The labels of the chosen ids; the id itself where the list lacks it."""
        choices = self._reading.field(self._section_id, field_id).choices
        labels = self._reading.form.labels(choices) if choices else {}
        return tuple(labels.get(each, each) for each in self.ids(field_id))

    def label(self, field_id: str) -> str:
        """The labels joined with 、."""
        return "、".join(self.labels(field_id))

    def _value(self, field_id: str) -> StoredValue:
        self._reading.field(self._section_id, field_id)
        return self._evaluation.value(
            Place(self._project_id, self._section_id, self._row, field_id)
        )


def member_of(kind: type[StrEnum]) -> Reader:
    """Build the reader of a choice whose ids are members of an enum; None where none is chosen."""

    def read(values: SectionValues, field_id: str) -> StrEnum | None:
        text = values.text(field_id)
        return kind(text) if text else None

    return read
