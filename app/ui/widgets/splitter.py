"""Build a splitter of panes in one call."""

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
    """Build a splitter of panes that never collapse; first `sizes` in pixels, then `stretches`."""
    splitter = QSplitter(orientation)
    for pane in panes:
        splitter.addWidget(pane)
    for position, stretch in enumerate(stretches):
        splitter.setStretchFactor(position, stretch)
    if sizes:
        splitter.setSizes(sizes)
    splitter.setChildrenCollapsible(False)
    return splitter
