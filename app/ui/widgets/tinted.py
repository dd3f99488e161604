"""Buttons and icon labels that are tinted anew when the theme changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from app.ui.widgets import icons
from app.ui.widgets.labels import build_tip
from app.ui.widgets.theme import Tone


class TintedButton(QPushButton):
    """Push button with an icon in the colour of texts; a click calls `act`."""

    def __init__(
        self, icon_name: str, text: str, act: Callable[[], object] | None = None, tip: str = ""
    ) -> None:
        super().__init__(text)
        self._icon_name = icon_name
        self.setIcon(icons.icon(icon_name))
        self.setToolTip(build_tip(tip))
        if act is not None:
            self.clicked.connect(act)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew with the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(icons.icon(self._icon_name))
        super().changeEvent(event)


class IconButton(QToolButton):
    """Flat button with an icon alone; its tool tip is also its accessible name."""

    def __init__(self, icon_name: str, tip: str, tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self._icon = (icon_name, tone)
        self.setIcon(icons.icon(*self._icon))
        self.setAutoRaise(True)
        self.set_tip(tip)

    def set_tip(self, tip: str) -> None:
        """Set the tool tip and the accessible name."""
        self.setToolTip(build_tip(tip))
        self.setAccessibleName(tip)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew with the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(icons.icon(*self._icon))
        super().changeEvent(event)


class TintedMark(QLabel):
    """Icon label beside a word."""

    def __init__(
        self, icon_name: str, tone: Tone, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mark = (icon_name, tone, size)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew with the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self.setPixmap(icons.pixmap(*self._mark))
