"""One line of the home page: a project, its bar, what is left; a click opens it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.forms.progress import Progress
from app.models.programme import Programme
from app.ui.agency.destinations import project_name
from app.ui.translation import join_words, tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


@dataclass(frozen=True)
class ProjectStanding:
    """A project's progress with the words for it."""

    progress: Progress
    programme: Programme

    @property
    def name(self) -> str:
        """The project's name."""
        return project_name(self.programme, self.progress.project_id)

    def tell(self) -> tuple[str, str, Tone]:
        """Words, icon and tone for how it stands."""
        progress = self.progress
        missing = progress.total - progress.filled
        errors = progress.errors - missing
        parts = []
        if missing:
            parts.append(tr("{missing} 欄未填", missing=missing))
        if errors > 0:
            parts.append(tr("{errors} 錯誤", errors=errors))
        if progress.warnings:
            parts.append(tr("{warnings} 警告待填理由", warnings=progress.warnings))
        if not parts:
            return tr("完成"), "circle-check", Tone.OK
        if errors > 0:
            return join_words(parts), "circle-alert", Tone.ERROR
        if progress.warnings:
            return join_words(parts), "triangle-alert", Tone.WARNING
        return join_words(parts), "circle-dashed", Tone.MUTED


class ProgressCard(QFrame):
    """Emits `chosen(project id or None)`."""

    chosen = Signal(object)

    def __init__(self, standing: ProjectStanding) -> None:
        super().__init__()
        self.standing = standing
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_panel(self, "line")
        progress = standing.progress
        words, icon_name, tone = standing.tell()
        name = build_label(standing.name, wraps=True)
        bar = QProgressBar()
        bar.setRange(0, max(progress.total, 1))
        bar.setValue(progress.filled if progress.total else 1)
        bar.setTextVisible(False)
        bar.setFixedWidth(140)
        bar.setMaximumHeight(10)
        count = build_label(f"{progress.filled}/{progress.total}")
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
            (name, 1),
            bar,
            count,
            mark,
            self.words,
            margins=theme.GAP,
            spacing=theme.GAP,
        )
        self.setAccessibleName(tr("{name}，{words}", name=standing.name, words=words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.standing.progress.project_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space opens the project."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.standing.progress.project_id)
        else:
            super().keyPressEvent(event)
