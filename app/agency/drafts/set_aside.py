"""What a newer form of the round set aside (改版後移出的內容): shown, taken over, or discarded."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.agency.drafts.attachments import load_attachment_digests
from app.agency.drafts.change import Change
from app.agency.drafts.delta import AsideKey, Delta
from app.agency.drafts.sheet import Sheet
from app.bench.forms import load_forms
from app.forms.blank_builder import fill_choice_lists
from app.forms.field_types import ParseProblem, field_type
from app.forms.form_move import FormMove
from app.models.answers import ROWS, Place, StoredValue, is_empty, parse_place
from app.models.forms import FIGURE_TYPES, Blank, FieldSpec, FieldType, FormSpec, RowSource
from app.models.record import Record


class Offer(NamedTuple):
    """What taking a set-aside value over would put where."""

    place: Place
    value: StoredValue
    text: str
    """As it would be shown there."""
    replaces: str
    """What stands there now, as shown; '' for nothing."""


class SetAsideEntry(Record, frozen=True, kw_only=True):
    """One value that the form of the round does not ask for any more, or asks in another way."""

    key: AsideKey | None
    """None where the form does, but the programme no longer has its project or target."""
    place: Place
    """Where it stood."""
    code: str
    """Of the finding whose reason it is; '' for a value."""
    labels: tuple[str, ...]
    """Section, row and field, as they were called."""
    text: str
    """As it was shown."""
    form_version: int
    is_asked_otherwise: bool
    """The field is still there, but holds something else: somebody is to decide."""
    offer: Offer | None
    """Where it can be taken over as it stands."""


class SetAside:
    """`draft.set_aside`: nothing in it is sent; all of it stays until somebody discards it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def unasked(self) -> Mapping[Place, StoredValue]:
        """Answers the form asks for, at projects or targets that the programme has no more."""
        return self._sheet.unasked

    def entries(self) -> tuple[SetAsideEntry, ...]:
        """All that is set aside, by project and in the order of its places."""
        aside = self._sheet.journal.state.aside
        if not aside and not self.unasked:
            return ()
        with self._sheet.store.reading() as connection:
            forms = load_forms(connection)
        found = [
            *(self._describe(key, forms) for key in aside),
            *(self._describe_unasked(place) for place in self.unasked),
        ]
        shown = (each for each in found if each.place.field != ROWS)
        return tuple(sorted(shown, key=lambda each: (each.place.path, each.form_version)))

    def take_over(self, entry: SetAsideEntry) -> Change:
        """Put a value where the form asks for it now. Raises KeyError without an offer."""
        if entry.offer is None or entry.key is None:
            raise KeyError(entry.place.path)
        return self._sheet.journal.write(
            Delta(values={entry.offer.place.path: entry.offer.value}, aside={entry.key.text: None}),
            f"填回「{entry.labels[-1]}」",
        )

    def discard(self, entry: SetAsideEntry) -> Change:
        """Take a value away for good; undo brings it back."""
        with self._sheet.lock:
            if entry.key is None:
                delta = Delta(values={entry.place.path: None})
            else:
                dropped = (entry.key, *self._orphaned_by(entry.key))
                delta = Delta(aside={each.text: None for each in dropped})
            return self._sheet.journal.write(delta, f"捨棄「{entry.labels[-1]}」")

    def _orphaned_by(self, key: AsideKey) -> Iterator[AsideKey]:
        """The order of rows none of whose values would be left."""
        gone = parse_place(key.path)
        if gone.row is None:
            return
        order = gone._replace(row=None, field=ROWS)
        for each in self._sheet.journal.state.aside:
            place = parse_place(each.path)
            is_section = place[:2] == gone[:2] and each.form_sha256 == key.form_sha256
            if is_section and each != key and place != order:
                return
        yield AsideKey(key.form_sha256, "", order.path)

    def _describe(self, key: AsideKey, forms: Mapping[str, FormSpec]) -> SetAsideEntry:
        form, place = forms[key.form_sha256], parse_place(key.path)
        value = self._sheet.journal.state.aside[key].value
        move = FormMove(form, self._blank.form)
        target = move.counterpart(place)
        is_there = self._is_there(target)
        text = str(value) if key.code else self._show(form, place, value)
        return SetAsideEntry(
            key=key,
            place=place,
            code=key.code,
            labels=self._labels(form, place),
            text=text,
            form_version=form.version,
            is_asked_otherwise=is_there and not key.code,
            offer=self._find_offer(target, text) if is_there and not key.code else None,
        )

    def _describe_unasked(self, place: Place) -> SetAsideEntry:
        form = self._blank.form
        return SetAsideEntry(
            key=None,
            place=place,
            code="",
            labels=self._labels(form, place),
            text=self._show(form, place, self.unasked[place]),
            form_version=form.version,
            is_asked_otherwise=False,
            offer=None,
        )

    @property
    def _blank(self) -> Blank:
        return self._sheet.basis.blank

    def _is_there(self, target: Place | None) -> bool:
        """Return whether the blank has that place, in a row that stands in it."""
        if target is None or self._sheet.index.field(target) is None:
            return False
        rows = self._sheet.index.section(target.project, target.section).spec.rows
        if rows is None or rows.source is not RowSource.FREE:
            return True
        return target.row in self._sheet.answers.row_keys(target.project, target.section)

    def _find_offer(self, target: Place | None, text: str) -> Offer | None:
        """What the field there reads from a text; None where it can read nothing from it."""
        spec = None if target is None else self._sheet.index.field(target)
        if target is None or spec is None or spec.type is FieldType.ATTACHMENT:
            return None
        handler = field_type(spec, self._blank.form)
        try:
            value = handler.parse(text)
        except ParseProblem:
            return None
        if is_empty(value):
            return None
        stands = self._sheet.answers.get(target)
        return Offer(
            target,
            value,
            _with_unit(handler.format(value), spec),
            _with_unit(handler.format(stands), spec),
        )

    def _show(self, form: FormSpec, place: Place, value: StoredValue) -> str:
        try:
            spec = form.section(place.section).field(place.field)
        except KeyError:
            return str(value)
        if spec.type is FieldType.ATTACHMENT and isinstance(value, tuple):
            with self._sheet.store.reading() as connection:
                files = load_attachment_digests(connection, value)
            return "、".join(each.name for each in files)
        filled = fill_choice_lists(form, self._sheet.basis.programme)
        return _with_unit(field_type(spec, filled).format(value), spec)

    def _labels(self, form: FormSpec, place: Place) -> tuple[str, ...]:
        try:
            section = form.section(place.section)
            field = section.field(place.field).label
        except KeyError:
            return (place.section, place.field)
        if place.row is None or section.rows is None:
            return (section.title, field)
        keys = self._row_keys(place)
        number = f" {keys.index(place.row) + 1}" if place.row in keys else f"（{place.row}）"
        return (section.title, f"{section.rows.label or section.title}{number}", field)

    def _row_keys(self, place: Place) -> tuple[str, ...]:
        """The rows of a section in order: as they stand, or as they were set aside."""
        order = place._replace(row=None, field=ROWS)
        for key, aside in self._sheet.journal.state.aside.items():
            if key.path == order.path and isinstance(aside.value, tuple):
                return aside.value
        for each in self._blank.sections_of(place.project):
            if each.spec.id == place.section:
                fixed = tuple(row.key for row in each.fixed_rows)
                return fixed or self._sheet.answers.row_keys(place.project, place.section)
        return ()


def _with_unit(text: str, spec: FieldSpec) -> str:
    """A figure with the unit it is shown in, which the window's own unit would leave open."""
    unit = "元" if spec.type is FieldType.MONEY else spec.unit
    return f"{text} {unit}" if text and unit and spec.type in FIGURE_TYPES else text
