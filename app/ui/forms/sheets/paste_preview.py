"""What a paste would do, cell by cell, before it is done: in the place of the sheet itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.forms.sheets.paste_plan import PastedCell, PasteOutcome, PastePlan, worth_showing
from app.ui.forms.sheets.sheet_cells import SheetCells
from app.ui.messages import word
from app.ui.translation import join_words, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone

_HEIGHT = 260
_LOOKS = {
    PasteOutcome.WRITTEN: ("circle-check", Tone.OK),
    PasteOutcome.OVERWRITTEN: ("triangle-alert", Tone.WARNING),
    PasteOutcome.CLEARED: ("triangle-alert", Tone.WARNING),
    PasteOutcome.UNREADABLE: ("circle-alert", Tone.ERROR),
}
_SKIPPED = ("ban", Tone.MUTED)


class PastePreview(QWidget):
    """Lists a plan; Enter pastes, Escape leaves everything as it is."""

    accepted = Signal()
    rejected = Signal()
    blanks_chosen = Signal(bool)
    """Whether blanks are to empty what stands in their cells."""

    def __init__(self, cells: SheetCells, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = cells
        self.heading = build_label(style="heading")
        self.summary = build_label(wraps=True)
        self.view = RecordView(self._columns(), tr("貼上預覽"), stretch="after")
        self.view.setMinimumHeight(_HEIGHT)
        self.blanks = QCheckBox(tr("空白格也覆寫（清除原值）"))
        self.blanks.toggled.connect(self.blanks_chosen)
        self.take = QPushButton(tr("貼上"))
        theme.set_primary(self.take)
        self.take.clicked.connect(self.accepted)
        self.leave = QPushButton(tr("取消"))
        self.leave.clicked.connect(self.rejected)
        foot = fill_box(QHBoxLayout(), self.blanks, 1, self.leave, self.take, spacing=theme.GAP)
        fill_box(
            QVBoxLayout(self),
            self.heading,
            self.summary,
            (self.view, 1),
            foot,
            margins=0,
            spacing=theme.GAP,
        )

    def show_plan(self, plan: PastePlan) -> None:
        """List what a plan would do, most wanting first."""
        self.heading.setText(tr("貼上預覽（尚未寫入）"))
        self.summary.setText(describe_plan(plan))
        self.view.set_records(tuple(worth_showing(plan)))
        self.take.setEnabled(not plan.takes_nothing)
        has_blanks = any(
            each.outcome in (PasteOutcome.KEPT, PasteOutcome.CLEARED) for each in plan.cells
        )
        self.blanks.setVisible(has_blanks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter pastes wherever the focus is, Escape does not."""
        if event.key() == Qt.Key.Key_Escape:
            self.rejected.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.leave.hasFocus() or not self.take.isEnabled():
                self.rejected.emit()
            else:
                self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> tuple[RecordColumn, ...]:
        return (
            RecordColumn(
                "outcome",
                tr("結果"),
                lambda each: word(each.outcome),
                width=18,
                icon_name=lambda each: _LOOKS.get(each.outcome, _SKIPPED)[0],
                tone=lambda each: _LOOKS.get(each.outcome, _SKIPPED)[1],
            ),
            RecordColumn("row", tr("列"), self._row, width=26, tip=self._row),
            RecordColumn("column", tr("欄"), self._column, width=16),
            RecordColumn("before", tr("原值"), _on_one_line(lambda each: each.before), width=16),
            RecordColumn(
                "after",
                tr("新值"),
                _on_one_line(lambda each: each.after),
                width=16,
            ),
            RecordColumn(
                "why",
                tr("原因"),
                _on_one_line(self._why),
                width=34,
                tip=self._why,
            ),
        )

    def _row(self, cell: PastedCell) -> str:
        return "—" if cell.row < 0 else self._cells.row_name(cell.row)

    def _column(self, cell: PastedCell) -> str:
        return "—" if cell.column < 0 else self._cells.heading(cell.column)

    def _why(self, cell: PastedCell) -> str:
        text = cell.text.strip()
        if cell.outcome is PasteOutcome.READ_ONLY:
            return tr("本格由程式帶入或計算；貼上的是「{text}」。", text=text)
        if cell.outcome is PasteOutcome.OUTSIDE:
            return tr("超出本表範圍；貼上的是「{text}」。", text=text)
        if cell.outcome is PasteOutcome.KEPT:
            return tr("貼上的是空白格，保留原值。")
        if cell.outcome is PasteOutcome.UNPLACED:
            return tr("{message}貼上的是「{text}」。", message=cell.message, text=text)
        if cell.outcome is PasteOutcome.UNREADABLE:
            return tr("原文留在格內，待更正：{message}", message=cell.message)
        return cell.message


def describe_plan(plan: PastePlan) -> str:
    """How many cells come to what, and why whole rows are left out."""
    parts = [
        tr("{outcome} {n} 格", outcome=word(outcome), n=n) for outcome, n in plan.count().items()
    ]
    if plan.hidden:
        parts.append(tr("來源中隱藏而略過 {n} 列（欄）", n=plan.hidden))
    summary = join_words(parts) or tr("沒有可寫入的內容")
    if plan.is_by_name:
        summary = tr("{summary}（依貼上內容的標題與名稱放到所屬的列欄）", summary=summary)
    lost = plan.lost_rows()
    return "\n".join((tr("{summary}。", summary=summary), *lost[:_MOST_NAMED]))


_MOST_NAMED = 3


def _on_one_line(text: Callable[[PastedCell], str]) -> Callable[[PastedCell], str]:
    return lambda each: " ".join(text(each).split())
