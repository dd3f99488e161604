"""The matrix of the overview: agencies, whose rows unfold into their projects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.models.received import ProjectLine
from app.models.reviews import ReturnState
from app.ui.office.overview.columns import OverviewRecord
from app.ui.office.overview.project_lines import (
    MatrixRecord,
    ProjectRecord,
    build_matrix_columns,
    owner_of,
)
from app.ui.translation import tr
from app.ui.widgets.record_table import RECORD_ROLE
from app.ui.widgets.record_view import RecordView

_FOLDING = "projects"
"""The column whose cells fold their row."""


class OverviewMatrix(RecordView):
    """Agencies in rows; → and ← or a click on their number fold their projects out and in.

    `load_lines` is asked for the projects of an agency when its row is unfolded; `name_project`
    gives the name of one.
    """

    def __init__(
        self,
        load_lines: Callable[[str], Sequence[ProjectLine]],
        name_project: Callable[[str], str],
    ) -> None:
        columns = build_matrix_columns()
        super().__init__(columns, tr("各機關收件與審查情形"), stretch="agency")
        self._load_lines = load_lines
        self._name_project = name_project
        self._agencies: tuple[OverviewRecord, ...] = ()
        self._unfolded: set[str] = set()
        self._folding = [each.key for each in columns].index(_FOLDING)

    def set_agencies(self, agencies: Sequence[OverviewRecord]) -> None:
        """Show these agencies; those unfolded stay so."""
        self._agencies = tuple(agencies)
        self._show()

    def show_states(self, states: frozenset[ReturnState]) -> None:
        """Keep the agencies in one of these states; all of them without any."""
        keep = (lambda record: owner_of(record).row.state in states) if states else None
        self.proxy.set_condition(keep)

    def fold(self, agency: str, *, unfolded: bool) -> None:
        """Fold the projects of an agency out or in; its row stays the current one."""
        (self._unfolded.add if unfolded else self._unfolded.discard)(agency)
        self._show()
        for row in range(self.proxy.rowCount()):
            record = self.proxy.index(row, 0).data(RECORD_ROLE)
            if isinstance(record, OverviewRecord) and record.row.agency == agency:
                self.select_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ unfolds the agency in hand, ← folds it."""
        record = self.selected_record()
        if record is None or event.key() not in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            super().keyPressEvent(event)
            return
        self.fold(owner_of(record).row.agency, unfolded=event.key() == Qt.Key.Key_Right)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the number of projects folds the row of an agency."""
        index = self.indexAt(event.position().toPoint())
        record = index.data(RECORD_ROLE) if index.isValid() else None
        super().mousePressEvent(event)
        if isinstance(record, OverviewRecord) and index.column() == self._folding:
            self.fold(record.row.agency, unfolded=not record.is_unfolded)

    def _show(self) -> None:
        self.set_records(tuple(self._build_records()))

    def _build_records(self) -> Iterator[MatrixRecord]:
        for each in self._agencies:
            agency = each.row.agency
            lines = self._load_lines(agency) if agency in self._unfolded else ()
            owner = replace(each, is_unfolded=bool(lines))
            yield owner
            for line in lines:
                yield ProjectRecord(owner, line, self._name_project(line.project))
