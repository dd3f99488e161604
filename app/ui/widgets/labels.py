"""Labels of plain text in the window's tones and text styles."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.widgets import theme
from app.ui.widgets.theme import Tone


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
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if tone is not Tone.PLAIN:
        theme.set_tone(label, tone)
    if style:
        theme.set_text_style(label, style)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
