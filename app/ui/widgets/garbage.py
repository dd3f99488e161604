"""Garbage collection on the UI thread only.

Python collects cyclic garbage on whatever thread happens to allocate. A widget collected on a
worker thread would be destroyed there, and Qt crashes. So while work runs elsewhere, automatic
collection is off and a timer on the UI thread does it instead, by Python's own thresholds.
"""

import gc

from PySide6.QtCore import QTimer

_EVERY_MS = 250


class UiThreadCollector:
    """Disables automatic collection while tasks run; lives on the UI thread."""

    def __init__(self) -> None:
        self._under_way = 0
        self._timer: QTimer | None = None

    def begin(self) -> None:
        """Count a task that starts."""
        self._under_way += 1
        if self._timer is None:
            gc.disable()
            self._timer = QTimer()
            self._timer.timeout.connect(collect_if_due)
            self._timer.start(_EVERY_MS)

    def end(self) -> None:
        """Count a task that has ended."""
        self._under_way -= 1
        if self._under_way == 0 and self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
            gc.enable()


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold is passed, as automatic collection would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
