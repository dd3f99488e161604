"""What was handed in: revisions with control number, time and files; begin a correction."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.agency.receipts import find_answer
from app.errors import AppError
from app.models.agency_rounds import AgencyRound, HandedIn
from app.models.approval import PendingReturn
from app.models.receipts import Receipt
from app.trust.papers.kinds import RECEIPT
from app.ui.agency.history.pending_line import PendingLine
from app.ui.agency.history.record_card import RecordCard
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import describe_error
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.verify.page import VERIFY_FILTER
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

RECEIPT_FILTER = tr("收件回條 (*.tbreceipt)")


class HistoryPage(Page):
    """One card a round, its revisions newest first."""

    title = tr("紀錄")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAcceptDrops(True)
        self.notices = NoticeBar()
        self.record_cards: dict[str, RecordCard] = {}
        """What was handed in, by control number."""
        self.correct_buttons: dict[str, QPushButton] = {}
        self.pending_texts: list[str] = []
        """What was handed over for approval, and what became of it."""
        self._scroll = build_scroll_area()
        self.load_button = TintedButton("file-input", tr("匯入回條…"), self.load_receipts)
        tools = fill_box(
            QHBoxLayout(),
            self.load_button,
            1,
            margins=(theme.GAP_SECTION, theme.GAP, theme.GAP_SECTION, 0),
        )
        fill_box(QVBoxLayout(self), self.notices, tools, self._scroll, margins=0)

    def activate(self) -> None:
        """Read the records anew."""
        self.record_cards.clear()
        self.correct_buttons.clear()
        body = QWidget()
        column = fill_box(QVBoxLayout(body), margins=theme.GAP_SECTION, spacing=theme.GAP_LARGE)
        shown = 0
        self.pending_texts.clear()
        for each in self.workspace.desk.rounds.all():
            records = self.workspace.desk.handed_in.of(each.round.id)
            pending = self.workspace.desk.pending.of(each.round.id)
            if records or pending:
                receipts = self.workspace.desk.receipts.of(each.round.id)
                card = self._build_card(each, records, receipts, pending)
                column.addWidget(card)
                shown += 1
        if not shown:
            empty = build_label(
                tr(
                    "簽章並匯出後，這裡會列出每一版填報表的控制碼、時間與檔案。下一步：到「簽章」頁完成匯出。"
                ),
                Tone.MUTED,
                wraps=True,
            )
            column.addWidget(empty)
        column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH + 2 * theme.GAP_SECTION)
        self._scroll.setWidget(body)

    def load_receipts(self) -> None:
        """Ask for the office's receipts and take them in."""
        self.take_receipts(dialogs.ask_open_files(self, tr("匯入回條"), RECEIPT_FILTER))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take the receipts that were opened."""
        self.take_receipts(paths)

    def take_receipts(self, paths: Sequence[Path]) -> None:
        """Take receipts in; each that is not one of ours is named with its reason."""
        self.notices.clear()
        loaded: list[Receipt] = []
        failed: list[AppError] = []
        for path in paths:
            try:
                loaded.append(self.workspace.desk.receipts.load(path))
            except AppError as error:
                failed.append(error)
        if loaded:
            self.activate()
        accepted = [each for each in loaded if each.accepted]
        if accepted:
            self.notices.show_done(
                tr("已匯入 {count} 份回條，彙整機關已收件。", count=len(accepted))
            )
        problems = [
            tr("彙整機關未收件：{sentence}", sentence=each.sentence)
            for each in loaded
            if not each.accepted
        ]
        if len(failed) == 1:
            self.notices.show_error(failed[0])
        else:
            problems += [describe_error(each) for each in failed]
        if problems:
            self.notices.show_warning("\n".join(problems))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Receipts are welcome; whatever else is dropped, the window checks."""
        if receipts_among(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in the receipts dropped."""
        event.acceptProposedAction()
        self.take_receipts(receipts_among(event.mimeData()))

    def verify_record(self, record: HandedIn) -> None:
        """Check the files of a return where they were written, or where they lie now."""
        folder = self.workspace.out_folder()
        paths = [folder / each.name for each in record.files]
        if not all(each.is_file() for each in paths):
            paths = dialogs.ask_open_files(self, tr("選擇要驗證的檔案"), VERIFY_FILTER, folder)
        if paths:
            self.page_requested.emit("verify", tuple(paths))

    def _build_card(
        self,
        received: AgencyRound,
        records: tuple[HandedIn, ...],
        receipts: tuple[Receipt, ...],
        pending: tuple[PendingReturn, ...],
    ) -> QFrame:
        card = QFrame()
        theme.set_panel(card, "card")
        title = build_label(received.round.title, style="heading")
        folder = TintedButton(
            "folder-open", tr("開啟資料夾"), lambda: open_path(self.workspace.out_folder())
        )
        head = fill_box(QHBoxLayout(), (title, 1), folder)
        layout = fill_box(QVBoxLayout(card), head, margins=theme.GAP_LARGE, spacing=theme.GAP)
        if received.is_handed_in:
            layout.addLayout(self._build_correction(received))
        for record in reversed(records):
            layout.addWidget(self._build_record(record, receipts))
        for each in pending:
            line = PendingLine(each)
            self.pending_texts.append(line.text)
            layout.addWidget(line)
        return card

    def _build_correction(self, received: AgencyRound) -> QHBoxLayout:
        round_id = received.round.id
        row = QHBoxLayout()
        can_correct = received.handed_in is not None and (
            received.revision <= received.handed_in.revision
        )
        words = build_label(
            tr("已交付而須更正時，先開新版次；尚未交付者，直接再次匯出即可取代。")
            if can_correct
            else tr("下次匯出為第 {revision} 版。", revision=received.revision),
            Tone.MUTED,
            wraps=True,
        )
        row.addWidget(words, 1)
        if can_correct:
            button = QPushButton(tr("更正並開新版次"))
            button.clicked.connect(lambda: self._begin_correction(round_id))
            self.correct_buttons[round_id] = button
            row.addWidget(button)
        return row

    def _build_record(self, record: HandedIn, receipts: tuple[Receipt, ...]) -> RecordCard:
        card = RecordCard(record, find_answer(record, receipts))
        card.copied.connect(lambda: self.notices.show_done(tr("控制碼已複製。")))
        card.verify.clicked.connect(lambda: self.verify_record(record))
        self.record_cards[record.control_number] = card
        return card

    def _begin_correction(self, round_id: str) -> None:
        with self.workspace.telling_errors():
            draft = self.workspace.desk.drafts.begin_correction(round_id)
            self.workspace.choose_round(round_id)
            self.notices.show_done(
                tr("已開新版次，修改後匯出為第 {revision} 版。", revision=draft.basis.revision)
            )
        self.activate()


def receipts_among(data: QMimeData) -> tuple[Path, ...]:
    """The receipts among files being dropped."""
    paths = (Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile())
    return tuple(each for each in paths if each.suffix.lower() == RECEIPT.suffix)
