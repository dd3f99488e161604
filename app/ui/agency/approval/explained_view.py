"""The findings a preparer gave reasons for: a table to search, the chosen one in full below."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.models.returns import ExplainedFinding
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone

_SHOWN_ROWS = 6


class ExplainedView(QWidget):
    """All of them, as the payload states them; `place_of` names a place."""

    def __init__(self, place_of: Callable[[str], str]) -> None:
        super().__init__()
        self._place_of = place_of
        self.heading = build_label(style="heading")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("篩選代碼、位置、內容或理由"))
        self.filter.setAccessibleName(tr("篩選檢核結果"))
        self.filter.setClearButtonEnabled(True)
        self.table = RecordView(self._columns(), tr("檢核結果與理由"), stretch="reason")
        self.table.record_selected.connect(self._show_record)
        self.filter.textChanged.connect(self.table.proxy.set_words)
        self.details = build_label(wraps=True, selectable=True)
        head = fill_box(QHBoxLayout(), (self.heading, 1), (self.filter, 1))
        fill_box(
            QVBoxLayout(self), head, self.table, self.details, margins=0, spacing=theme.GAP_SMALL
        )

    def show_explained(self, explained: tuple[ExplainedFinding, ...]) -> None:
        """Show these; none are said to be none."""
        self.heading.setText(tr("檢核結果與理由 {count} 項", count=len(explained)))
        self.filter.clear()
        self.table.set_records(explained)
        row = self.table.verticalHeader().defaultSectionSize()
        shown = min(len(explained), _SHOWN_ROWS) + 2  # the header, and a scroll bar
        self.table.setFixedHeight(row * shown)
        for each in (self.table, self.filter, self.details):
            each.setVisible(bool(explained))
        if explained:
            self.table.select_row(0)
        theme.set_tone(self.heading, Tone.PLAIN if explained else Tone.MUTED)

    def _show_record(self, record: object) -> None:
        if isinstance(record, ExplainedFinding):
            where = self._place_of(record.place)
            words = tr(
                "{where}（{code}）\n{message}\n理由：{reason}",
                where=where,
                code=record.code,
                message=record.message,
                reason=record.reason,
            )
            self.details.setText(words)
        else:
            self.details.clear()

    def _columns(self) -> tuple[RecordColumn, ...]:
        return (
            RecordColumn("code", tr("代碼"), lambda each: each.code, width=7),
            RecordColumn("place", tr("位置"), lambda each: self._place_of(each.place), width=26),
            RecordColumn("reason", tr("理由"), lambda each: each.reason, width=20),
            RecordColumn("message", tr("內容"), lambda each: each.message, width=60),
        )
