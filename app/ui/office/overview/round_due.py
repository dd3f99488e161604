"""Until when the round in hand runs, with the way to move it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.periods import format_roc_date
from app.models.rounds import Round
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton


class RoundDue(QWidget):
    """截止 115年2月15日（剩 12 日）, 變更期限… and 改用新版表單…"""

    def __init__(
        self,
        change: Callable[[], object],
        reissue: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = build_label()
        theme.set_tone(self.words, Tone.MUTED)
        self.button = TintedButton("pencil-line", tr("變更期限…"))
        self.button.setToolTip(tr("調整這個填報期的開始日、截止日與最後收件日"))
        self.button.clicked.connect(lambda: change())
        self.form_button = TintedButton("file-input", tr("改用新版表單…"))
        self.form_button.setToolTip(tr("這個填報期改用同一份表單的新版"))
        self.form_button.clicked.connect(lambda: reissue())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.words)
        layout.addWidget(self.button)
        layout.addWidget(self.form_button)

    def show_dates(self, round_: Round, today: date) -> None:
        """Say when returns are due and how long that is from now."""
        days_left = (round_.due_on - today).days
        if days_left > 0:
            rest = tr("剩 {days_left} 日", days_left=days_left)
        elif days_left == 0:
            rest = tr("今日截止")
        else:
            rest = tr("已逾 {days_left} 日", days_left=-days_left)
        self.words.setText(
            tr("截止 {due_on}（{rest}）", due_on=format_roc_date(round_.due_on), rest=rest)
        )
        self.words.setToolTip(build_tip(describe_span(round_)))


def describe_span(round_: Round) -> str:
    """All three dates of a round."""
    return tr(
        "開始 {opens_on}，截止 {due_on}，最後收件 {closes_on}",
        opens_on=format_roc_date(round_.opens_on),
        due_on=format_roc_date(round_.due_on),
        closes_on=format_roc_date(round_.closes_on),
    )
