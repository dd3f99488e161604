"""Build rows, columns and scroll areas of widgets in one call each."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QWidget

Item = QWidget | QLayout
Part = Item | tuple[Item, int] | int
Box = TypeVar("Box", bound=QBoxLayout)


def fill_box(
    box: Box,
    *parts: Part,
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
) -> Box:
    """Append parts to a row or column and return it; margins and spacing in pixels.

    A part is a widget or layout, either of them with its stretch factor, or a bare stretch factor
    for empty room. Margins are left, top, right, bottom, or one number for all four.
    """
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
            continue
        item, stretch = part if isinstance(part, tuple) else (part, 0)
        if isinstance(item, QWidget):
            box.addWidget(item, stretch)
        else:
            box.addLayout(item, stretch)
    return box


def build_scroll_area(contents: QWidget | None = None) -> QScrollArea:
    """Build a frameless scroll area whose contents are resized with it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    if contents is not None:
        scroll.setWidget(contents)
    return scroll


def let_go(widget: QWidget) -> None:
    """Take a widget out of sight now and out of memory once nothing of it is at work.

    Deleting waits for the event loop; until then, as while a dialog is open, it would stay visible.
    """
    widget.hide()
    widget.deleteLater()
