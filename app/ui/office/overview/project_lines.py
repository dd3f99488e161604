"""Projects below their agency in the overview matrix, under the same columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.models.progress import FAILING
from app.models.received import ProjectLine
from app.ui.messages import word
from app.ui.office.overview.columns import (
    AMENDMENTS,
    OverviewRecord,
    overview_columns,
    show_rate,
    show_targets,
)
from app.ui.translation import tr
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone


@dataclass(frozen=True)
class ProjectRecord:
    """One project of the agency above it."""

    owner: OverviewRecord
    line: ProjectLine
    name: str


MatrixRecord = OverviewRecord | ProjectRecord
_INDENT = "　　"


def _show_state(line: ProjectLine) -> str:
    if line.is_nil:
        return tr("無執行")
    return "—" if line.state is None else word(line.state)


_SHOWN: Mapping[str, Callable[[ProjectLine], str]] = {
    "state": _show_state,
    "rate": lambda line: show_rate(line.progress),
    "targets": lambda line: show_targets(line.progress),
    AMENDMENTS: lambda line: str(line.amendments or "–"),
    "warnings": lambda line: str(line.warnings or "–"),
}
"""What a column shows of a project; the others are about returns."""


def build_matrix_columns() -> tuple[RecordColumn, ...]:
    """The columns of the overview for agencies and projects alike; projects sort with theirs."""
    return tuple(map(_share, overview_columns()))


def _share(column: RecordColumn) -> RecordColumn:
    def text(record: MatrixRecord) -> str:
        if isinstance(record, OverviewRecord):
            return column.text(record)
        if column.key == "agency":
            return f"{_INDENT}{record.line.project} {record.name}"
        shown = _SHOWN.get(column.key)
        return "" if shown is None else shown(record.line)

    def sort(record: MatrixRecord) -> Any:
        owner = owner_of(record)
        return column.text(owner) if column.sort is None else column.sort(owner)

    def tone(record: MatrixRecord) -> Tone:
        if isinstance(record, OverviewRecord):
            return Tone.PLAIN if column.tone is None else column.tone(record)
        is_failing = column.key == "state" and record.line.state in FAILING
        return Tone.WARNING if is_failing else Tone.MUTED

    def icon_name(record: MatrixRecord) -> str | None:
        is_own = column.icon_name is not None and isinstance(record, OverviewRecord)
        return column.icon_name(record) if is_own and column.icon_name is not None else None

    def tip(record: MatrixRecord) -> str:
        if column.tip is None or isinstance(record, ProjectRecord):
            return text(record)
        return column.tip(record)

    return replace(column, text=text, sort=sort, tone=tone, icon_name=icon_name, tip=tip)


def owner_of(record: MatrixRecord) -> OverviewRecord:
    """The agency of a record."""
    return record if isinstance(record, OverviewRecord) else record.owner
