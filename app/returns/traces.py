"""Traces of a return in a file that was refused: what it seems to be, said before what is wrong.

Nothing here is believed or judged. What is read from the file names it in a sentence, so that a
person knows which file to send instead, and how it came to be what it is.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import unescape
from itertools import islice

import msgspec
import pikepdf
from openpyxl import Workbook, load_workbook

from app.files import RETURN_LIMIT
from app.models.returns import decode_payload
from app.models.signatures import Carrier, Reason
from app.returns.document.builder import build_document
from app.returns.judging.return_context import find_payload_context
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.streams import read_stream
from app.returns.pdf.writer import PAYLOAD_NAME
from app.returns.refusal import Refused
from app.returns.workbook.composer import CONTROL_SHEET
from app.returns.workbook.differences import find_differences
from app.returns.workbook.payload_part import read_payload_part
from app.visible_text import visible_line, visible_text

_MOST_BYTES = 5_000_000
"""Of all parts, inflated; the largest return of the plan has a twentieth of it."""
_MOST_PARTS = 400
_LONGEST = 60
_MOST_DIFFERENCES = 100
_SIGNATURES = "_xmlsignatures/"
_ODF_CONTENT = "content.xml"
_ODF_SHEET = re.compile(r'<table:table [^>]{0,400}?table:name="([^"<]{1,60})"')
_PROGRAMS = (
    ("docProps/app.xml", re.compile(r"<Application>([^<]{1,200})</Application>")),
    ("meta.xml", re.compile(r"<meta:generator>([^<]{1,200})</meta:generator>")),
)
_OURS = "填報"
_CREATOR = re.compile(rb">\s*" + _OURS.encode() + rb"\s*</dc:creator>")
_UNKNOWN = "未載明"


def find_traces(content: bytes, carrier: Carrier, trust: TrustContext) -> tuple[Reason, ...]:
    """What a refused file seems to be, and what in it is not what its payload says.

    () where it is a return that was touched where nobody looks, or unreadable.

    RETURN_OF_DEMO, RETURN_SAVED_AGAIN, RETURN_PRINTED_AGAIN, RETURN_SCANNED, WORKBOOK_OTHER,
    PDF_PASSWORD, FILE_IS_REPORT; RETURN_CELLS_DIFFER.
    """
    find = _find_in_pdf if carrier is Carrier.PDF else _find_in_workbook
    try:
        return tuple(each for each in find(content, trust) if each is not None)
    except Exception:  # hostile bytes make a reader fail in any way; the strict reasons stay
        return ()


# ---- workbooks


def _find_in_workbook(content: bytes, trust: TrustContext) -> Iterator[Reason | None]:
    parts = _unpack(content)
    program = _find_program(parts)
    if _ODF_CONTENT in parts:
        yield _find_in_odf(parts[_ODF_CONTENT].decode("utf-8", "replace"), program, trust)
        return
    is_signed = any(each.startswith(_SIGNATURES) for each in parts)
    book = load_workbook(io.BytesIO(_pack(parts)), read_only=True)
    if CONTROL_SHEET in book.sheetnames:
        rows = book[CONTROL_SHEET].iter_rows(max_row=300, max_col=8, values_only=True)
        yield _name(_read_fields(rows), trust, program, is_signed=is_signed)
        yield _compare(book, parts, trust)
    elif _CREATOR.search(parts.get("docProps/core.xml", b"")):
        yield Reason(code="FILE_IS_REPORT", params={})
    elif not is_signed:
        yield _other(book.sheetnames, program)


def _find_in_odf(content: str, program: str, trust: TrustContext) -> Reason | None:
    """What a spreadsheet of LibreOffice once was: it keeps the sheets, not whose they are."""
    names = _ODF_SHEET.findall(content)
    if CONTROL_SHEET in names:
        return _name({}, trust, program, is_signed=False)
    return _other(names, program)


def _other(names: Sequence[str], program: str) -> Reason:
    shown = "、".join(visible_line(each)[:_LONGEST] for each in names[:3])
    return Reason(code="WORKBOOK_OTHER", params={"program": program, "sheets": shown})


def _compare(book: Workbook, parts: Mapping[str, bytes], trust: TrustContext) -> Reason | None:
    """The first cell that does not show what the payload beside it says."""
    try:
        payload = read_payload_part(parts)
        context = find_payload_context(payload, trust)
    except Refused:
        return None
    document = context.read(payload).document(build_document)
    found = tuple(islice(find_differences(book, document), _MOST_DIFFERENCES))
    if not found:
        return None
    stated = asdict(found[0])
    params = {key: visible_text(text)[:_LONGEST] or "（空白）" for key, text in stated.items()}
    return Reason(code="RETURN_CELLS_DIFFER", params=params | {"count": str(len(found))})


def _unpack(content: bytes) -> dict[str, bytes]:
    """All parts within bounds and without entities. Raises ValueError past them."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _MOST_BYTES:
            raise ValueError("too large")
        parts = {each.filename: package.read(each) for each in entries}
    if any(b"<!DOCTYPE" in each or b"<!ENTITY" in each for each in parts.values()):
        raise ValueError("entities")
    return parts


