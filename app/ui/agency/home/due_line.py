"""The line that says when a return is due."""

from datetime import date

from app.models.periods import format_roc_date
from app.ui.translation import tr
from app.ui.widgets.theme import Tone


def tell_due(due_on: date, days_left: int) -> tuple[str, Tone]:
    """截止 115年2月15日（剩 12 日）, and how urgent that is."""
    day = format_roc_date(due_on)
    if days_left < 0:
        return tr("截止 {day}（逾期 {days_left} 日）", day=day, days_left=-days_left), Tone.ERROR
    if days_left == 0:
        return tr("截止 {day}（今日截止）", day=day), Tone.WARNING
    words = tr("截止 {day}（剩 {days_left} 日）", day=day, days_left=days_left)
    return words, Tone.WARNING if days_left <= 7 else Tone.PLAIN
