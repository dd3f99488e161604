"""What a page of a return shows, read from its drawing operators.

Our writer uses a handful of operators in fixed shapes; anything that is not one of them could
draw something else than the text it stands beside, and is not read but refused. What is read has
its place on the page, and places cannot overlap: blocks follow one another downwards, the cells
of a table are the boxes between its rules.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

Decode = Callable[[str, str], str]
"""The characters of a run: name of the font in the page, codes as hexadecimal."""

FRAME_BOTTOM, FRAME_TOP = 70.0, 773.89
_SLACK = 0.05  # points; positions are written with two decimals

_N = r"-?\d{1,4}(?:\.\d{1,4})?"
_OPEN = r"q\n1 0 0 1 56 (\d{1,3}(?:\.\d{1,6})?) cm\n"
_CLOSE = "Q\n"
# A paragraph or what stands in a cell; the first form of lines is that of most by far.
_BLOCK = (
    r"/(?:(H[1-6]|P|TH|TD) <</MCID \d{1,5}>>|Artifact <</Type /Pagination>>) BDC\n"
    r"q 0 0 0 rg(?: 0 0 0 RG 2 Tr (\d\.\d\d) w)? BT"
    rf"(?: 1 0 0 1 ({_N}) ({_N}) Tm /(F\d-\d{{1,2}}) (\d{{1,2}}(?:\.\d)?) Tf <([0-9a-f]*)> Tj"
    r"|([ 0-9a-fTcmjF./<>\-]*)) ET Q\nEMC\n"
)
_TABLE = (
    r"/Artifact BMC\nq([ 0-9.\-gref]*) Q\n"
    r"q 0\.6 w 0\.25 G([ 0-9.\-re]*) S Q\nEMC\n"
)
_GROUP = re.compile(r"\((?!\?)")
_BODY = re.compile(  # all of a page: nothing stands between what is read below
    _GROUP.sub("(?:", rf"(?:{_OPEN}(?:{_BLOCK}|{_TABLE}(?:{_BLOCK})*+)?{_CLOSE})*+")
)
_OPENED = re.compile(_OPEN)
_BLOCKS = re.compile(_BLOCK)
_RULED = re.compile(_TABLE)
_LINE = re.compile(
    rf"(?: (\d\.\d\d\d) Tc)? 1 0 0 1 ({_N}) ({_N}) Tm"
    r"((?: /F\d-\d{1,2} \d{1,2}(?:\.\d)? Tf <[0-9a-f]*> Tj)*+)"
)
_RUN = re.compile(r"/(F\d-\d{1,2}) (\d{1,2}(?:\.\d)?) Tf <([0-9a-f]*)> Tj")
_PLACE = r"(?: -?\d{1,4}\.\d\d){4}"
_RULES = re.compile(rf"(?:{_PLACE} re)++")
_GROUNDS = re.compile(rf"(?: 0\.9(?:55)? g{_PLACE} re f)*+")
Box = tuple[float, float, float, float]
"""Left, bottom, width, height."""


class UnreadablePage(Exception):  # noqa: N818 - a fact about a page
    """The page is not drawn as our writer draws."""


class Line(NamedTuple):
    """One line of text; its baseline starts at (x, y) as seen from its block."""

    text: str
    x: float
    y: float
    size: float
    """Type size in points; 0 where the line is empty."""
    stretch: float


class TextBlock(NamedTuple):
    """Text with one mark: a paragraph, a heading, or what is in a cell."""

    role: str
    is_bold: bool
    lines: list[Line]


class TableBlock(NamedTuple):
    """Ruled rows from the top down; each row is its cells' text blocks, None where empty."""

    rows: list[list[TextBlock | None]]


def read_page_body(operators: str, decode: Decode) -> Iterator[TextBlock | TableBlock]:
    """The blocks of one page from the top down. Raises UnreadablePage."""
    if _BODY.fullmatch(operators) is None:
        raise UnreadablePage
    top = FRAME_TOP + _SLACK
    _, *opened = _OPENED.split(operators)
    for stated, body in zip(opened[::2], opened[1::2], strict=True):
        if body == _CLOSE:  # a space between blocks
            continue
        bottom = float(stated)
        table = _RULED.match(body)
        if table is None:
            (found,) = _BLOCKS.findall(body)
            block = _build_block(found, decode)
            height = _ensure_paragraph(block)
        else:
            boxes = _read_boxes(table)
            height = boxes[0][0][1] + boxes[0][0][3]
        if bottom < FRAME_BOTTOM - _SLACK or bottom + height > top:
            raise UnreadablePage
        top = bottom + _SLACK
        if table is None:
            yield block
        else:
            yield TableBlock(_read_rows(_BLOCKS.findall(body, table.end()), boxes, decode))


