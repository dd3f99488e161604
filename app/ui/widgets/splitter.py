"""Panes that share a stretch of the window, written as one call."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

SIDE_BY_SIDE = Qt.Orientation.Horizontal


def build_splitter(
    orientation: Qt.Orientation,
    *panes: QWidget,
    stretches: Sequence[int] = (),
    sizes: Sequence[int] = (),
) -> QSplitter:
    """Panes none of which can be drawn shut; sizes at first in pixels, stretches from then on."""
    splitter = QSplitter(orientation)
    for pane in panes:
        splitter.addWidget(pane)
    for position, stretch in enumerate(stretches):
        splitter.setStretchFactor(position, stretch)
    if sizes:
        splitter.setSizes(sizes)
    splitter.setChildrenCollapsible(False)
    return splitter
