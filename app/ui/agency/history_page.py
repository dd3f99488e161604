"""What was handed in: revisions with control number, time and files; begin a correction."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.drafts.agency_rounds import AgencyRound, AgencyRoundState
from app.drafts.handed_in import HandedIn
from app.models.periods import format_roc_timestamp
from app.ui import icons, theme
from app.ui.agency.agency_workspace import AgencyWorkspace
from app.ui.notices import NoticeBar
from app.ui.page import Page
from app.ui.theme import Tone


class HistoryPage(Page):
    """One card a round, its revisions newest first."""

    title = "紀錄"
    icon_name = "history"

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.copy_buttons: dict[str, QPushButton] = {}
        self.correct_buttons: dict[str, QPushButton] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notices)
        layout.addWidget(self._scroll)

    def activate(self) -> None:
        """Read the records anew."""
        self.copy_buttons.clear()
        self.correct_buttons.clear()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[theme.GAP_SECTION] * 4)
        column.setSpacing(theme.GAP_LARGE)
        shown = 0
        for each in self.workspace.rounds():
            records = self.workspace.desk.handed_in(each.round.id)
            if records:
                column.addWidget(self._build_card(each, records))
                shown += 1
        if not shown:
            empty = QLabel(
                "簽章並匯出後，這裡會列出每一版填報表的控制碼、時間與檔案。下一步：到「簽章」頁完成匯出。"
            )
            empty.setWordWrap(True)
            theme.set_tone(empty, Tone.MUTED)
            column.addWidget(empty)
        column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH + 2 * theme.GAP_SECTION)
        self._scroll.setWidget(body)

    def _build_card(self, received: AgencyRound, records: tuple[HandedIn, ...]) -> QFrame:
        card = QFrame()
        theme.set_panel(card, "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.setSpacing(theme.GAP)
        head = QHBoxLayout()
        title = QLabel(received.round.title)
        theme.set_text_style(title, "heading")
        head.addWidget(title, 1)
        folder = QPushButton("開啟資料夾")
        folder.setIcon(icons.icon("folder-open"))
        folder.clicked.connect(self._open_folder)
        head.addWidget(folder)
        layout.addLayout(head)
        if received.state is AgencyRoundState.HANDED_IN:
            layout.addLayout(self._build_correction(received))
        for record in reversed(records):
            layout.addWidget(self._build_record(record))
        return card

    def _build_correction(self, received: AgencyRound) -> QHBoxLayout:
        round_id = received.round.id
        row = QHBoxLayout()
        can_correct = received.handed_in is not None and (
            received.revision <= received.handed_in.revision
        )
        words = QLabel(
            "已交付而須更正時，先開新版次；尚未交付者，直接再次匯出即可取代。"
            if can_correct
            else f"下次匯出為第 {received.revision} 版。"
        )
        words.setWordWrap(True)
        theme.set_tone(words, Tone.MUTED)
        row.addWidget(words, 1)
        if can_correct:
            button = QPushButton("更正並開新版次")
            button.clicked.connect(lambda: self._begin_correction(round_id))
            self.correct_buttons[round_id] = button
            row.addWidget(button)
        return row

    def _build_record(self, record: HandedIn) -> QFrame:
        frame = QFrame()
        theme.set_panel(frame, "row")
        moment = format_roc_timestamp(record.handed_in_at.astimezone())
        number = QLabel(f"第 {record.revision} 版　控制碼 {record.control_number}")
        theme.set_text_style(number, "heading")
        lines = [moment, *(f"{each.name}（SHA-256 {each.sha256[:16]}…）" for each in record.files)]
        details = QLabel("\n".join(lines))
        details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = QPushButton("複製控制碼")
        copy.setIcon(icons.icon("copy"))
        copy.clicked.connect(lambda: self._copy(record.control_number))
        self.copy_buttons[record.control_number] = copy
        head = QHBoxLayout()
        head.addWidget(number, 1)
        head.addWidget(copy)
        layout = QVBoxLayout(frame)
        layout.addLayout(head)
        layout.addWidget(details)
        return frame

    def _begin_correction(self, round_id: str) -> None:
        with self.workspace.telling_errors():
            draft = self.workspace.desk.begin_correction(round_id)
            self.workspace.choose_round(round_id)
            self.notices.show_done(f"已開新版次，修改後匯出為第 {draft.revision} 版。")
        self.activate()

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.notices.show_done("控制碼已複製。")

    def _open_folder(self) -> None:
        chosen = self.workspace.preferences.present.out_folder
        folder = chosen or str(self.workspace.store.parent / "報送件")
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
