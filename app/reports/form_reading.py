"""What the report reads from a form, by role or by a form's own ids, and the values it reads.

Nothing is demanded of a form. A field is read where the form has one of the kind that is expected;
every other field goes into the report under the label the form prints (`section_figures`), so none
is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.forms.computed import read_amount, read_figure
from app.forms.evaluation import Evaluation
from app.forms.field_types.dates import read_stored_date
from app.models.answers import Place, StoredValue
from app.models.forms import FieldRole, FieldSpec, FieldType, FormSpec, RowSource, Scope

_NUMBERS = (FieldType.NUMBER, FieldType.PERCENT, FieldType.INTEGER)
_CHOSEN = (FieldType.CHOICE, FieldType.MULTI_CHOICE, FieldType.ATTACHMENT)


@dataclass(frozen=True)
class Reader:
    """Reads the values of one field; `nothing` where the form has no such field."""

    read: Callable[[StoredValue, Mapping[str, str]], Any]
    """From the stored value and the labels of the field's choices."""
    types: tuple[FieldType, ...]
    nothing: Any = None
    members: frozenset[str] | None = None
    """The only choice ids it knows."""

    def fits(self, form: FormSpec, field: FieldSpec) -> bool:
        """Return whether the field holds what is read."""
        if field.shown_type not in self.types:
            return False
        if self.members is None:
            return True
        return {each.id for each in form.choices(field.choices or "")} <= self.members


def _read_text(value: StoredValue, _labels: Mapping[str, str]) -> str:
    return value if isinstance(value, str) else ""


def _read_ids(value: StoredValue, _labels: Mapping[str, str]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _read_labels(value: StoredValue, labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(labels.get(each, each) for each in _read_ids(value, labels))


TEXT = Reader(_read_text, (FieldType.TEXT, FieldType.LONG_TEXT), "")
WHOLE = Reader(lambda value, _: read_amount(value), (FieldType.MONEY, FieldType.INTEGER))
DECIMAL = Reader(lambda value, _: read_figure(value), _NUMBERS)
DAY = Reader(lambda value, _: read_stored_date(value), (FieldType.DATE,))
IDS = Reader(_read_ids, _CHOSEN, ())
LABELS = Reader(_read_labels, _CHOSEN, ())
LABEL = Reader(lambda value, labels: "、".join(_read_labels(value, labels)), _CHOSEN, "")


def member_of(kind: type[StrEnum]) -> Reader:
    """Build the reader of a choice whose ids are members of an enum; None where none is chosen."""
    members = frozenset(each.value for each in kind)

    def read(value: StoredValue, _labels: Mapping[str, str]) -> StrEnum | None:
        return kind(value) if isinstance(value, str) and value in members else None

    return Reader(read, (FieldType.CHOICE,), None, members)


@dataclass(frozen=True)
class KnownSection:
    """A section that is read by the ids of its fields, where it is of the expected shape."""

    fields: Mapping[str, Reader]
    scope: Scope = Scope.PROJECT
    rows: RowSource | None = None


class FormReading:
    """The fields that a report reads from one form."""

    def __init__(self, form: FormSpec) -> None:
        self.form = form
        self.said: set[tuple[str, str]] = set()
        """Section and field of what the report says in words or columns of its own."""

    def role_in(self, role: FieldRole, reader: Reader, rows: RowSource | None) -> Place | None:
        """The place of a role among the sections of a project with such rows, if it fits."""
        found = self.form.field_with(role)
        if found is None:
            return None
        section, field = found
        source = None if section.rows is None else section.rows.source
        if section.scope is not Scope.PROJECT or source is not rows:
            return None
        return self._keep(section.id, field) if reader.fits(self.form, field) else None

    def known_in(self, section_id: str, known: KnownSection) -> dict[str, Place]:
        """The places of the fields of a known section that the form has, by their ids."""
        for section in self.form.sections:
            source = None if section.rows is None else section.rows.source
            if (section.id, section.scope, source) == (section_id, known.scope, known.rows):
                return {
                    each.id: self._keep(section_id, each)
                    for each in section.fields
                    if each.id in known.fields and known.fields[each.id].fits(self.form, each)
                }
        return {}

    def _keep(self, section_id: str, field: FieldSpec) -> Place:
        self.said.add((section_id, field.id))
        return Place(None, section_id, None, field.id)


class ValueReader:
    """Reads the values of one return."""

    def __init__(self, form: FormSpec, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._labels = {
            (section.id, field.id): form.labels(field.choices)
            for section in form.sections
            for field in section.fields
            if field.choices is not None
        }

    def value(self, place: Place) -> StoredValue:
        """The stored or computed value."""
        return self._evaluation.value(place)

    def labels(self, place: Place) -> Mapping[str, str]:
        """The labels of the choices of a field."""
        return self._labels.get((place.section, place.field), {})

    def read(
        self, place: Place | None, reader: Reader, project_id: str | None, row: str | None = None
    ) -> Any:
        """What a reader makes of the value there; nothing where the form has no such field."""
        if place is None:
            return reader.nothing
        at = place._replace(project=project_id, row=row)
        return reader.read(self.value(at), self.labels(at))


def sum_up(amounts: Iterator[int | None]) -> int | None:
    """The sum of the amounts that there are; None where there is none."""
    found = [each for each in amounts if each is not None]
    return sum(found) if found else None


def figure_of(value: StoredValue) -> Decimal | str | None:
    """A stored figure as a number; as it stands where it is none."""
    figure = read_figure(value)
    return str(value) if figure is None and value is not None else figure
