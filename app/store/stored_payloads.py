"""Reading a stored payload: its bytes are compared with the digest kept beside them, every time."""

import hashlib

from app.errors import AppError
from app.models.returns import Payload, decode_payload


def read_stored_payload(
    content: bytes, sha256: str, *, round_id: str, revision: int, agency: str = "—"
) -> Payload:
    """The payload of a row. Raises AppError STORED_PAYLOAD_DAMAGED where a bit of it changed."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise AppError("STORED_PAYLOAD_DAMAGED", round=round_id, agency=agency, revision=revision)
    return decode_payload(content)
