"""The content of receipts (收件回條): one a received revision, one a refused file."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from app.errors import AppError
from app.files import fit_name
from app.messages import format_message
from app.models.receipts import Receipt, ReceivedFile
from app.models.received import LedgerEntry
from app.office.importing.ledger import IMPORTED, load_ledger
from app.office.rounds.rounds import load_round, load_rounds
from app.store.tables.office import received_return
from app.trust.papers.kinds import RECEIPT


def file_name(receipt: Receipt) -> str:
    """`收件回條_MOE_114-annual_r1.tbreceipt`; a refusal names the file it is about."""
    what = f"r{receipt.revision}" if receipt.accepted else f"退件_{receipt.files[0].sha256[:8]}"
    return fit_name(f"收件回條_{receipt.agency}_{receipt.round_id}_{what}", RECEIPT.suffix)


def build_receipt(
    connection: Connection,
    round_id: str,
    agency: str,
    revision: int,
    issued_by: str,
    at: datetime,
) -> Receipt:
    """The receipt of a revision that was taken in. Raises AppError RECEIPT_NOTHING_RECEIVED."""
    round_, _version = load_round(connection, round_id)
    row = connection.execute(
        select(
            received_return.c.control_number,
            received_return.c.payload_sha256,
            received_return.c.received_at,
        ).where(
            received_return.c.round_id == round_id,
            received_return.c.agency == agency,
            received_return.c.revision == revision,
        )
    ).first()
    if row is None:
        raise AppError(
            "RECEIPT_NOTHING_RECEIVED", agency=agency, round=round_.title, revision=revision
        )
    entries = [
        each
        for each in load_ledger(connection, round_id)
        if each.accepted and (each.agency, each.revision) == (agency, revision)
    ]
    params = next((each.params for each in entries if each.code == IMPORTED), {})
    return Receipt(
        agency=agency,
        round_id=round_id,
        round_title=round_.title,
        revision=revision,
        control_number=row.control_number,
        payload_sha256=row.payload_sha256,
        files=_name_files(entries),
        accepted=True,
        code=IMPORTED,
        sentence=format_message(IMPORTED, params),
        offered_at=row.received_at,
        issued_by=issued_by,
        issued_at=at.replace(microsecond=0),
    )


def build_refusal(
    connection: Connection, entry: LedgerEntry, issued_by: str, at: datetime
) -> Receipt:
    """The receipt of a file that was refused; what it claimed to be is stated as far as known.

    Raises AppError RECEIPT_NOT_ADDRESSED where the file did not even say whose it is.
    """
    rounds = (each for each in load_rounds(connection) if each.id == entry.round_id)
    round_ = next(rounds, None)
    if entry.agency is None or round_ is None or not entry.file_sha256:
        raise AppError("RECEIPT_NOT_ADDRESSED", file=entry.file)
    return Receipt(
        agency=entry.agency,
        round_id=round_.id,
        round_title=round_.title,
        revision=entry.revision,
        control_number=entry.params.get("control_number"),
        payload_sha256=None,
        files=_name_files((entry,)),
        accepted=False,
        code=entry.code,
        sentence=format_message(entry.code, {"file": entry.file} | entry.params),
        offered_at=entry.offered_at,
        issued_by=issued_by,
        issued_at=at.replace(microsecond=0),
    )


def _name_files(entries: Sequence[LedgerEntry]) -> tuple[ReceivedFile, ...]:
    """Each file once, in the order they came."""
    names = {each.file_sha256: each.file for each in entries}
    return tuple(ReceivedFile(name=name, sha256=sha256) for sha256, name in names.items())
