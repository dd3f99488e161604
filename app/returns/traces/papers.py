"""A touched PDF read within bounds: its pages as text, its program, what is attached to it."""

import io
import re
from dataclasses import dataclass
from enum import Enum

import msgspec
import pikepdf

from app.files import RETURN_LIMIT
from app.models.returns import Payload, decode_payload
from app.recognition.control_numbers import find_control_numbers
from app.returns.pdf.revisions import inflate
from app.returns.pdf.writer import PAYLOAD_NAME
from app.returns.refusal import Refused
from app.returns.traces.books import UNKNOWN
from app.returns.traces.page_text import PageTexts
from app.visible_text import visible_line

_LONGEST = 60
_OURS = "填報"
_SCANNED_PAGES = 20
_NUMBER = rb"\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[" + _NUMBER + rb"\]")


class PaperState(Enum):
    """What became of the bytes the signatures cover, as far as their places tell."""

    IN_PLACE = "in_place"
    ADDED_TO = "added_to"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in a PDF, believed by nobody."""

    pages: tuple[str, ...]
    program: str
    is_by_us: bool
    is_scan: bool
    control_numbers: tuple[str, ...]
    """Those printed on its pages."""
    payload: Payload | None
    state: PaperState


def ensure_readable(content: bytes) -> str | None:
    """The code of what keeps a PDF from being read; None where it can be."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return "PDF_PASSWORD" if pdf.is_encrypted else None
    except pikepdf.PasswordError:
        return "PDF_PASSWORD"
    except pikepdf.PdfError:
        return "PDF_BROKEN"


def read_paper(content: bytes) -> Paper:
    """Read a PDF. Raises whatever its reader raises past a bound."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        producer = visible_line(str(pdf.docinfo.get("/Producer", "")).strip())[:_LONGEST]
        pages = tuple(PageTexts(pdf).read())
        return Paper(
            pages=pages,
            program=UNKNOWN if producer in ("", _OURS) else producer,
            is_by_us=producer == _OURS,
            is_scan=all(_is_scan(each) for each in pdf.pages[:_SCANNED_PAGES]),
            control_numbers=find_control_numbers(_join(pages)),
            payload=_read_payload(pdf),
            state=_find_state(content),
        )


def _join(pages: tuple[str, ...]) -> bytes:
    """The pages with what may stand right before a number set apart."""
    return " ".join(pages).replace("控制碼", " 控制碼 ").encode("utf-8", "replace")


def _read_payload(pdf: pikepdf.Pdf) -> Payload | None:
    if PAYLOAD_NAME not in pdf.attachments:
        return None
    try:
        embedded = pdf.attachments[PAYLOAD_NAME].obj["/EF"]["/F"]
        raw = embedded.read_raw_bytes()
        return decode_payload(inflate(raw, RETURN_LIMIT) if "/Filter" in embedded else raw)
    except (Refused, msgspec.ValidationError, msgspec.DecodeError, KeyError):
        return None


def _find_state(content: bytes) -> PaperState:
    ranges = [[int(each) for each in found.groups()] for found in _BYTE_RANGE.finditer(content)]
    if not ranges:
        return PaperState.REWRITTEN
    for _, length, after, _ in ranges:
        if content[length : length + 1] != b"<" or content[after - 1 : after] != b">":
            return PaperState.REWRITTEN
    end = max(after + rest for _, _, after, rest in ranges)
    return PaperState.ADDED_TO if end < len(content) else PaperState.IN_PLACE


def _is_scan(page: pikepdf.Page) -> bool:
    has_font = "/Font" in page.obj.get("/Resources", pikepdf.Dictionary())
    return not has_font and bool(page.get_images())
