"""The parts of a workbook package as bytes: values only, always the same bytes for one document.

Written by hand rather than by a library, so that an upgrade of a library can never change what
a return looks like, and a received workbook can be compared with these bytes one by one.
"""

import re
from functools import cache
from xml.sax.saxutils import escape

from app.returns.layouts.part_names import (
    CONTENT_TYPES_PART,
    MAIN_NAMESPACE,
    OFFICE_RELATIONSHIPS,
    PAYLOAD_PART,
    PAYLOAD_RELATIONSHIP,
    ROOT_RELS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    WORKBOOK_RELS_PART,
    XML_HEAD,
    build_content_types,
    build_relationships,
    build_root_relationships,
    sheet_part_name,
)
from app.returns.layouts.v1.cell_styles import Style, build_styles_part
from app.returns.layouts.v1.grid import GridRow, Sheet

HEAD_ROWS = 2
COLUMN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = tuple(COLUMN_LETTERS)
_STYLE_MARKS = tuple(f'" s="{number}"' for number in range(len(Style)))

# What XML cannot carry, what a reader of the format would take for an escape, and white space
# at the edges of lines.
_NEEDS_CARE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def build_parts(sheets: list[Sheet], payload_part: bytes) -> dict[str, bytes]:
    """All parts of the unsigned package, in the order they are stored."""
    parts = {
        CONTENT_TYPES_PART: build_content_types(len(sheets)),
        ROOT_RELS_PART: build_root_relationships(),
        WORKBOOK_PART: _workbook_part(sheets),
        WORKBOOK_RELS_PART: _workbook_rels(len(sheets)),
        STYLES_PART: styles_part(),
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[sheet_part_name(number)] = _sheet_part(sheet, is_first=number == 1)
    parts[PAYLOAD_PART] = payload_part
    return parts


@cache
def styles_part() -> bytes:
    """xl/styles.xml, the same in every return."""
    return build_styles_part()


@cache
def _workbook_rels(sheet_count: int) -> bytes:
    sheets = [
        (f"rId{number}", f"{OFFICE_RELATIONSHIPS}/worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, sheet_count + 1)
    ]
    styles = (f"rId{sheet_count + 1}", f"{OFFICE_RELATIONSHIPS}/styles", "styles.xml")
    payload = (f"rId{sheet_count + 2}", PAYLOAD_RELATIONSHIP, f"../{PAYLOAD_PART}")
    return build_relationships((*sheets, styles, payload))


def _workbook_part(sheets: list[Sheet]) -> bytes:
    entries, titles = [], []
    for number, sheet in enumerate(sheets, start=1):
        name = escape(sheet.name, {'"': "&quot;"})
        entries.append(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>')
        quoted = escape(sheet.name.replace("'", "''"))
        titles.append(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">'
            f"'{quoted}'!$1:${HEAD_ROWS}</definedName>"
        )
    return (
        f'{XML_HEAD}<workbook xmlns="{MAIN_NAMESPACE}" xmlns:r="{OFFICE_RELATIONSHIPS}">'
        '<workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000"'
        ' windowHeight="14000" tabRatio="800"/></bookViews>'
        f"<sheets>{''.join(entries)}</sheets>"
        f"<definedNames>{''.join(titles)}</definedNames></workbook>"
    ).encode()


def _sheet_part(sheet: Sheet, *, is_first: bool) -> bytes:
    selected = ' tabSelected="1"' if is_first else ""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}.7109375" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join(_row(number, row) for number, row in enumerate(sheet.rows, start=1))
    last = f"{COLUMN_LETTERS[len(sheet.widths) - 1]}{len(sheet.rows)}"
    top = f"A{HEAD_ROWS + 1}"
    orientation = "landscape" if sheet.is_landscape else "portrait"
    return (
        f'{XML_HEAD}<worksheet xmlns="{MAIN_NAMESPACE}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">'
        f'<pane ySplit="{HEAD_ROWS}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="18"/><cols>{columns}</cols>'
        f"<sheetData>{rows}</sheetData>{_merges(sheet)}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{orientation}"'
        ' fitToWidth="1" fitToHeight="0"/>'
        f"{_header_footer(sheet)}</worksheet>"
    ).encode()


def _merges(sheet: Sheet) -> str:
    letters = COLUMN_LETTERS
    areas = "".join(
        f'<mergeCell ref="{letters[left]}{top + 1}:{letters[right]}{bottom + 1}"/>'
        for top, left, bottom, right in sheet.merges
    )
    return f'<mergeCells count="{len(sheet.merges)}">{areas}</mergeCells>' if areas else ""


def _header_footer(sheet: Sheet) -> str:
    head = escape(sheet.running_head.replace("&", "&&"))
    return (
        f"<headerFooter><oddHeader>&amp;L{head}&amp;R控制碼 {sheet.control_number}</oddHeader>"
        f"<oddFooter>&amp;L控制碼 {sheet.control_number}"
        "&amp;R第 &amp;P 頁，共 &amp;N 頁</oddFooter></headerFooter>"
    )


def _row(number: int, row: GridRow) -> str:
    cells = []
    for first, last, style, value in row.boxes:
        mark = _STYLE_MARKS[style]
        opening = f'<c r="{_LETTERS[first]}{number}{mark}'
        cells.append(f"{opening}/>" if value is None else _filled_cell(opening, value))
        if last > first:
            # The rest of a merged area has its style too, for the lines around it.
            middle = f"{number}{mark}/>"
            cells += [f'<c r="{letter}{middle}' for letter in _LETTERS[first + 1 : last + 1]]
    return f'<row r="{number}" ht="{row.height:g}" customHeight="1">{"".join(cells)}</row>'


def _filled_cell(opening: str, value: str | int) -> str:
    if isinstance(value, int):
        return f"{opening}><v>{value}</v></c>"
    text = value if _NEEDS_CARE.search(value) is None else escape_text(value)
    return f'{opening} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def escape_text(text: str) -> str:
    """Write a text so that every reader of the format gets exactly it back.

    The format has its own escape `_xHHHH_` for what XML cannot hold, so a text that looks like
    one has its underscore escaped.
    """
    if _NEEDS_CARE.search(text) is None:
        return text
    text = _ESCAPE_LIKE.sub("_x005F_", text)
    text = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(text)
