"""Inline messages of a page: errors, warnings, confirmations, information."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_button_text, build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton, TintedMark

_LOOKS = {
    "ok": ("circle-check", Tone.OK, tr("完成")),
    "info": ("info", Tone.ACCENT, tr("說明")),
    "passed": ("info", Tone.ACCENT, tr("未處理的檔案")),
    "warning": ("triangle-alert", Tone.WARNING, tr("注意")),
    "error": ("circle-alert", Tone.ERROR, tr("錯誤")),
}


class Notice(QFrame):
    """One message: icon and word for its kind, text, optional action, and a close button."""

    def __init__(
        self,
        kind: str,
        text: str,
        action: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.text = text
        icon_name, tone, word = _LOOKS[kind]
        theme.set_panel(self, "info" if kind == "passed" else kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP_SMALL, theme.GAP_SMALL, theme.GAP_SMALL)
        mark = TintedMark(icon_name, tone)
        mark.setToolTip(build_tip(word))
        mark.setAccessibleName(word)
        sentence = build_label(text, wraps=True, selectable=True)
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(sentence, 1)
        if action is not None:
            label, act = action
            button = QPushButton(build_button_text(label))
            button.clicked.connect(lambda: act())
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        close = IconButton("x", tr("關閉訊息"), Tone.MUTED)
        close.clicked.connect(self.dismiss)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def dismiss(self) -> None:
        """Remove the message."""
        self.hide()
        self.setParent(None)
        self.deleteLater()


class NoticeBar(QWidget):
    """Message area of a page; a new message replaces older ones of its kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GAP_SMALL)

    def show_error(
        self, error: AppError, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show the sentence of an error, which includes what to do next."""
        from app.ui.messages import describe_error

        self._show("error", describe_error(error), action)

    @contextmanager
    def showing_errors(self) -> Iterator[None]:
        """Show an AppError raised in the block, and end the block there."""
        try:
            yield
        except AppError as error:
            self.show_error(error)

    def show_done(self, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show a confirmation of what was done."""
        self._show("ok", text, action)

    def show_warning(
        self, text: str, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show a warning."""
        self._show("warning", text, action)

    def show_info(self, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show information."""
        self._show("info", text, action)

    def show_passed_over(self, text: str) -> None:
        """Say which dropped files were left alone; what comes of the others replaces it not."""
        self._show("passed", text)

    def clear(self) -> None:
        """Remove all messages."""
        for notice in self.notices():
            notice.dismiss()

    def notices(self) -> tuple[Notice, ...]:
        """The messages shown at present."""
        return tuple(self.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly))

    def _show(
        self, kind: str, text: str, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        for notice in self.notices():
            if notice.kind == kind or (kind == "ok" and notice.kind == "error"):
                notice.dismiss()
        self._layout.addWidget(Notice(kind, text, action, self))
        self._come_into_view()

    def _come_into_view(self) -> None:
        """Scroll to the message: the button that was pressed may stand far below it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, 0)
