"""What a sheet consists of: the rows of one section, or of one section in all projects.

A sheet of the whole agency is found by what its fields are to the figures, never by their ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from app.forms.computed import FROM_THE_PLAN
from app.forms.earlier_values import read_earlier
from app.models.answers import Answers, Place
from app.models.earlier import EarlierYear
from app.models.forms import (
    FIGURE_TYPES,
    Blank,
    BlankSection,
    FieldRole,
    FieldSpec,
    FieldType,
)


class SheetKind(StrEnum):
    """The sheets over all projects of an agency."""

    BUDGET = "budget"
    TARGETS = "targets"


class ColumnSource(StrEnum):
    """Where a column of a sheet has its values from."""

    FIELD = "field"
    PROJECT = "project"  # the project's name
    EARLIER = "earlier"  # what stood in the field in the latest earlier round


_SUBJECTS = {SheetKind.BUDGET: FieldRole.AVAILABLE, SheetKind.TARGETS: FieldRole.ACHIEVED}
"""The field that makes a section the one a sheet is about."""
_TOO_LONG = (FieldType.LONG_TEXT, FieldType.MULTI_CHOICE, FieldType.ATTACHMENT)
"""Written in the project's own form."""
_NAME = FieldSpec(id="", label="計畫名稱", type=FieldType.COMPUTED, width=20)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `heading` is its label without the unit."""

    spec: FieldSpec
    heading: str
    source: ColumnSource = ColumnSource.FIELD

    @property
    def is_typed(self) -> bool:
        """Return whether something can be entered in it."""
        return self.source is ColumnSource.FIELD and self.spec.type is not FieldType.COMPUTED


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row; `project` is the name of its project where the sheet shows several."""

    section: BlankSection
    key: str | None
    project: str = ""


@dataclass(frozen=True)
class SheetLayout:
    """The rows and columns of a sheet."""

    title: str
    rows: tuple[SheetRow, ...]
    columns: tuple[SheetColumn, ...]
    kind: SheetKind | None = None

    def place(self, row: int, column: int) -> Place:
        """The place of a cell; of a cell that only shows, the place it is about."""
        line, spec = self.rows[row], self.columns[column].spec
        field = spec.id or self.columns[self._first_field].spec.id
        return Place(line.section.project_id, line.section.spec.id, line.key, field)

    def find(self, place: Place) -> tuple[int, int] | None:
        """The cell in which a place stands; None where it is not here."""
        row = self._rows_by_key.get(place[:3])
        column = self._columns_by_id.get(place.field)
        return None if row is None or column is None else (row, column)

    @cached_property
    def name_columns(self) -> tuple[int, ...]:
        """The columns that say what a row is: its project, and the first text only shown."""
        projects = [
            at for at, each in enumerate(self.columns) if each.source is ColumnSource.PROJECT
        ]
        texts = [
            at
            for at, each in enumerate(self.columns)
            if each.source is ColumnSource.FIELD
            and each.spec.type is FieldType.COMPUTED
            and each.spec.shown_type is FieldType.TEXT
        ]
        has_rows = any(each.key is not None for each in self.rows)
        return (*projects, *(texts[:1] if has_rows else ()))

    @cached_property
    def _first_field(self) -> int:
        fields = (at for at, each in enumerate(self.columns) if each.source is ColumnSource.FIELD)
        return next(fields)

    @cached_property
    def _rows_by_key(self) -> Mapping[tuple[str | None, str, str | None], int]:
        return {
            (each.section.project_id, each.section.spec.id, each.key): at
            for at, each in enumerate(self.rows)
        }

    @cached_property
    def _columns_by_id(self) -> Mapping[str, int]:
        return {
            each.spec.id: at
            for at, each in enumerate(self.columns)
            if each.source is ColumnSource.FIELD
        }


def layout_section(section: BlankSection, keys: tuple[str | None, ...]) -> SheetLayout:
    """The sheet of one section: its fields as columns, these rows."""
    return SheetLayout(
        title=section.spec.title,
        rows=tuple(SheetRow(section, key) for key in keys),
        columns=tuple(SheetColumn(each, each.label) for each in section.spec.fields),
    )


def find_sheets(blank: Blank) -> tuple[SheetKind, ...]:
    """The sheets a form has over all projects; none where there are not several of them."""
    return tuple(
        kind
        for kind in SheetKind
        if len({each.project_id for each in _walk_sections(blank, kind)}) > 1
    )


def sheet_of(blank: Blank, place: Place) -> SheetKind | None:
    """The sheet that the section of a place stands in; None where it stands in none."""
    for kind in SheetKind:
        found = blank.form.field_with(_SUBJECTS[kind])
        if found is not None and place.project and place.section == found[0].id:
            return kind
    return None


def layout_agency(
    kind: SheetKind,
    blank: Blank,
    title: str,
    names: Mapping[str, str],
    answers: Answers,
    earlier: EarlierYear | None = None,
) -> SheetLayout:
    """One sheet over all projects: names first, then this year's fields, then an earlier year's.

    Long texts are left out where a project is one row: they are written in the project's form. Of
    the earlier year only what it has figures for is shown.
    """
    sections = tuple(_walk_sections(blank, kind))
    rows = [
        SheetRow(section, key, names[section.project_id or ""])
        for section in sections
        for key in ((None,) if section.spec.rows is None else _fixed_keys(section))
    ]
    fields = [each for each in sections[0].spec.fields if _fits(each, sections[0])]
    columns = [SheetColumn(_NAME, _NAME.label, ColumnSource.PROJECT)]
    columns += [SheetColumn(each, each.label) for each in fields]
    layout = SheetLayout(title, tuple(rows), tuple(columns), kind)
    if earlier is None:
        return layout
    before = [
        SheetColumn(each.spec, f"{earlier.year_roc} 年{each.heading}", ColumnSource.EARLIER)
        for at, each in enumerate(layout.columns)
        if each.spec.shown_type in FIGURE_TYPES
        and each.spec.computed not in FROM_THE_PLAN
        and any(
            read_earlier(blank, answers, layout.place(row, at), earlier) is not None
            for row in range(len(rows))
        )
    ]
    return replace(layout, columns=(*layout.columns, *before))


def _walk_sections(blank: Blank, kind: SheetKind) -> Iterator[BlankSection]:
    found = blank.form.field_with(_SUBJECTS[kind])
    for section in blank.sections:
        is_it = found is not None and section.project_id and section.spec.id == found[0].id
        if is_it and (section.spec.rows is None or section.fixed_rows):
            yield section


def _fixed_keys(section: BlankSection) -> tuple[str, ...]:
    return tuple(each.key for each in section.fixed_rows)


def _fits(spec: FieldSpec, section: BlankSection) -> bool:
    return section.spec.rows is not None or spec.type not in _TOO_LONG
