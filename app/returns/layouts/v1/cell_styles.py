"""The styles of a return's workbook: a fixed part, and the numbers its cells refer to.

The part never changes with the data, so its bytes are a constant of the template: a cell whose
style differs from the layout's (white ink, hidden figures) is noticed by comparing numbers.
"""

from enum import IntEnum
from xml.sax.saxutils import quoteattr

_FONT = "標楷體"
_TEXT_FORMAT = 49  # "@": what starts with = stays text even when somebody edits the cell
_GROUPED_FORMAT = 3  # #,##0
_QUOTED = -1
"""General with the quote prefix: old programs show ### for a long text in a cell of format @."""


class Style(IntEnum):
    """Index into cellXfs; the order is the order of `_FORMATS`."""

    PLAIN = 0
    TITLE = 1
    SUBTITLE = 2
    RUNNING_HEAD = 3
    CONTROL_NUMBER = 4
    DEMO_MARK = 5
    SECTION = 6
    LABEL = 7
    COLUMN_HEAD = 8
    CARD_TITLE = 9
    CARD_KEY = 10
    REMARK = 11
    STAMP = 12
    CONTROL_KEY = 13
    TEXT = 14
    LONG_TEXT = 15
    FIGURE = 16
    FIGURE_TEXT = 17
    CODE = 18
    COMPUTED_TEXT = 19
    COMPUTED_LONG_TEXT = 20
    COMPUTED_FIGURE = 21
    COMPUTED_FIGURE_TEXT = 22
    COMPUTED_CODE = 23
    ROW_KEY = 24
    LONG_TEXT_OPEN = 25
    LONG_TEXT_MIDDLE = 26
    LONG_TEXT_END = 27


# size, bold, colour
_FONTS = (
    (12, False, "FF1F2933"),
    (18, True, "FF102A43"),
    (13, True, "FF102A43"),
    (12, True, "FF1F2933"),
    (10, False, "FF52606D"),
    (12, True, "FFB42318"),
)
_BODY, _TITLE, _HEADING, _BOLD, _SMALL, _RED = range(6)

# The first two are prescribed by the file format.
_FILLS = ("none", "gray125", "FFDCE6F2", "FFF0F4F8", "FFF7F9FB")
_NO_FILL, _SECTION_FILL, _LABEL_FILL, _COMPUTED_FILL = 0, 2, 3, 4

# font, fill, border (index into _BORDERS), number format, horizontal, vertical
_FORMATS: tuple[tuple[int, int, int, int, str, str], ...] = (
    (_BODY, _NO_FILL, 0, 0, "general", "center"),
    (_TITLE, _NO_FILL, 0, _TEXT_FORMAT, "center", "center"),
    (_HEADING, _NO_FILL, 0, _TEXT_FORMAT, "center", "center"),
    (_SMALL, _NO_FILL, 0, _TEXT_FORMAT, "left", "center"),
    (_SMALL, _NO_FILL, 0, _TEXT_FORMAT, "right", "center"),
    (_RED, _NO_FILL, 0, _TEXT_FORMAT, "center", "center"),
    (_HEADING, _SECTION_FILL, 1, _TEXT_FORMAT, "left", "center"),
    (_BOLD, _LABEL_FILL, 1, _TEXT_FORMAT, "left", "center"),
    (_BOLD, _LABEL_FILL, 1, _TEXT_FORMAT, "center", "center"),
    (_BOLD, _LABEL_FILL, 1, _TEXT_FORMAT, "left", "center"),
    (_SMALL, _LABEL_FILL, 1, _TEXT_FORMAT, "right", "center"),
    (_SMALL, _NO_FILL, 0, _TEXT_FORMAT, "left", "center"),
    (_BODY, _NO_FILL, 1, _TEXT_FORMAT, "left", "top"),
    (_BODY, _LABEL_FILL, 1, _TEXT_FORMAT, "left", "top"),
    (_BODY, _NO_FILL, 1, _TEXT_FORMAT, "left", "center"),
    (_BODY, _NO_FILL, 1, _QUOTED, "left", "top"),
    (_BODY, _NO_FILL, 1, _GROUPED_FORMAT, "right", "center"),
    (_BODY, _NO_FILL, 1, _TEXT_FORMAT, "right", "center"),
    (_BODY, _NO_FILL, 1, _TEXT_FORMAT, "center", "center"),
    (_BODY, _COMPUTED_FILL, 1, _TEXT_FORMAT, "left", "center"),
    (_BODY, _COMPUTED_FILL, 1, _QUOTED, "left", "top"),
    (_BODY, _COMPUTED_FILL, 1, _GROUPED_FORMAT, "right", "center"),
    (_BODY, _COMPUTED_FILL, 1, _TEXT_FORMAT, "right", "center"),
    (_BODY, _COMPUTED_FILL, 1, _TEXT_FORMAT, "center", "center"),
    (_SMALL, _COMPUTED_FILL, 1, _TEXT_FORMAT, "center", "center"),
    # A text too long for one row goes on in the next: one frame around all of them.
    (_BODY, _NO_FILL, 2, _QUOTED, "left", "top"),
    (_BODY, _NO_FILL, 3, _QUOTED, "left", "top"),
    (_BODY, _NO_FILL, 4, _QUOTED, "left", "top"),
)

_ALL_SIDES = ("left", "right", "top", "bottom")
_BORDERS = (
    (),
    _ALL_SIDES,
    ("left", "right", "top"),
    ("left", "right"),
    ("left", "right", "bottom"),
)


def build_styles_part() -> bytes:
    """The bytes of xl/styles.xml; the same in every return."""
    fonts = "".join(_font(*each) for each in _FONTS)
    fills = "".join(_fill(each) for each in _FILLS)
    borders = "".join(_border(each) for each in _BORDERS)
    formats = "".join(_format(*each) for each in _FORMATS)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<fonts count="{len(_FONTS)}">{fonts}</fonts>'
        f'<fills count="{len(_FILLS)}">{fills}</fills>'
        f'<borders count="{len(_BORDERS)}">{borders}</borders>'
        '<cellStyleXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_FORMATS)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ).encode()


def _font(size: int, bold: bool, colour: str) -> str:
    weight = "<b/>" if bold else ""
    return (
        f'<font>{weight}<sz val="{size}"/><color rgb="{colour}"/>'
        f'<name val={quoteattr(_FONT)}/><family val="4"/><charset val="136"/></font>'
    )


def _fill(kind: str) -> str:
    if kind in ("none", "gray125"):
        return f'<fill><patternFill patternType="{kind}"/></fill>'
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{kind}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


def _border(sides: tuple[str, ...]) -> str:
    drawn = "".join(
        f'<{side} style="thin"><color rgb="FF9FB3C8"/></{side}>' if side in sides else f"<{side}/>"
        for side in _ALL_SIDES
    )
    return f"<border>{drawn}<diagonal/></border>"


def _format(font: int, fill: int, border: int, number: int, across: str, upright: str) -> str:
    indent = ' indent="1"' if border and across != "center" else ""
    quote = ' quotePrefix="1"' if number == _QUOTED else ""
    return (
        f'<xf numFmtId="{max(number, 0)}" fontId="{font}" fillId="{fill}" borderId="{border}"'
        f' xfId="0"{quote}'
        ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{across}" vertical="{upright}"'
        f' wrapText="1"{indent}/></xf>'
    )
