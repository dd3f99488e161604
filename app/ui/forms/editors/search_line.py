"""A line that searches a list of choices while it is typed in, and lists all of them on ↓."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from app.forms.field_types.choices import Hit
from app.ui.translation import tr
from app.visible_text import visible_line

_NARROWEST = 300
_SHOWN_AT_ONCE = 10
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LISTING = (Qt.Key.Key_Down, Qt.Key.Key_F4)


class SearchLine(QLineEdit):
    """What is found stands below it: ↑ and ↓ go through it, Enter and Tab take what is marked."""

    choice_taken = Signal(str)
    """The id of a choice taken from the list."""

    def __init__(self, search: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self._search = search
        self._completer: QCompleter | None = None
        self._list: QListView | None = None
        self._model = QStandardItemModel(self)
        self.textEdited.connect(self._show_hits)

    @property
    def is_listing(self) -> bool:
        """Return whether choices stand below the line now."""
        return self._list is not None and self._list.isVisible()

    def stop_listing(self) -> None:
        """Put the list away."""
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the list what is its own, and open it."""
        if self.is_listing and event.key() in (*_TAKING, Qt.Key.Key_Escape):
            event.ignore()
        elif event.key() in _LISTING and not self.isReadOnly():
            self._show(self._search(self.text() if self.isModified() else ""))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Stay for Tab while it means the marked choice."""
        return not (forwards and self.is_listing) and super().focusNextPrevChild(forwards)

    def _show_hits(self, text: str) -> None:
        if text.strip():
            self._show(self._search(text))
        else:
            self.stop_listing()

    def _show(self, hits: Sequence[Hit]) -> None:
        if not hits or not self.isVisible():
            self.stop_listing()
            return
        completer, shown = self._ready_completer()
        self._model.clear()
        for hit in hits:
            label = visible_line(hit.choice.label)
            item = QStandardItem(
                tr("{name}（{word}）", name=label, word=hit.word) if hit.word else label
            )
            item.setData(hit.choice.id, Qt.ItemDataRole.UserRole)
            item.setEditable(False)
            self._model.appendRow(item)
        completer.complete(QRect(0, 0, max(self.width(), _NARROWEST), self.height()))
        shown.setCurrentIndex(completer.completionModel().index(0, 0))

    def _ready_completer(self) -> tuple[QCompleter, QListView]:
        if self._completer is None or self._list is None:
            shown = self._list = QListView()
            shown.setAccessibleName(tr("可選的項目"))
            completer = self._completer = QCompleter(self._model, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
            completer.setPopup(shown)
            completer.setWidget(self)
            completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        return self._completer, self._list

    def _take(self, index: QModelIndex) -> None:
        self.choice_taken.emit(index.data(Qt.ItemDataRole.UserRole))
