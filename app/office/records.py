"""What the office keeps, and the acts that change it: programme, rounds, logs.

Each method is one transaction and gives values back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from app.closing import ClosedOnExit
from app.errors import AppError
from app.models.programme import Programme
from app.models.received import AuditEntry, LedgerEntry
from app.models.rounds import Round, RoundKind
from app.models.signatures import SignerRole
from app.office import audit_log
from app.office.importing import ledger as import_ledger
from app.office.registry import certificates
from app.office.rounds import rounds
from app.office.rounds.file_news import DATES_CHANGED
from app.office.rounds.programme_versions import insert_programme, load_programme
from app.store.store import Clock, Store, StoreKind, create_store, open_store, utc_now

if TYPE_CHECKING:  # verification and its libraries are loaded when a file is offered
    from app.returns.verification import Verifier

OFFICE = "協調彙整機關"
"""Who acts, where nobody is named."""


class OfficeRecords(ClosedOnExit):
    """An open office store with its programme, rounds and logs; see `OfficeDesk`."""

    def __init__(self, store: Store, verify: Verifier | None = None) -> None:
        self._store = store
        self._verify = verify
        self.actor = OFFICE
        self.timestamp_authorities: tuple[str, ...] = ()
        """PEM certificates of the authorities whose timestamps count here."""
        self.officer = ""
        """The person at the desk, noted in the audit log where known; receipts name the office."""

    @classmethod
    def create(
        cls,
        path: Path,
        programme: Programme,
        *,
        clock: Clock = utc_now,
        verify: Verifier | None = None,
    ) -> Self:
        """Make a new office store on a programme, whole or not at all. Raises AppError STORE_*."""

        def furnish(connection: Connection) -> None:
            now = clock()
            insert_programme(connection, programme, now)
            certificates.insert_registry(connection, now)
            audit_log.append_entry(
                connection,
                at=now,
                actor=OFFICE,
                action="programme_stored",
                subject=programme.name,
                detail={"version": str(programme.version)},
            )

        return cls(create_store(path, StoreKind.OFFICE, clock=clock, furnish=furnish), verify)

    @classmethod
    def open(cls, path: Path, *, clock: Clock = utc_now, verify: Verifier | None = None) -> Self:
        """Open an office store. Raises AppError STORE_*."""
        return cls(open_store(path, StoreKind.OFFICE, clock=clock), verify)

    @property
    def verifier(self) -> Verifier | None:
        """What verifies instead of the product's own verification; tests put one in."""
        return self._verify

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self._store.path

    @property
    def programme(self) -> Programme:
        """The approved plan in its latest version."""
        with self._store.reading() as connection:
            return load_programme(connection)

    def programme_of(self, round_id: str) -> Programme:
        """The version of the plan a round was opened on. Raises AppError ROUND_NOT_FOUND."""
        with self._store.reading() as connection:
            return load_programme(connection, rounds.load_round(connection, round_id)[1])

    # -- rounds ---------------------------------------------------------------------------------

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        with self._store.reading() as connection:
            return rounds.load_rounds(connection)

    def round(self, round_id: str) -> Round:
        """One round. Raises AppError ROUND_NOT_FOUND."""
        with self._store.reading() as connection:
            return rounds.load_round(connection, round_id)[0]

    def open_round(
        self,
        kind: RoundKind,
        year_roc: int,
        *,
        opens_on: date,
        due_on: date,
        closes_on: date,
        required_roles: Sequence[SignerRole],
        is_demo: bool = False,
    ) -> Round:
        """Open a round. Raises AppError ROUND_EXISTS and those of `rounds.build_round`."""
        with self._store.writing() as connection:
            programme = load_programme(connection)
            opened = rounds.build_round(
                programme,
                kind,
                year_roc,
                opens_on=opens_on,
                due_on=due_on,
                closes_on=closes_on,
                required_roles=required_roles,
                is_demo=is_demo,
            )
            rounds.insert_round(connection, opened, programme.version, self._store.clock())
            self._note(connection, "round_opened", opened.id, due_on=due_on, closes_on=closes_on)
        return opened

    def change_dates(
        self,
        round_id: str,
        *,
        opens_on: date | None = None,
        due_on: date | None = None,
        closes_on: date | None = None,
        reason: str,
    ) -> Round:
        """Move dates of a round (None leaves one as it is); the audit log keeps both, and why.

        Round files written before still tell the old dates: write them again.
        Raises AppError ROUND_NOT_FOUND, ROUND_DATES_INVALID, ROUND_REASON_MISSING.
        """
        dates = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
        with self._store.writing() as connection:
            before, _version = rounds.load_round(connection, round_id)
            after, moved = rounds.move_dates(before, dates)
            if moved:
                if not reason.strip():
                    raise AppError("ROUND_REASON_MISSING", round=before.title)
                rounds.update_round(connection, after)
                self._note(connection, DATES_CHANGED, round_id, **moved, reason=reason.strip())
        return after

    # -- logs ------------------------------------------------------------------------------------

    def ledger(self, round_id: str | None = None) -> tuple[LedgerEntry, ...]:
        """The import history (of a round): every file offered, taken or not."""
        with self._store.reading() as connection:
            return import_ledger.load_ledger(connection, round_id)

    def audit_entries(self, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """The office's log of its acts (about one round or agency), in order."""
        with self._store.reading() as connection:
            return audit_log.load_entries(connection, subject)

    def _note(
        self,
        connection: Connection,
        action: str,
        subject: str,
        actor: str | None = None,
        **detail: object,
    ) -> None:
        audit_log.append_entry(
            connection,
            at=self._store.clock(),
            actor=actor or self.officer or self.actor,
            action=action,
            subject=subject,
            detail={key: str(value) for key, value in detail.items()},
        )
