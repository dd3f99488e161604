"""Empty state of a page without a draft: what will be here, and taking a round file in."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.trust.papers.kinds import ROUND_FILE
from app.ui.agency.office_confirmation import receive_confirmed
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.drop_area import dropped_files
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone

ROUND_FILE_FILTER = tr("填報包 (*.tbround)")


class ReceivePrompt(QWidget):
    """匯入填報包, by button or by dropping the file."""

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.notices = NoticeBar()
        self.setAcceptDrops(True)
        picture = build_label()
        picture.setPixmap(icons.pixmap("package-open", Tone.MUTED, 20))
        title = build_label(tr("尚未匯入填報包"), style="heading")
        words = build_label(
            tr(
                "請匯入彙整機關寄來的填報包（.tbround）。匯入後，這裡會列出填報期、截止日與各計畫的填報進度。"
                "核定人請到「核定」頁開啟填報人寄來的待核定件（.tbpending）。"
            ),
            wraps=True,
        )
        words.setMaximumWidth(560)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_tone(words, Tone.MUTED)
        line = fill_box(QHBoxLayout(), 1, (words, 8), 1)
        self.receive = QPushButton(tr("匯入填報包…"))
        theme.set_primary(self.receive)
        self.receive.clicked.connect(self.ask)
        layout = fill_box(
            QVBoxLayout(self), self.notices, 1, margins=theme.GAP_SECTION, spacing=theme.GAP
        )
        for widget in (picture, title):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(line)
        layout.addWidget(self.receive, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def ask(self) -> None:
        """Ask for the file and take it in."""
        ask_round_file(self, self._workspace, self.notices)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Round files are welcome; whatever else is dropped, the window knows where it belongs."""
        if _round_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first round file dropped."""
        event.acceptProposedAction()
        take_round_file(self, self._workspace, self.notices, _round_files(event.mimeData())[0])


def ask_round_file(parent: QWidget, workspace: AgencyWorkspace, notices: NoticeBar) -> None:
    """Ask for a round file and take it in."""
    path = dialogs.ask_open_file(parent, tr("匯入填報包"), ROUND_FILE_FILTER)
    if path is not None:
        take_round_file(parent, workspace, notices, path)


def take_round_file(
    parent: QWidget, workspace: AgencyWorkspace, notices: NoticeBar, path: Path
) -> None:
    """Take a round file in; what came of it is said in the notices."""
    try:
        received = receive_confirmed(parent, workspace, path)
    except AppError as error:
        notices.show_error(error)
        return
    if received is not None:
        notices.show_done(
            tr("已匯入「{title}」填報包；已填的內容都保留。", title=received.round.title)
        )


def _round_files(data: QMimeData) -> list[Path]:
    found = dropped_files(data)
    return [each for each in found if each.suffix.lower() == ROUND_FILE.suffix]
