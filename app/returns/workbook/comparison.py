"""Byte comparison of a received workbook with the rendering of the payload read from it.

That one comparison stands for many checks: labels, computed values, totals, control number,
hidden rows or sheets, zero heights, white ink, merged cells, comments, cells out of range. Only
when it fails is the first difference looked for, to be named with sheet and cell.
"""

import re
from collections.abc import Mapping

from app.returns.layouts.part_names import (
    CONTENT_TYPES_PART,
    PAYLOAD_PART,
    ROOT_RELS_PART,
    sheet_part_name,
)
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.cell_styles import Style
from app.returns.layouts.v1.grid import Sheet
from app.returns.layouts.v1.parts import build_parts
from app.returns.layouts.v1.sheets import compose_sheets
from app.returns.refusal import Refused

# The signatures change these two; `signing` has compared them byte for byte.
_PLUMBING = frozenset((CONTENT_TYPES_PART, ROOT_RELS_PART))
_ANY_CELL = re.compile(r'<c r="([A-Z]{1,3}\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_STYLE = re.compile(r's="(\d+)"')
_VALUES = frozenset(
    each
    for each in Style
    if each.name.startswith(("TEXT", "LONG_TEXT", "FIGURE", "CODE", "COMPUTED", "CONTROL_NUMBER"))
)


def ensure_same_workbook(parts: Mapping[str, bytes], document: ReturnDocument) -> None:
    """Refuse a workbook that is not, byte for byte, the rendering of that document.

    The payload's own part is what the document was made of.

    Raises Refused CONTENT_HASH_MISMATCH (a value is not the payload's) or TEMPLATE_MISMATCH
    (anything else a person sees or that lies hidden), with sheet and cell where there is one.
    """
    sheets = compose_sheets(document)
    expected = build_parts(sheets, parts[PAYLOAD_PART])
    for name, content in expected.items():
        if name not in _PLUMBING and parts.get(name) != content:
            raise _describe(name, parts.get(name, b""), content, sheets)
    if not parts.keys() <= expected.keys():
        extra = min(parts.keys() - expected.keys())
        raise Refused("TEMPLATE_MISMATCH", sheet=extra, cell="")


def _describe(name: str, found: bytes, expected: bytes, sheets: list[Sheet]) -> Refused:
    """The first difference of one part, as a refusal."""
    names = {sheet_part_name(number): each.name for number, each in enumerate(sheets, start=1)}
    sheet = names.get(name, name)
    there, here = _cells_by_place(found), _cells_by_place(expected)
    for cell, (attributes, content) in here.items():
        if there.get(cell) != (attributes, content):
            same_look = cell in there and there[cell][0] == attributes
            code = "CONTENT_HASH_MISMATCH" if same_look and _is_value(attributes) else None
            return Refused(code or "TEMPLATE_MISMATCH", sheet=sheet, cell=cell)
    for cell in there:
        if cell not in here:
            return Refused("TEMPLATE_MISMATCH", sheet=sheet, cell=cell)
    return Refused("TEMPLATE_MISMATCH", sheet=sheet, cell="")


def _is_value(attributes: str) -> bool:
    style = _STYLE.search(attributes)
    return style is not None and int(style[1]) in _VALUES


def _cells_by_place(content: bytes) -> dict[str, tuple[str, str]]:
    text = content.decode("utf-8", "replace")
    return {found[1]: (found[2], found[3] or "") for found in _ANY_CELL.finditer(text)}
