"""Navigation rail: one button per page, with a badge for the number of pending items."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.ui.shell.page import PageEntry
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_tip


class NavRail(QFrame):
    """Page buttons from top to bottom, with the shortcuts Alt+1 to Alt+9."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_panel(self, "rail")
        self.setAccessibleName(tr("頁面"))
        self._layout = fill_box(
            QVBoxLayout(self),
            1,
            margins=(theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL, theme.GAP),
            spacing=2,
        )
        self._group = QButtonGroup(self)
        self._entries: dict[str, tuple[PageEntry, QToolButton]] = {}

    def set_entries(self, entries: Iterable[PageEntry]) -> None:
        """Show these entries instead of the present ones."""
        for _, button in self._entries.values():
            self._group.removeButton(button)
            let_go(button)
        self._entries.clear()
        for position, entry in enumerate(entries):
            button = self._build_button(entry, position)
            self._layout.insertWidget(position, button)
            self._entries[entry.id] = (entry, button)

    def select(self, page_id: str) -> None:
        """Mark the page in view."""
        self._entries[page_id][1].setChecked(True)

    def set_badge(self, page_id: str, count: int) -> None:
        """Show the number of pending items on a page's button; zero hides it."""
        if page_id in self._entries:
            entry, button = self._entries[page_id]
            button.setText(entry.title if count == 0 else f"{entry.title} ({count})")

    def refresh_icons(self) -> None:
        """Tint the icons for the present theme."""
        for entry, button in self._entries.values():
            button.setIcon(icons.icon(entry.icon_name))

    def _build_button(self, entry: PageEntry, position: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(entry.title)
        button.setIcon(icons.icon(entry.icon_name))
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
        button.setMinimumWidth(112)
        button.clicked.connect(lambda: self.page_chosen.emit(entry.id))
        self._group.addButton(button)
        if position < 9:
            shortcut = QShortcut(QKeySequence(f"Alt+{position + 1}"), button)
            shortcut.activated.connect(lambda: self.page_chosen.emit(entry.id))
            button.setToolTip(
                build_tip(tr("{title}（Alt+{number}）", title=entry.title, number=position + 1))
            )
        return button
