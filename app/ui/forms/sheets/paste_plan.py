"""What becomes of a pasted block, cell by cell, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.characters.cleaning import Cleaned
from app.forms.field_types import FieldTypeHandler, ParseProblem
from app.forms.sheets.pasted_blocks import PlacedCell, place_block, reads_alike
from app.forms.targets import is_unit_column, state_unit
from app.models.answers import Place, StoredValue
from app.notations.html_blocks import Block
from app.ui.forms.sheets.sheet_cells import SheetCells
from app.ui.messages import format_message
from app.ui.translation import tr

_UNCHANGED = Cleaned("")


class PasteOutcome(StrEnum):
    """What becomes of one pasted cell."""

    WRITTEN = "written"
    OVERWRITTEN = "overwritten"
    CLEARED = "cleared"
    UNREADABLE = "unreadable"
    KEPT = "kept"
    UNCHANGED = "unchanged"
    READ_ONLY = "read_only"
    OUTSIDE = "outside"
    UNPLACED = "unplaced"


_EXACT = (PasteOutcome.WRITTEN, PasteOutcome.UNCHANGED)


@dataclass(frozen=True)
class PastedCell:
    """One cell of a pasted block: its target (-1 for none), what stood there, and what will."""

    row: int
    column: int
    text: str
    outcome: PasteOutcome
    before: str = ""
    after: str = ""
    message: str = ""
    cleaned: Cleaned = _UNCHANGED


@dataclass(frozen=True)
class PastePlan:
    """A block read for the cells it belongs to."""

    cells: tuple[PastedCell, ...]
    changes: Mapping[Place, StoredValue]
    texts: Mapping[Place, str | None]
    is_by_name: bool = False
    """Whether the block's own headings or row names said where it belongs."""
    hidden: int = 0
    """Rows and columns left out because nobody saw them."""

    @property
    def is_exact(self) -> bool:
        """Return whether all of it is taken, and nothing that stood there is lost."""
        return not self.hidden and all(each.outcome in _EXACT for each in self.cells)

    @property
    def takes_nothing(self) -> bool:
        """Return whether nothing would change."""
        return not self.changes and not self.texts

    def count(self) -> dict[PasteOutcome, int]:
        """How many cells come to each outcome; blanks over blanks are none."""
        counts = dict.fromkeys(PasteOutcome, 0)
        for each in self.cells:
            counts[each.outcome] += bool(each.text.strip()) or each.outcome in _SAID_OF_BLANKS
        return {outcome: n for outcome, n in counts.items() if n}

    def lost_rows(self) -> tuple[str, ...]:
        """Why whole rows of the block belong nowhere, a sentence each."""
        said = (each.message for each in self.cells if each.outcome is PasteOutcome.UNPLACED)
        return tuple(dict.fromkeys(said))


_SAID_OF_BLANKS = (PasteOutcome.WRITTEN, PasteOutcome.CLEARED, PasteOutcome.KEPT)


def plan_paste(
    cells: SheetCells, block: Block, row: int, column: int, *, with_blanks: bool = False
) -> PastePlan:
    """Read a block pasted at a cell.

    Its own headings, row names and units go before its place. A blank writes nothing, or with
    `with_blanks` empties its cell. What was seen of a text is read where its digits beyond that
    cannot be kept.
    """
    placement = place_block(block.rows, row, column, cells.names(), block.shown)
    fields = [each.field for each in cells.layout.columns]
    units = {
        each.row: each.text.strip()
        for each in placement.cells
        if each.column is not None and each.column < len(fields)
        if (spec := fields[each.column]) is not None and is_unit_column(spec)
    }
    changes: dict[Place, StoredValue] = {}
    texts: dict[Place, str | None] = {}
    found = []
    for each in placement.cells:
        reading = _Reading(cells, each, units.get(each.row, ""), with_blanks=with_blanks)
        found.append(reading.read(changes, texts))
    return PastePlan(tuple(found), changes, texts, placement.is_by_name, block.hidden)


