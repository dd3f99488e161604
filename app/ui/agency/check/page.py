"""All findings on one page: what stands in the way of handing in."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.models.answers import Place
from app.ui.agency.fill_target import target_of
from app.ui.agency.findings.panel import FindingsPanel
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class CheckPage(Page):
    """A sentence that sums up, and the panel."""

    title = tr("檢核")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.summary = build_label(style="heading", wraps=True)
        self.panel = FindingsPanel(workspace)
        self.panel.place_chosen.connect(self._go_to)
        self.to_sign = QPushButton(tr("前往簽章"))
        theme.set_primary(self.to_sign)
        self.to_sign.clicked.connect(lambda: self.page_requested.emit("sign", None))
        head = fill_box(QHBoxLayout(), (self.summary, 1), self.to_sign)
        fill_box(
            QVBoxLayout(self), head, (self.panel, 1), margins=theme.GAP_LARGE, spacing=theme.GAP
        )
        workspace.findings_changed.connect(self._sum_up)
        self._sum_up()

    def step_finding(self, step: int) -> None:
        """Go to the next or previous finding, on the form."""
        self.panel.step(step)

    def _go_to(self, place: Place) -> None:
        self.page_requested.emit("fill", target_of(place))

    def _sum_up(self) -> None:
        if self._workspace.draft is None:
            self.to_sign.hide()
            self.summary.setText(tr("匯入填報包後，這裡會列出檢核結果。"))
            theme.set_tone(self.summary, Tone.MUTED)
            return
        count = sum(each.is_open for each in self._workspace.findings())
        self.to_sign.setVisible(not count)
        if count:
            self.summary.setText(tr("尚有 {count} 項須處理，處理完畢後方可簽章。", count=count))
            theme.set_tone(self.summary, Tone.WARNING)
        else:
            self.summary.setText(tr("檢核通過，可以簽章。"))
            theme.set_tone(self.summary, Tone.OK)
