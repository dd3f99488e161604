"""Which rows and columns a sheet has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.models.answers import Place
from app.models.forms import BlankSection, FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A field of the rows; without one the project's name; or what the year before held of it."""

    field: FieldSpec | None
    is_earlier: bool = False

    @property
    def is_entered(self) -> bool:
        """Return whether officers type here."""
        if self.field is None or self.is_earlier:
            return False
        return self.field.type is not FieldType.COMPUTED

    @property
    def is_name(self) -> bool:
        """Return whether it may say what a row is called: a text nobody types."""
        if self.field is None:
            return True
        is_text = self.field.shown_type is FieldType.TEXT
        return not self.is_earlier and not self.is_entered and is_text

    @property
    def key(self) -> str:
        """What it is called where its width is kept."""
        name = "#project" if self.field is None else self.field.id
        return f"{name}#earlier" if self.is_earlier else name


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: a section with the key of the row within it; None where it has no rows."""

    section: BlankSection
    key: str | None
    project: str = ""
    """The name of the project, where the rows are of several."""


@dataclass(frozen=True)
class SheetLayout:
    """The rows and columns of one sheet."""

    id: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]

    def place(self, row: int, column: int) -> Place | None:
        """The place of a cell; None where it holds the project's name."""
        at, field = self.rows[row], self.columns[column].field
        if field is None:
            return None
        return Place(at.section.project_id, at.section.spec.id, at.key, field.id)

    def find(self, place: Place) -> tuple[int, int] | None:
        """Row and column in which a place is filled in or computed; None where it is not here."""
        return self._cells.get(place)

    @cached_property
    def _cells(self) -> dict[Place, tuple[int, int]]:
        cells = {}
        for column, each in enumerate(self.columns):
            if each.field is None or each.is_earlier:
                continue
            for row in range(len(self.rows)):
                place = self.place(row, column)
                assert place is not None
                cells[place] = (row, column)
        return cells

    @cached_property
    def name_columns(self) -> tuple[int, ...]:
        """The columns that say what a row is called: the project, and the first text shown."""
        names = [at for at, each in enumerate(self.columns) if each.is_name]
        wanted = 2 if names and self.columns[names[0]].field is None else 1
        return tuple(at for at in names[:wanted] if at < wanted)


def lay_out_section(section: BlankSection, keys: Sequence[str]) -> SheetLayout:
    """A section's rows under its fields."""
    columns = tuple(SheetColumn(each) for each in section.spec.fields)
    return SheetLayout(section.spec.id, columns, tuple(SheetRow(section, each) for each in keys))
