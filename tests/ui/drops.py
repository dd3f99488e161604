"""Files dropped on a widget, as the desktop does it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


def mime_of(*paths: Path) -> QMimeData:
    """What the desktop hands over for files."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    return data


def enters(widget: QWidget, data: QMimeData) -> bool:
    """Drag over a widget; whether it would take what is dragged."""
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    point, action = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(point, action, data, button, keys)
    enter.ignore()
    widget.dragEnterEvent(enter)
    return enter.isAccepted()


def drop(widget: QWidget, *paths: Path) -> None:
    """Drag files over a widget and let go."""
    drop_data(widget, mime_of(*paths))


def drop_data(widget: QWidget, data: QMimeData) -> None:
    """Drag anything over a widget that takes it, and let go."""
    assert enters(widget, data)
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    point, action = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    widget.dropEvent(QDropEvent(point, action, data, button, keys))