@dataclass(frozen=True)
class _Reading:
    """One placed text, read for its cell."""

    cells: SheetCells
    cell: PlacedCell
    row_unit: str
    with_blanks: bool

    def read(self, changes: dict[Place, StoredValue], texts: dict[Place, str | None]) -> PastedCell:
        """Say what becomes of it, and note what is to be written."""
        row, column, text = self.cell.row, self.cell.column, self.cell.text
        layout = self.cells.layout
        if row is None:
            message = tr("「{name}」不是本表的列，整列未寫入。", name=self.cell.name)
            return PastedCell(-1, -1, text, PasteOutcome.UNPLACED, message=message)
        if column is None or row >= len(layout.rows) or column >= len(layout.columns):
            at = -1 if column is None or column >= len(layout.columns) else column
            below = -1 if row >= len(layout.rows) else row
            return PastedCell(below, at, text, PasteOutcome.OUTSIDE)
        before = self.cells.text(row, column)
        if not self.cells.is_editable(row, column):
            is_same = not text.strip() or self._is_name() or reads_alike(text, before)
            outcome = PasteOutcome.UNCHANGED if is_same else PasteOutcome.READ_ONLY
            return PastedCell(row, column, text, outcome, before, before)
        place = layout.place(row, column)
        assert place is not None
        if not text.strip():
            return self._read_blank(row, column, before, place, changes)
        handler = self.cells.reader(row, column)
        shown = state_unit(self.cell.shown or text, handler.spec, self.row_unit, self.cell.unit)
        text = state_unit(text, handler.spec, self.row_unit, self.cell.unit)
        try:
            value = _read_either(handler, text, shown)
        except ParseProblem as problem:
            texts[place] = text
            said = format_message(problem.code, problem.params)
            return PastedCell(row, column, text, PasteOutcome.UNREADABLE, before, text, said)
        after = handler.format(value)
        held = self.cells.host.value(place), self.cells.host.text_at(place)
        if held == (value, None):
            return PastedCell(row, column, text, PasteOutcome.UNCHANGED, before, after)
        changes[place] = value
        outcome = PasteOutcome.OVERWRITTEN if before else PasteOutcome.WRITTEN
        return PastedCell(row, column, text, outcome, before, after, "", handler.clean(text))

    def _is_name(self) -> bool:
        """Return whether the text found the row by its name, and so says nothing else."""
        return bool(self.cell.name) and self.cell.column in self.cells.layout.name_columns

    def _read_blank(
        self, row: int, column: int, before: str, place: Place, changes: dict[Place, StoredValue]
    ) -> PastedCell:
        if not before:
            return PastedCell(row, column, "", PasteOutcome.UNCHANGED)
        if not self.with_blanks:
            return PastedCell(row, column, "", PasteOutcome.KEPT, before, before)
        changes[place] = None
        return PastedCell(row, column, "", PasteOutcome.CLEARED, before)


def worth_showing(plan: PastePlan) -> Iterator[PastedCell]:
    """The cells a preview lists: what is skipped first, then what is overwritten, then the rest."""
    order = (*_SKIPPED, PasteOutcome.UNREADABLE, PasteOutcome.CLEARED, PasteOutcome.OVERWRITTEN,
             PasteOutcome.WRITTEN)  # fmt: skip
    for outcome in order:
        for each in plan.cells:
            is_said = each.text.strip() or outcome in _SAID_OF_BLANKS
            if each.outcome is outcome and is_said:
                yield each


_SKIPPED = (
    PasteOutcome.UNPLACED,
    PasteOutcome.OUTSIDE,
    PasteOutcome.READ_ONLY,
    PasteOutcome.KEPT,
)


def _read_either(handler: FieldTypeHandler, text: str, seen: str) -> StoredValue:
    """The value of a text, else of what was seen of it. Raises ParseProblem."""
    try:
        return handler.parse(text)
    except ParseProblem:
        if seen == text:
            raise
        return handler.parse(seen)