def _build_block(found: tuple[str, ...], decode: Decode) -> TextBlock:
    role, bold, x, y, font, size, codes, several = found
    if font:
        lines = [Line(decode(font, codes), float(x), float(y), float(size), 0.0)]
    else:
        lines = _read_lines(several, decode)
    if bold and bold != f"{max(line.size for line in lines) * 0.03:.2f}":
        raise UnreadablePage
    return TextBlock(role or "TH", bold != "", lines)  # a repeated header is tagged once


def _read_lines(operators: str, decode: Decode) -> list[Line]:
    lines = []
    at, end, stretch = 0, len(operators), 0.0
    while at < end:
        found = _LINE.match(operators, at)
        if found is None:
            raise UnreadablePage
        at = found.end()
        stretched, x, y, drawn = found.groups()
        if stretched is not None:
            stretch = float(stretched)
        text, size = "", ""
        for font, each_size, codes in _RUN.findall(drawn):
            if size not in ("", each_size):
                raise UnreadablePage
            text, size = text + decode(font, codes), each_size
        lines.append(Line(text, float(x), float(y), float(size or 0), stretch))
    return lines


def _ensure_paragraph(block: TextBlock) -> float:
    """The height of a paragraph, no line of which may lie on another."""
    if not block.lines or block.lines[-1].y < 0:
        raise UnreadablePage
    first, *more = block.lines
    upper = first
    for lower in more:
        if upper.y - lower.y < max(upper.size, lower.size):
            raise UnreadablePage
        upper = lower
    return first.y + first.size * 0.5  # ascenders reach into the leading


def _read_boxes(table: re.Match[str]) -> list[list[Box]]:
    """The boxes between the rules, row by row, which must tile one rectangle."""
    grounds, rules = table.groups()
    if not (_RULES.fullmatch(rules) and _GROUNDS.fullmatch(grounds)):
        raise UnreadablePage
    written = rules.split(" re")[:-1]
    _ensure_grounds(grounds, set(written))
    boxes = [_box(*map(float, each.split())) for each in written]
    rows: list[list[Box]] = []
    for box in boxes:
        if rows and (box[1], box[3]) == (rows[-1][-1][1], rows[-1][-1][3]):
            rows[-1].append(box)
        else:
            rows.append([box])
    for upper, lower in pairwise(rows):
        if abs(lower[0][1] + lower[0][3] - upper[0][1]) > _SLACK:
            raise UnreadablePage
    width = rows[0][-1][0] + rows[0][-1][2]
    for row in rows:
        x = 0.0
        for left, _, across, height in row:
            if abs(left - x) > _SLACK or across < 6 or height < 6:
                raise UnreadablePage
            x = left + across
        if abs(x - width) > _SLACK:
            raise UnreadablePage
    return rows


def _ensure_grounds(grounds: str, boxes: set[str]) -> None:
    """Only whole boxes have a ground (and it is pale)."""
    for each in grounds.split(" re f")[:-1]:
        if each.partition(" g")[2] not in boxes:
            raise UnreadablePage


def _box(left: float, bottom: float, width: float, height: float) -> Box:
    return left, bottom, width, height


def _read_rows(
    found: list[tuple[str, ...]], boxes: list[list[Box]], decode: Decode
) -> list[list[TextBlock | None]]:
    """Each text goes into the box it stands in; they come in the order of the boxes."""
    rows: list[list[TextBlock | None]] = [[None] * len(row) for row in boxes]
    places = ((row, x, box) for row, across in zip(rows, boxes, strict=True)
              for x, box in enumerate(across))  # fmt: skip
    for each in found:
        block = _build_block(each, decode)
        if not block.lines:
            continue  # a cell whose text ended on the page before
        if len(block.lines) > 1:
            _ensure_paragraph(block)
        for row, x, box in places:
            if _stands_in(block, box):
                row[x] = block
                break
        else:
            raise UnreadablePage
    return rows


def _stands_in(block: TextBlock, box: Box) -> bool:
    left, bottom, width, height = box
    right, top = left + width - 1, bottom + height + _SLACK
    for _, x, y, size, _ in block.lines:
        if not (left <= x <= right and bottom <= y and y + size * 0.5 <= top):
            return False
    return True
