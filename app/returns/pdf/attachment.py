"""The payload attached to a return's PDF, read as the first signer saw it."""

import re

import msgspec
import pikepdf

from app.files import RETURN_LIMIT
from app.models.returns import Payload, canonical_bytes, decode_payload
from app.returns.pdf.streams import read_stream
from app.returns.pdf.writer import PAYLOAD_DESCRIPTION, PAYLOAD_NAME
from app.returns.refusal import Refused

_LAYOUT = re.compile(re.escape(PAYLOAD_DESCRIPTION) + r"([1-9][0-9]{0,3})")


def read_payload(first: pikepdf.Pdf, layout_version: int) -> Payload:
    """The payload of the revision that was signed first (that much of the file and no more).

    Its pages are of the layout it states.

    Raises Refused ATTACH_MISSING, SCHEMA_INVALID, PDF_PARSE (too large).
    """
    embedded = _find_specification(first)["/EF"]["/F"]
    content = read_stream(embedded, RETURN_LIMIT)
    try:
        payload = decode_payload(content)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise Refused("SCHEMA_INVALID", detail=problem) from problem
    if canonical_bytes(payload) != content:
        raise Refused("SCHEMA_INVALID", detail="not canonical")
    if payload.layout_version != layout_version:
        raise Refused("SCHEMA_INVALID", detail=f"layout_version {payload.layout_version}")
    return payload


def read_layout_version(first: pikepdf.Pdf) -> int:
    """The number of the layout its pages are of, as the first signer left it said.

    Raises Refused ATTACH_MISSING, PDF_LAYOUT_UNKNOWN (no number is there).
    """
    stated = str(_find_specification(first).get("/Desc", ""))
    found = _LAYOUT.fullmatch(stated)
    if found is None:
        raise Refused("PDF_LAYOUT_UNKNOWN", layout=stated)
    return int(found[1])


def _find_specification(first: pikepdf.Pdf) -> pikepdf.Object:
    name, specification = first.Root["/Names"]["/EmbeddedFiles"]["/Names"]
    if str(name) != PAYLOAD_NAME:
        raise Refused("ATTACH_MISSING")
    return specification


def ensure_same_attachment(first: pikepdf.Pdf, last: pikepdf.Pdf) -> None:
    """What the last signer saw attached is what the first one did. ATTACH_CHANGED."""
    if _attached(first) != _attached(last):
        raise Refused("ATTACH_CHANGED")


def _attached(pdf: pikepdf.Pdf) -> tuple[bytes, bytes]:
    name, specification = pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"]
    embedded = specification["/EF"]["/F"]
    return bytes(name) + embedded.stream_dict.unparse(), embedded.read_raw_bytes()
