"""What is done to many cells of a sheet at once, each as one step of the undo list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex

from app.forms.field_types import ParseProblem
from app.forms.sheets.selection_sums import SelectionSum, sum_up
from app.models.answers import Place, StoredValue
from app.models.forms import FieldType
from app.ui.forms.sheets.paste_plan import PastePlan
from app.ui.forms.sheets.sheet_model import SheetModel
from app.ui.translation import tr


class Filled(NamedTuple):
    """How many cells took what was filled in, and how many could not."""

    done: int
    skipped: int


class SheetEdits:
    """Changes many cells of one sheet through its host."""

    def __init__(self, model: SheetModel) -> None:
        self._model = model
        self._host = model.host

    def apply(self, plan: PastePlan) -> bool:
        """Write what a plan holds; False where it could not be saved."""
        if plan.takes_nothing:
            return True
        label = tr("貼上 {title}", title=self._model.title)
        return self._host.commit(plan.changes, label, texts=plan.texts)

    def clear(self, indexes: Sequence[QModelIndex]) -> None:
        """Empty cells."""
        places = [self._model.place(each) for each in indexes if self._model.is_editable(each)]
        emptied: dict[Place, StoredValue] = {each: None for each in places if each is not None}
        if emptied:
            self._host.commit(emptied, tr("清除 {title}", title=self._model.title))

    def fill_down(self, indexes: Sequence[QModelIndex]) -> Filled:
        """Let the first row of a selection hold for all of it; one row takes that above it."""
        first = min(each.row() for each in indexes)
        source = first if any(each.row() != first for each in indexes) else first - 1
        return self._fill(indexes, lambda each: each.siblingAtRow(source), tr("向下填滿"))

    def fill_right(self, indexes: Sequence[QModelIndex]) -> Filled:
        """Let the first column of a selection hold for all of it; one takes that before it."""
        first = min(each.column() for each in indexes)
        source = first if any(each.column() != first for each in indexes) else first - 1
        return self._fill(indexes, lambda each: each.siblingAtColumn(source), tr("向右填滿"))

    def enter_today(self, indexes: Sequence[QModelIndex]) -> bool:
        """Put today's date, Taiwan's, into those cells that hold dates; False for none."""
        dates: dict[Place, StoredValue] = {}
        for each in indexes:
            place = self._model.place(each)
            if place is not None and self._model.is_editable(each) and self.is_date(each):
                dates[place] = self._host.today().isoformat()
        return bool(dates) and self._host.commit(dates, tr("今天日期"))

    def is_date(self, index: QModelIndex) -> bool:
        """Return whether a cell holds a date."""
        spec = self._model.layout.columns[index.column()].field
        return spec is not None and spec.type is FieldType.DATE

    def sum_up(self, indexes: Sequence[QModelIndex]) -> SelectionSum:
        """What is in the cells selected, and their total."""
        cells = self._model.cells
        held = []
        for each in indexes:
            spec = cells.spec(each.row(), each.column())
            if spec is not None:
                held.append((spec, cells.value(each.row(), each.column())))
        return sum_up(held)

    def _fill(
        self,
        indexes: Sequence[QModelIndex],
        source_of: Callable[[QModelIndex], QModelIndex],
        what: str,
    ) -> Filled:
        changes: dict[Place, StoredValue] = {}
        skipped = 0
        for each in indexes:
            source, place = source_of(each), self._model.place(each)
            if not source.isValid() or source == each or place is None:
                continue
            if not self._model.is_editable(each) or self._is_unread(source):
                skipped += 1
                continue
            text = self._model.cells.text(source.row(), source.column(), for_editing=True)
            try:
                changes[place] = self._model.cells.reader(each.row(), each.column()).parse(text)
            except ParseProblem:
                skipped += 1
        label = f"{what} {self._model.title}"
        is_saved = bool(changes) and self._host.commit(changes, label)
        return Filled(len(changes) if is_saved else 0, skipped)

    def _is_unread(self, index: QModelIndex) -> bool:
        return self._model.cells.is_unread(index.row(), index.column())
