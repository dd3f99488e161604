"""The agency at work: its desk, the round in hand, its draft, and what changes in it.

Pages share this object: they commit through it and hear from it. It holds values and services,
never a session. Services are imported when the store is opened, after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.errors import AppError
from app.models.answers import Place, StoredValue
from app.models.periods import taiwan_time
from app.ui.agency.fill_target import places_to_see, target_of_change, target_of_remark
from app.ui.shell.page import Destination
from app.ui.shell.preferences import PreferenceFile, read_authorities
from app.ui.shell.workspace import Workspace, utc_now
from app.ui.translation import tr
from app.ui.widgets.file_places import output_folder

if TYPE_CHECKING:
    from app.agency.desk import AgencyDesk
    from app.agency.drafts.change import Change
    from app.agency.drafts.draft import Draft
    from app.agency.home import HomeState
    from app.checks.files import FileChecker
    from app.models.agency_rounds import AgencyRound
    from app.models.findings import Finding
    from app.models.reviews import CommentAnswerKind, ReviewComment
    from app.trust.keys.my_keys import MyKey

_CHECK_AFTER_MS = 60


class AgencyWorkspace(Workspace):
    """One agency store. `draft` is None until a round file has been received."""

    draft_changed = Signal(object)
    """The places that changed (frozenset), empty when the draft is another one altogether."""
    findings_changed = Signal()
    answers_changed = Signal()
    """An answer to a remark of the office was typed, undone or done again."""
    pending_changed = Signal()
    """A return was handed over for approval, or answered."""
    preview_page = "sign"

    def __init__(
        self, store: Path, preferences: PreferenceFile, clock: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(store)
        self.preferences = preferences
        self.clock = clock
        self._desk: AgencyDesk | None = None
        self._draft: Draft | None = None
        self._snapshot: HomeState | None = None
        """Stands for the draft on the home page until the store is open."""
        self._findings: tuple[Finding, ...] | None = None
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(_CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check_now)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """The agency's name, once a round file has said which it is."""
        if self._draft is not None:
            return self.agency_name(self._draft.basis.agency)
        return tr("機關填報") if self._snapshot is None else self._snapshot.agency_name

    def recall(self) -> bool:
        """Take what the home page shows as it was when the store was closed."""
        from app.agency.home import HomeState
        from app.store.snapshot import read_snapshot

        self._snapshot = read_snapshot(self.store, HomeState)
        if self._snapshot is None:
            return False
        self._note_saved()
        self.badge_changed.emit("check", len(self._snapshot.open_places))
        return True

    def load(self) -> None:
        """Import the desk and what a draft is judged by."""
        import app.agency.desk
        import app.agency.drafts.drafts  # noqa: F401

    @property
    def is_open(self) -> bool:
        """Return whether the desk is open."""
        return self._desk is not None

    def open(self) -> None:
        """Open the store, or make it. Raises AppError."""
        from app.agency.desk import AgencyDesk

        exists = self.store.exists()
        seat = partial(AgencyDesk.open, as_view=self.is_view) if exists else AgencyDesk.create
        self._desk = seat(self.store, clock=self.clock, local_folder=self.preferences.path.parent)
        self._snapshot = None
        self.clock_monitor.start(self._desk.clock)
        self.store_keeper.start(self._desk.store)
        rounds = self._desk.rounds.all()
        if rounds:  # the one due last comes first
            self._take_draft(self._desk.draft(rounds[0].round.id))
            self._count_pending()

    def close(self) -> None:
        """Close the store."""
        self._check_timer.stop()
        self.clock_monitor.stop()
        self.store_keeper.stop()
        self._draft = None
        if self._desk is not None:
            desk, self._desk = self._desk, None
            desk.close()

    def take_news(self) -> tuple[AppError, ...]:
        """What the desk found unfinished when it was opened."""
        return (*self.desk.store.take_news(), *self.desk.outgoing.take_news())

    def write_backup(self, target: Path) -> None:
        """Write a backup of the open store, on any thread. Raises AppError STORE_*."""
        from app.store.backup import write_backup

        write_backup(self.desk.store, target)

    def destinations(self) -> tuple[Destination, ...]:
        """Projects, sections and fields of the round in hand."""
        if self._draft is None:
            return ()
        from app.ui.agency.destinations import build_destinations

        return build_destinations(self._draft)

    def answer_destinations(self) -> tuple[Destination, ...]:
        """Everything that was filled in or computed."""
        if self._draft is None:
            return ()
        from app.ui.agency.destinations import build_answer_destinations

        return build_answer_destinations(self._draft, self.unit)

    def saved_text(self) -> str:
        """Everything is saved already, when and where."""
        moment = self._draft.journal.last_saved_at if self._draft is not None else None
        if moment is None:
            return tr("每次輸入都已自動存檔，位置：{store}", store=self.store)
        return tr(
            "每次輸入都已自動存檔（最後存檔 {moment:%H:%M:%S}），位置：{store}",
            moment=taiwan_time(moment),
            store=self.store,
        )

    def build_checker(self) -> FileChecker:
        """Checks by the rounds received and the office confirmed."""
        from app.checks.agency_files import build_agency_checker

        authorities = read_authorities(self.preferences.present)
        return build_agency_checker(self.desk, self.clock(), authorities)

    def agency_name(self, code: str | None) -> str:
        """Return an agency's name in the present round, or the code where it is unknown."""
        if code is None or self._draft is None:
            return code or "—"
        from app.models.agency_names import AgencyNames

        return AgencyNames(self._draft.programme, self._draft.round).full(code)

    # -- what pages ask --------------------------------------------------------------------

    @property
    def desk(self) -> AgencyDesk:
        """The open desk."""
        assert self._desk is not None
        return self._desk

    @property
    def draft(self) -> Draft | None:
        """The draft of the round in hand."""
        return self._draft

    def home(self) -> HomeState | None:
        """What the home page shows; None without a round."""
        if self._draft is None:
            return self._snapshot
        from app.agency.home import build_home_state

        return build_home_state(self.desk.rounds, self._draft)

    def out_folder(self) -> Path:
        """Where signed pairs go, and are looked for."""
        chosen = self.preferences.present.out_folder
        return Path(chosen) if chosen else output_folder()

    def choose_round(self, round_id: str) -> None:
        """Work on another round."""
        self._take_draft(self.desk.draft(round_id))

    def receive_round_file(
        self, path: Path, *, confirm_office: str | None = None, is_change_agreed: bool = False
    ) -> AgencyRound:
        """Take in a round file and go on with its draft; see `RoundIntake.receive`."""
        received = self.desk.intake.receive(
            path, confirm_office=confirm_office, is_change_agreed=is_change_agreed
        )
        self._take_draft(self.desk.draft(received.round.id))
        return received

    def note_pending(self) -> None:
        """Notify all pages that something was handed over or answered."""
        self._count_pending()
        self.pending_changed.emit()

    def page_for_files(self, paths: Sequence[Path]) -> str | None:
        """待核定件 and 退回單 are opened on the 核定 page."""
        from app.agency.handing_in.papers import are_papers

        return "approval" if are_papers(paths) else None

    def page_for_opened(self, paths: Sequence[Path]) -> str | None:
        """A round file belongs to 待辦, receipts to 紀錄, papers of approval to 核定."""
        from app.trust.papers.kinds import RECEIPT, ROUND_FILE

        suffixes = {each.suffix.lower() for each in paths}
        if suffixes == {ROUND_FILE.suffix} and len(paths) == 1:
            return "home"
        if suffixes == {RECEIPT.suffix}:
            return "history"
        return self.page_for_files(paths)

    def my_keys(self) -> tuple[MyKey, ...]:
        """The keys known here as they stand now."""
        used = self.preferences.present.key_file
        return self.desk.keys.all(self.clock(), () if used is None else (Path(used),))

    def commit(
        self,
        changes: Mapping[Place, StoredValue],
        label: str,
        merge_key: str | None = None,
        texts: Mapping[Place, str | None] = MappingProxyType({}),
    ) -> bool:
        """Put values, and texts that cannot be read, into the draft; on disk when this is True.

        A failure to save is shown by the window and leaves the draft as it was.
        """
        assert self._draft is not None
        is_saved = False
        with self.telling_errors():
            change = self._draft.commit(changes, label, merge_key, texts)
            is_saved = True
        if is_saved and not change.is_empty:
            self.note_change(frozenset(change.places))
        return is_saved

    def set_reason(self, finding: Finding, text: str) -> None:
        """Give the reason for a warning; why one cannot count is said, and it stays as typed."""
        assert self._draft is not None
        self.keep_reason(finding, text)
        with self.telling_errors():
            self._draft.set_reason(finding.code, finding.place, text)
            self._note_saved()
            self.check_now()

    def keep_reason(self, finding: Finding, text: str) -> None:
        """Keep a reason that is being typed as it stands."""
        assert self._draft is not None
        with self.telling_errors():
            self._draft.keep_reason(finding.code, finding.place, text)
            self._note_saved()
            self.check_now()

    def keep_answer(
        self, comment: ReviewComment, kind: CommentAnswerKind | None, text: str
    ) -> None:
        """Keep the answer to a remark as it stands."""
        assert self._draft is not None
        with self.telling_errors():
            if not self._draft.remarks.keep(comment, kind, text).is_empty:
                self._note_saved()
                self.answers_changed.emit()

    def typed_reason(self, finding: Finding) -> str:
        """What was typed as the reason of a finding, whether it counts or not."""
        key = (finding.code, finding.place.path)
        return "" if self._draft is None else self._draft.reasons.get(key, "")

    @contextmanager
    def telling_errors(self) -> Iterator[None]:
        """Show an expected failure in the window instead of raising it."""
        try:
            yield
        except AppError as error:
            self.error_raised.emit(error)

    def undo(self, count: int = 1) -> None:
        """Take the latest changes back, and go to where the last of them was made."""
        if self._draft is not None:
            self._step(self._draft, self._draft.journal.undo, count, tr("已復原"))

    def redo(self, count: int = 1) -> None:
        """Do them again."""
        if self._draft is not None:
            self._step(self._draft, self._draft.journal.redo, count, tr("已重做"))

    def findings(self) -> tuple[Finding, ...]:
        """The latest findings; at most a moment behind the answers."""
        if self._draft is None:
            return ()
        if self._findings is None:
            self.check_now()
        return self._findings or ()

    def note_change(self, places: frozenset[Place]) -> None:
        """Notify all pages that these places changed; the check follows in a moment."""
        self._note_saved()
        self.draft_changed.emit(places)
        self._check_timer.start()

    def check_now(self) -> None:
        """Ask the rules now instead of in a moment."""
        if self._draft is None:
            return
        self._findings = self._draft.results.findings
        self.badge_changed.emit("check", sum(each.is_open for each in self._findings))
        self.findings_changed.emit()

    # -- within ----------------------------------------------------------------------------

    def _take_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._findings = None
        self.title_changed.emit(self.title())
        self._note_saved()
        self.draft_changed.emit(frozenset())
        self._check_timer.start(0)

    def _step(self, draft: Draft, act: Callable[[], Change | None], count: int, what: str) -> None:
        """Go some steps as one: told once, and what was done before a failure is told too."""
        changes: list[Change] = []
        answers = [draft.answers]
        with self.telling_errors():
            while len(changes) < count and (change := act()) is not None:
                changes.append(change)
                answers.append(draft.answers)
        if not changes:
            return
        last, before = changes[-1], answers[-2]
        if places := frozenset(place for each in changes for place in places_to_see(each)):
            self.note_change(places)
        if any(each.remarks for each in changes):
            self.answers_changed.emit()
        self.saved.emit(
            tr("{what}：{label}", what=what, label=last.label)
            if len(changes) == 1
            else tr("{what} {n} 步，至：{label}", what=what, n=len(changes), label=last.label)
        )
        target = target_of_change(draft.blank, last, before)
        if target is None:
            target = target_of_remark(draft.remarks.all(), last)
        if target is not None:
            self.page_requested.emit("fill", target._replace(may_stay=True))

    def _count_pending(self) -> None:
        self.badge_changed.emit("approval", self.desk.pending.count_waiting())

    def _note_saved(self) -> None:
        known = self._snapshot if self._draft is None else self._draft.journal
        if known is not None and known.last_saved_at is not None:
            moment = taiwan_time(known.last_saved_at)
            self.saved.emit(tr("已儲存 {moment:%H:%M:%S}", moment=moment))
