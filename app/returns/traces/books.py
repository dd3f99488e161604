"""A touched workbook or ODS read within bounds: its sheets, its program, what it says of itself."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from lxml import etree
from openpyxl import load_workbook

from app.models.returns import Payload
from app.recognition.control_numbers import find_control_numbers
from app.returns.layouts.v1.sheets import CONTROL_SHEET
from app.returns.refusal import Refused
from app.returns.traces.cells import Rows
from app.returns.workbook.payload_part import read_payload_part
from app.visible_text import visible_line

_MOST_BYTES = 5_000_000
"""Of all parts, inflated; the largest return of the plan has a twentieth of it."""
_MOST_PARTS = 400
_MOST_ROWS = 5_000
_MOST_COLUMNS = 40
_MOST_CELLS = 200_000
_HEAD_ROWS = 3
_LONGEST = 60
UNKNOWN = "未載明"
_SIGNATURES = "_xmlsignatures/"
_ODF_CONTENT = "content.xml"
_PROGRAMS = (
    ("docProps/app.xml", re.compile(r"<Application>([^<]{1,200})</Application>")),
    ("meta.xml", re.compile(r"<meta:generator>([^<]{1,200})</meta:generator>")),
)
_CREATOR = re.compile(r">\s*填報\s*</dc:creator>".encode())
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{_ODF}table:1.0}}", f"{_ODF}text:1.0}}", f"{_ODF}office:1.0}}"


@dataclass(frozen=True, slots=True)
class Book:
    """What stands in a workbook, believed by nobody."""

    sheets: Mapping[str, Rows]
    program: str
    is_signed: bool
    is_by_us: bool
    fields: Mapping[str, str]
    """Of 控制資料, by their keys."""
    control_number: str
    """In the heads of its sheets; "" where there is none, or more than one."""
    running_head: str
    payload: Payload | None


def read_book(content: bytes) -> Book:
    """Read a package of Excel or LibreOffice. Raises whatever its readers raise past a bound."""
    parts = _unpack(content)
    is_odf = _ODF_CONTENT in parts
    sheets = dict(_read_odf(parts[_ODF_CONTENT])) if is_odf else _read_sheets(parts)
    heads = [
        visible_line(str(cell))
        for rows in sheets.values()
        for row in rows[:_HEAD_ROWS]
        for cell in row
        if cell not in (None, "")
    ]
    numbers = find_control_numbers(" ".join(heads).encode())
    return Book(
        sheets=sheets,
        program=_find_program(parts),
        is_signed=any(each.startswith(_SIGNATURES) for each in parts),
        is_by_us=_CREATOR.search(parts.get("docProps/core.xml", b"")) is not None,
        fields=_read_fields(sheets.get(CONTROL_SHEET, ())),
        control_number=numbers[0] if len(numbers) == 1 else "",
        running_head=_find_running_head(sheets),
        payload=_read_payload(parts),
    )


def _unpack(content: bytes) -> dict[str, bytes]:
    """All parts that are whole, within bounds and without entities. Raises ValueError past them."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _MOST_BYTES:
            raise ValueError("too large")
        for each in entries:
            try:
                parts[each.filename] = package.read(each)
            except (zipfile.BadZipFile, zlib.error, EOFError):  # the others may be whole
                continue
    if any(b"<!DOCTYPE" in each or b"<!ENTITY" in each for each in parts.values()):
        raise ValueError("entities")
    return parts


def _read_sheets(parts: Mapping[str, bytes]) -> dict[str, Rows]:
    """The sheets, from a plain package: the reader meets nothing the bounds did not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    book = load_workbook(packed, read_only=True)
    sheets: dict[str, Rows] = {}
    left = _MOST_CELLS
    for name in book.sheetnames:
        rows: list[tuple[object, ...]] = []
        read = book[name].iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        for row in read:
            left -= len(row)
            if left < 0:
                break
            rows.append(row)
        sheets[name] = rows
    return sheets


def _read_odf(content: bytes) -> Iterator[tuple[str, Rows]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for table in etree.fromstring(content, parser).iter(f"{_TABLE}table"):
        rows: list[list[object]] = []
        for row in table.iter(f"{_TABLE}table-row"):
            cells = list(_read_odf_row(row))
            times = _repeated(row, "rows", _MOST_ROWS - len(rows))
            rows += [cells] * (times if any(cells) else min(times, 50))
            if len(rows) >= _MOST_ROWS:
                break
        yield str(table.get(f"{_TABLE}name", "")), rows


def _read_odf_row(row: etree._Element) -> Iterator[object]:
    left = _MOST_COLUMNS
    for cell in row:
        if not isinstance(cell.tag, str) or not cell.tag.endswith("table-cell"):
            continue
        times = _repeated(cell, "columns", left)
        number = cell.get(f"{_OFFICE}value")
        lines = [_odf_line(each) for each in cell.findall(f"{_TEXT}p")]
        value: object = "\n".join(lines)
        if number is not None and cell.get(f"{_OFFICE}value-type") != "string":
            value = float(number)
        yield from [value] * times
        left -= times


def _odf_line(line: etree._Element) -> str:
    """The text of a paragraph; several spaces and tabs stand there as elements."""
    pieces = [line.text or ""]
    for each in line.iter():
        if each is line:
            continue
        if each.tag == f"{_TEXT}s":
            pieces.append(" " * min(int(each.get(f"{_TEXT}c", "1")), 1_000))
        elif each.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif each.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        else:
            pieces.append(each.text or "")
        pieces.append(each.tail or "")
    return "".join(pieces)


def _repeated(element: etree._Element, what: str, most: int) -> int:
    return max(0, min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), most))


def _find_program(parts: Mapping[str, bytes]) -> str:
    for name, pattern in _PROGRAMS:
        found = pattern.search(parts.get(name, b"")[:20_000].decode("utf-8", "replace"))
        if found is not None:
            return visible_line(unescape(found[1]).partition("/")[0].strip())[:_LONGEST] or UNKNOWN
    return UNKNOWN


def _read_fields(rows: Rows) -> dict[str, str]:
    """The keys of 控制資料 with the text beside them."""
    fields: dict[str, str] = {}
    for row in rows[:300]:
        texts = [_text(each) for each in row if each not in ("", None)]
        if len(texts) > 1:
            fields[texts[0].rpartition(" ")[2]] = texts[1]
    return fields


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _find_running_head(sheets: Mapping[str, Rows]) -> str:
    """The first text of the row that bears a control number."""
    for rows in sheets.values():
        for row in rows[:_HEAD_ROWS]:
            texts: Sequence[str] = [str(each) for each in row if each not in ("", None)]
            if len(texts) > 1 and find_control_numbers(" ".join(texts).encode()):
                return visible_line(texts[0])[:_LONGEST]
    return ""


def _read_payload(parts: Mapping[str, bytes]) -> Payload | None:
    try:
        return read_payload_part(parts)
    except Refused:
        return None
