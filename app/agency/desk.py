"""The agency's desk: an open store, and its rooms.

with AgencyDesk.open(path) as desk:
    received = desk.intake.receive(file)
    draft = desk.draft(received.round.id)

Opening one loads no cryptographic library: a room's module is imported when the room is first
asked for.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from app.agency.bench import AgencyBench
from app.agency.handed_in import HandedInReturns, conclude_return
from app.agency.home import HomeState, build_home_state
from app.agency.pending import PendingReturns, conclude_send_back
from app.agency.rounds import Rounds
from app.agency.stored import AGENCY_RULES
from app.bench.clock import DeskClock
from app.bench.outgoing import Outgoing, SetKind
from app.closing import ClosedOnExit
from app.config import local_data_folder
from app.errors import AppError
from app.store.inspection import StoreKind
from app.store.store import Clock, Store, create_store, open_store, utc_now
from app.store.viewing import open_view

if TYPE_CHECKING:
    from app.agency.drafts.draft import Draft
    from app.agency.drafts.drafts import Drafts
    from app.agency.intake import RoundIntake
    from app.agency.keys import KeyRing
    from app.agency.office import TrustedOffice
    from app.agency.receipts import Receipts


class AgencyDesk(ClosedOnExit):
    """An agency's open store. Close it, or use it as a context manager."""

    def __init__(self, store: Store, local_folder: Path | None = None) -> None:
        self.bench: Final = AgencyBench(store)
        self.rounds: Final = Rounds(self.bench)
        self.clock: Final = DeskClock(store, self.rounds.known_times)
        self.pending: Final = PendingReturns(self.bench)
        self.handed_in: Final = HandedInReturns(self.bench)
        self.outgoing: Final = Outgoing(
            store, {SetKind.RETURN: conclude_return, SetKind.SEND_BACK: conclude_send_back}
        )
        self._local_folder = local_folder
        self.outgoing.settle()
        self.clock.note()

    @classmethod
    def create(
        cls,
        path: Path,
        agency: str | None = None,
        *,
        clock: Clock = utc_now,
        local_folder: Path | None = None,
    ) -> Self:
        """Make a new store; without a code the first round file decides the agency.

        `local_folder`: see `open`. Raises AppError STORE_*.
        """
        meta = {} if agency is None else {"agency": agency}
        return cls._seated(
            create_store(path, StoreKind.AGENCY, clock=clock, rules=AGENCY_RULES, meta=meta),
            local_folder,
        )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock = utc_now,
        local_folder: Path | None = None,
        as_view: bool = False,
    ) -> Self:
        """Open a store, or look at one somebody else has open. Raises AppError STORE_*.

        `local_folder` holds what this computer remembers of keys; the program's own local data
        folder by default.
        """
        seat = open_view if as_view else open_store
        return cls._seated(
            seat(path, StoreKind.AGENCY, clock=clock, rules=AGENCY_RULES), local_folder
        )

    @classmethod
    def _seated(cls, store: Store, local_folder: Path | None) -> Self:
        try:
            return cls(store, local_folder)
        except BaseException as problem:
            expected = store.explain(problem)
            store.abandon()  # nobody else could close it, and it would stay locked
            if expected is None:
                raise
            raise expected from problem

    def close(self) -> None:
        """Write the home state and close the store; nothing obtained from it can be used any more.

        Only the state of a draft at hand is written: to make one is not the closing's business.
        """
        self.store.close(self._build_snapshot if self.store.viewed is None else None)

    def explain(self, problem: BaseException) -> AppError | None:
        """The failure STORE_DAMAGED behind an exception; None where nothing is damaged."""
        return self.store.explain(problem)

    @property
    def store(self) -> Store:
        """The open store."""
        return self.bench.store

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.bench.store.path

    @property
    def agency(self) -> str | None:
        """The agency's code; None until the first round file."""
        return self.bench.agency

    def draft(self, round_id: str) -> Draft:
        """The draft of a round; see `Drafts.of`. Raises AppError ROUND_NOT_HERE, FORM_*."""
        return self.drafts.of(round_id)

    def _build_snapshot(self) -> HomeState | None:
        first = next((each.round.id for each in self.rounds.files()), "")
        draft = self.drafts.find(first) if "drafts" in vars(self) else None
        return None if draft is None else build_home_state(self.rounds, draft)

    @cached_property
    def drafts(self) -> Drafts:
        """What is being typed: one draft for each round."""
        from app.agency.drafts.drafts import Drafts

        return Drafts(self.bench, self.rounds)

    @cached_property
    def office(self) -> TrustedOffice:
        """The office a person has confirmed."""
        from app.agency.office import TrustedOffice

        return TrustedOffice(self.bench, self.rounds)

    @cached_property
    def intake(self) -> RoundIntake:
        """How round files are taken in."""
        from app.agency.intake import RoundIntake

        return RoundIntake(self.bench, self.rounds, self.clock, self.office, self.drafts)

    @cached_property
    def receipts(self) -> Receipts:
        """What the office said to have received."""
        from app.agency.receipts import Receipts

        return Receipts(self.bench, self.office, self.rounds)

    @cached_property
    def keys(self) -> KeyRing:
        """The signing keys a person has on this computer."""
        from app.agency.keys import KeyRing

        return KeyRing(self.bench, self.rounds, self._local_folder or local_data_folder())
