"""The payload attached to a return's PDF, read from the revision that was signed first."""

from typing import Any

import msgspec

from app.models.returns import Payload, canonical_bytes, decode_payload
from app.returns.pdf_writer import PAYLOAD_NAME
from app.returns.refusal import Refused

_LARGEST_BYTES = 20_000_000


def read_payload(reader: Any) -> Payload:
    """The payload as the first signer saw it, unchanged ever since.

    Raises Refused ATTACH_COUNT, ATTACH_MISSING, ATTACH_CHANGED, SCHEMA_INVALID.
    """
    signed = _find_file(reader.get_historical_root(1))
    if _find_file(reader.root) != signed:
        raise Refused("ATTACH_CHANGED")
    specification = reader.get_object(signed)
    embedded = specification["/EF"].raw_get("/F").reference
    if any(reader.xrefs.get_last_change(each) != 0 for each in (signed, embedded)):
        raise Refused("ATTACH_CHANGED")
    content = reader.get_object(embedded).data
    if len(content) > _LARGEST_BYTES:
        raise Refused("SCHEMA_INVALID", detail="size")
    return _decode(content)


def _find_file(root: Any) -> Any:
    """The reference of the one attached file."""
    try:
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError as problem:
        raise Refused("ATTACH_MISSING") from problem
    if len(names) != 2:
        raise Refused("ATTACH_COUNT", found=len(names) // 2)
    if names[0] != PAYLOAD_NAME:
        raise Refused("ATTACH_MISSING")
    return names.raw_get(1).reference


def _decode(content: bytes) -> Payload:
    try:
        payload = decode_payload(content)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise Refused("SCHEMA_INVALID", detail=problem) from problem
    if canonical_bytes(payload) != content:
        raise Refused("SCHEMA_INVALID", detail="not canonical")
    return payload
