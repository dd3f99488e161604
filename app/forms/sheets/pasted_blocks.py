"""Where the cells of a pasted block belong: by its own headings and row names, else by position."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_UNIT_BEHIND = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")


@dataclass(frozen=True, slots=True)
class SheetNames:
    """What a sheet says of itself: its headings, and what each of its rows is called."""

    headings: Sequence[str]
    names: Sequence[Sequence[str]]
    """By row: a text for each of the columns that name it."""
    name_columns: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A pasted text and the cell it belongs to; no row or column where the grid has none such."""

    row: int | None
    column: int | None
    text: str
    name: str = ""
    """The name that a row of the block bears, '' where it bears none."""
    unit: str = ""
    """The unit the block's heading states."""
    shown: str = ""
    """What was seen of it, where the text has digits that were not."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The cells of a block in their order, and whether any stands elsewhere than by position."""

    cells: tuple[PlacedCell, ...]
    is_by_name: bool = False


def place_block(
    block: Sequence[Sequence[str]],
    row: int,
    column: int,
    sheet: SheetNames,
    shown: Sequence[Sequence[str]] | None = None,
) -> Placement:
    """Place a block that was pasted at a cell.

    A first line of headings is none of the rows, and says which column is which. A row whose name
    stands in another row belongs there; one whose name stands nowhere belongs nowhere.
    """
    several = len(block) > 1
    columns = (
        _read_headings(block[0], sheet.headings, is_first_of_several=several) if block else None
    )
    first = 0 if columns is None else 1
    lines, seen = block[first:], (shown or block)[first:]
    by_position = _place_columns(lines, column, sheet)
    targets = by_position if columns is None else columns
    is_by_name = columns is not None and [each[0] for each in columns] != [
        each[0] for each in by_position
    ]
    rows = _RowFinder(sheet, [each[0] for each in targets])
    cells: list[PlacedCell] = []
    for down, line in enumerate(lines):
        name = rows.read_name(line)
        at = rows.find(row + down) if name else row + down
        is_by_name |= at != row + down
        for text, (target, unit), other in zip(line, targets, seen[down], strict=False):
            cells.append(PlacedCell(at, target, text, name, unit, other))
    return Placement(tuple(cells), is_by_name)


def _place_columns(
    lines: Sequence[Sequence[str]], column: int, sheet: SheetNames
) -> list[tuple[int | None, str]]:
    """The columns of a block without headings: from where it was pasted on.

    Where it was pasted among the figures and begins with names, these are no figures.
    """
    width = max(map(len, lines), default=0)
    names = 0
    if not sheet.name_columns or column > max(sheet.name_columns):
        names = _count_leading_names(lines, sheet) if width > 1 else 0
    leading = sheet.name_columns[len(sheet.name_columns) - names :] if names else ()
    return [(each, "") for each in (*leading, *range(column, column + width - names))]


def _count_leading_names(lines: Sequence[Sequence[str]], sheet: SheetNames) -> int:
    """How many of a block's first columns are the last ones that name the sheet's rows."""
    for count in range(len(sheet.name_columns), 0, -1):
        known = [{_fold(each[at]) for each in sheet.names} for at in range(-count, 0)]
        heads = [[_fold(each) for each in line[:count]] for line in lines]
        if all(len(head) == count and head[-1] for head in heads) and all(
            not text or text in known[at] for head in heads for at, text in enumerate(head)
        ):
            return count
    return 0


class _RowFinder:
    """Finds the rows of a block's lines by what stands under the columns that name them."""

    def __init__(self, sheet: SheetNames, targets: Sequence[int | None]) -> None:
        self._at = {
            position: targets.index(column)
            for position, column in enumerate(sheet.name_columns)
            if column in targets
        }
        self._known = [tuple(_fold(each) for each in names) for names in sheet.names]
        self._last = len(sheet.name_columns) - 1
        self._name: dict[int, str] = {}
        self._named: set[int] = set()

    def read_name(self, line: Sequence[str]) -> str:
        """The name a line bears; what stands once for several lines holds for those below it."""
        read = {each: line[at].strip() for each, at in self._at.items() if at < len(line)}
        if self._last in self._at and not read.get(self._last):
            return ""
        for position, text in read.items():
            if text or position == self._last:
                self._name[position] = text
        self._name = {each: text for each, text in self._name.items() if text}
        return "・".join(self._name[each] for each in sorted(self._name)) if read else ""

    def find(self, here: int) -> int | None:
        """The row of the name read last: where it was pasted, else the only one; each but once."""
        name = {each: _fold(text) for each, text in self._name.items()}
        found = [
            row
            for row, known in enumerate(self._known)
            if all(known[each] == text for each, text in name.items())
        ]
        row = here if here in found else found[0] if len(found) == 1 else None
        if row is None or row in self._named:
            return None
        self._named.add(row)
        return row


def _read_headings(
    line: Sequence[str], headings: Sequence[str], *, is_first_of_several: bool
) -> list[tuple[int | None, str]] | None:
    """Column and unit of each cell of a heading line; None for a line that is none."""
    known = [_fold(_without_unit(each)[0]) for each in headings]
    found: list[tuple[int | None, str]] = []
    for text in line:
        name, unit = _without_unit(text)
        folded = _fold(name)
        found.append((known.index(folded) if folded and known.count(folded) == 1 else None, unit))
    columns = [each for each, _ in found if each is not None]
    filled = sum(bool(each.strip()) for each in line)
    is_enough = len(columns) > 1 or (is_first_of_several and len(columns) == filled == 1)
    is_heading = is_enough and len(columns) * 2 >= filled and len({*columns}) == len(columns)
    return found if is_heading else None


def reads_alike(text: str, other: str) -> bool:
    """Return whether two texts are one to a reader: in any width, with any white space."""
    return _fold(text) == _fold(other)


def _without_unit(text: str) -> tuple[str, str]:
    """A heading and the unit behind it: 可支用預算數（千元）."""
    plain = unicodedata.normalize("NFKC", text.split("\n")[0]).strip()
    unit = _UNIT_BEHIND.search(plain)
    return (plain[: unit.start()], unit[1].strip()) if unit is not None else (plain, "")


def _fold(text: str) -> str:
    """Compared without width, case and white space, and with one 臺."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.casefold().replace("臺", "台")
