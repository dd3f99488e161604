"""The page an officer sees first: what is due, how far each project is, what was sent back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.agency.handed_in import HandedIn
from app.agency.rounds import AgencyRound, AgencyRoundState
from app.models.answers import Place, parse_place
from app.models.periods import format_roc_date, format_taiwan_day, format_taiwan_time
from app.ui.agency.destinations import describe_place
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.agency.home.notes import HomeNotes
from app.ui.agency.home.progress_card import ProgressCard, ProjectStanding
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.trust_notices import TrustNotices
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone


class HomePage(Page):
    """Rounds, progress, remarks, next step; without a round, how to get one."""

    title = tr("待辦")
    icon_name = "list-todo"

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.trust = TrustNotices(workspace)
        self.prompt: ReceivePrompt | None = None
        self.cards: list[ProgressCard] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.trust)
        layout.addWidget(self.notices)
        self.notes = HomeNotes(workspace)
        self.notes.asked.connect(self.page_requested)
        layout.addWidget(self.notes)
        layout.addWidget(self._scroll)
        # A burst of changes draws the page once, and only while it is in sight.
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(0)
        self._redraw.timeout.connect(self.show_state)
        workspace.draft_changed.connect(self._note_change)
        workspace.findings_changed.connect(self._note_change)
        self._tell_recovery()

    def activate(self) -> None:
        """Show the present state."""
        self.show_state()
        self.notes.refresh()

    def show_state(self) -> None:
        """Draw everything anew from the workspace's values."""
        self.trust.show_state()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[theme.GAP_SECTION] * 4)
        column.setSpacing(theme.GAP_LARGE)
        self.prompt, self.cards = None, []
        if self.workspace.draft is None:
            self.prompt = ReceivePrompt(self.workspace)
            column.addWidget(self.prompt)
        else:
            column.addLayout(self._build_head())
            column.addWidget(self._build_progress())
            if self.workspace.draft.remarks.all():
                column.addWidget(self._build_comments())
            if self.workspace.draft.carried.unconfirmed:
                column.addWidget(self._build_unconfirmed())
            column.addLayout(self._build_next_step())
            column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH + 2 * theme.GAP_SECTION)
        outer = QWidget()
        centring = QHBoxLayout(outer)
        centring.setContentsMargins(0, 0, 0, 0)
        centring.addStretch(1)
        centring.addWidget(body, 1000)
        centring.addStretch(1)
        self._scroll.setWidget(outer)

    def _note_change(self, places: frozenset[Place] = frozenset()) -> None:
        if self.isVisible():
            self._redraw.start()

    def _tell_recovery(self) -> None:
        note = self.workspace.desk.drafts.recovery_note()
        if note is not None:
            moment = format_taiwan_time(note.last_saved_at)
            self.notices.show_info(
                tr(
                    "上次程式未正常結束；當時的 {changes} 次更動都已保存，最後一次為 {moment}。",
                    changes=note.changes,
                    moment=moment,
                )
            )

    def _build_head(self) -> QVBoxLayout:
        draft = self.workspace.draft
        assert draft is not None
        rounds = self.workspace.rounds()
        present = next(each for each in rounds if each.round.id == draft.round.id)
        days = present.days_left(self.workspace.today())
        due, tone = tell_due(draft.round.due_on, days)
        title = QLabel(draft.round.title)
        theme.set_text_style(title, "title")
        deadline = QLabel(due)
        theme.set_tone(deadline, tone)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        if tone is not Tone.PLAIN:
            mark = QLabel()
            mark.setPixmap(icons.pixmap("triangle-alert", tone))
            head.addWidget(mark)
        head.addWidget(deadline)
        state = QLabel(
            tr("{state}　第 {revision} 版", state=word(present.state), revision=present.revision)
        )
        theme.set_tone(state, Tone.MUTED)
        line = QHBoxLayout()
        line.addWidget(state)
        line.addStretch(1)
        if len(rounds) > 1:
            line.addWidget(self._build_round_choice())
        receive = QPushButton(tr("匯入填報包…"))
        receive.setIcon(icons.icon("file-input"))
        receive.clicked.connect(self._receive)
        line.addWidget(receive)
        whole = QVBoxLayout()
        whole.addLayout(head)
        whole.addLayout(line)
        return whole

    def _build_round_choice(self) -> QComboBox:
        assert self.workspace.draft is not None
        choice = QComboBox()
        choice.setAccessibleName(tr("填報期"))
        for each in self.workspace.rounds():
            choice.addItem(each.round.title, each.round.id)
        choice.setCurrentIndex(choice.findData(self.workspace.draft.round.id))
        choice.activated.connect(lambda index: self.workspace.choose_round(choice.itemData(index)))
        return choice

    def _build_progress(self) -> QFrame:
        frame = QFrame()
        theme.set_panel(frame, "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(*[theme.GAP] * 4)
        layout.setSpacing(2)
        draft = self.workspace.draft
        assert draft is not None
        self.workspace.findings()
        for progress in draft.results.progress:
            standing = ProjectStanding(progress, draft.programme)
            card = ProgressCard(standing)
            card.chosen.connect(self._open_project)
            self.cards.append(card)
            layout.addWidget(card)
        return frame

    def _build_comments(self) -> QFrame:
        draft = self.workspace.draft
        assert draft is not None
        answered = draft.remarks.answers()
        frame = QFrame()
        theme.set_panel(frame, "warning")
        layout = QVBoxLayout(frame)
        left = sum(each not in answered for each in draft.remarks.all())
        heading = QLabel(
            tr("退回意見 {count} 則，{left} 則尚未回復", count=len(draft.remarks.all()), left=left)
        )
        theme.set_text_style(heading, "heading")
        layout.addWidget(heading)
        for comment in draft.remarks.all():
            row = QHBoxLayout()
            day = format_taiwan_day(comment.written_at)
            where = tr("整份填報表")
            if comment.place is not None:
                where = describe_place(draft, parse_place(comment.place))
            text = QLabel(
                tr(
                    "{where}：{text}（{author}，{day}）",
                    where=where,
                    text=comment.text,
                    author=comment.author,
                    day=day,
                )
            )
            text.setWordWrap(True)
            row.addWidget(text, 1)
            row.addWidget(
                QLabel(word(answered[comment].kind) if comment in answered else tr("未回復"))
            )
            go = QPushButton(tr("前往"))
            go.clicked.connect(self._jump_to(comment.place))
            row.addWidget(go)
            layout.addLayout(row)
        return frame

    def _build_unconfirmed(self) -> QFrame:
        draft = self.workspace.draft
        assert draft is not None
        places = draft.carried.unconfirmed
        frame = QFrame()
        theme.set_panel(frame, "info")
        row = QHBoxLayout(frame)
        words = QLabel(tr("沿用上期資料 {count} 欄，尚未確認。", count=len(places)))
        row.addWidget(words, 1)
        first = min(places, key=lambda each: each.path)
        go = QPushButton(tr("逐欄檢視"))
        go.clicked.connect(lambda: self.page_requested.emit("fill", target_of(first)))
        self.confirm = QPushButton(tr("全部確認"))
        self.confirm.clicked.connect(self._confirm_all)
        row.addWidget(go)
        row.addWidget(self.confirm)
        return frame

    def _confirm_all(self) -> None:
        draft = self.workspace.draft
        assert draft is not None
        with self.workspace.telling_errors():
            change = draft.carried.confirm(draft.carried.unconfirmed)
            self.workspace.note_change(frozenset(change.places))

    def _build_next_step(self) -> QHBoxLayout:
        draft = self.workspace.draft
        assert draft is not None
        delivered = self._exported_last()
        if delivered is not None and delivered.handed_in is not None:
            return self._build_delivery(delivered, delivered.handed_in)
        is_ready = all(each.is_complete for each in draft.results.progress)
        begun = tr("繼續填報") if draft.journal.last_saved_at is not None else tr("開始填報")
        self.next = QPushButton(tr("檢視並簽章") if is_ready else begun)
        self.next.setIcon(icons.icon("arrow-right", Tone.ON_ACCENT))
        theme.set_primary(self.next)
        if is_ready:
            self.next.clicked.connect(lambda: self.page_requested.emit("sign", None))
        else:
            target = self._first_open()
            self.next.clicked.connect(lambda: self.page_requested.emit("fill", target))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.next)
        return row

    def _exported_last(self) -> AgencyRound | None:
        """The round, where its signed return is still what the draft says."""
        draft = self.workspace.draft
        assert draft is not None
        present = next(each for each in self.workspace.rounds() if each.round.id == draft.round.id)
        return present if present.is_handed_in and not present.changed_since else None

    def _build_delivery(self, round_: AgencyRound, delivered: HandedIn) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(icons.pixmap("circle-check", Tone.OK))
        words = QLabel(
            tr(
                "彙整機關已收第 {revision} 版（控制碼 {control_number}）。",
                revision=delivered.revision,
                control_number=delivered.control_number,
            )
            if round_.state is AgencyRoundState.RECEIVED
            else tr(
                "第 {revision} 版已簽章並匯出（控制碼 {control_number}），請交付彙整機關。",
                revision=delivered.revision,
                control_number=delivered.control_number,
            )
        )
        words.setWordWrap(True)
        self.next = QPushButton(tr("前往紀錄"))
        self.next.setIcon(icons.icon("arrow-right", Tone.ON_ACCENT))
        theme.set_primary(self.next)
        self.next.clicked.connect(lambda: self.page_requested.emit("history", None))
        row = QHBoxLayout()
        row.addWidget(mark)
        row.addWidget(words, 1)
        row.addWidget(self.next)
        return row

    def _first_open(self) -> FillTarget | None:
        for finding in self.workspace.findings():
            if finding.is_open:
                return target_of(finding.place)
        return None

    def _jump_to(self, path: str | None) -> Callable[[], None]:
        target = target_of(parse_place(path)) if path is not None else None
        return lambda: self.page_requested.emit("fill", target)

    def _open_project(self, project_id: object) -> None:
        assert project_id is None or isinstance(project_id, str)
        self.page_requested.emit("fill", FillTarget(project_id))

    def _receive(self) -> None:
        prompt = ReceivePrompt(self.workspace)
        prompt.notices = self.notices
        prompt.ask()
        prompt.deleteLater()


def tell_due(due_on: date, days_left: int) -> tuple[str, Tone]:
    """截止 115年2月15日（剩 12 日）, and how urgent that is."""
    day = format_roc_date(due_on)
    if days_left < 0:
        return tr("截止 {day}（逾期 {days_left} 日）", day=day, days_left=-days_left), Tone.ERROR
    if days_left == 0:
        return tr("截止 {day}（今日截止）", day=day), Tone.WARNING
    words = tr("截止 {day}（剩 {days_left} 日）", day=day, days_left=days_left)
    return words, Tone.WARNING if days_left <= 7 else Tone.PLAIN
