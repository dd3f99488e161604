"""A place on the fill page: a project, one of its sections, one of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from app.models.answers import ROWS, Answers, Place, parse_place
from app.models.forms import Blank, FieldType
from app.models.reviews import ReviewComment

if TYPE_CHECKING:  # first paint happens before any service is imported
    from app.agency.drafts.change import Change
    from app.forms.sheets.layouts import SheetKind


class FillTarget(NamedTuple):
    """`project` is None for the agency's own part, and for a sheet over all projects."""

    project: str | None
    section: str | None = None
    place: Place | None = None
    sheet: SheetKind | None = None
    may_stay: bool = False
    """Whether a sheet that is in view and shows the place, too, will do."""


def target_of(place: Place) -> FillTarget:
    """The target that puts the focus on a place."""
    return FillTarget(place.project, place.section, place)


def places_to_see(change: Change) -> tuple[Place, ...]:
    """The places a change set, and those whose reason it set."""
    return (*change.places, *(parse_place(path) for _, path in change.reasons))


def target_of_change(blank: Blank, change: Change, before: Answers) -> FillTarget | None:
    """Where to look at what an undo or redo has changed; `before` are the answers it found."""
    places = places_to_see(change)
    if not places:
        return None
    place = next((each for each in places if _is_there(each, change)), places[0])
    if place.project is not None and place.project not in blank.project_ids:
        # of a project that has left the programme only what is set aside is here
        return FillTarget(None, place.section)
    if place.field == ROWS:
        place = _find_moved_row(blank, place, change, before) or place
    return target_of(place)


def target_of_remark(remarks: Iterable[ReviewComment], change: Change) -> FillTarget | None:
    """Where the remark stands whose answer a change set; None where it set none."""
    for each in remarks:
        if each.id in change.remarks:
            return FillTarget(None) if each.place is None else target_of(parse_place(each.place))
    return None


def _is_there(place: Place, change: Change) -> bool:
    """Return whether a place is a field, and not one of a row that the change took away."""
    rows = place._replace(row=None, field=ROWS)
    if rows not in change.values:
        return True
    kept = change.values[rows]
    return place != rows and isinstance(kept, tuple) and place.row in kept


def _find_moved_row(blank: Blank, rows: Place, change: Change, before: Answers) -> Place | None:
    """The first field of the first row that stands elsewhere than before."""
    now, then = change.values.get(rows) or (), before.get(rows) or ()
    if not isinstance(now, tuple) or not isinstance(then, tuple):
        return None
    key = next((each for each, was in zip_longest(now, then) if each and each != was), None)
    for section in blank.sections_of(rows.project):
        if section.spec.id == rows.section and key is not None:
            for spec in section.spec.fields:
                if spec.type is not FieldType.COMPUTED:
                    return rows._replace(row=key, field=spec.id)
    return None
