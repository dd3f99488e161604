"""Navigation rail: one button per page, with a badge for the number of pending items.

Where the page or the window is short of room it folds to its icons.
"""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.ui.shell.page import PageEntry
from app.ui.shell.preferences import PreferenceFile
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_tip

_WIDTH = 112
_FOLDED = 40
_UNBOUNDED = 16_777_215  # Qt's own largest size of a widget
_BADGE = 15
_MOST_SHOWN = 99


class NavRail(QFrame):
    """Page buttons from top to bottom, with the shortcuts Alt+1 to Alt+9."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_panel(self, "rail")
        self.setAccessibleName(tr("頁面"))
        self._preferences: PreferenceFile | None = None
        self._is_short_of_room = False
        self._fold = RailButton(tr("收合側欄"), "panel-left-close")
        self._fold.clicked.connect(self._choose_fold)
        self._layout = fill_box(
            QVBoxLayout(self),
            1,
            self._fold,
            margins=(theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL, theme.GAP),
            spacing=2,
        )
        self._group = QButtonGroup(self)
        self._entries: dict[str, RailButton] = {}

    def set_entries(self, entries: Iterable[PageEntry]) -> None:
        """Show these entries instead of the present ones."""
        for button in self._entries.values():
            self._group.removeButton(button)
            let_go(button)
        self._entries.clear()
        for position, entry in enumerate(entries):
            button = self._build_button(entry, position)
            self._layout.insertWidget(position, button)
            self._entries[entry.id] = button

    def select(self, page_id: str) -> None:
        """Mark the page in view."""
        self._entries[page_id].setChecked(True)

    def set_badge(self, page_id: str, count: int) -> None:
        """Show the number of pending items on a page's button; zero hides it."""
        if page_id in self._entries:
            self._entries[page_id].set_count(count)

    def refresh_icons(self) -> None:
        """Tint the icons for the present theme."""
        for button in (*self._entries.values(), self._fold):
            button.show_icon()

    # -- folding ---------------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Return whether the icons stand alone: as chosen, else as there is room."""
        chosen = None
        if self._preferences is not None:
            chosen = self._preferences.present.rail_is_folded
        return self._is_short_of_room if chosen is None else chosen

    def remember_in(self, preferences: PreferenceFile) -> None:
        """Fold as the preferences say, and keep in them what is chosen here."""
        self._preferences = preferences
        self._show_fold()

    def note_room(self, is_short: bool) -> None:
        """Whether the page in view needs the width: decides where nothing was chosen."""
        self._is_short_of_room = is_short
        self._show_fold()

    def _choose_fold(self) -> None:
        wanted = not self.is_folded
        if self._preferences is not None:
            # What the room asks for anyway is no choice of its own.
            chosen = None if wanted == self._is_short_of_room else wanted
            self._preferences.change(rail_is_folded=chosen)
        self._show_fold()

    def _show_fold(self) -> None:
        is_folded = self.is_folded
        self._fold.set_title(
            tr("展開側欄") if is_folded else tr("收合側欄"),
            "panel-left-open" if is_folded else "panel-left-close",
        )
        for button in (*self._entries.values(), self._fold):
            button.fold(is_folded)

    def _build_button(self, entry: PageEntry, position: int) -> "RailButton":
        button = RailButton(entry.title, entry.icon_name, self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.page_chosen.emit(entry.id))
        button.fold(self.is_folded)
        self._group.addButton(button)
        if position < 9:
            keys = f"Alt+{position + 1}"
            shortcut = QShortcut(QKeySequence(keys), button)
            shortcut.activated.connect(lambda: self.page_chosen.emit(entry.id))
            button.set_keys(keys)
        return button


class RailButton(QToolButton):
    """Icon and word, or folded the icon alone with the count at its corner."""

    def __init__(self, title: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._icon_name, self._keys = title, icon_name, ""
        self._count = 0
        self.setIconSize(QSize(20, 20))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.show_icon()
        self.fold(False)
        self._show_words()

    def set_title(self, title: str, icon_name: str) -> None:
        """Say and show something else."""
        if (title, icon_name) != (self._title, self._icon_name):
            self._title, self._icon_name = title, icon_name
            self.show_icon()
            self._show_words()

    def set_keys(self, keys: str) -> None:
        """Name the keys that press it in the tool tip."""
        self._keys = keys
        self._show_words()

    def set_count(self, count: int) -> None:
        """Show how many wait; none for zero."""
        self._count = count
        self._show_words()
        self.update()

    def show_icon(self) -> None:
        """Tint the icon for the present theme."""
        self.setIcon(icons.icon(self._icon_name))

    def fold(self, is_folded: bool) -> None:
        """Show the icon alone, or with its word."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if is_folded else style.ToolButtonTextBesideIcon
        )
        # A style's own margins and the size of the text decide nothing about icons.
        self.setMinimumWidth(_FOLDED if is_folded else _WIDTH)
        self.setMaximumWidth(_FOLDED if is_folded else _UNBOUNDED)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The count, where there is no word to hold it."""
        super().paintEvent(event)
        if not self._count or self.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        colours = theme.current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.75)
        painter.setFont(font)
        text = str(self._count) if self._count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 6)
        box = QRect(self.width() - width - 1, 1, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _show_words(self) -> None:
        words = self._title if self._count == 0 else f"{self._title} ({self._count})"
        self.setText(words)
        self.setAccessibleName(words)
        tip = tr("{title}（{keys}）", title=words, keys=self._keys) if self._keys else words
        self.setToolTip(build_tip(tip))
