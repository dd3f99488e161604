"""How many remarks of a sent-back return have no answer yet, with a way to the first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.models.answers import parse_place
from app.models.reviews import ReviewComment
from app.ui.agency.fill_target import target_of
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class RemarkNote(QWidget):
    """What keeps the return from being signed; hidden where every remark is answered."""

    asked = Signal(object)
    """The FillTarget of the first remark left; None for one about the whole return."""

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[ReviewComment, ...] = ()
        mark = build_label()
        mark.setPixmap(icons.pixmap("triangle-alert", Tone.WARNING))
        self.words = build_label(tone=Tone.WARNING)
        self.go = QPushButton(tr("前往意見"))
        self.go.clicked.connect(self._ask)
        fill_box(QHBoxLayout(self), mark, (self.words, 1), self.go, margins=0)
        self.hide()

    def show_left(self, unanswered: tuple[ReviewComment, ...]) -> None:
        """Count the remarks that nobody answered."""
        self._left = unanswered
        self.words.setText(tr("退回意見 {count} 則尚未回復", count=len(self._left)))
        self.setVisible(bool(self._left))

    def _ask(self) -> None:
        path = self._left[0].place
        self.asked.emit(None if path is None else target_of(parse_place(path)))
