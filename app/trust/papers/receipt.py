"""Receipts (收件回條, .tbreceipt): the office's signed answer to an import."""

from pathlib import Path

from app.files import write_atomically
from app.models.receipts import Receipt
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.pinning import OfficePin, ensure_from_office
from app.trust.papers.signed_document import (
    SignedDocument,
    decode_content,
    read_document,
    sign_document,
)


def write_receipt(receipt: Receipt, key: SigningKey, path: Path) -> None:
    """Write a receipt, signed by the office. Raises AppError FILE_*."""
    write_atomically(path, sign_document(receipt, key, receipt.issued_at))


def read_receipt(path: Path, pin: OfficePin | None) -> tuple[Receipt, SignedDocument]:
    """Read a receipt of the confirmed office.

    Raises AppError FILE_*, DOCUMENT_*, OFFICE_NOT_CONFIRMED, OFFICE_CHANGED.
    """
    document = read_document(path, RECEIPT)
    ensure_from_office(document, pin, RECEIPT, path)
    return decode_content(document, RECEIPT, Receipt, path), document
