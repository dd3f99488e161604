"""Where the cells of a pasted block belong: by its own headings and row names, else by position."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.characters.likeness import liken

_UNIT_BEHIND = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")


@dataclass(frozen=True, slots=True)
class SheetNames:
    """What a grid says of itself: its headings, and what each of its rows is called."""

    headings: Sequence[str]
    names: Sequence[str]
    """By row; () where rows have none."""
    name_column: int | None = None


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
    grid: SheetNames,
    shown: Sequence[Sequence[str]] | None = None,
) -> Placement:
    """Place a block that was pasted at a cell.

    A first line of headings is none of the rows, and says which column is which. A row whose name
    stands in another row belongs there; one whose name stands nowhere belongs nowhere.
    """
    several = len(block) > 1
    columns = (
        _read_headings(block[0], grid.headings, is_first_of_several=several) if block else None
    )
    first = 0 if columns is None else 1
    lines, seen = block[first:], (shown or block)[first:]
    width = max(map(len, block), default=0)
    by_position = [(column + right, "") for right in range(width)]
    targets = by_position if columns is None else columns
    name_at = next((at for at, each in enumerate(targets) if each[0] == grid.name_column), None)
    cells: list[PlacedCell] = []
    is_by_name = columns is not None and [each[0] for each in columns] != [
        each[0] for each in by_position
    ]
    known = [liken(each) for each in grid.names]
    named: set[int | None] = set()
    for down, line in enumerate(lines):
        name = line[name_at].strip() if name_at is not None and name_at < len(line) else ""
        at = _find_row(liken(name), known, row + down) if name else row + down
        if name and at in named:
            at = None  # a second row of that name
        is_by_name |= at != row + down
        named |= {at} if name else set()
        for text, (target, unit), other in zip(line, targets, seen[down], strict=False):
            cells.append(PlacedCell(at, target, text, name, unit, other))
    return Placement(tuple(cells), is_by_name)


def _read_headings(
    line: Sequence[str], headings: Sequence[str], *, is_first_of_several: bool
) -> list[tuple[int | None, str]] | None:
    """Column and unit of each cell of a heading line; None for a line that is none."""
    known = [liken(_without_unit(each)[0]) for each in headings]
    found: list[tuple[int | None, str]] = []
    for text in line:
        name, unit = _without_unit(text)
        folded = liken(name)
        found.append((known.index(folded) if folded and known.count(folded) == 1 else None, unit))
    columns = [each for each, _ in found if each is not None]
    filled = sum(bool(each.strip()) for each in line)
    is_enough = len(columns) > 1 or (is_first_of_several and len(columns) == filled == 1)
    is_heading = is_enough and len(columns) * 2 >= filled and len({*columns}) == len(columns)
    return found if is_heading else None


def _find_row(name: str, known: Sequence[str], here: int) -> int | None:
    """The row of a name: where it was pasted, if that one is called so, or the only one."""
    if here < len(known) and known[here] == name:
        return here
    return known.index(name) if known.count(name) == 1 else None


def reads_alike(text: str, other: str) -> bool:
    """Return whether two texts are one to a reader: in any width, with any white space."""
    return liken(text) == liken(other)


def _without_unit(text: str) -> tuple[str, str]:
    """A heading and the unit behind it: 可支用預算數（千元）."""
    plain = unicodedata.normalize("NFKC", text.split("\n")[0]).strip()
    unit = _UNIT_BEHIND.search(plain)
    return (plain[: unit.start()], unit[1].strip()) if unit is not None else (plain, "")
