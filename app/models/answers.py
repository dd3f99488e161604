"""Answers: places, stored values, and an immutable mapping of one to the other."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

StoredValue = str | int | bool | tuple[str, ...] | None
"""The stored form of a value in drafts and payloads: money and integer as int; number and percent
as decimal text; date as ISO 8601; choice as its id; multi-choice and attachments as a tuple."""

ROWS = "#rows"
"""The id of the field that holds the row keys of a repeating section, in order."""

NIL = "#nil"
"""The id of the section that holds a nil statement (本期無執行): its reason, and nothing else."""

REASON = "#reason"
"""The id of the field that holds the reason."""

AGENCY = "-"


class Place(NamedTuple):
    """The address of a value: `project` is None in agency sections, `row` None outside rows.

    What is answered about an item (列管事項) of the round file stands in the row of the item's id.
    """

    project: str | None
    section: str
    row: str | None
    field: str

    @property
    def path(self) -> str:
        """The stable text form: `P04/budget/-/actual_paid`."""
        return f"{self.project or AGENCY}/{self.section}/{self.row or AGENCY}/{self.field}"


def parse_place(path: str) -> Place:
    """Parse a path into its place. Raises ValueError."""
    project, section, row, field = path.split("/")
    return Place(
        None if project == AGENCY else project, section, None if row == AGENCY else row, field
    )


def nil_place(project: str | None) -> Place:
    """The place of a project's nil statement, or of one for the whole agency (None)."""
    return Place(project, NIL, None, REASON)


class Answers:
    """An immutable mapping of places to stored values; a place without a value is absent."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[Place, StoredValue] | None = None) -> None:
        kept = {place: value for place, value in (values or {}).items() if not is_empty(value)}
        self._values: Mapping[Place, StoredValue] = MappingProxyType(kept)

    def get(self, place: Place) -> StoredValue:
        """The value at a place, None where there is none."""
        return self._values.get(place)

    def row_keys(self, project: str | None, section: str) -> tuple[str, ...]:
        """The keys of a repeating section's free rows, in order."""
        keys = self._values.get(Place(project, section, None, ROWS))
        return keys if isinstance(keys, tuple) else ()

    def nil_reason(self, project: str | None) -> str:
        """The reason of a nil statement for just this project, or the agency; '' without one."""
        value = self._values.get(nil_place(project))
        return value if isinstance(value, str) else ""

    def changed(self, changes: Mapping[Place, StoredValue]) -> "Answers":
        """A copy with some values replaced (None removes one)."""
        kept = dict(self._values)
        for place, value in changes.items():
            if is_empty(value):
                kept.pop(place, None)
            else:
                kept[place] = value
        return Answers._of(kept)

    def by_project(self, project_ids: Iterable[str | None]) -> dict[str | None, "Answers"]:
        """The answers of each of these projects and of any other, with the agency's statement."""
        whole = nil_place(None)
        stated = {whole: self._values[whole]} if whole in self._values else {}
        parts: dict[str | None, dict[Place, StoredValue]] = {
            each: dict(stated) for each in project_ids
        }
        for place, value in self._values.items():
            part = parts.get(place.project)
            if part is None:
                part = parts[place.project] = dict(stated)
            part[place] = value
        return {project_id: Answers._of(part) for project_id, part in parts.items()}

    @classmethod
    def _of(cls, kept: dict[Place, StoredValue]) -> "Answers":
        """Answers of values none of which is empty."""
        answers = cls.__new__(cls)
        answers._values = MappingProxyType(kept)
        return answers

    def items(self) -> Iterable[tuple[Place, StoredValue]]:
        """All places with their values."""
        return self._values.items()

    def __iter__(self) -> Iterator[Place]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answers) or self._values != other._values:
            return False
        # True == 1 in Python, but a tick is not the number one.
        return all(type(each) is type(other._values[at]) for at, each in self._values.items())

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))


def is_empty(value: StoredValue) -> bool:
    """Return whether a stored value counts as not filled in. Zero and False are answers."""
    return value is None or value == "" or value == ()
