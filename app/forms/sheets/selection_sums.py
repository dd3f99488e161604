"""What the foot of a sheet says of the cells selected: how many are filled in, and their total."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.forms.computed import read_figure
from app.forms.field_types.figures import plain_decimal
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType

_ADDED = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)
"""Shares are no parts of one whole."""


@dataclass(frozen=True, slots=True)
class SelectionSum:
    """The cells that hold something, and the total of those that are figures of one unit."""

    filled: int
    figures: int = 0
    total: StoredValue = None
    spec: FieldSpec | None = None
    """The field whose type and unit the total has; None where there is none."""


def sum_up(cells: Iterable[tuple[FieldSpec, StoredValue]]) -> SelectionSum:
    """Count and add up values by their fields, each with the unit of its row."""
    held = [(spec, value) for spec, value in cells if value is not None]
    figures = [
        (spec, figure)
        for spec, value in held
        if spec.shown_type in _ADDED and (figure := read_figure(value)) is not None
    ]
    kinds = {(spec.shown_type, spec.unit) for spec, _ in figures}
    if len(kinds) != 1:
        return SelectionSum(len(held), len(figures))
    spec = figures[0][0]
    total = sum((figure for _, figure in figures), Decimal(0))
    kept = plain_decimal(total) if spec.shown_type is FieldType.NUMBER else int(total)
    return SelectionSum(len(held), len(figures), kept, spec)
