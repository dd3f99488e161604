"""The page an officer sees first: what is due, how far each project is, what was sent back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.agency.home import HomeState
from app.models.agency_rounds import AgencyRoundState, HandedIn
from app.models.answers import Place
from app.models.periods import format_taiwan_time
from app.ui.agency.destinations import project_name
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.agency.home.notes import HomeNotes
from app.ui.agency.home.progress_card import ProgressCard
from app.ui.agency.home.remarks_card import RemarksCard
from app.ui.agency.home.round_head import RoundHead
from app.ui.agency.receive_prompt import ReceivePrompt, ask_round_file, take_round_file
from app.ui.agency.trust_notices import TrustNotices
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Page
from app.ui.translation import join_words, tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_MOST_FIELDS = 5


class HomePage(Page):
    """Rounds, progress, remarks, next step; without a round, how to get one."""

    title = tr("待辦")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.trust = TrustNotices(workspace)
        self.prompt: ReceivePrompt | None = None
        self.cards: list[ProgressCard] = []
        self._shown: object = None
        self._scroll = build_scroll_area()
        self.notes = HomeNotes(workspace)
        self.notes.asked.connect(self.page_requested)
        fill_box(QVBoxLayout(self), self.trust, self.notices, self.notes, self._scroll, margins=0)
        # A burst of changes draws the page once, and only while it is in sight.
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(0)
        self._redraw.timeout.connect(self.show_state)
        workspace.draft_changed.connect(self._note_change)
        workspace.findings_changed.connect(self._note_change)
        if workspace.is_open:  # a snapshot is current after an orderly end only
            self._report_recovery()

    def activate(self) -> None:
        """Show the present state."""
        self.show_state()
        self.notes.refresh()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take the round file that was opened."""
        take_round_file(self, self.workspace, self.notices, paths[0])

    def show_state(self) -> None:
        """Draw the page anew where it would look different."""
        self.trust.show_state()
        state = self.workspace.home()
        shown = (state, self.workspace.today(), theme.current_colours())
        if shown == self._shown:
            return  # opening the desk leaves in place what the mouse is pressing
        self._shown = shown
        body = QWidget()
        column = fill_box(QVBoxLayout(body), margins=theme.GAP_SECTION, spacing=theme.GAP_LARGE)
        self.prompt, self.cards = None, []
        if state is None:
            self.prompt = ReceivePrompt(self.workspace)
            column.addWidget(self.prompt)
        else:
            column.addWidget(self._build_head(state))
            column.addWidget(self._build_progress(state))
            if state.remarks:
                remarks = RemarksCard(state)
                remarks.asked.connect(lambda target: self.page_requested.emit("fill", target))
                column.addWidget(remarks)
            if state.set_aside:
                column.addWidget(self._build_set_aside(state))
            if state.unconfirmed:
                column.addWidget(self._build_unconfirmed(state.unconfirmed))
            column.addLayout(self._build_next_step(state))
            column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH + 2 * theme.GAP_SECTION)
        outer = QWidget()
        fill_box(QHBoxLayout(outer), 1, (body, 1000), 1, margins=0)
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()  # the mouse may be pressing something in it
        self._scroll.setWidget(outer)

    def _note_change(self, places: frozenset[Place] = frozenset()) -> None:
        if self.isVisible():
            self._redraw.start()

    def _report_recovery(self) -> None:
        note = self.workspace.desk.drafts.recovery_note()
        if note is not None:
            moment = format_taiwan_time(note.last_saved_at)
            words = tr(
                "上次程式未正常結束；當時的 {changes} 次更動都已保存，最後一次為 {moment}。",
                changes=note.changes,
                moment=moment,
            )
            if note.fields:
                names = join_words(visible_line(each) for each in note.fields[:_MOST_FIELDS])
                words += tr("已還原：{names}，共 {count} 欄。", names=names, count=len(note.fields))
            self.notices.show_info(words)

    def _build_head(self, state: HomeState) -> RoundHead:
        head = RoundHead(state, self.workspace.today())
        head.round_chosen.connect(self.workspace.choose_round)
        head.receive_asked.connect(lambda: ask_round_file(self, self.workspace, self.notices))
        return head

    def _build_progress(self, state: HomeState) -> QFrame:
        frame = QFrame()
        theme.set_panel(frame, "card")
        layout = fill_box(QVBoxLayout(frame), margins=theme.GAP, spacing=2)
        for progress in state.progress:
            card = ProgressCard(progress, project_name(state.programme, progress.project_id))
            card.chosen.connect(self._open_project)
            self.cards.append(card)
            layout.addWidget(card)
        return frame

    def _build_set_aside(self, state: HomeState) -> QFrame:
        places = state.set_aside
        known = {each.project_id for each in state.progress}
        first = FillTarget(places[0].project if places[0].project in known else None)
        frame = QFrame()
        theme.set_panel(frame, "warning")
        words = build_label(
            tr("改版後移出 {count} 項內容，不隨填報表送出，請檢視。", count=len(places)), wraps=True
        )
        self.see_set_aside = QPushButton(tr("檢視移出的內容"))
        self.see_set_aside.clicked.connect(lambda: self.page_requested.emit("fill", first))
        fill_box(QHBoxLayout(frame), (words, 1), self.see_set_aside)
        return frame

    def _build_unconfirmed(self, places: tuple[Place, ...]) -> QFrame:
        frame = QFrame()
        theme.set_panel(frame, "info")
        words = build_label(tr("沿用上期資料 {count} 欄，尚未確認。", count=len(places)))
        go = QPushButton(tr("逐欄檢視"))
        go.clicked.connect(lambda: self.page_requested.emit("fill", target_of(places[0])))
        self.confirm = QPushButton(tr("全部確認"))
        self.confirm.clicked.connect(self._confirm_all)
        fill_box(QHBoxLayout(frame), (words, 1), go, self.confirm)
        return frame

    def _confirm_all(self) -> None:
        draft = self.workspace.draft
        assert draft is not None
        with self.workspace.telling_errors():
            change = draft.carried.confirm(draft.carried.unconfirmed)
            self.workspace.note_change(frozenset(change.places))

    def _build_next_step(self, state: HomeState) -> QHBoxLayout:
        if state.present.delivered is not None:
            return self._build_delivery(state.present.state, state.present.delivered)
        is_ready = all(each.is_complete for each in state.progress)
        begun = tr("繼續填報") if state.last_saved_at is not None else tr("開始填報")
        self.next = QPushButton(build_button_text(tr("檢視並簽章") if is_ready else begun))
        self.next.setIcon(icons.icon("arrow-right", Tone.ON_ACCENT))
        theme.set_primary(self.next)
        if is_ready:
            self.next.clicked.connect(lambda: self.page_requested.emit("sign", None))
        else:
            target = target_of(state.open_places[0]) if state.open_places else None
            self.next.clicked.connect(lambda: self.page_requested.emit("fill", target))
        return fill_box(QHBoxLayout(), 1, self.next)

    def _build_delivery(self, state: AgencyRoundState, delivered: HandedIn) -> QHBoxLayout:
        mark = build_label()
        mark.setPixmap(icons.pixmap("circle-check", Tone.OK))
        words = build_label(
            tr(
                "彙整機關已收第 {revision} 版（控制碼 {control_number}）。",
                revision=delivered.revision,
                control_number=delivered.control_number,
            )
            if state is AgencyRoundState.RECEIVED
            else tr(
                "第 {revision} 版已簽章並匯出（控制碼 {control_number}），請交付彙整機關。",
                revision=delivered.revision,
                control_number=delivered.control_number,
            ),
            wraps=True,
        )
        self.next = QPushButton(tr("前往紀錄"))
        self.next.setIcon(icons.icon("arrow-right", Tone.ON_ACCENT))
        theme.set_primary(self.next)
        self.next.clicked.connect(lambda: self.page_requested.emit("history", None))
        return fill_box(QHBoxLayout(), mark, (words, 1), self.next)

    def _open_project(self, project_id: object) -> None:
        assert project_id is None or isinstance(project_id, str)
        self.page_requested.emit("fill", FillTarget(project_id))
