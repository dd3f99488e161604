"""An agency's open store: the office it trusts, what was handed in, and the receipts for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Self

from app.closing import ClosedOnExit
from app.drafts.handed_in import HandedIn, build_handed_in, load_handed_in, save_handed_in
from app.drafts.office_pin import load_office_pin
from app.drafts.receipts_in import (
    ensure_about_return,
    ensure_for_agency,
    insert_receipt,
    load_receipts,
)
from app.files import read_bounded
from app.models.db.store import Clock, Store, StoreKind, create_store, open_store, utc_now
from app.models.receipts import Receipt
from app.models.returns import Payload
from app.trust.document_kinds import RECEIPT
from app.trust.pinning import OfficePin


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
        store = create_store(path, StoreKind.AGENCY, clock=clock)
        if agency is not None:
            with store.writing() as connection:
                store.set_meta(connection, "agency", agency)
        return cls._seated(store)

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

        Raises AppError ROUND_NOT_HERE, FILE_*.
        """
        record = build_handed_in(payload, files, at or self.store.clock())
        with self.store.writing() as connection:
            save_handed_in(connection, record)
        return record

    def handed_in(self, round_id: str) -> tuple[HandedIn, ...]:
        """What was exported for a round, oldest first."""
        with self.store.reading() as connection:
            return load_handed_in(connection, round_id)

    def load_receipt(self, path: Path) -> Receipt:
        """Take in the office's receipt for a return; the same one again changes nothing.

        Raises AppError FILE_*, DOCUMENT_*, OFFICE_NOT_CONFIRMED, OFFICE_CHANGED,
        RECEIPT_WRONG_AGENCY, RECEIPT_UNKNOWN_RETURN.
        """
        from app.trust.receipt import read_receipt

        receipt = read_receipt(path, self.office_pin())
        ensure_for_agency(receipt, self._agency, path)
        ensure_about_return(receipt, self.handed_in(receipt.round_id), path)
        document = read_bounded(path, RECEIPT.limit_bytes)
        with self.store.writing() as connection:
            insert_receipt(connection, receipt, document, self.store.clock())
        return receipt

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        """The office's receipts for a round, the one issued first comes first."""
        with self.store.reading() as connection:
            return load_receipts(connection, round_id)
