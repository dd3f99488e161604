"""The payload attached to a return's PDF, read as the first signer saw it."""

import msgspec
import pikepdf

from app.models.returns import Payload, canonical_bytes, decode_payload
from app.returns.pdf_writer import PAYLOAD_NAME
from app.returns.refusal import Refused

_LARGEST_BYTES = 20_000_000


def read_payload(first: pikepdf.Pdf) -> Payload:
    """The payload of the revision that was signed first (that much of the file and no more).

    Raises Refused ATTACH_MISSING, SCHEMA_INVALID.
    """
    name, specification = first.Root["/Names"]["/EmbeddedFiles"]["/Names"]
    if str(name) != PAYLOAD_NAME:
        raise Refused("ATTACH_MISSING")
    embedded = specification["/EF"]["/F"]
    if int(embedded["/Params"]["/Size"]) > _LARGEST_BYTES:
        raise Refused("SCHEMA_INVALID", detail="size")
    content = embedded.read_bytes()
    try:
        payload = decode_payload(content)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise Refused("SCHEMA_INVALID", detail=problem) from problem
    if canonical_bytes(payload) != content:
        raise Refused("SCHEMA_INVALID", detail="not canonical")
    return payload
