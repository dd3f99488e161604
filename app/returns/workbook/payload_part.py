"""The payload inside the workbook: canonical JSON as the text of one custom XML part.

Spreadsheet programs show nothing of it and leave it in place; the signatures cover it. The sheets
are made from it alone, so a workbook is judged by making them again.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, unescape

import msgspec

from app.models.returns import Payload, canonical_bytes, decode_payload
from app.returns.layouts.part_names import PAYLOAD_PART
from app.returns.layouts.printed_document import LAYOUT_VERSION
from app.returns.refusal import Refused

PAYLOAD_NAMESPACE = "urn:tianbao:return"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPENING = f'{_HEAD}<payload xmlns="{PAYLOAD_NAMESPACE}" layout="'
_CLOSING = "</payload>"
_PART = re.compile(re.escape(_OPENING) + r'([1-9][0-9]{0,3})">([^<]*)' + re.escape(_CLOSING))


def build_payload_part(content: bytes, layout_version: int) -> bytes:
    """The part that holds canonical bytes, with the layout the sheets are of.

    Nothing but the three marks of XML needs care: JSON has escapes of its own for controls.
    """
    text = escape(content.decode("utf-8"))
    return f'{_OPENING}{layout_version}">{text}{_CLOSING}'.encode()


def read_payload_part(parts: Mapping[str, bytes]) -> Payload:
    """The payload of verified parts. Raises Refused TEMPLATE_MISMATCH, SCHEMA_INVALID.

    LAYOUT_VERSION where the sheets are of a layout this program does not know.
    """
    part = parts.get(PAYLOAD_PART, b"")
    found = _PART.fullmatch(part.decode("utf-8", "replace"))
    if found is None:
        raise Refused("TEMPLATE_MISMATCH", sheet=PAYLOAD_PART, cell="")
    content = unescape(found[2]).encode("utf-8")
    if build_payload_part(content, int(found[1])) != part:
        raise Refused("TEMPLATE_MISMATCH", sheet=PAYLOAD_PART, cell="")
    if int(found[1]) != LAYOUT_VERSION:
        raise Refused("LAYOUT_VERSION", version=_stated_version(content), layout=found[1])
    try:
        payload = decode_payload(content)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise Refused("SCHEMA_INVALID", detail=problem) from problem
    if canonical_bytes(payload) != content:
        raise Refused("SCHEMA_INVALID", detail="not canonical")
    if payload.layout_version != int(found[1]):
        raise Refused("SCHEMA_INVALID", detail=f"layout_version {payload.layout_version}")
    return payload


def _stated_version(content: bytes) -> str:
    """The program that wrote a payload, as far as it can be read."""
    try:
        stated = msgspec.json.decode(content)
    except msgspec.DecodeError:
        return ""
    return str(stated.get("app_version", "")) if isinstance(stated, dict) else ""
