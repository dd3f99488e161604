"""Base of a page's actions: ask in dialogs, run off the UI thread, report in notices."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.returns.judging.timestamping import StampOutcome
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import join_sentences, window_language
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel


def report_signed(notices: NoticeBar, done: str, stamps: StampOutcome) -> None:
    """Say that a pair is signed, and what became of its timestamps."""
    message = join_sentences(done, stamps.sentence(window_language()))
    if stamps.failure is not None:
        notices.show_warning(message)
    else:
        notices.show_done(message)


class PageActions(QObject):
    """Knows the page it asks on, and where the page says what came of it."""

    def __init__(
        self, page: QWidget, workspace: AgencyWorkspace, notices: NoticeBar, tasks: TaskPanel
    ) -> None:
        super().__init__(page)
        self._page = page
        self._workspace = workspace
        self._notices = notices
        self._tasks = tasks
