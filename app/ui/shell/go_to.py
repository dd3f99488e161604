"""Go-to dialog (Ctrl+K): find a page, project, section or field by part of its name."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.shell.page import Destination
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_SHOWN = 60


class GoToDialog(QDialog):
    """Search line with the matching destinations below; Enter chooses the selected one."""

    def __init__(
        self,
        destinations: Sequence[Destination],
        parent: QWidget | None = None,
        title: str = tr("前往"),
        hint: str = tr("輸入頁面、計畫、節或欄位名稱的一部分"),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(visible_line(title))
        self.resize(560, 420)
        self._destinations = destinations
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        self._line.setAccessibleName(title)
        self._list = QListWidget()
        self._list.setUniformItemSizes(True)
        self._empty = build_label(tr("沒有符合的項目"), Tone.MUTED)
        fill_box(QVBoxLayout(self), self._line, (self._list, 1), self._empty)
        self._line.textChanged.connect(self._filter)
        self._line.installEventFilter(self)
        self._line.returnPressed.connect(self.accept)
        self._list.itemActivated.connect(self.accept)
        self._list.itemClicked.connect(self.accept)
        self._filter("")

    def chosen(self) -> Destination | None:
        """The selected destination, None when nothing matches."""
        chosen = self._list.selectedItems()
        return chosen[0].data(Qt.ItemDataRole.UserRole) if chosen else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the selection with Up and Down while the search line keeps the focus."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.type() == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() in moves:
            self._list.keyPressEvent(cast(QKeyEvent, event))
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self._list.clear()
        for destination in find_destinations(self._destinations, text)[:_SHOWN]:
            line = destination.title
            if destination.detail:
                line += f"　—　{destination.detail}"
            item = QListWidgetItem(
                icons.icon(destination.icon_name, Tone.MUTED), visible_line(line)
            )
            item.setData(Qt.ItemDataRole.UserRole, destination)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._empty.setVisible(self._list.count() == 0)


def find_destinations(destinations: Sequence[Destination], text: str) -> list[Destination]:
    """Filter destinations to those with every typed word; matches in the title come first."""
    words = text.casefold().split()
    found = []
    for position, each in enumerate(destinations):
        title = each.title.casefold()
        whole = f"{each.title} {each.detail} {each.text}".casefold()
        if all(word in whole for word in words):
            in_title = all(word in title for word in words)
            found.append((not in_title, position, each))
    return [each for *_, each in sorted(found, key=lambda entry: entry[:2])]
