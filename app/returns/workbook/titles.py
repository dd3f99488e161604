"""Sheet titles for the parts of a refused workbook, as an officer knows them.

The titles come from a file that was refused: they are shown, nothing else is done with them. A
sound workbook never gets here.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from html import unescape

from msgspec.structs import replace

from app.files import RETURN_LIMIT
from app.models.signatures import Reason
from app.returns.layouts.part_names import WORKBOOK_PART

_MOST_BYTES = 200_000  # of xl/workbook.xml; a hundred sheets need a tenth of it
_LONGEST_TITLE = 31  # what a spreadsheet program allows
_SHEET = re.compile(r'<sheet [^>]{0,200}?\bname="([^"<]{1,400})"')
_SHEET_PART = re.compile(r"/?xl/worksheets/sheet(\d{1,4})\.xml")
_OTHER_PARTS = {WORKBOOK_PART: "工作表清單", "xl/styles.xml": "儲存格格式"}


def name_sheets(reasons: Iterable[Reason], content: bytes) -> tuple[Reason, ...]:
    """The reasons with `part` in an officer's words where it is known, else as they are.

    `part` of a sheet becomes 工作表『P06 …』; the part's own name is kept as `part_name`.
    """
    found = tuple(reasons)
    if not any(_is_nameable(each) for each in found):
        return found
    titles = read_sheet_titles(content)
    return tuple(_name(each, titles) if _is_nameable(each) else each for each in found)


def read_sheet_titles(content: bytes) -> tuple[str, ...]:
    """Titles in the order of the sheets; () where they cannot be read."""
    if len(content) > RETURN_LIMIT:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(WORKBOOK_PART) as part:
            text = part.read(_MOST_BYTES).decode("utf-8")
    except Exception:  # hostile bytes make an unpacker fail in any way; then there are no titles
        return ()
    return tuple(_plain(each) for each in _SHEET.findall(text))


def _plain(title: str) -> str:
    printable = "".join(each for each in unescape(title) if each.isprintable())
    return printable[:_LONGEST_TITLE]


def _is_nameable(reason: Reason) -> bool:
    part = str(reason.params.get("part", ""))
    return part in _OTHER_PARTS or _SHEET_PART.fullmatch(part) is not None


def _name(reason: Reason, titles: tuple[str, ...]) -> Reason:
    part = str(reason.params["part"])
    named = _OTHER_PARTS.get(part, "")
    sheet = _SHEET_PART.fullmatch(part)
    if sheet is not None:
        number = int(sheet[1])
        if not 0 < number <= len(titles) or not titles[number - 1]:
            return reason
        named = f"工作表『{titles[number - 1]}』"
    return replace(reason, params={**reason.params, "part": named, "part_name": part})
