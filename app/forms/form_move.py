"""The way of values from one form of a round to another: kept, or set aside.

old form, new form → FormMove → place → its place in the new form, or None: set aside
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from msgspec.structs import replace

from app.models.answers import NIL, ROWS, Answers, Place, StoredValue, parse_place
from app.models.forms import ChoiceList, FieldSpec, FieldType, FormSpec, RowSource, SectionSpec
from app.models.returns import Payload
from app.models.reviews import ReviewComment

_FieldKey = tuple[str, str]
"""Section id and field id."""

_WIDENED = {(FieldType.TEXT, FieldType.LONG_TEXT)}
"""Changes of type that every value survives as it stands."""


class FieldChangeKind(StrEnum):
    """What a new form makes of a field."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    TYPE_CHANGED = "type_changed"
    CHOICES_DROPPED = "choices_dropped"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that two forms differ in: its labels, and its types where it has them."""

    kind: FieldChangeKind
    section: str
    """The title of its section."""
    old_label: str
    new_label: str
    old_type: FieldType | None = None
    new_type: FieldType | None = None


@dataclass(frozen=True, slots=True)
class MovedValues:
    """Every value of an older form: at its place in the new one, or set aside at its old place."""

    kept: Mapping[Place, StoredValue]
    aside: Mapping[Place, StoredValue]


class FormMove:
    """The move from one form to another: by ids, by renames, and by what a field can hold."""

    def __init__(self, old: FormSpec, new: FormSpec) -> None:
        self._old, self._new = _Fields(old), _Fields(new)
        self._renamed = _find_renames(self._old, self._new)

    def field_place(self, place: Place) -> Place | None:
        """Where values of that field stand in the new form; None where no field takes them."""
        if place.section == NIL:
            return place
        if place.field == ROWS:
            return place if self._new.has_free_rows(place) else None
        target = self._target((place.section, place.field))
        if target is None or not self._takes_over((place.section, place.field), target):
            return None
        return place._replace(section=target[0], field=target[1])

    def counterpart(self, place: Place) -> Place | None:
        """Where the new form has the field of a place, whatever its type; None where it has none.

        What stands at the place need not fit there: somebody is to be asked.
        """
        target = self._target((place.section, place.field))
        return None if target is None else place._replace(section=target[0], field=target[1])

    def value_place(self, place: Place, value: StoredValue) -> Place | None:
        """Where that value stands in the new form; None where it is set aside."""
        target = self.field_place(place)
        if target is None:
            return None
        lost = self._old.offered(place, value) - self._new.offered(target, value)
        return None if lost else target

    def moved(self, values: Mapping[Place, StoredValue]) -> MovedValues:
        """Every value of `values`, kept or set aside; none is in neither, none in both."""
        kept: dict[Place, StoredValue] = {}
        aside: dict[Place, StoredValue] = {}
        for place, value in values.items():
            target = self.value_place(place, value)
            if target is None:
                aside[place] = value
            else:
                kept[target] = value
        return MovedValues(kept, aside)

    def changes(self) -> tuple[FieldChange, ...]:
        """The fields added, removed, renamed or changed in type, in reading order of the old form.

        Added ones come last, in reading order of the new form.
        """
        old = (self._describe(key) for key in self._old.fields)
        reached = {self._target(key) for key in self._old.fields}
        added = (self._describe_added(key) for key in self._new.fields if key not in reached)
        return (*(each for each in old if each is not None), *added)

    def _target(self, key: _FieldKey) -> _FieldKey | None:
        """The field of the new form that is the old one: of the same id, or as it is called now."""
        if key in self._new.fields:
            return key
        return self._renamed.get(key)

    def _takes_over(self, key: _FieldKey, target: _FieldKey) -> bool:
        if key not in self._old.fields:
            return False
        types = (self._old.fields[key].type, self._new.fields[target].type)
        if types[0] is not types[1] and types not in _WIDENED:
            return False
        old, new = self._old.sections[key[0]], self._new.sections[target[0]]
        rows = _row_source(old)
        is_elsewhere = rows is RowSource.FREE and old.id != new.id  # where its row would not be
        return old.scope is new.scope and rows is _row_source(new) and not is_elsewhere

    def _describe(self, key: _FieldKey) -> FieldChange | None:
        target, field = self._target(key), self._old.fields[key]
        section = self._old.sections[key[0]].title
        if target is None:
            return FieldChange(FieldChangeKind.REMOVED, section, field.label, "", field.type)
        now = self._new.fields[target]
        kind = FieldChangeKind.RENAMED
        if not self._takes_over(key, target):
            kind = FieldChangeKind.TYPE_CHANGED
        elif self._old.choice_ids(key) - self._new.choice_ids(target):
            kind = FieldChangeKind.CHOICES_DROPPED
        elif field.label == now.label:
            return None
        return FieldChange(kind, section, field.label, now.label, field.type, now.type)

    def _describe_added(self, key: _FieldKey) -> FieldChange:
        field, section = self._new.fields[key], self._new.sections[key[0]].title
        return FieldChange(FieldChangeKind.ADDED, section, "", field.label, None, field.type)


class _Fields:
    """A form's sections, fields and choice ids by their own ids."""

    def __init__(self, form: FormSpec) -> None:
        self.form = form
        self.sections: dict[str, SectionSpec] = {each.id: each for each in form.sections}
        self.fields: dict[_FieldKey, FieldSpec] = {
            (section.id, field.id): field for section in form.sections for field in section.fields
        }

    def has_free_rows(self, place: Place) -> bool:
        """Return whether a place may hold the order of a section's rows."""
        section = self.sections.get(place.section)
        return section is not None and _row_source(section) is RowSource.FREE

    def offered(self, place: Place, value: StoredValue) -> frozenset[str]:
        """Those of the chosen ids in a value that the field's list offers; () without a list."""
        key = (place.section, place.field)
        if key not in self.fields or self.fields[key].choices is None:
            return frozenset()
        chosen = frozenset(value if isinstance(value, tuple) else (str(value),))
        return chosen if self._listed(key).source is not None else chosen & self.choice_ids(key)

    def choice_ids(self, key: _FieldKey) -> frozenset[str]:
        """The ids a field's list spells out."""
        if self.fields[key].choices is None or self._listed(key).source is not None:
            return frozenset()
        return frozenset(each.id for each in self._listed(key).choices)

    def _listed(self, key: _FieldKey) -> ChoiceList:
        list_id = self.fields[key].choices
        return next(each for each in self.form.choice_lists if each.id == list_id)


