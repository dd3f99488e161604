"""The order in which Tab goes: that in which things are laid out, whenever they were built.

Qt goes by the order of making, and puts what is made later (a card, a section) behind everything.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


def tab_stops(root: QWidget) -> list[QWidget]:
    """List what Tab stops at in a widget, itself first, as it is laid out."""
    return list(_walk(root))


def step_focus(panes: Sequence[QWidget], forward: bool) -> bool:
    """Move the focus to the next or previous stop of the panes; False at their ends."""
    focused = QApplication.focusWidget()
    stops = [each for pane in panes for each in _walk(pane)]
    here = next((at for at, each in enumerate(stops) if _holds(each, focused)), None)
    following = None if here is None else here + (1 if forward else -1)
    if following is None or not 0 <= following < len(stops):
        return False
    reason = Qt.FocusReason
    stops[following].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def leave_focus(around: QWidget, forward: bool) -> bool:
    """Move the focus out of a widget, to what comes before or after it in the window."""
    each: QWidget | None = around
    while True:
        assert each is not None
        each = each.nextInFocusChain() if forward else each.previousInFocusChain()
        if each is None or each is around:
            return False
        if not around.isAncestorOf(each) and each.isVisible() and _is_stop(each):
            reason = Qt.FocusReason
            each.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
            return True


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        return
    if _is_stop(widget):
        yield widget
    for each in _parts(widget):
        yield from _walk(each)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QTabWidget):
        yield widget.tabBar()
    if isinstance(widget, QStackedWidget | QTabWidget):
        if (current := widget.currentWidget()) is not None:
            yield current
    elif isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            yield inner
    elif isinstance(widget, QSplitter):
        panes = (widget.widget(at) for at in range(widget.count()))
        yield from (each for each in panes if each is not None)
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes_tab and widget.focusProxy() is None and widget.isEnabled()


def _holds(stop: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (stop is focused or stop.isAncestorOf(focused))
