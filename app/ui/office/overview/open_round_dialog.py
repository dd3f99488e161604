"""開立填報期: what is collected, for which year, until when, and who has to sign."""

from datetime import date, timedelta

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.models.periods import ce_year, roc_year
from app.models.rounds import ABOUT_MET_PERCENT, BEHIND_BELOW_PERCENT, Round, RoundKind
from app.models.signatures import SignerRole
from app.office.rounds.rounds import openable_kinds
from app.ui.messages import word
from app.ui.office.roc_date_line import RocDateLine
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.notices import NoticeBar

_GRACE = timedelta(days=14)
_USUAL_STRETCH = timedelta(days=45)


class OpenRoundDialog(QDialog):
    """Asks for a round and opens it; a refusal stays in the dialog, with what was entered."""

    def __init__(self, workspace: OfficeWorkspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.opened: Round | None = None
        self.setWindowTitle(tr("開立填報期"))
        self.setMinimumWidth(460)
        self.notices = NoticeBar()
        self.kind = QComboBox()
        for kind in openable_kinds():
            self.kind.addItem(word(kind), kind)
        self.year = QComboBox()
        for year in workspace.programme.years:
            self.year.addItem(tr("{year} 年", year=year), year)
        today = workspace.today()
        self.year.setCurrentIndex(max(0, self.year.findData(_usual_year(workspace, today))))
        due_on = _usual_due_date(int(self.year.currentData()), today)
        self.opens_on = RocDateLine(tr("開始日"), today)
        self.due_on = RocDateLine(tr("截止日"), due_on)
        self.closes_on = RocDateLine(tr("最後收件日"), due_on + _GRACE)
        self.roles = {role: QCheckBox(word(role)) for role in SignerRole}
        for each in self.roles.values():  # a superior approves, unless the office says otherwise
            each.setChecked(True)
        self.behind = _build_percentage(tr("落後門檻"), BEHIND_BELOW_PERCENT)
        self.about = _build_percentage(tr("約值達成門檻"), ABOUT_MET_PERCENT)
        self.is_demo = QCheckBox(tr("示範填報期（各頁標示「示範資料」）"))
        self._build_layout()

    def submit(self) -> None:
        """Open the round as entered; closes the dialog when it exists."""
        days = (self.opens_on.day(), self.due_on.day(), self.closes_on.day())
        opens_on, due_on, closes_on = days
        if opens_on is None or due_on is None or closes_on is None:
            self.notices.show_error(AppError("OFFICE_DATE_UNREADABLE"))
            return
        try:
            self.opened = self._workspace.desk.rounds.open(
                RoundKind(self.kind.currentData()),
                int(self.year.currentData()),
                opens_on=opens_on,
                due_on=due_on,
                closes_on=closes_on,
                required_roles=tuple(role for role, box in self.roles.items() if box.isChecked()),
                behind_below_percent=self.behind.value(),
                about_met_percent=self.about.value(),
                is_demo=self.is_demo.isChecked(),
            )
        except AppError as error:
            self.notices.show_error(error)
            return
        self.accept()

    def _build_layout(self) -> None:
        roles = QVBoxLayout()
        for box in self.roles.values():
            roles.addWidget(box)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("填報種類"), self.kind)
        form.addRow(tr("年度"), self.year)
        form.addRow(tr("開始日"), self.opens_on)
        form.addRow(tr("截止日"), self.due_on)
        form.addRow(tr("最後收件日"), self.closes_on)
        form.addRow(tr("須簽章者"), roles)
        form.addRow(tr("落後：執行率或達成率低於"), self.behind)
        form.addRow(tr("目標載明「約」者，達成自"), self.about)
        form.addRow("", self.is_demo)
        buttons = build_dialog_buttons(self, tr("開立"), self.submit)
        self.open_button = accept_button(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notices)
        layout.addLayout(form)
        layout.addWidget(buttons)


def _build_percentage(name: str, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, 100)
    box.setSuffix(" %")
    box.setValue(value)
    box.setAccessibleName(name)
    return box


def _usual_year(workspace: OfficeWorkspace, today: date) -> int:
    """The year before this one: a year is reported on when it is over."""
    years = workspace.programme.years
    return min(max(roc_year(today) - 1, years[0]), years[-1])


def _usual_due_date(year_roc: int, today: date) -> date:
    usual = date(ce_year(year_roc) + 1, 2, 15)
    return usual if usual > today else today + _USUAL_STRETCH


def ask_for_round(workspace: OfficeWorkspace, parent: QWidget) -> Round | None:
    """Show the dialog; the round that was opened, None when it was closed without."""
    dialog = OpenRoundDialog(workspace, parent)
    dialog.exec()
    opened = dialog.opened
    dialog.deleteLater()
    return opened
