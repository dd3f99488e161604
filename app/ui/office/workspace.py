"""The office at work: its desk, the round in hand, and who hears of a change.

Pages share this object. It holds values and services, never a session. Services are imported when
the store is opened, after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import AppError
from app.models.periods import taiwan_time
from app.ui.shell.page import Destination
from app.ui.shell.preferences import PreferenceFile, read_authorities
from app.ui.shell.workspace import Workspace, utc_now
from app.ui.translation import tr

if TYPE_CHECKING:
    from app.checks.files import FileChecker
    from app.models.agency_names import AgencyNames
    from app.models.programme import Programme
    from app.models.received import OverviewRow
    from app.models.rounds import Round
    from app.office.desk import OfficeDesk
    from app.office.rounds.file_news import RoundFileNews
    from app.office.snapshot import OfficeSnapshot


class OfficeWorkspace(Workspace):
    """One office store. `round` is None until the first round has been opened."""

    round_changed = Signal()
    """Another round is in hand."""
    records_changed = Signal()
    """Something was written: a round, a file taken in, a decision, a certificate."""

    search_page = "search"

    def __init__(
        self, store: Path, preferences: PreferenceFile, clock: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(store)
        self.preferences = preferences
        self.clock = clock
        self._desk: OfficeDesk | None = None
        self._snapshot: OfficeSnapshot | None = None
        """Answers for the desk until that is open."""
        self._programme: Programme | None = None
        self._round: Round | None = None
        self.timestamp_settings_changed.connect(self._rely_on_authorities)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """The round in hand."""
        if self._round is None:
            return tr("協調彙整")
        return tr("協調彙整 — {title}", title=self._round.title)

    def recall(self) -> bool:
        """Take plan, rounds and overview as they were when the store was closed."""
        from app.office.snapshot import OfficeSnapshot
        from app.store.snapshot import read_snapshot

        self._snapshot = read_snapshot(self.store, OfficeSnapshot)
        if self._snapshot is None:
            return False
        self._show_rounds(self._snapshot.programme)
        return True

    def load(self) -> None:
        """Import the desk."""
        import app.office.desk  # noqa: F401

    def open(self) -> None:
        """Open the store, or make it with the approved plan. Raises AppError."""
        from app.office.desk import OfficeDesk

        authorities = read_authorities(self.preferences.present)
        if self.store.exists():
            self._desk = OfficeDesk.open(
                self.store,
                clock=self.clock,
                timestamp_authorities=authorities,
                as_view=self.is_view,
            )
        else:
            from app.programme.catalogue_loader import load_catalogue

            self._desk = OfficeDesk.create(
                self.store, load_catalogue(), clock=self.clock, timestamp_authorities=authorities
            )
        self.clock_monitor.start(self._desk.clock)
        self.store_keeper.start(self._desk.store)
        self._desk.recall_officer()
        self._snapshot = None
        self._show_rounds(self._desk.records.programme)

    def _show_rounds(self, programme: Programme) -> None:
        self._programme = programme
        self._round = next(iter(self.rounds()), None)
        self._count_waiting()
        self.saved.emit(tr("資料檔 {store}", store=self.store))

    def _rely_on_authorities(self) -> None:
        """Timestamps are verified by the authorities the settings name."""
        self.desk.trust.rely_on(read_authorities(self.preferences.present))

    def close(self) -> None:
        """Close the store."""
        self.clock_monitor.stop()
        self.store_keeper.stop()
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

    def page_for_opened(self, paths: Sequence[Path]) -> str | None:
        """Requests belong to 名冊, what agencies hand in to 收件 once there is a round."""
        from app.trust.papers.kinds import ENROLMENT, kind_of_name

        if all(kind_of_name(each) is ENROLMENT for each in paths):
            return "registry"
        is_for_inbox = self._round is not None and any(kind_of_name(each) is None for each in paths)
        return "inbox" if is_for_inbox else None

    def destinations(self) -> tuple[Destination, ...]:
        """Agencies under review, projects and indicators."""
        if self._programme is None:
            return ()
        from app.ui.office.destinations import build_destinations

        return build_destinations(self._programme, self._round, self._names())

    def saved_text(self) -> str:
        """Everything is saved already, and where."""
        return tr("每個動作完成時都已寫入資料檔，位置：{store}", store=self.store)

    def build_checker(self) -> FileChecker:
        """Verifies files by the office's own registry and rounds."""
        from app.checks.office_files import build_office_checker

        return build_office_checker(self.desk, self.clock())

    # -- what pages ask --------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Return whether the desk is open."""
        return self._desk is not None

    @property
    def desk(self) -> OfficeDesk:
        """The open desk."""
        assert self._desk is not None
        return self._desk

    @property
    def programme(self) -> Programme:
        """The approved plan the office works on."""
        assert self._programme is not None
        return self._programme

    @property
    def round(self) -> Round | None:
        """The round in hand."""
        return self._round

    def agency_name(self, code: str | None) -> str:
        """Return the name in the present round or today's; the code where it is unknown."""
        return self._names().full(code) if code else "—"

    def short_name(self, code: str | None) -> str:
        """The short name, as `agency_name`."""
        return self._names().short(code) if code else "—"

    def agency_order(self, code: str | None) -> int:
        """The agency's position in the appendix; unknown agencies come last."""
        try:
            return self.programme.agency(code or "").order
        except KeyError:
            return len(self.programme.agencies) + 1

    def choose_round(self, round_id: str) -> None:
        """Work on another round."""
        if self._round is not None and self._round.id == round_id:
            return
        self._round = self.desk.rounds.get(round_id)
        self.title_changed.emit(self.title())
        self._count_waiting()
        self.round_changed.emit()

    def reload_round(self) -> None:
        """Take the round in hand as the store holds it now: its dates were moved."""
        assert self._round is not None
        self._round = self.desk.rounds.get(self._round.id)

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        return self.desk.rounds.all() if self._snapshot is None else self._snapshot.rounds

    def overview(self) -> tuple[OverviewRow, ...]:
        """How far each agency is in the round in hand; () without a round."""
        if self._round is None:
            return ()
        if self._snapshot is not None:
            return self._snapshot.overview(self.today())
        return self.desk.overview.rows(self._round.id, self.today())

    def file_news(self) -> RoundFileNews | None:
        """What the agencies' round files do not say yet; None without a round."""
        if self._snapshot is not None:
            return self._snapshot.file_news
        return None if self._round is None else self.desk.rounds.file_news(self._round.id)

    def set_officer(self, name: str) -> None:
        """Remember who is at the desk: the log of acts names them."""
        try:
            self.desk.name_officer(name)
        except AppError as error:
            self.error_raised.emit(error)

    def note_change(self) -> None:
        """Notify all pages that the store holds something new."""
        self._count_waiting()
        self.saved.emit(tr("已儲存 {moment:%H:%M:%S}", moment=taiwan_time(self.clock())))
        self.records_changed.emit()

    # -- within ----------------------------------------------------------------------------

    def _names(self) -> AgencyNames:
        from app.models.agency_names import AgencyNames

        return AgencyNames(self.programme, self._round or self.today())

    def _count_waiting(self) -> None:
        from app.models.reviews import ReturnState

        waiting = [each for each in self.overview() if each.state is ReturnState.UNDER_REVIEW]
        self.badge_changed.emit("review", len(waiting))
