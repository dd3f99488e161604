"""Receipts (收件回條) for imported files: which are due, and writing those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from app.bench.clock import DeskClock
from app.errors import Progress
from app.models.receipts import Receipt
from app.models.received import ImportResult, LedgerEntry
from app.office.audit_log import load_entries
from app.office.bench import OFFICE, OfficeBench
from app.office.importing.ledger import load_ledger
from app.office.receipts import building
from app.office.receipts.states import RECEIPT_WRITTEN, ReceiptState, judge_receipts
from app.office.registry.keys import OfficeKeys
from app.office.rounds.rounds import load_rounds
from app.trust.papers.receipt import write_receipt


class OfficeReceipts:
    """Answers what was imported; every receipt is signed with the office's key."""

    def __init__(self, bench: OfficeBench, clock: DeskClock, keys: OfficeKeys) -> None:
        self._bench = bench
        self._clock = clock
        self._keys = keys

    def states(self, results: Sequence[ImportResult]) -> tuple[ReceiptState, ...]:
        """Whether each result has been answered, in their order."""
        with self._bench.store.reading() as connection:
            rounds = {each.id for each in load_rounds(connection)}
            return judge_receipts(results, load_entries(connection), rounds)

    def answer(
        self,
        results: Sequence[ImportResult],
        folder: Path,
        *,
        again: bool = False,
        progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Write the receipts due for imported files: one a revision, one a refused file.

        With `again` those written before are written anew. Files nobody can be answered about get
        none. Raises AppError OFFICE_KEY_*, FILE_*, Cancelled between two receipts.
        """
        self._keys.ensure_unlocked()
        wanted = {ReceiptState.DUE, ReceiptState.GIVEN} if again else {ReceiptState.DUE}
        states = self.states(results)
        chosen = [each for each, state in zip(results, states, strict=True) if state in wanted]
        with self._bench.store.reading() as connection:
            ledger = load_ledger(connection)
        return self.write_all([_find_entry(each, ledger) for each in chosen], folder, progress)

    def write_all(
        self,
        entries: Iterable[LedgerEntry],
        folder: Path,
        progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Write a receipt for each revision and each refused file among ledger entries.

        Files that did not say whose they are get none. Raises AppError OFFICE_KEY_*, CLOCK_*,
        FILE_*, Cancelled between two receipts.
        """
        acts: dict[str, Callable[[], Path]] = {}
        for each in entries:
            if each.accepted and each.agency and each.round_id and each.revision is not None:
                name = f"{each.agency} {each.round_id} r{each.revision}"
                acts[name] = partial(self.write, each.round_id, each.agency, each.revision, folder)
            elif not each.accepted and each.agency is not None:
                acts[f"{each.file} {each.file_sha256}"] = partial(self.write_refusal, each, folder)
        written = []
        for done, (name, act) in enumerate(acts.items()):
            if progress is not None:
                progress(done, len(acts), name)
            written.append(act())
        return tuple(written)

    def write(self, round_id: str, agency: str, revision: int, folder: Path) -> Path:
        """Write the signed receipt of a revision that was taken in.

        Raises AppError OFFICE_KEY_*, CLOCK_*, ROUND_NOT_FOUND, RECEIPT_NOTHING_RECEIVED, FILE_*.
        """
        self._keys.ensure_unlocked()
        now = self._clock.ensure()
        with self._bench.store.reading() as connection:
            receipt = building.build_receipt(connection, round_id, agency, revision, OFFICE, now)
        return self._write(receipt, folder)

    def write_refusal(self, entry: LedgerEntry, folder: Path) -> Path:
        """Write the signed receipt of a file that was refused.

        Raises AppError OFFICE_KEY_*, CLOCK_*, RECEIPT_NOT_ADDRESSED, FILE_*.
        """
        self._keys.ensure_unlocked()
        now = self._clock.ensure()
        with self._bench.store.reading() as connection:
            receipt = building.build_refusal(connection, entry, OFFICE, now)
        return self._write(receipt, folder)

    def _write(self, receipt: Receipt, folder: Path) -> Path:
        path = folder / building.file_name(receipt)
        write_receipt(receipt, self._keys.signing_key(), path)
        with self._bench.store.writing() as connection:
            self._bench.note(
                connection,
                RECEIPT_WRITTEN,
                receipt.round_id,
                agency=receipt.agency,
                revision=receipt.revision or "",
                control_number=receipt.control_number or "",
                code=receipt.code,
                files=" ".join(each.sha256 for each in receipt.files),
            )
        return path


def _find_entry(result: ImportResult, ledger: Sequence[LedgerEntry]) -> LedgerEntry:
    """The latest entry about a file: importing has just written it."""
    return next(
        each
        for each in reversed(ledger)
        if (each.file_sha256, each.code) == (result.file_sha256, result.code)
    )