def _row_source(section: SectionSpec) -> RowSource | None:
    return None if section.rows is None else section.rows.source


def _find_renames(old: _Fields, new: _Fields) -> Mapping[_FieldKey, _FieldKey]:
    """What old fields are called now, each new field being the next of one old field at most."""
    found: dict[_FieldKey, _FieldKey] = {}
    for key, target in (*_forward(new.form), *_backward(old.form)):
        is_free = target not in old.fields and target not in found.values()
        if key in old.fields and key not in new.fields and target in new.fields and is_free:
            found.setdefault(key, target)
    return found


def _forward(form: FormSpec) -> Iterator[tuple[_FieldKey, _FieldKey]]:
    """Former and present keys of the fields a form has renamed."""
    for each in form.removed:
        if each.renamed_to is not None:
            yield (each.section, each.field), _key(each.renamed_to)


def _backward(form: FormSpec) -> Iterator[tuple[_FieldKey, _FieldKey]]:
    """The same the other way round, for a return to an earlier version."""
    return ((target, key) for key, target in _forward(form))


def _key(path: str) -> _FieldKey:
    section, _, field = path.partition("/")
    return section, field


@lru_cache(maxsize=16)  # a batch is moved by one and the same pair
def _move(old: FormSpec, new: FormSpec) -> FormMove:
    return FormMove(old, new)


def move_answers(answers: Answers, old: FormSpec, new: FormSpec) -> Answers:
    """The answers of one form that stand in another of the same id; none from another form."""
    return Answers(_move_values(dict(answers.items()), old, new))


def move_data(
    data: Mapping[str, StoredValue], old: FormSpec, new: FormSpec
) -> dict[str, StoredValue]:
    """The same of values by the path of their place."""
    moved = _move_values({parse_place(path): each for path, each in data.items()}, old, new)
    return {place.path: each for place, each in moved.items()}


def _move_values(
    values: Mapping[Place, StoredValue], old: FormSpec, new: FormSpec
) -> Mapping[Place, StoredValue]:
    if old == new:
        return values
    return _move(old, new).moved(values).kept if old.id == new.id else {}


def move_payload(payload: Payload, old: FormSpec, new: FormSpec) -> Payload:
    """A payload as the other form would ask for it: for reading beside others, never as evidence.

    Its digest and its control number are no longer those it was signed with.
    """
    if old == new:
        return payload
    return replace(
        payload,
        data=move_data(payload.data, old, new),
        computed=move_data(payload.computed, old, new),
        explained=tuple(
            replace(each, place=_move_path(each.place, old, new)) for each in payload.explained
        ),
    )


def move_comment(comment: ReviewComment, old: FormSpec, new: FormSpec) -> ReviewComment:
    """A comment where the field it is about stands now; agency and office both move it so."""
    if comment.place is None:
        return comment
    return replace(comment, place=_move_path(comment.place, old, new))


def _move_path(path: str, old: FormSpec, new: FormSpec) -> str:
    """Where words about a place belong in the new form; where they were, if that is gone."""
    target = None if old == new else _move(old, new).counterpart(parse_place(path))
    return path if target is None else target.path
