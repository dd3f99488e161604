"""One part of the inspector: a heading that folds what stands below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_tip


class Part(QWidget):
    """Space, Enter or a click on the heading folds it; the heading counts what is inside."""

    folded = Signal(bool)

    def __init__(self, title: str, *contents: QWidget, is_open: bool = True) -> None:
        super().__init__()
        self.title = title
        self.heading = QToolButton()
        self.heading.setCheckable(True)
        self.heading.setChecked(is_open)
        self.heading.setAutoRaise(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_text_style(self.heading, "heading")
        self.body = QWidget()
        fill_box(QVBoxLayout(self.body), *contents, margins=0, spacing=theme.GAP_SMALL)
        fill_box(QVBoxLayout(self), self.heading, self.body, margins=0, spacing=theme.GAP_SMALL)
        self.heading.toggled.connect(self._fold)
        self.count(0)
        self._fold(is_open)

    @property
    def is_open(self) -> bool:
        """Return whether what is inside can be seen."""
        return self.heading.isChecked()

    def open(self) -> None:
        """Unfold it."""
        self.heading.setChecked(True)

    def count(self, number: int) -> None:
        """Say beside the title how many there are inside; nothing where there is none."""
        words = tr("{title} {number}", title=self.title, number=number) if number else self.title
        self.heading.setText(words)

    def _fold(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.heading.setArrowType(arrow)
        self.body.setVisible(is_open)
        tip = tr("收合「{title}」", title=self.title) if is_open else ""
        self.heading.setToolTip(build_tip(tip or tr("展開「{title}」", title=self.title)))
        self.folded.emit(not is_open)
