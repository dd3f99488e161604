"""The office's receipts (收件回條): which of the agency's returns the office says it has."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.agency.bench import AgencyBench
from app.agency.handed_in import build_from_receipt, load_handed_in, save_handed_in
from app.agency.office import TrustedOffice
from app.agency.pending import load_pending
from app.agency.receipt_rows import insert_receipt, load_receipts
from app.agency.rounds import Rounds
from app.errors import AppError
from app.files import read_bounded
from app.models.agency_rounds import HandedIn
from app.models.approval import PendingReturn
from app.models.receipts import Receipt
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.receipt import read_receipt
from app.trust.papers.signed_document import ensure_algorithm


class Receipts:
    """`desk.receipts`: taken in from the confirmed office, and kept as it signed them."""

    def __init__(self, bench: AgencyBench, office: TrustedOffice, rounds: Rounds) -> None:
        self._bench = bench
        self._office = office
        self._rounds = rounds

    def of(self, round_id: str) -> tuple[Receipt, ...]:
        """The office's receipts for a round, the one issued first comes first."""
        with self._bench.store.reading() as connection:
            return load_receipts(connection, round_id)

    def load(self, path: Path) -> Receipt:
        """Take in the office's receipt for a return; the same one again changes nothing.

        Where the approver has delivered the pair without it coming by here, a receipt that says
        it was accepted is how this store learns of it: the return is then recorded as handed in.
        Raises AppError FILE_*, DOCUMENT_*, OFFICE_NOT_CONFIRMED, OFFICE_CHANGED,
        RECEIPT_WRONG_AGENCY, RECEIPT_UNKNOWN_RETURN.
        """
        receipt, signed = read_receipt(path, self._office.pin())
        registry, known = self._rounds.newest_registry(), self._rounds.find(receipt.round_id)
        ensure_algorithm(
            signed,
            RECEIPT,
            path,
            None if registry is None else registry.policy,
            self._bench.now(),
            opened_on=None if known is None else known.round.opens_on,
        )
        ensure_for_agency(receipt, self._bench.agency, path)
        document = read_bounded(path, RECEIPT.limit_bytes)
        with self._bench.store.writing() as connection:
            handed_in = load_handed_in(connection, receipt.round_id)
            pending = load_pending(connection, receipt.round_id)
            ensure_about_return(receipt, handed_in, pending, path)
            delivered = find_delivered(receipt, handed_in, pending)
            if delivered is not None:
                save_handed_in(connection, build_from_receipt(receipt, delivered.payload))
            insert_receipt(connection, receipt, document, self._bench.now())
        return receipt


def ensure_for_agency(receipt: Receipt, agency: str | None, path: Path) -> None:
    """Refuse another agency's receipt. Raises AppError RECEIPT_WRONG_AGENCY."""
    if receipt.agency != agency:
        raise AppError(
            "RECEIPT_WRONG_AGENCY", file=path, expected=agency or "—", found=receipt.agency
        )


def ensure_about_return(
    receipt: Receipt,
    handed_in: Iterable[HandedIn],
    pending: Iterable[PendingReturn],
    path: Path,
) -> None:
    """Refuse a receipt for what was never signed here. Raises AppError RECEIPT_UNKNOWN_RETURN.

    What was taken in is known by its payload; a refused file, which may be damaged, also by its
    control number or its digest.
    """
    known: list[tuple[HandedIn | PendingReturn, set[str]]] = [
        *((each, {one.sha256 for one in each.files}) for each in handed_in),
        *((each, {_digest(each.workbook), _digest(each.pdf)}) for each in pending),
    ]
    for each, digests in known:
        if receipt.payload_sha256 == each.payload_sha256:
            return
        is_its_file = any(one.sha256 in digests for one in receipt.files)
        if not receipt.accepted and (is_its_file or receipt.control_number == each.control_number):
            return
    raise AppError(
        "RECEIPT_UNKNOWN_RETURN",
        file=path,
        round=receipt.round_title,
        control_number=receipt.control_number or "—",
    )


def find_delivered(
    receipt: Receipt, handed_in: Iterable[HandedIn], pending: Iterable[PendingReturn]
) -> PendingReturn | None:
    """The pending return the office has accepted without this store knowing it was handed in.

    Whatever became of it here, sent back or withdrawn: the office has both signatures.
    """
    known = {each.payload_sha256 for each in handed_in}
    if not receipt.accepted or receipt.payload_sha256 in known:
        return None
    of_payload = (each for each in pending if each.payload_sha256 == receipt.payload_sha256)
    return next(of_payload, None)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def find_answer(record: HandedIn, receipts: tuple[Receipt, ...]) -> Receipt | None:
    """What the office said about a return: that it has it, or else its last refusal."""
    digests = {each.sha256 for each in record.files}
    about = [
        each
        for each in receipts
        if each.payload_sha256 == record.payload_sha256
        or each.control_number == record.control_number
        or any(one.sha256 in digests for one in each.files)
    ]
    accepted = [each for each in about if each.accepted]
    found = accepted or about
    return found[-1] if found else None
