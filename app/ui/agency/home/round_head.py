"""The head of the home page: the round in hand, when it is due, and how far the agency is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.agency.home import HomeState
from app.models.agency_rounds import AgencyRound
from app.models.periods import format_roc_date
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton
from app.visible_text import visible_line


class RoundHead(QWidget):
    """Another round can be chosen where there are several, and a round file taken in."""

    round_chosen = Signal(str)
    receive_asked = Signal()

    def __init__(self, state: HomeState, today: date) -> None:
        super().__init__()
        present = state.present
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(_build_title(present, today))
        standing = build_label(
            tr("{state}　第 {revision} 版", state=word(present.state), revision=present.revision),
            Tone.MUTED,
        )
        line = fill_box(QHBoxLayout(), standing, 1)
        if len(state.titles) > 1:
            line.addWidget(self._build_choice(state))
        self.receive = TintedButton("file-input", tr("匯入填報包…"))
        self.receive.clicked.connect(self.receive_asked)
        line.addWidget(self.receive)
        layout.addLayout(line)

    def _build_choice(self, state: HomeState) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(tr("填報期"))
        for round_id, title in state.titles.items():
            choice.addItem(visible_line(title), round_id)
        choice.setCurrentIndex(choice.findData(state.present.round.id))
        choice.activated.connect(lambda index: self.round_chosen.emit(choice.itemData(index)))
        return choice


def _build_title(present: AgencyRound, today: date) -> QHBoxLayout:
    title = build_label(present.round.title, style="title")
    words, tone = describe_due(present.round.due_on, present.days_left(today))
    deadline = build_label(words, tone)
    row = fill_box(QHBoxLayout(), title, 1)
    if tone is not Tone.PLAIN:
        mark = build_label()
        mark.setPixmap(icons.pixmap("triangle-alert", tone))
        row.addWidget(mark)
    row.addWidget(deadline)
    return row


def describe_due(due_on: date, days_left: int) -> tuple[str, Tone]:
    """截止 115年2月15日（剩 12 日）, and how urgent that is."""
    day = format_roc_date(due_on)
    if days_left < 0:
        return tr("截止 {day}（逾期 {days_left} 日）", day=day, days_left=-days_left), Tone.ERROR
    if days_left == 0:
        return tr("截止 {day}（今日截止）", day=day), Tone.WARNING
    words = tr("截止 {day}（剩 {days_left} 日）", day=day, days_left=days_left)
    return words, Tone.WARNING if days_left <= 7 else Tone.PLAIN
