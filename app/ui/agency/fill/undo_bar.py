"""復原 and 重做 above the tree: each names its step, and lists the last ten to go back to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.agency.drafts.history import NamedStep
from app.models.periods import format_taiwan_time_short, taiwan_day, taiwan_time
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_button_text
from app.ui.widgets.tinted import IconButton

_LISTED = 10


class UndoBar(QWidget):
    """Follows the draft in hand."""

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.undo = StepButton(
            "undo-2", tr("復原"), tr("復原到哪一步為止"), workspace.undo, workspace.today
        )
        self.redo = StepButton(
            "redo-2", tr("重做"), tr("重做到哪一步為止"), workspace.redo, workspace.today
        )
        gap = theme.GAP_SMALL
        fill_box(QHBoxLayout(self), self.undo, self.redo, 1, margins=gap, spacing=gap)
        workspace.saved.connect(self._follow)  # reasons, too
        self._follow()

    def _follow(self) -> None:
        draft = self._workspace.draft
        steps = () if draft is None else draft.journal.steps(_LISTED)
        done = [each for each in reversed(steps) if each.is_done]
        undone = [each for each in steps if not each.is_done]
        self.undo.show_steps(
            done,
            tr("復原：{label}（Ctrl+Z）", label=done[0].label) if done else tr("沒有可復原的步驟"),
        )
        self.redo.show_steps(
            undone,
            tr("重做：{label}（Ctrl+Y）", label=undone[0].label)
            if undone
            else tr("沒有可重做的步驟"),
        )


class StepButton(IconButton):
    """A click goes one step; the arrow, or the key ↓, lists how far one click may go."""

    def __init__(
        self,
        icon_name: str,
        text: str,
        heading: str,
        act: Callable[[int], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(icon_name, text)
        self._heading = heading
        self._act = act
        self._today = today
        self._steps: list[NamedStep] = []
        self.steps = QMenu(self)
        self.steps.aboutToShow.connect(self._fill)
        self.setText(text)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a field that is left keeps its typing
        self.setMenu(self.steps)
        self.clicked.connect(lambda: act(1))

    def show_steps(self, steps: list[NamedStep], tip: str) -> None:
        """Take the steps to list, the next one first; without any there is nothing to press."""
        self._steps = steps
        self.setEnabled(bool(steps))
        self.set_tip(tip)

    def _fill(self) -> None:
        self.steps.clear()
        self.steps.addSection(self._heading)
        for count, step in enumerate(self._steps, start=1):
            line = self.steps.addAction(build_button_text(_describe(step, self._today())))
            line.triggered.connect(lambda _=False, count=count: self._act(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)


def _describe(step: NamedStep, today: date) -> str:
    moment = f"{taiwan_time(step.made_at):%H:%M}"
    if taiwan_day(step.made_at) != today:
        moment = format_taiwan_time_short(step.made_at)
    return tr("{moment}　{label}", moment=moment, label=step.label)