def _pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a plain package, so that the reader meets nothing the bounds did not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def _find_program(parts: Mapping[str, bytes]) -> str:
    for name, pattern in _PROGRAMS:
        found = pattern.search(parts.get(name, b"")[:20_000].decode("utf-8", "replace"))
        if found is not None:
            return visible_line(unescape(found[1]).partition("/")[0])[:_LONGEST]
    return _UNKNOWN


def _read_fields(rows: Iterable[Sequence[object]]) -> dict[str, str]:
    """The keys of 控制資料 with the text beside them."""
    fields: dict[str, str] = {}
    for row in rows:
        texts = [str(each) for each in row if each not in ("", None)]
        if len(texts) > 1:
            fields[texts[0].rpartition(" ")[2]] = texts[1]
    return fields


# ---- PDFs


def _find_in_pdf(content: bytes, trust: TrustContext) -> Iterator[Reason | None]:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield _find_in_pages(pdf, trust)
    except pikepdf.PasswordError:
        yield Reason(code="PDF_PASSWORD", params={})


def _find_in_pages(pdf: pikepdf.Pdf, trust: TrustContext) -> Reason | None:
    program = visible_line(str(pdf.docinfo.get("/Producer", "")))[:_LONGEST] or _UNKNOWN
    if PAYLOAD_NAME in pdf.attachments:
        if "/AcroForm" in pdf.Root:
            return None
        named = _read_attached(pdf)
        return Reason(
            code="RETURN_SAVED_AGAIN", params=_identify(named, trust) | {"program": program}
        )
    if program == _OURS:
        return Reason(code="FILE_IS_REPORT", params={})
    if all(_is_scan(each) for each in pdf.pages[:20]):
        return Reason(code="RETURN_SCANNED", params={"program": program})
    return Reason(code="RETURN_PRINTED_AGAIN", params={"program": program})


def _read_attached(pdf: pikepdf.Pdf) -> dict[str, str]:
    embedded = pdf.attachments[PAYLOAD_NAME].obj["/EF"]["/F"]
    payload = decode_payload(read_stream(embedded, RETURN_LIMIT))
    header = msgspec.to_builtins(msgspec.structs.replace(payload, data={}))
    return {key: str(value) for key, value in header.items() if isinstance(value, str | int)}


def _is_scan(page: pikepdf.Page) -> bool:
    return "/Font" not in page.obj.get("/Resources", pikepdf.Dictionary()) and bool(
        page.get_images()
    )


# ---- what it says it is


def _name(
    fields: Mapping[str, str], trust: TrustContext, program: str, *, is_signed: bool
) -> Reason | None:
    """The reason a return of ours is known by; None for a signed one, whose faults say more."""
    round_ = trust.round(fields.get("round_id", ""))
    is_real_here = round_ is None or not round_.is_demo
    if fields.get("is_demo", "").lower() == "true" and is_real_here:
        return Reason(code="RETURN_OF_DEMO", params={})
    if is_signed:
        return None
    return Reason(code="RETURN_SAVED_AGAIN", params=_identify(fields, trust) | {"program": program})


def _identify(fields: Mapping[str, str], trust: TrustContext) -> dict[str, str]:
    """Agency, round and revision as the file states them, in words where they are known here."""
    round_id = fields.get("round_id", "")
    round_ = trust.round(round_id)
    stated = {
        "agency": trust.names(round_id).short(fields.get("agency", "")),
        "round": round_id if round_ is None else round_.title,
        "revision": fields.get("revision", ""),
    }
    return {key: visible_line(text)[:_LONGEST] or _UNKNOWN for key, text in stated.items()}
