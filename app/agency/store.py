"""An agency's open store: the office it trusts, what was handed in, and the receipts for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from app.agency.handed_in import (
    HandedIn,
    build_from_receipt,
    build_handed_in,
    load_handed_in,
    save_handed_in,
)
from app.agency.office_pin import load_office_pin
from app.agency.pending_returns import (
    answer_pending,
    ensure_waiting,
    find_pending,
    load_pending,
    save_pending,
)
from app.agency.receipts import (
    ensure_about_return,
    ensure_for_agency,
    find_delivered,
    insert_receipt,
    load_receipts,
)
from app.closing import ClosedOnExit
from app.errors import AppError
from app.files import read_bounded
from app.models.approval import PendingReturn, PendingState
from app.models.receipts import Receipt
from app.models.returns import Payload, build_control_number
from app.store.inspection import StoreKind
from app.store.store import Clock, Store, create_store, open_store, utc_now
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.pinning import OfficePin


class AgencyStore(ClosedOnExit):
    """What an agency keeps besides rounds and drafts; see `AgencyDesk`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._agency = store.meta("agency")

    @classmethod
    def create(cls, path: Path, agency: str | None = None, *, clock: Clock = utc_now) -> Self:
        """Make a new store; without a code the first round file decides the agency.

        Raises AppError STORE_*.
        """
        meta = {} if agency is None else {"agency": agency}
        return cls._seated(create_store(path, StoreKind.AGENCY, clock=clock, meta=meta))

    @classmethod
    def open(cls, path: Path, *, clock: Clock = utc_now) -> Self:
        """Open a store. Raises AppError STORE_*."""
        return cls._seated(open_store(path, StoreKind.AGENCY, clock=clock))

    @classmethod
    def _seated(cls, store: Store) -> Self:
        try:
            return cls(store)
        except BaseException:
            store.abandon()  # nobody else could close it, and it would stay locked
            raise

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.store.path

    @property
    def agency(self) -> str | None:
        """The agency's code; None until the first round file."""
        return self._agency

    def office_pin(self) -> OfficePin | None:
        """The office a person confirmed; None until then."""
        with self.store.reading() as connection:
            return load_office_pin(connection)

    # handing in

    def record_handed_in(
        self, payload: Payload, files: Iterable[Path], at: datetime | None = None
    ) -> HandedIn:
        """Keep what was exported: the payload, the digests of its files, and when.

        Where it was handed over for approval it is approved with that. Raises AppError
        ROUND_NOT_HERE, FILE_*.
        """
        record = build_handed_in(payload, files, at or self.store.clock())
        with self.store.writing() as connection:
            self._hand_in(connection, record)
        return record

    def _hand_in(self, connection: Connection, record: HandedIn) -> None:
        save_handed_in(connection, record)
        pending = find_pending(connection, record.payload_sha256)
        if pending is not None:
            answer_pending(
                connection, pending, PendingState.APPROVED, record.handed_in_at, pending.answer
            )

    def handed_in(self, round_id: str) -> tuple[HandedIn, ...]:
        """What was exported for a round, oldest first."""
        with self.store.reading() as connection:
            return load_handed_in(connection, round_id)

    # approval: what the preparer has signed and the approver has not

    def pending_returns(self, round_id: str | None = None) -> tuple[PendingReturn, ...]:
        """The returns handed over for approval, of one round or of all, newest first."""
        with self.store.reading() as connection:
            return load_pending(connection, round_id)

    def pending_return(self, payload_sha256: str) -> PendingReturn:
        """One of them. Raises AppError PENDING_UNKNOWN."""
        with self.store.reading() as connection:
            found = find_pending(connection, payload_sha256)
        if found is None:
            number = build_control_number(payload_sha256)
            raise AppError("PENDING_UNKNOWN", control_number=number)
        return found

    def keep_pending(self, record: PendingReturn) -> None:
        """Keep one handed over; an earlier one of its round that still waits is withdrawn."""
        with self.store.writing() as connection:
            save_pending(connection, record)

    def withdraw_pending(self, payload_sha256: str) -> PendingReturn:
        """收回: take one back. Raises AppError PENDING_UNKNOWN, PENDING_NOT_WAITING.

        A copy that has left this computer as a file can still be signed; see `receive_approved`.
        """
        ensure_waiting(self.pending_return(payload_sha256))
        return self.answer_pending(payload_sha256, PendingState.WITHDRAWN, self.store.clock())

    def answer_pending(
        self, payload_sha256: str, state: PendingState, at: datetime, words: str = ""
    ) -> PendingReturn:
        """Note what became of one. Raises AppError PENDING_UNKNOWN."""
        record = self.pending_return(payload_sha256)
        with self.store.writing() as connection:
            answer_pending(connection, record, state, at, words)
        return self.pending_return(payload_sha256)

    # receipts

    def load_receipt(self, path: Path) -> Receipt:
        """Take in the office's receipt for a return; the same one again changes nothing.

        Where the approver has delivered the pair without it coming by here, a receipt that says
        it was accepted is how this store learns of it: the return is then recorded as handed in.
        Raises AppError FILE_*, DOCUMENT_*, OFFICE_NOT_CONFIRMED, OFFICE_CHANGED,
        RECEIPT_WRONG_AGENCY, RECEIPT_UNKNOWN_RETURN.
        """
        from app.trust.papers.receipt import read_receipt

        receipt = read_receipt(path, self.office_pin())
        ensure_for_agency(receipt, self._agency, path)
        handed_in = self.handed_in(receipt.round_id)
        pending = self.pending_returns(receipt.round_id)
        ensure_about_return(receipt, handed_in, pending, path)
        document = read_bounded(path, RECEIPT.limit_bytes)
        delivered = find_delivered(receipt, handed_in, pending)
        with self.store.writing() as connection:
            if delivered is not None:
                self._hand_in(connection, build_from_receipt(receipt, delivered.payload))
            insert_receipt(connection, receipt, document, self.store.clock())
        return receipt

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        """The office's receipts for a round, the one issued first comes first."""
        with self.store.reading() as connection:
            return load_receipts(connection, round_id)
