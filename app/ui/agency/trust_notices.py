"""Notices of what stands in the way of signing: the clock, and a registry gone old."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import describe_error
from app.ui.shell.clock_monitor import ClockNotice
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.notices import NoticeBar


class TrustNotices(QWidget):
    """Notices on top of a page; empty where nothing is to be said."""

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.clock = ClockNotice(workspace.clock_monitor)
        self.registry = NoticeBar()
        fill_box(QVBoxLayout(self), self.clock, self.registry, margins=0, spacing=theme.GAP_SMALL)

    def show_state(self) -> None:
        """Say what is so now."""
        self.clock.show_state()
        draft = self._workspace.draft
        warning = None
        if draft is not None:
            warning = self._workspace.desk.rounds.registry_warning(draft.round.id)
        if warning is None:
            self.registry.clear()
        else:
            self.registry.show_warning(describe_error(warning))
