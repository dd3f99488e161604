"""變更期限: the dates of a round that is open, moved with a reason."""

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.models.rounds import Round
from app.ui.office.roc_date_line import RocDateLine
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line


class RoundDatesDialog(QDialog):
    """Asks for dates and a reason; a refusal stays in the dialog, with what was entered."""

    def __init__(
        self, workspace: OfficeWorkspace, round_: Round, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._round = workspace, round_
        self.changed: Round | None = None
        self.setWindowTitle(visible_line(tr("變更期限 — {title}", title=round_.title)))
        self.setMinimumWidth(460)
        self.notices = NoticeBar()
        self.opens_on = RocDateLine(tr("開始日"), round_.opens_on)
        self.due_on = RocDateLine(tr("截止日"), round_.due_on)
        self.closes_on = RocDateLine(tr("最後收件日"), round_.closes_on)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("理由"))
        self.reason.setPlaceholderText(tr("例：連續假期順延"))
        self.hint = build_label()
        self.hint.setWordWrap(True)
        theme.set_tone(self.hint, Tone.WARNING)
        self._build_layout()
        for line in (self.opens_on, self.due_on, self.closes_on):
            line.textChanged.connect(self._show_consequences)
        self._show_consequences()
        self.due_on.setFocus()

    def submit(self) -> None:
        """Move the dates as entered; closes the dialog when that is done."""
        opens_on, due_on, closes_on = self._days()
        if opens_on is None or due_on is None or closes_on is None:
            self.notices.show_error(AppError("OFFICE_DATE_UNREADABLE"))
            return
        present = self._round
        if (opens_on, due_on, closes_on) == (present.opens_on, present.due_on, present.closes_on):
            self.notices.show_info(tr("日期都與現在相同，沒有變更。"))
            return
        try:
            self.changed = self._workspace.desk.rounds.change_dates(
                present.id,
                opens_on=opens_on,
                due_on=due_on,
                closes_on=closes_on,
                reason=self.reason.text(),
            )
        except AppError as error:
            self.notices.show_error(error)
            return
        self.accept()

    def _days(self) -> tuple[date | None, date | None, date | None]:
        return self.opens_on.day(), self.due_on.day(), self.closes_on.day()

    def _show_consequences(self) -> None:
        opens_on, due_on, closes_on = self._days()
        today, words = self._workspace.today(), ""
        if closes_on is not None and closes_on < today:
            words = tr("最後收件日已過：變更後，寄來的填報表一律不收。")
        elif closes_on is not None and closes_on < self._round.closes_on:
            words = tr(
                "最後收件日提前：填報包沒有更新的機關，過了新的日期仍能簽章，寄來時卻不再收件。"
            )
        elif opens_on is not None and opens_on > max(today, self._round.opens_on):
            words = tr("開始日延後：匯入新填報包的機關，在新的開始日之前不能簽章。")
        elif due_on is not None and due_on < today:
            words = tr("截止日已過：尚未報送的機關會標示逾期。")
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _build_layout(self) -> None:
        about = build_label(
            tr("各機關手上的填報包仍是原來的日期；變更後請重新產生填報包，寄給各機關匯入。")
        )
        about.setWordWrap(True)
        theme.set_tone(about, Tone.MUTED)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("開始日"), self.opens_on)
        form.addRow(tr("截止日"), self.due_on)
        form.addRow(tr("最後收件日"), self.closes_on)
        form.addRow(tr("理由"), self.reason)
        buttons = build_dialog_buttons(self, tr("變更"), self.submit)
        self.change_button = accept_button(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notices)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)


def ask_for_dates(workspace: OfficeWorkspace, round_: Round, parent: QWidget) -> Round | None:
    """Show the dialog; the round with its new dates, None when nothing was changed."""
    dialog = RoundDatesDialog(workspace, round_, parent)
    dialog.exec()
    changed = dialog.changed
    dialog.deleteLater()
    return changed
