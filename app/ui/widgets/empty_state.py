"""Empty state of a page: what will be here, and the next step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and at most one button."""

    def __init__(
        self,
        icon_name: str,
        heading: str,
        sentence: str,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        layout = fill_box(QVBoxLayout(self), 1, spacing=theme.GAP)
        picture = TintedMark(icon_name, Tone.MUTED, 20)
        title = build_label(heading, style="heading")
        words = build_label(sentence, wraps=True)
        words.setMaximumWidth(560)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_tone(words, Tone.MUTED)
        line = QHBoxLayout()  # a wrapped label needs room, not an alignment, to get its height
        fill_box(line, 1, (words, 8), 1)
        for each in (picture, title):
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(line)
        self.button: QPushButton | None = None
        if action is not None:
            label, act = action
            self.button = QPushButton(build_button_text(label))
            theme.set_primary(self.button)
            self.button.clicked.connect(lambda: act())
            layout.addSpacing(theme.GAP)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
