"""The box that says which round is in hand, on every page that speaks of one."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.models.periods import format_roc_date
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.visible_text import visible_line


class RoundChooser(QComboBox):
    """The office's rounds, newest first; choosing one changes it for all pages."""

    def __init__(self, workspace: OfficeWorkspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAccessibleName(tr("填報期"))
        self.setToolTip(tr("填報期"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.refresh()
        self.activated.connect(self._choose)
        workspace.round_changed.connect(self.refresh)
        workspace.records_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the rounds as they are now."""
        self.blockSignals(True)
        self.clear()
        for each in self._workspace.rounds():
            shown = tr("{title}（示範）", title=each.title) if each.is_demo else each.title
            self.addItem(visible_line(shown), each.id)
            self.setItemData(
                self.count() - 1,
                tr("截止 {due_on}", due_on=format_roc_date(each.due_on)),
                3,  # Qt.ToolTipRole
            )
        present = self._workspace.round
        if present is not None:
            self.setCurrentIndex(self.findData(present.id))
        self.setVisible(self.count() > 0)
        self.blockSignals(False)

    def _choose(self, position: int) -> None:
        self._workspace.choose_round(str(self.itemData(position)))
