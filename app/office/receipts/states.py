"""Which imported files have been answered, according to the audit log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from app.models.received import AuditEntry, ImportResult
from app.office.importing.ledger import IMPORTED

RECEIPT_WRITTEN = "receipt_written"


class ReceiptState(StrEnum):
    """Whether an imported file has been answered."""

    GIVEN = "given"
    DUE = "due"
    IMPOSSIBLE = "impossible"
    """It does not say whose or which round's return it is: there is nobody to answer."""


def judge_receipts(
    results: Sequence[ImportResult], entries: Iterable[AuditEntry], rounds: set[str]
) -> tuple[ReceiptState, ...]:
    """How each result stands, in their order; `rounds` are the ids of those the office opened.

    A receipt is about files by their digest: the workbook and PDF of a revision share one, a file
    imported again is answered already, and one refused earlier and taken in later is not.
    """
    given = {
        (each.detail["code"], sha256)
        for each in entries
        if each.action == RECEIPT_WRITTEN and "files" in each.detail
        for sha256 in each.detail["files"].split()
    }
    return tuple(_judge(each, given, rounds) for each in results)


def _judge(result: ImportResult, given: set[tuple[str, str]], rounds: set[str]) -> ReceiptState:
    """`given` are (code, digest of a file) of every receipt written so far."""
    is_addressed = result.agency is not None and result.round_id in rounds
    if not is_addressed or not result.file_sha256:
        return ReceiptState.IMPOSSIBLE
    code = IMPORTED if result.accepted else result.code
    return ReceiptState.GIVEN if (code, result.file_sha256) in given else ReceiptState.DUE
