"""The coordinating office's desk: an open office store and its rooms.

A room is a small class for one part of the work; each of its methods is one transaction (importing:
one for each file) and gives values back. The window and the command line call the same methods. A
room that brings cryptography, forms or the reading of files along is loaded when it is first asked
for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from app.bench.clock import DeskClock, KnownTimes
from app.bench.outgoing import Outgoing, SetKind, conclude_nothing
from app.closing import ClosedOnExit
from app.errors import AppError
from app.models.periods import format_taiwan_time
from app.models.programme import Programme
from app.office.audit_log import append_entry
from app.office.bench import OFFICE, OfficeBench
from app.office.overview.overview import OfficeOverview
from app.office.records import OfficeRecords
from app.office.registry.certificates import insert_registry
from app.office.review.remarks import OfficeRemarks
from app.office.review.returns import OfficeReturns
from app.office.rounds.file_news import conclude_round_files
from app.office.rounds.programme_versions import insert_programme
from app.office.rounds.rounds import OfficeRounds, load_rounds
from app.office.snapshot import OfficeSnapshot
from app.office.stored import OFFICE_RULES
from app.office.trust import OfficeTrust
from app.store.inspection import StoreKind
from app.store.store import Clock, Store, create_store, open_store, utc_now
from app.store.viewing import open_view
from app.trust.timestamps.clock import ClockFinding

if TYPE_CHECKING:
    from app.office.facts.facts import OfficeFacts
    from app.office.importing.inbox import OfficeInbox
    from app.office.receipts.receipts import OfficeReceipts
    from app.office.registry.anchors import OfficeAnchors
    from app.office.registry.enrolments import OfficeEnrolments
    from app.office.registry.keys import OfficeKeys
    from app.office.registry.policy import OfficePolicy
    from app.office.registry.registry import OfficeRegistry
    from app.office.review.attachments import OfficeAttachments
    from app.office.review.review import OfficeReview
    from app.office.rounds.files import OfficeRoundFiles
    from app.office.search.search import OfficeSearch
    from app.returns.verification import Verifier


class OfficeDesk(ClosedOnExit):
    """An open office store. Close it, or use it as a context manager.

    `verify` and `timestamp_authorities` are those of `OfficeTrust`.
    """

    def __init__(
        self,
        store: Store,
        *,
        verify: Verifier | None = None,
        timestamp_authorities: Sequence[str] = (),
    ) -> None:
        self._bench = OfficeBench(store)
        self.clock = _build_clock(self._bench)
        self.trust = OfficeTrust(self._bench, verify, timestamp_authorities)
        self.records = OfficeRecords(self._bench)
        self.rounds = OfficeRounds(self._bench)
        self.returns = OfficeReturns(self._bench)
        self.overview = OfficeOverview(self._bench)
        self.remarks = OfficeRemarks(self._bench)
        self.outgoing = Outgoing(
            store,
            {
                SetKind.ROUND_FILES: partial(conclude_round_files, self._bench),
                SetKind.REPORT: conclude_nothing,
            },
        )
        try:
            self.outgoing.settle()
            self.clock.note()
        except BaseException as problem:
            expected = store.explain(problem)
            store.abandon()  # nobody else could close it, and it would stay locked
            if expected is None:
                raise
            raise expected from problem

    @classmethod
    def create(
        cls,
        path: Path,
        programme: Programme,
        *,
        clock: Clock = utc_now,
        verify: Verifier | None = None,
        timestamp_authorities: Sequence[str] = (),
    ) -> Self:
        """Make a new office store on a programme, whole or not at all. Raises AppError STORE_*."""

        def furnish(connection: Connection) -> None:
            now = clock()
            insert_programme(connection, programme, now)
            insert_registry(connection, now)
            append_entry(
                connection,
                at=now,
                actor=OFFICE,
                action="programme_stored",
                subject=programme.name,
                detail={"version": str(programme.version)},
            )

        store = create_store(
            path, StoreKind.OFFICE, clock=clock, rules=OFFICE_RULES, furnish=furnish
        )
        return cls(store, verify=verify, timestamp_authorities=timestamp_authorities)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock = utc_now,
        verify: Verifier | None = None,
        timestamp_authorities: Sequence[str] = (),
        as_view: bool = False,
    ) -> Self:
        """Open an office store, or look at one somebody else has open. Raises AppError STORE_*."""
        seat = open_view if as_view else open_store
        store = seat(path, StoreKind.OFFICE, clock=clock, rules=OFFICE_RULES)
        return cls(store, verify=verify, timestamp_authorities=timestamp_authorities)

    def close(self) -> None:
        """Write what the overview shows and release the store; idempotent."""
        if "inbox" in self.__dict__:
            self.inbox.close()
        self.store.close(self._build_snapshot if self.store.viewed is None else None)

    def explain(self, problem: BaseException) -> AppError | None:
        """The failure STORE_DAMAGED behind an exception; None where nothing is damaged."""
        return self.store.explain(problem)

    @property
    def store(self) -> Store:
        """The open store."""
        return self._bench.store

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self._bench.store.path

    @property
    def officer(self) -> str:
        """The person at the desk, in whose name acts are noted; empty where nobody gave one."""
        return self._bench.officer

    def name_officer(self, name: str) -> None:
        """Note acts under this person's name from now on, and remember it in the store.

        Receipts name the office.
        """
        self._bench.name_officer(name)

    def recall_officer(self) -> None:
        """Go on under the name remembered last: the same person is at the desk again."""
        self._bench.recall_officer()

    def _build_snapshot(self) -> OfficeSnapshot:
        rounds = self.rounds.all()
        latest = rounds[0] if rounds else None
        return OfficeSnapshot(
            programme=self.records.programme,
            rounds=rounds,
            rows=self.overview.rows(latest.id, latest.due_on) if latest else (),
            file_news=self.rounds.file_news(latest.id) if latest else None,
        )

    # -- rooms that bring libraries along --------------------------------------------------------

    @cached_property
    def keys(self) -> OfficeKeys:
        """The office's own key."""
        from app.office.registry.keys import OfficeKeys

        return OfficeKeys(self._bench, self.clock)

    @cached_property
    def registry(self) -> OfficeRegistry:
        """The registry of certificates."""
        from app.office.registry.registry import OfficeRegistry

        return OfficeRegistry(self._bench, self.clock)

    @cached_property
    def enrolments(self) -> OfficeEnrolments:
        """Requests to get on the registry."""
        from app.office.registry.enrolments import OfficeEnrolments

        return OfficeEnrolments(self._bench, self.clock, self.keys, self.registry)

    @cached_property
    def anchors(self) -> OfficeAnchors:
        """Imported roots, authorities and revocation lists."""
        from app.office.registry.anchors import OfficeAnchors

        return OfficeAnchors(self._bench)

    @cached_property
    def policy(self) -> OfficePolicy:
        """The trust policy."""
        from app.office.registry.policy import OfficePolicy

        return OfficePolicy(self._bench)

    @cached_property
    def round_files(self) -> OfficeRoundFiles:
        """Writing round files."""
        from app.office.rounds.files import OfficeRoundFiles

        return OfficeRoundFiles(self._bench, self.clock, self.keys, self.outgoing)

    @cached_property
    def inbox(self) -> OfficeInbox:
        """Importing returned files."""
        from app.office.importing.inbox import OfficeInbox

        return OfficeInbox(self._bench, self.clock, self.trust, self.returns)

    @cached_property
    def attachments(self) -> OfficeAttachments:
        """What came in attachments packages."""
        from app.office.review.attachments import OfficeAttachments

        return OfficeAttachments(self._bench)

    @cached_property
    def review(self) -> OfficeReview:
        """Deciding about returns."""
        from app.office.review.review import OfficeReview

        return OfficeReview(self._bench)

    @cached_property
    def facts(self) -> OfficeFacts:
        """What is computed with of the returns."""
        from app.office.facts.facts import OfficeFacts

        return OfficeFacts(self._bench)

    @cached_property
    def search(self) -> OfficeSearch:
        """Everything handed in and decided, by its text."""
        from app.office.search.search import OfficeSearch

        return OfficeSearch(self._bench)

    @cached_property
    def receipts(self) -> OfficeReceipts:
        """Receipts for imported files."""
        from app.office.receipts.receipts import OfficeReceipts

        return OfficeReceipts(self._bench, self.clock, self.keys)


def _build_clock(bench: OfficeBench) -> DeskClock:
    """Nobody stands above the office: a person's word that the clock is right settles the matter.

    The audit log keeps that word.
    """

    def load() -> KnownTimes:
        with bench.store.reading() as connection:
            rounds = load_rounds(connection)
        return KnownTimes(last_day=max((each.closes_on for each in rounds), default=None))

    def note(connection: Connection, finding: ClockFinding | None) -> None:
        known = "—"
        if finding is not None:
            moment = format_taiwan_time(finding.known.at)
            known = f"{finding.known.witness.value} {moment}"
        bench.note(connection, "clock_confirmed", OFFICE, known=known)

    return DeskClock(bench.store, load, note)
