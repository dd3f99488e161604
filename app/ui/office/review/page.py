"""審查: what an agency handed in beside its earlier revision, comments in the margin, decisions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, Progress
from app.models.periods import format_taiwan_day_short, format_taiwan_time
from app.models.received import OverviewRow
from app.models.returns import build_control_number
from app.models.reviews import DecisionKind, Remark, ReturnState
from app.models.rounds import Round
from app.office.review.attachments import ListedAttachment
from app.office.review.sheet import ReviewSheet, build_context, build_review_sheet
from app.ui.messages import word
from app.ui.office.destinations import ReviewPlace
from app.ui.office.page_frame import OfficePage
from app.ui.office.review.attachments import AttachmentBar, AttachmentDialog
from app.ui.office.review.decision_bar import DecisionBar
from app.ui.office.review.panel import ReviewPanel
from app.ui.office.review.table import describe_comment
from app.ui.office.state_marks import STATE_ICONS, STATE_TONES
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import join_words, tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.tasks import run_task
from app.ui.widgets.theme import Tone


class ReviewPage(OfficePage):
    """Left the returns received, right the one in hand; the decision at the foot."""

    title = tr("審查")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace)
        self._agency: str | None = None
        self._sought: ReviewPlace | None = None
        """Where to go once the return is shown."""
        self.show_all = QCheckBox(tr("含已審查"))
        self.show_all.toggled.connect(self._filter)
        self.tools.addWidget(self.show_all)
        self.queue = RecordView(self._columns(), tr("填報表"), stretch="agency")
        self.queue.record_selected.connect(self._take_row)
        self.facts = build_label()
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.earlier = build_label()
        self.earlier.setWordWrap(True)
        theme.set_tone(self.earlier, Tone.WARNING)
        self.attached = AttachmentBar()
        self.attached.looked_at.connect(self.show_attachments)
        self._listed: tuple[ListedAttachment, ...] = ()
        self.panel = ReviewPanel(workspace)
        self.panel.remarks_changed.connect(self._show_state)
        self.bar = DecisionBar(workspace)
        self.bar.decided.connect(self.decide)
        workspace.unit_changed.connect(lambda _unit: self._refresh_if_shown())
        self.board = self._build_board()
        self.empty = EmptyState(
            "stamp",
            tr("還沒有可審查的填報表"),
            tr("收件驗章通過的填報表會列在這裡，與前一版並列，可逐欄寫意見後通過或退回補正。"),
            (tr("前往收件"), lambda: self.page_requested.emit("inbox", None)),
        )
        self.hold_contents(self.empty, self.board)

    def refresh(self) -> None:
        """Show what has been received, what waits first."""
        rows = tuple(each for each in self.workspace.overview() if each.revision is not None)
        self.show_all.setVisible(bool(rows))
        if not rows:
            self._agency = None
            self.set_content(self.empty)
            return
        self.set_content(self.board)
        if not any(each.state is ReturnState.UNDER_REVIEW for each in rows):
            self.show_all.setChecked(True)
        keep = self._agency
        self.queue.set_records(rows)
        self._filter()
        self._select_agency(keep)

    def show_target(self, target: object) -> None:
        """Go to the return of an agency (its code), or to a place of one."""
        if isinstance(target, ReviewPlace):
            self.workspace.choose_round(target.round_id)
            self._sought, target = target, target.agency
            if self._agency == target and self.panel.sheet is not None:
                self._show_sought(self.panel.sheet)
        agency = str(target)
        if not self._select_agency(agency):
            self.show_all.setChecked(True)
            if not self._select_agency(agency):
                name = self.workspace.agency_name(agency)
                self.notices.show_info(tr("{name}在此填報期尚未報送。", name=name))

    def show_attachments(self) -> None:
        """Open the list of the attachments of the return in view."""
        sheet = self.panel.sheet
        if sheet is not None:
            AttachmentDialog(self.workspace, sheet.current, self._listed, self).exec()

    def step_finding(self, step: int) -> None:
        """F8 / Shift+F8: the next or previous chapter."""
        self.panel.step(step)

    def decide(self, kind: DecisionKind) -> None:
        """Make the decision about the revision in view."""
        sheet, round_ = self.panel.sheet, self.workspace.round
        if sheet is None or round_ is None:
            return
        current = sheet.current
        if not self.bar.name():
            self.notices.show_error(AppError("DECISION_WITHOUT_NAME"))
            self.bar.reviewer.setFocus()
            return
        remarks = self._load_remarks(sheet) if kind is not DecisionKind.REOPEN else ()
        if kind is DecisionKind.ACCEPT and remarks and not self._confirm_accept(len(remarks)):
            return
        try:
            self.workspace.desk.review.decide(
                round_.id, current.agency, kind, remarks, self.bar.name(),
                self.workspace.clock(), revision=current.revision,
            )  # fmt: skip
        except AppError as error:
            self.notices.show_error(error)
            return
        self._report_decision(kind, sheet, round_)

    def _report_decision(self, kind: DecisionKind, sheet: ReviewSheet, round_: Round) -> None:
        agency, revision = sheet.current.agency, sheet.current.revision
        name = self.workspace.agency_name(agency)
        if kind is not DecisionKind.ACCEPT:
            self.show_all.setChecked(True)  # the return in hand stays in view
        self._agency = None if kind is DecisionKind.ACCEPT else agency
        self.queue.setFocus()  # the buttons go, and the focus would go elsewhere with them
        self.workspace.note_change()
        self.refresh()
        if kind is DecisionKind.SEND_BACK:
            self.notices.show_done(
                tr(
                    "已退回「{name}」r{revision}。請產生帶有意見的填報包，寄給該機關補正。",
                    name=name,
                    revision=revision,
                ),
                (tr("產生填報包…"), lambda: self.write_round_files((agency,), round_)),
            )
        elif kind is DecisionKind.ACCEPT:
            self.notices.show_done(
                tr("「{name}」r{revision} 審查通過。", name=name, revision=revision)
            )
        else:
            self.notices.show_done(
                tr("「{name}」r{revision} 已重新開啟審查。", name=name, revision=revision)
            )

    def _confirm_accept(self, remarks: int) -> bool:
        return dialogs.ask_yes_no(
            self,
            word(DecisionKind.ACCEPT),
            tr(
                "已寫 {notes} 則意見。通過後意見只留存於審查紀錄，不會請機關補正。仍要通過？",
                notes=remarks,
            ),
            word(DecisionKind.ACCEPT),
        )

    def _load_remarks(self, sheet: ReviewSheet) -> tuple[Remark, ...]:
        current = sheet.current
        return self.workspace.desk.remarks.about(current.round_id, current.agency, current.revision)

    def _take_row(self, row: OverviewRow | None) -> None:
        if row is None:
            return
        self._agency = row.agency
        round_ = self.workspace.round
        assert round_ is not None  # rows are those of a round
        workspace, unit = self.workspace, self.workspace.preferences.present.money_unit

        def build(_progress: Progress) -> ReviewSheet:
            form, received = workspace.desk.returns.reviewed(round_.id, row.agency)
            programme = workspace.desk.rounds.programme_of(round_.id)
            context = build_context(received[-1], form, programme, round_)
            return build_review_sheet(context, received, received[-1], unit)

        run_task(self, build, self._take_sheet, self.notices.show_error)

    def _take_sheet(self, sheet: ReviewSheet) -> None:
        if sheet.current.agency != self._agency or not self.workspace.is_open:
            return  # another one was chosen meanwhile, or the store was closed
        self.panel.show_sheet(sheet)
        self.sheet_stack.setCurrentIndex(1)
        self.facts.setText(self._describe(sheet))
        comments = sheet.general_comments
        self.earlier.setText("\n".join(describe_comment(each) for each in comments))
        self.earlier.setVisible(bool(comments))
        self._listed = self.workspace.desk.attachments.of(sheet.current)
        self.attached.show_listed(self._listed)
        self._show_state()
        self._show_sought(sheet)

    def _show_sought(self, sheet: ReviewSheet) -> None:
        """Go to the place that was asked for; a later revision may say something else there."""
        sought, current = self._sought, sheet.current
        if sought is None or (sought.round_id, sought.agency) != (current.round_id, current.agency):
            return
        self._sought = None
        is_there = sought.place is None or self.panel.show_place(sought.place)
        if sought.revision != current.revision or not is_there:
            self.notices.show_info(
                tr(
                    "找到的內容在 r{found}；這裡顯示最近一版 r{shown}，內容可能已更改或刪除。",
                    found=sought.revision,
                    shown=current.revision,
                )
            )

    def _describe(self, sheet: ReviewSheet) -> str:
        current = sheet.current
        signers = join_words(each.person_name for each in current.payload.signers)
        words = [
            f"{self.workspace.agency_name(current.agency)}　r{current.revision}",
            tr("收件 {received_at}", received_at=format_taiwan_time(current.received_at)),
            tr("控制碼 {number}", number=build_control_number(current.payload_sha256)),
        ]
        words += [tr("簽章 {signers}", signers=signers)] if signers else []
        if sheet.baseline is None:
            words.append(tr("首次報送，無前版可比較"))
        return "　　".join(words)

    def _show_state(self) -> None:
        sheet = self.panel.sheet
        state = None if sheet is None else sheet.current.state
        self.bar.show_state(state, self.panel.count_remarks())

    def _filter(self) -> None:
        is_all = self.show_all.isChecked()
        self.queue.proxy.set_condition(
            None if is_all else lambda row: row.state is ReturnState.UNDER_REVIEW
        )
        if self.queue.selected_record() is None and self.queue.proxy.rowCount():
            self.queue.select_row(0)

    def _select_agency(self, agency: str | None) -> bool:
        for row in self.queue.records.records:
            if row.agency == agency:
                return self.queue.select_record(row)
        return False

    def _columns(self) -> tuple[RecordColumn, ...]:
        workspace = self.workspace
        return (
            RecordColumn(
                "agency", tr("機關"), lambda each: workspace.short_name(each.agency),
                lambda each: workspace.agency_order(each.agency), width=9,
                tip=lambda each: (
                    tr(
                        "{agency}　收件 {received_at}",
                        agency=workspace.agency_name(each.agency),
                        received_at=format_taiwan_day_short(each.received_at),
                    )
                ),
            ),
            RecordColumn(
                "revision", tr("版次"), lambda each: f"r{each.revision}",
                lambda each: each.revision, width=4, is_centred=True,
            ),
            RecordColumn(
                "state", tr("狀態"), lambda each: word(each.state), width=11,
                tone=lambda each: STATE_TONES[each.state],
                icon_name=lambda each: STATE_ICONS[each.state],
            ),
        )  # fmt: skip

    def _build_board(self) -> QWidget:
        waiting = build_label(tr("選取左側的填報表開始審查。"))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_tone(waiting, Tone.MUTED)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self.facts)
        column.addWidget(self.earlier)
        column.addWidget(self.attached)
        column.addWidget(self.panel, 1)
        column.addWidget(self.bar)
        self.sheet_stack = QStackedWidget()
        self.sheet_stack.addWidget(waiting)
        self.sheet_stack.addWidget(sheet)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.queue)
        left.addWidget(self.panel.navigation)
        left.setSizes([300, 300])
        left.setChildrenCollapsible(False)
        board = QSplitter(Qt.Orientation.Horizontal)
        board.addWidget(left)
        board.addWidget(self.sheet_stack)
        board.setStretchFactor(0, 0)
        board.setStretchFactor(1, 1)
        board.setSizes([max(256, self.queue.whole_width()), 940])
        board.setChildrenCollapsible(False)
        return board
