"""Index of a blank's places, so that an answer never lands where no form asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.forms.nil_statements import nil_sections
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.forms import Blank, BlankSection, FieldSpec, FieldType, RowSource


@dataclass(frozen=True, slots=True)
class _Entry:
    section: BlankSection
    fields: Mapping[str, FieldSpec]
    fixed_keys: frozenset[str]

    @property
    def is_free(self) -> bool:
        rows = self.section.spec.rows
        return rows is not None and rows.source is RowSource.FREE


class BlankIndex:
    """Looks places up in a blank."""

    def __init__(self, blank: Blank) -> None:
        self._entries = {
            (section.project_id, section.spec.id): _Entry(
                section,
                {each.id: each for each in section.spec.fields},
                frozenset(each.key for each in section.fixed_rows),
            )
            for section in (*nil_sections(blank), *blank.sections)
        }

    def section(self, project: str | None, section_id: str) -> BlankSection:
        """One section. Raises KeyError."""
        return self._entries[(project, section_id)].section

    def field(self, place: Place) -> FieldSpec | None:
        """The field a value at that place belongs to, None where the blank has no such place."""
        entry = self._entries.get((place.project, place.section))
        if entry is None:
            return None
        spec = entry.fields.get(place.field)
        if spec is None or spec.type is FieldType.COMPUTED or not _row_fits(entry, place.row):
            return None
        return spec

    def accepts(self, place: Place) -> bool:
        """Return whether a value may stand there; the order of free rows counts as one."""
        if place.field == ROWS:
            entry = self._entries.get((place.project, place.section))
            return entry is not None and entry.is_free and place.row is None
        return self.field(place) is not None

    def split(self, answers: Answers) -> tuple[Answers, Mapping[Place, StoredValue]]:
        """Answers the blank asks for, and those set aside because it no longer does."""
        kept: dict[Place, StoredValue] = {}
        aside: dict[Place, StoredValue] = {}
        for place, value in answers.items():
            (kept if self.accepts(place) else aside)[place] = value
        return (Answers(kept), aside) if aside else (answers, aside)


def _row_fits(entry: _Entry, row: str | None) -> bool:
    if entry.section.spec.rows is None:
        return row is None
    if entry.is_free:
        return row is not None
    return row in entry.fixed_keys
