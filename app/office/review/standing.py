"""Counts of the overview: agencies by state, and the explained warnings of each section."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from app.models.forms import FormSpec, MatrixColumn
from app.models.received import OverviewRow
from app.models.record import Record
from app.models.reviews import ReturnState


def date_row(row: OverviewRow, due_on: date, today: date) -> OverviewRow:
    """The row as of a day: what has not come in is overdue from the day after the due date on."""
    if row.revision is not None:
        return row
    late = days_after(due_on, today)
    state = ReturnState.OVERDUE if late else ReturnState.NOT_RECEIVED
    return msgspec.structs.replace(row, state=state, days_late=late)


def days_after(due_on: date, day: date) -> int:
    """How many days a day lies after the due date; 0 in time."""
    return max(0, (day - due_on).days)


class SectionStanding(Record, frozen=True, kw_only=True):
    """The sections of one column over all projects: how many warnings were explained there."""

    explained: int = 0


def count_states(rows: Iterable[OverviewRow]) -> dict[ReturnState, int]:
    """How many agencies are in which state; every state is a key."""
    counts = dict.fromkeys(ReturnState, 0)
    for each in rows:
        counts[each.state] += 1
    return counts


class Times(NamedTuple):
    """How many agencies handed in by the due date, after it, and not at all.

    Counted apart from their states: a late return stays late, whatever is decided about it.
    """

    on_time: int
    late: int
    missing: int


def count_times(rows: Iterable[OverviewRow]) -> Times:
    """How many agencies were in time."""
    listed = tuple(rows)
    on_time = sum(each.is_on_time for each in listed)
    missing = sum(each.revision is None for each in listed)
    return Times(on_time, len(listed) - on_time - missing, missing)


def judge_sections(
    explained: Mapping[str, int], form: FormSpec
) -> Mapping[MatrixColumn, SectionStanding]:
    """The columns of the overview under which a return holds values or explained warnings.

    `explained` are the warnings of each section that holds anything. An accepted file has no
    errors, so a section is complete or complete with explanations.
    """
    columns = {each.id: each.matrix for each in form.sections}
    found: dict[MatrixColumn, int] = {}
    for section, count in explained.items():
        column = columns.get(section)
        if column is not None:
            found[column] = found.get(column, 0) + count
    return {key: SectionStanding(explained=count) for key, count in found.items()}
