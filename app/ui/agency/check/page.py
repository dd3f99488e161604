"""All findings on one page: what stands in the way of handing in."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.models.answers import Place
from app.ui.agency.fill_target import target_of
from app.ui.agency.findings.panel import FindingsPanel
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.theme import Tone


class CheckPage(Page):
    """A sentence that sums up, and the panel."""

    title = tr("檢核")
    icon_name = "clipboard-check"

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        theme.set_text_style(self.summary, "heading")
        self.panel = FindingsPanel(workspace)
        self.panel.place_chosen.connect(self._go_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        self.to_sign = QPushButton(tr("前往簽章"))
        theme.set_primary(self.to_sign)
        self.to_sign.clicked.connect(lambda: self.page_requested.emit("sign", None))
        head.addWidget(self.to_sign)
        layout.addLayout(head)
        layout.addWidget(self.panel, 1)
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
