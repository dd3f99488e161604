"""Sections of a form that the report has no words of its own for: a table each, as declared.

The columns bear the labels the form prints. A section the report says in part leaves the rest of
its fields here.
"""

from collections.abc import Collection, Iterator, Mapping

from app.forms.computed import FROM_THE_PLAN, read_amount
from app.forms.field_types.dates import read_stored_date
from app.forms.labels import field_label
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType, FormSpec, RowSource, Scope, SectionSpec
from app.models.record import Record
from app.reports.columns import CellKind, CellValue
from app.reports.form_reading import figure_of

_LONG_FROM = 120  # characters; longer texts are set as paragraphs
_KINDS: Mapping[FieldType, CellKind] = {
    FieldType.INTEGER: CellKind.COUNT,
    FieldType.NUMBER: CellKind.NUMBER,
    FieldType.MONEY: CellKind.MONEY,
    FieldType.PERCENT: CellKind.PERCENT,
    FieldType.DATE: CellKind.DATE,
    FieldType.CHOICE: CellKind.CODE,
}


class SectionColumn(Record, frozen=True, kw_only=True):
    """A field as a column."""

    field: FieldSpec
    label: str
    kind: CellKind


class SectionRow(Record, frozen=True, kw_only=True):
    """What one project, or the agency itself (None), filled in; of a repeating section one row."""

    agency: str
    project_id: str | None
    mark: str
    """The number of a free row from 1, the key of a fixed one; empty outside rows."""
    values: tuple[CellValue, ...]


class SectionFigures(Record, frozen=True, kw_only=True):
    """A section with the rows of all returns."""

    id: str
    title: str
    scope: Scope
    is_repeating: bool
    is_numbered: bool
    """Its rows are the officers' own, counted from 1."""
    row_label: str
    columns: tuple[SectionColumn, ...]
    rows: tuple[SectionRow, ...] = ()

    def rows_of(self, project_id: str | None) -> tuple[SectionRow, ...]:
        """The rows of one project."""
        return tuple(each for each in self.rows if each.project_id == project_id)


def find_rest(form: FormSpec, said: Collection[tuple[str, str]]) -> tuple[SectionFigures, ...]:
    """The sections with the fields that are said nowhere else, in reading order."""
    return tuple(_find_rest(form, said))


def _find_rest(form: FormSpec, said: Collection[tuple[str, str]]) -> Iterator[SectionFigures]:
    for section in form.sections:
        asked = [each for each in section.fields if each.computed not in FROM_THE_PLAN]
        fields = [each for each in asked if (section.id, each.id) not in said]
        if fields:
            yield _build(section, fields, is_whole=len(fields) == len(asked))


def _build(section: SectionSpec, fields: list[FieldSpec], *, is_whole: bool) -> SectionFigures:
    rows = section.rows
    return SectionFigures(
        id=section.id,
        title=section.title if is_whole else f"{section.title}－其他欄位",
        scope=section.scope,
        is_repeating=rows is not None,
        is_numbered=rows is not None and rows.source is RowSource.FREE,
        row_label=(rows.label if rows is not None else "") or section.title,
        columns=tuple(
            SectionColumn(field=each, label=_label(each), kind=_kind(each)) for each in fields
        ),
    )


def _label(field: FieldSpec) -> str:
    """Money is shown in the unit of the table, which stands above it."""
    return field.label if field.shown_type is FieldType.MONEY else field_label(field)


def _kind(field: FieldSpec) -> CellKind:
    is_long = field.type is FieldType.TEXT and (field.max_length or 0) > _LONG_FROM
    if is_long or field.shown_type is FieldType.LONG_TEXT:
        return CellKind.LONG_TEXT
    return _KINDS.get(field.shown_type, CellKind.TEXT)


def build_cell(value: StoredValue, kind: CellKind, labels: Mapping[str, str]) -> CellValue:
    """A stored value for a column of that kind; as it stands where it is not of the kind."""
    if value is None or isinstance(value, tuple):
        return "、".join(labels.get(each, each) for each in value or ()) or None
    match kind:
        case CellKind.COUNT | CellKind.MONEY:
            amount = read_amount(value)
            return str(value) if amount is None else amount
        case CellKind.NUMBER | CellKind.PERCENT:
            return figure_of(value)
        case CellKind.DATE:
            return read_stored_date(value) or str(value)
        case _:
            return labels.get(str(value), str(value)) or None
