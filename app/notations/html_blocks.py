"""Blocks of cells in the HTML that spreadsheets put on the clipboard beside the text.

It says what the text cannot: where cells are merged or hidden, where a line breaks within a cell,
and in LibreOffice (sdval), Google Sheets (data-sheets-value) and older Excel (x:num) the value
behind what is shown. Excel shows #### in it where a column is narrow, and the value in the text.
"""

import json
import re
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, InvalidOperation
from html.parser import HTMLParser

from app.notations.blocks import read_block
from app.notations.figures import read_figure
from app.notations.unreadable import Reason, Unreadable

Attributes = list[tuple[str, str | None]]

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OF_DATES = re.compile("[YMDH年月日]|yy|mm|dd")
_DIGITS = Context(prec=15)  # what a spreadsheet holds exactly; more is noise of its arithmetic
_LONGEST = 20
_NUMBER, _DATE_FORMATS = 3, (5, 6, 7, 8)  # kinds of Google Sheets
_MOST_SPANNED = 1000


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of texts, and how many rows and columns were left out because nobody saw them."""

    rows: list[list[str]]
    """With the digits that formats left out."""
    shown: list[list[str]]
    """The same as it was seen."""
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def hidden(self) -> int:
        """How many rows and columns were left out."""
        return self.hidden_rows + self.hidden_columns

    def spread(self, rows: int, columns: int) -> "Block":
        """The same block as often below and beside itself."""
        return replace(
            self,
            rows=[row * columns for row in self.rows] * rows,
            shown=[row * columns for row in self.shown] * rows,
        )


@dataclass(slots=True)
class _Cell:
    text: str = ""
    value: Decimal | None = None
    is_hidden: bool = False

    @property
    def shown(self) -> str:
        """What was seen: its lines without the space at their ends."""
        return "\n".join(each.strip(" ") for each in self.text.split("\n")).strip("\n")


@dataclass(slots=True)
class _Row:
    is_hidden: bool
    cells: dict[int, _Cell] = field(default_factory=dict)


def read_clipboard(html: str, text: str) -> Block:
    """The block that was copied: by its HTML where that is one table, else by its text."""
    reader = _read_table(html) if "<t" in html.lower() else None
    plain = read_block(text)
    if reader is None:
        return Block(plain, plain)
    table = reader.rows
    width = max((max(each.cells, default=-1) + 1 for each in table), default=0)
    is_alike = len(plain) == len(table) and all(len(row) == width for row in plain)
    kept = [
        at
        for at in range(width)
        if at not in reader.hidden_columns
        and not all(row.cells.get(at, _Cell()).is_hidden for row in table if row.cells)
    ]
    rows, shown = [], []
    for down, row in enumerate(table):
        if row.is_hidden:
            continue
        cells = [(at, row.cells.get(at, _Cell())) for at in kept]
        rows.append([_state(cell, plain[down][at] if is_alike else "") for at, cell in cells])
        shown.append([cell.shown for _, cell in cells])
    return Block(rows, shown, sum(each.is_hidden for each in table), width - len(kept))


def _read_table(html: str) -> "_TableReader | None":
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return reader if reader.tables == 1 and reader.rows else None


class _TableReader(HTMLParser):
    """Collects the rows of a table; `tables` counts those that stand side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []
        self.tables = 0
        self.hidden_columns: set[int] = set()
        """Those that a `col` before the rows hides, as Excel does."""
        self._columns = 0
        self._depth = 0
        self._cell: _Cell | None = None
        self._column = 0
        self._spanned: dict[int, int] = {}
        """For how many more rows a cell above reaches into each column."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A row or cell of the outer table begins; a break or paragraph is a line of its own."""
        if tag == "table":
            self._depth += 1
            self.tables += self._depth == 1
        elif tag in ("br", "p", "div", "li") and self._cell is not None:
            if tag == "br" or self._cell.text.strip():
                self._cell.text += "\n"
        elif self._depth == 1 and tag == "col":
            self._note_column(dict(attrs))
        elif self._depth == 1 and tag == "tr":
            self._begin_row(dict(attrs))
        elif self._depth == 1 and tag in ("td", "th"):
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """A cell or a table ends."""
        if tag == "table":
            self._depth -= 1
        if self._depth <= 1 and tag in ("td", "th", "tr", "table"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Text of a cell; its white space is one space, as it is shown."""
        if self._cell is not None:
            self._cell.text += re.sub(r"[ \t\r\n\f]+", " ", data)

    def _note_column(self, attributes: dict[str, str | None]) -> None:
        first, self._columns = self._columns, self._columns + _read_span(attributes.get("span"))
        if _is_hidden(attributes):
            self.hidden_columns |= {*range(first, self._columns)}

    def _begin_row(self, attributes: dict[str, str | None]) -> None:
        self.rows.append(_Row(_is_hidden(attributes)))
        self._cell, self._column = None, 0
        self._spanned = {at: left - 1 for at, left in self._spanned.items() if left > 1}

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if not self.rows:
            self._begin_row({})
        while self._column in self._spanned:
            self._column += 1
        self._cell = _Cell("", _read_value(attributes), _is_hidden(attributes))
        self.rows[-1].cells[self._column] = self._cell
        wide, high = (_read_span(attributes.get(each)) for each in ("colspan", "rowspan"))
        for at in range(self._column, self._column + wide):
            self.rows[-1].cells.setdefault(at, _Cell(is_hidden=self._cell.is_hidden))
            if high > 1:
                self._spanned[at] = high
        self._column += wide


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return _HIDDEN.search(attributes.get("style") or "") is not None


def _read_span(stated: str | None) -> int:
    return min(int(stated), _MOST_SPANNED) if stated and stated.isdecimal() and int(stated) else 1


def _read_value(attributes: dict[str, str | None]) -> Decimal | None:
    """The number behind a cell; None for a date, whose number is only a serial."""
    stated = attributes.get("x:num")
    if attributes.get("sdval"):
        is_date = _OF_DATES.search((attributes.get("sdnum") or "").rpartition(";")[2])
        stated = None if is_date else attributes["sdval"]
    try:
        if attributes.get("data-sheets-value"):
            sheet = json.loads(attributes["data-sheets-value"] or "")
            shown = json.loads(attributes.get("data-sheets-numberformat") or "{}")
            is_number = sheet.get("1") == _NUMBER and shown.get("1") not in _DATE_FORMATS
            stated = str(sheet.get("3")) if is_number else None
        value = _DIGITS.create_decimal(stated) if stated else None
    except (ValueError, AttributeError, InvalidOperation):
        return None
    is_usual = value is not None and value.is_finite() and abs(value.adjusted()) < _LONGEST
    return value if is_usual else None


def _state(cell: _Cell, plain: str) -> str:
    """The text of a cell, with the digits its format left out."""
    text = cell.shown
    try:
        figure = read_figure(text)
    except Unreadable as problem:
        is_unshown = problem.reason in (Reason.NOT_SHOWN, Reason.ROUNDED)
        if is_unshown and cell.value is not None:
            return f"{cell.value:f}"
        is_zero = cell.value == 0 and text.strip("-–— $NT") == ""
        if is_zero and text:
            return "0"  # what accounting formats show as a dash
        return plain if is_unshown and plain else text
    if cell.value is None or figure.is_scaled:
        return text
    value = cell.value * 100 if figure.unit == "%" else cell.value
    places = max(0, -int(figure.value.as_tuple().exponent))
    is_rounded = abs(value - figure.value) * 2 <= Decimal(1).scaleb(-places)
    return f"{figure.currency}{value:f}{figure.unit}" if is_rounded else text
