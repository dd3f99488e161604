"""The words and the agency that choose what the lists of the 名冊 page show."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.filter_line import FilterLine
from app.visible_text import visible_line


class RegistryFilter(QWidget):
    """A line for words and a list of agencies."""

    changed = Signal()

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self.words = FilterLine(tr("篩選姓名、指紋…"), tr("篩選名冊"))
        self.words.setMinimumWidth(200)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self.agencies = QComboBox()
        self.agencies.setAccessibleName(tr("機關"))
        self.agencies.addItem(tr("全部機關"), None)
        for each in sorted(workspace.programme.agencies, key=lambda one: one.order):
            self.agencies.addItem(visible_line(workspace.short_name(each.code)), each.code)
        self.agencies.currentIndexChanged.connect(lambda _index: self.changed.emit())
        fill_box(QHBoxLayout(self), self.words, self.agencies, margins=0, spacing=theme.GAP)

    @property
    def text(self) -> str:
        """The words typed."""
        return self.words.text()

    @property
    def agency(self) -> str | None:
        """The code of the agency chosen; None for all."""
        code = self.agencies.currentData()
        return None if code is None else str(code)
