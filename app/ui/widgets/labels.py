"""Text of the window shown as text: labels and tool tips, never markup.

Qt takes a text that looks like HTML for HTML. What comes from a file could then paint a box of
its own, a fingerprint or a seal in it; so every label and every tool tip is made here.
"""

import re
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.widgets import theme
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line, visible_text

BREAK = "\u200b"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_RUN = 16


class PlainLabel(QLabel):
    """A label whose text is shown as it is, with a mark for what would not be seen."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(visible_text(text))


class BreakingLabel(PlainLabel):
    """One in which a digest stands in four lines and a long file name breaks anywhere."""

    def setText(self, text: str) -> None:
        """Show a text; where it may break is put in after what would not be seen was marked."""
        QLabel.setText(self, _let_break(visible_text(text)))


class ElidedLabel(PlainLabel):
    """One line that is cut where the room ends; the tool tip holds all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text."""
        self._whole = visible_line(text)
        self.setToolTip(build_tip(self._whole))
        self.setAccessibleName(self._whole)
        self._cut()

    def text(self) -> str:
        """All of the line, cut or not."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut it anew."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cut it anew for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        metrics = self.fontMetrics()
        QLabel.setText(
            self, metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        )


def _let_break(text: str) -> str:
    if _DIGEST.fullmatch(text):
        return "\n".join(text[start : start + 16] for start in range(0, 64, 16))
    pieces, run = [], 0
    for each in text:
        run = run + 1 if each.isascii() and not each.isspace() else 0
        pieces.append(each)
        if run and run % _LONGEST_RUN == 0:
            pieces.append(BREAK)
    return "".join(pieces)


def build_label(
    text: str = "",
    tone: Tone = Tone.PLAIN,
    style: str = "",
    *,
    wraps: bool = False,
    selectable: bool = False,
) -> QLabel:
    """Build a label that shows plain text, never markup; `style` as `theme.set_text_style`.

    A `selectable` text can be selected with the mouse and copied.
    """
    label = PlainLabel(text)
    label.setWordWrap(wraps)
    if tone is not Tone.PLAIN:
        theme.set_tone(label, tone)
    if style:
        theme.set_text_style(label, style)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def build_button_text(text: str) -> str:
    """Build what a button, box, tab or action says: an & of a name is one, and marks no key."""
    return visible_line(text).replace("&", "&&")


def build_tip(text: str) -> str:
    """Build a tool tip, which knows no plain text: markup in it is escaped."""
    shown = visible_text(text)
    if not GuiQt.mightBeRichText(shown):
        return shown
    return f"<p style='white-space:pre-wrap'>{escape(shown)}</p>"
