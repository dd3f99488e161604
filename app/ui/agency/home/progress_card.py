"""One line of the home page: a project, its bar, what is left; a click opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.forms.progress import Progress
from app.ui.translation import join_words, tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class ProgressCard(QFrame):
    """Emits `chosen(project id or None)`."""

    chosen = Signal(object)

    def __init__(self, progress: Progress, name: str) -> None:
        super().__init__()
        self.progress, self.name = progress, name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_panel(self, "line")
        words, icon_name, tone = _describe(progress)
        bar = QProgressBar()
        bar.setRange(0, max(progress.total, 1))
        bar.setValue(progress.filled if progress.total else 1)
        bar.setTextVisible(False)
        bar.setFixedWidth(140)
        bar.setMaximumHeight(10)
        owes = progress.total or not progress.is_nil
        count = build_label(f"{progress.filled}/{progress.total}" if owes else "—")
        count.setMinimumWidth(56)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        mark = build_label()
        mark.setPixmap(icons.pixmap(icon_name, tone))
        self.words = build_label(words)
        self.words.setFixedWidth(240)
        self.words.setWordWrap(True)
        theme.set_tone(self.words, tone)
        fill_box(
            QHBoxLayout(self),
            (build_label(name, wraps=True), 1),
            bar,
            count,
            mark,
            self.words,
            margins=theme.GAP,
            spacing=theme.GAP,
        )
        self.setAccessibleName(tr("{name}，{words}", name=name, words=words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.progress.project_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space opens the project."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.progress.project_id)
        else:
            super().keyPressEvent(event)


def _describe(progress: Progress) -> tuple[str, str, Tone]:
    """Words, icon and tone for how a project stands."""
    missing = progress.total - progress.filled
    errors = progress.errors - missing
    parts = []
    if missing:
        parts.append(tr("{missing} 欄未填", missing=missing))
    if errors > 0:
        parts.append(tr("{errors} 錯誤", errors=errors))
    if progress.warnings:
        parts.append(tr("{warnings} 警告待填理由", warnings=progress.warnings))
    if not parts and progress.is_nil:
        return tr("本期無執行"), "ban", Tone.MUTED
    if not parts:
        return tr("完成"), "circle-check", Tone.OK
    if errors > 0:
        return join_words(parts), "circle-alert", Tone.ERROR
    if progress.warnings:
        return join_words(parts), "triangle-alert", Tone.WARNING
    return join_words(parts), "circle-dashed", Tone.MUTED
