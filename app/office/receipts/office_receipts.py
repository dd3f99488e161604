"""Receipts for a batch of imported files: which are due, and writing those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from app.models.received import AuditEntry, ImportResult, LedgerEntry
from app.office.importing.outcomes import IMPORTED
from app.office.registry.office_enrolment import OfficeEnrolment

_WRITTEN = "receipt_written"

Progress = Callable[[int, int, str], None]


class ReceiptState(StrEnum):
    """Whether an imported file has been answered."""

    GIVEN = "given"
    DUE = "due"
    IMPOSSIBLE = "impossible"
    """It does not say whose or which round's return it is: there is nobody to answer."""


class OfficeReceipts(OfficeEnrolment):
    """Answering what was imported, on top of the receipts themselves.

    A receipt is about files by their digest: the workbook and PDF of a revision share one, a file
    imported again is answered already, and one refused earlier and taken in later is not.
    """

    def receipt_states(self, results: Sequence[ImportResult]) -> tuple[ReceiptState, ...]:
        """How each result stands, in their order."""
        given = _read_given(self.audit_entries())
        rounds = {each.id for each in self.rounds()}
        return tuple(_tell_state(each, given, rounds) for each in results)

    def answer_files(
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
        self.ensure_unlocked()
        wanted = {ReceiptState.DUE, ReceiptState.GIVEN} if again else {ReceiptState.DUE}
        states = self.receipt_states(results)
        chosen = [each for each, state in zip(results, states, strict=True) if state in wanted]
        acts = self._plan(chosen, folder)
        written = []
        for done, (name, act) in enumerate(acts.items()):
            if progress is not None:
                progress(done, len(acts), name)
            written.append(act())
        return tuple(written)

    def _plan(self, results: Iterable[ImportResult], folder: Path) -> dict[str, Callable[[], Path]]:
        """One act a receipt, each under a name of its own."""
        ledger = self.ledger()
        acts: dict[str, Callable[[], Path]] = {}
        for each in results:
            if each.accepted and each.round_id and each.agency and each.revision is not None:
                name = f"{each.agency} {each.round_id} r{each.revision}"
                key = (each.round_id, each.agency, each.revision, folder)
                acts[name] = lambda key=key: self.write_receipt(*key)  # type: ignore[misc]
            elif not each.accepted:
                entry = _find_refusal(each, ledger)
                acts[f"{entry.file} {entry.file_sha256}"] = lambda entry=entry: (  # type: ignore[misc]
                    self.write_refusal(entry, folder)
                )
        return acts


def _read_given(entries: Iterable[AuditEntry]) -> set[tuple[str, str]]:
    """(code, digest of a file) of every receipt written so far."""
    return {
        (each.detail["code"], sha256)
        for each in entries
        if each.action == _WRITTEN and "files" in each.detail
        for sha256 in each.detail["files"].split()
    }


def _tell_state(
    result: ImportResult, given: set[tuple[str, str]], rounds: set[str]
) -> ReceiptState:
    is_addressed = result.agency is not None and result.round_id in rounds
    if not is_addressed or not result.file_sha256:
        return ReceiptState.IMPOSSIBLE
    code = IMPORTED if result.accepted else result.code
    return ReceiptState.GIVEN if (code, result.file_sha256) in given else ReceiptState.DUE


def _find_refusal(result: ImportResult, ledger: Sequence[LedgerEntry]) -> LedgerEntry:
    """The latest entry about a refused file: importing has just written it."""
    return next(
        each
        for each in reversed(ledger)
        if (each.file_sha256, each.code) == (result.file_sha256, result.code)
    )
