"""Card of one free row: its head to take hold of, what can be done with it, and its fields."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.forms import BlankSection
from app.ui.forms.fields_view import FieldGrid
from app.ui.forms.form_host import FormHost
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton, TintedMark


class Card(QFrame):
    """Its owner moves, copies and removes the row."""

    wants_step = Signal(int)
    """Alt+↑ or Alt+↓ was pressed within: -1 or 1."""

    def __init__(self, host: FormHost, section: BlankSection, key: str, name: str) -> None:
        super().__init__()
        theme.set_panel(self, "row")
        self._name = name
        self.title = ""
        self.grip = CardGrip()
        self.grip.setEnabled(not host.read_only)
        self.copy = IconButton("copy", tr("複製"))
        self.up = IconButton("arrow-up", tr("上移"))
        self.down = IconButton("arrow-down", tr("下移"))
        self.remove = IconButton("trash-2", tr("刪除"))
        head = fill_box(QHBoxLayout(), (self.grip, 1))
        for button in (self.copy, self.up, self.down, self.remove):
            head.addWidget(button)
            if host.read_only:  # shown without a parent it would be a window and take the focus
                button.hide()
        self.fields = FieldGrid(host, section, key)
        margins = (theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE)
        fill_box(QVBoxLayout(self), head, self.fields, margins=margins)
        self.files = self.fields.accept_files(self)
        """What takes the files dropped on the card."""
        self.up.clicked.connect(lambda: self.wants_step.emit(-1))
        self.down.clicked.connect(lambda: self.wants_step.emit(1))
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.wants_step.emit(step))

    def set_position(self, position: int, total: int) -> None:
        """Set the card's number and enable the moves that are possible."""
        self.title = f"{self._name} {position + 1}"
        self.grip.label.setText(self.title)
        self.up.setEnabled(position > 0)
        self.down.setEnabled(position + 1 < total)
        for button, verb, keys in (
            (self.copy, tr("複製"), ""),
            (self.up, tr("上移"), tr("（Alt+↑）")),
            (self.down, tr("下移"), tr("（Alt+↓）")),
            (self.remove, tr("刪除"), ""),
        ):
            tip = tr("{verb}「{title}」", verb=verb, title=self.title)
            button.set_tip(tip)
            button.setToolTip(build_tip(f"{tip}{keys}"))

    def mark_dragged(self, is_dragged: bool) -> None:
        """Show which card is being dragged."""
        theme.set_panel(self, "info" if is_dragged else "row")


class CardGrip(QWidget):
    """The head of a card, by which the mouse drags it; Esc lets go without moving anything."""

    dragged = Signal(QPoint)
    """Where the pointer is, on the screen."""
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = build_label(style="heading")
        fill_box(
            QHBoxLayout(self),
            TintedMark("grip-vertical", Tone.MUTED),
            (self.label, 1),
            margins=0,
            spacing=theme.GAP_SMALL,
        )
        self.setToolTip(build_tip(tr("拖曳以調整順序（Alt+↑、Alt+↓）")))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed_at: QPoint | None = None
        self._is_dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the pointer has gone far enough to be meant."""
        here = event.globalPosition().toPoint()
        if self._pressed_at is None:
            return
        gone = (here - self._pressed_at).manhattanLength()
        if not self._is_dragging and gone >= QApplication.startDragDistance():
            self._is_dragging = True
            self.grabKeyboard()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragging:
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go here."""
        if self._let_go():
            self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: nothing moves. The keyboard is here only while something is dragged."""
        if event.key() == Qt.Key.Key_Escape and self._let_go():
            self.cancelled.emit()

    def _let_go(self) -> bool:
        was_dragging, self._is_dragging, self._pressed_at = self._is_dragging, False, None
        if was_dragging:
            self.releaseKeyboard()
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        return was_dragging
