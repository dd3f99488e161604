"""What waits for the office today, over all rounds: one button each, which leads there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.day import DayTask, TaskKind
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_button_text, build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_ICONS = {
    TaskKind.REVIEW: "stamp",
    TaskKind.REMIND: "hourglass",
    TaskKind.ROUND_FILES: "package",
    TaskKind.ENROLMENTS: "id-card",
}


class DayStrip(QWidget):
    """今日待辦; says so where nothing waits."""

    chosen = Signal(object)
    """The task whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._line = FlowLayout(self, gap=theme.GAP)
        self.heading = build_label(tr("今日待辦"))
        theme.set_tone(self.heading, Tone.MUTED)
        self._line.addWidget(self.heading)
        self.buttons: list[TintedButton] = []
        self._shown: tuple[DayTask, ...] | None = None

    def show_tasks(self, tasks: Sequence[DayTask]) -> None:
        """Show what waits; buttons stay where nothing changed, with the focus they have."""
        if tuple(tasks) == self._shown:
            return
        self._shown = tuple(tasks)
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._build_button(each) for each in tasks]
        self.heading.setText(tr("今日待辦") if tasks else tr("今日沒有待辦事項。"))

    def _build_button(self, task: DayTask) -> TintedButton:
        words = _say(task)
        button = TintedButton(
            _ICONS[task.kind], build_button_text(words), partial(self.chosen.emit, task)
        )
        button.setToolTip(build_tip(words))
        self._line.addWidget(button)
        return button


def _say(task: DayTask) -> str:
    what, count = word(task.kind), task.count
    if not task.title:
        return tr("{what} {count}", what=what, count=count)
    return tr("{what} {count}（{title}）", what=what, count=count, title=task.title)
