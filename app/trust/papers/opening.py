"""Any signed document by its content: which kind it claims to be, then read as that kind."""

from pathlib import Path

from app.models.approval import Handover, SendBack
from app.models.enrolment import EnrolmentRequest
from app.models.receipts import Receipt
from app.models.rounds import RoundFile
from app.trust.papers.enrolment import open_request
from app.trust.papers.kinds import (
    HANDOVER,
    KINDS,
    RECEIPT,
    ROUND_FILE,
    SEND_BACK,
    DocumentKind,
)
from app.trust.papers.round_file import UNSIGNED_BEGINNING, open_round_file
from app.trust.papers.signed_document import SignedDocument, decode_content, open_document

Document = RoundFile | Receipt | EnrolmentRequest | Handover | SendBack


def recognise_document(content: bytes) -> DocumentKind | None:
    """The kind of document the bytes claim to be; None where they claim nothing.

    A quotation mark inside a text of canonical JSON is escaped: no text can claim a format.
    """
    if content.startswith(UNSIGNED_BEGINNING):
        return ROUND_FILE
    claimed = (each for each in KINDS if f'"format":"{each.format}"'.encode() in content)
    return next(claimed, None)


def open_any_document(
    content: bytes, kind: DocumentKind, path: Path
) -> tuple[Document, SignedDocument]:
    """Verify and read a document of any signer; the caller judges the signer.

    Raises AppError DOCUMENT_*, ROUND_FILE_UNSIGNED, ENROLMENT_*, REGISTRY_*.
    """
    if kind is ROUND_FILE:
        return open_round_file(content, path)
    document = open_document(content, kind, path)
    if kind is RECEIPT:
        return decode_content(document, RECEIPT, Receipt, path), document
    if kind is HANDOVER:
        return decode_content(document, HANDOVER, Handover, path), document
    if kind is SEND_BACK:
        return decode_content(document, SEND_BACK, SendBack, path), document
    return open_request(document, path).request, document
