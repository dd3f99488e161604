"""Adding, removing and moving free rows: what values that sets."""

import re
from collections.abc import Mapping

from app.errors import AppError
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.forms import BlankSection

_KEY = re.compile(r"r([1-9]\d{0,8})")

Values = dict[Place, StoredValue]


def rows_place(section: BlankSection) -> Place:
    """Where a section keeps the order of its rows."""
    return Place(section.project_id, section.spec.id, None, ROWS)


def build_added_row(section: BlankSection, answers: Answers, key: str) -> Values:
    """Values that append an empty row. Raises AppError ROWS_FULL."""
    keys = answers.row_keys(section.project_id, section.spec.id)
    rows = section.spec.rows
    assert rows is not None
    if len(keys) >= rows.max_rows:
        raise AppError("ROWS_FULL", section=section.spec.title, limit=rows.max_rows)
    return {rows_place(section): (*keys, key)}


def build_removed_row(section: BlankSection, answers: Answers, key: str) -> Values:
    """Values that take a row away with all it holds. Raises KeyError for a row not there."""
    keys = _ensure_row(section, answers, key)
    values: Values = {rows_place(section): tuple(each for each in keys if each != key)}
    for place in answers:
        if (place.project, place.section, place.row) == (section.project_id, section.spec.id, key):
            values[place] = None
    return values


def build_moved_row(section: BlankSection, answers: Answers, key: str, position: int) -> Values:
    """Values that put a row at a position (0 is first). Raises KeyError for a row not there."""
    others = [each for each in _ensure_row(section, answers, key) if each != key]
    others.insert(position, key)
    return {rows_place(section): tuple(others)}


def _ensure_row(section: BlankSection, answers: Answers, key: str) -> tuple[str, ...]:
    keys = answers.row_keys(section.project_id, section.spec.id)
    if key not in keys:
        raise KeyError(key)
    return keys


def highest_row_number(values: Mapping[str, StoredValue]) -> int:
    """The highest number among row keys r1, r2 … that values (by path) bring; 0 without any."""
    numbers = [0]
    for path, value in values.items():
        if isinstance(value, tuple) and path.endswith(f"/{ROWS}"):
            numbers += [int(found[1]) for each in value if (found := _KEY.fullmatch(each))]
    return max(numbers)
