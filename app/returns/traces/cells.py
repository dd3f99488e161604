"""Cells of a touched workbook that do not show what the payload of the return says.

For the sentence of a refusal only: what is compared comes from a file that nobody vouches for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from openpyxl.utils.escape import unescape

from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.cell_styles import Style
from app.returns.layouts.v1.grid import Box, Sheet
from app.returns.layouts.v1.parts import COLUMN_LETTERS
from app.returns.layouts.v1.sheets import compose_sheets

Rows = Sequence[Sequence[object]]
_MOST_SHIFTED = 2_000
"""Rows of a sheet that are looked at for rows put in or taken out."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell: where it is, the label beside or above it, what it ought to show and does."""

    sheet: str
    cell: str
    label: str
    stated: str
    shown: str


def find_differences(
    found: Mapping[str, Rows], document: ReturnDocument
) -> Iterator[CellDifference]:
    """The differences in reading order, of the sheets that are there."""
    for sheet in compose_sheets(document):
        if sheet.name in found:
            yield from _compare(sheet, found[sheet.name])


def _compare(sheet: Sheet, rows: Rows) -> Iterator[CellDifference]:
    expected = [_list_texts(sheet, number) for number in range(len(sheet.rows))]
    shown = [
        tuple(_read(row, box.first) for box in sheet.rows[min(at, len(sheet.rows) - 1)].boxes)
        for at, row in enumerate(rows[: len(expected)])
    ]
    if len(rows) >= len(expected) and shown == expected:
        return
    labels = _list_labels(sheet)
    places = _pair_rows(expected, rows)
    for number, row in enumerate(sheet.rows):
        at = places.get(number)
        if at is None and rows:
            text = " ".join(each for each in expected[number] if each)
            yield CellDifference(sheet.name, f"A{number + 1}", "", text, "")
            continue
        for box in row.boxes:
            there = None if at is None else _take(rows[at], box.first)
            if _plain_cell(there) != _plain(box.value):
                cell = f"{COLUMN_LETTERS[box.first]}{(number if at is None else at) + 1}"
                label = labels[number, box.first]
                yield CellDifference(sheet.name, cell, label, _display(box.value), _display(there))


def _pair_rows(expected: Sequence[tuple[str, ...]], rows: Rows) -> dict[int, int]:
    """The row of the sheet each expected row became: rows may have been put in or taken out."""
    if len(expected) > _MOST_SHIFTED or len(rows) > _MOST_SHIFTED:
        return {number: number for number in range(min(len(expected), len(rows)))}
    there = [tuple(text for text in map(_plain_cell, row) if text) for row in rows]
    wanted = [tuple(text for text in row if text) for row in expected]
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        found.update(zip(range(first, last), range(start, end), strict=False))
    return found


def _list_labels(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The label of each box: beside it, or the head of its column."""
    found: dict[tuple[int, int], str] = {}
    heads: dict[int, str] = {}
    for number, row in enumerate(sheet.rows):
        label = ""
        for box in row.boxes:
            if box.style is Style.COLUMN_HEAD:
                heads[box.first] = str(box.value or "")
            elif box.style is Style.SECTION:
                heads = {}
            found[number, box.first] = label or heads.get(box.first, "")
            label = _label(box) or label
    return found


def _list_texts(sheet: Sheet, number: int) -> tuple[str, ...]:
    return tuple(_plain(box.value) for box in sheet.rows[number].boxes)


def _take(row: Sequence[object], at: int) -> object:
    return row[at] if at < len(row) else None


def _read(row: Sequence[object], at: int) -> str:
    return _plain_cell(_take(row, at))


def _display(value: object) -> str:
    """A value as the sheet shows it: figures in groups of three."""
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    text = _plain_cell(value)
    return f"{int(text):,}" if is_figure and text.lstrip("-").isdigit() else text


def _plain_cell(value: object) -> str:
    return unescape(_plain(value))


def _label(box: Box) -> str:
    return str(box.value or "") if box.style is Style.LABEL else ""


def _plain(value: object) -> str:
    """A value as text: a spreadsheet program keeps neither whole numbers nor line ends apart."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
