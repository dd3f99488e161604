"""The page where the form is filled in: the desk of the draft in hand, or how to get one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.answers import Place
from app.ui.agency.destinations import build_answer_destinations
from app.ui.agency.fill.desk import FillDesk
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Destination, Page
from app.ui.translation import tr
from app.ui.widgets.boxes import let_go


class FillPage(Page):
    """Shows the draft in hand; without one, how to get one."""

    title = tr("填報")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.desk: FillDesk | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        workspace.draft_changed.connect(self._follow_draft)
        self._rebuild()

    def deactivate(self) -> None:
        """Commit what is being typed."""
        if self.desk is not None:
            self.desk.commit()

    def show_target(self, target: object) -> None:
        """Go to a FillTarget."""
        if self.desk is not None and isinstance(target, FillTarget):
            self.desk.show_target(target)

    def step_finding(self, step: int) -> None:
        """Go to the next or previous finding."""
        if self.desk is not None:
            self.desk.commit()
            self.desk.findings.step(step)

    def findable(self) -> tuple[Destination, ...]:
        """The fields of the project in view, with what stands in them."""
        if self.desk is None:
            return ()
        return build_answer_destinations(
            self.desk.draft, self.workspace.unit, self.desk.project, everywhere=False
        )

    def step_group(self) -> None:
        """Go to the next section."""
        if self.desk is not None:
            self.desk.step_section()

    def show_help(self) -> None:
        """Show the help beside the form, or hide it."""
        if self.desk is not None:
            self.desk.toggle_inspector()

    def _follow_draft(self, places: frozenset[Place]) -> None:
        if not places:
            self._rebuild()

    def _rebuild(self) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            let_go(self._body)
        draft = self.workspace.draft
        if draft is None:
            self.desk = None
            self._body = ReceivePrompt(self.workspace)
        else:
            self.desk = FillDesk(self.workspace, draft)
            self.desk.target_shown.connect(self.location_changed)
            self._body = self.desk
        self._layout.addWidget(self._body)
