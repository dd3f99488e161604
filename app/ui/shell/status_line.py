"""The line at the foot of the window: 前往 on the left, what was saved when on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.theme import Tone


class StatusLine(QFrame):
    """`find_button` opens the list of places; `saved` says when something was last written."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "bottom")
        self.find_button = QPushButton(tr("前往（Ctrl+K）"))
        self.find_button.setIcon(icons.icon("search", Tone.MUTED))
        self.find_button.setFlat(True)
        self.find_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.saved = QLabel()
        self.saved.setAccessibleName(tr("儲存狀態"))
        theme.set_tone(self.saved, Tone.MUTED)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, 2, theme.GAP, 2)
        layout.addWidget(self.find_button)
        layout.addStretch(1)
        layout.addWidget(self.saved)
