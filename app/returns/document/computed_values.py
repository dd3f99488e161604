"""Computed values of a return as its papers print them.

Papers are printed from what the payload states here, never from formulas: a mended formula leaves
every paper as it is. What the formulas of today make of the answers is only held beside it.
"""

import re
from collections.abc import Iterator

from app.forms.evaluation import Evaluation
from app.models.answers import Answers, Place, StoredValue, is_empty, parse_place
from app.models.forms import Blank, FieldSpec, FieldType, FormSpec
from app.models.record import Record
from app.models.returns import Payload
from app.returns.layouts.v1.printed_values import NONE_MARK
from app.returns.layouts.v1.sections import find_remark, printed_rows

_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)


class ComputedDifference(Record, frozen=True, kw_only=True):
    """A place where a payload states another value than this program computes."""

    place: Place
    field: FieldSpec
    stated: StoredValue
    """As in the payload, hence as printed."""
    computed: StoredValue


def computed_places(blank: Blank, answers: Answers) -> Iterator[tuple[Place, FieldSpec]]:
    """The printed places whose values are computed, in reading order."""
    for section in blank.sections:
        spec = section.spec
        fields = [each for each in spec.fields if each.type is FieldType.COMPUTED]
        if not fields or find_remark(section, answers):
            continue
        for key in printed_rows(section, answers):
            for field in fields:
                yield Place(section.project_id, spec.id, key, field.id), field


def build_computed(blank: Blank, evaluation: Evaluation) -> dict[str, StoredValue]:
    """What a payload states of them, by path; a place printed as 「—」 is left out."""
    values = (
        (place, evaluation.value(place)) for place, _ in computed_places(blank, evaluation.answers)
    )
    return {place.path: _plain(value) for place, value in values if not _prints_as_none(value)}


def _plain(value: StoredValue) -> StoredValue:
    """States are members of an enum; what is stated is their text."""
    return str(value) if isinstance(value, str) else value


def _prints_as_none(value: StoredValue) -> bool:
    return is_empty(value) or value == NONE_MARK


def stated_values(payload: Payload) -> Evaluation:
    """The answers and computed values of a payload, just as it states them; nothing is judged.

    Raises ValueError for a path that is none.
    """
    computed = {parse_place(path): value for path, value in payload.computed.items()}
    return Evaluation(payload.answers(), computed)


def find_unprintable(payload: Payload, blank: Blank, answers: Answers) -> str | None:
    """The first computed place of a payload that papers do not print, or no value of its field.

    Whoever signs may state what they like, but only where and in such a way that it is seen.
    """
    fields = {place.path: field for place, field in computed_places(blank, answers)}
    for path, value in payload.computed.items():
        field = fields.get(path)
        if field is None or _prints_as_none(value) or not _is_of(field, value, blank.form):
            return path
    return None


def _is_of(field: FieldSpec, value: StoredValue, form: FormSpec) -> bool:
    """Return whether a value is of the type its field shows, and one of its choices."""
    match field.shown_type:
        case FieldType.MONEY | FieldType.INTEGER:
            return type(value) is int
        case FieldType.CHOICE:
            return value in form.labels(field.choices or "")
        case FieldType.NUMBER | FieldType.PERCENT:
            return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
        case _:
            return isinstance(value, str)


def compare_computed(
    payload: Payload, blank: Blank, evaluation: Evaluation
) -> tuple[ComputedDifference, ...]:
    """Where a payload states other values than `evaluation`, which is of its own answers."""
    computed = build_computed(blank, evaluation)
    if computed == payload.computed:
        return ()
    return tuple(
        ComputedDifference(
            place=place,
            field=field,
            stated=payload.computed.get(place.path),
            computed=computed.get(place.path),
        )
        for place, field in computed_places(blank, evaluation.answers)
        if payload.computed.get(place.path) != computed.get(place.path)
    )
