"""The printable document: what a return looks like on paper, before any file format.

Workbook and PDF are two renderings of one `ReturnDocument`, so that a person sees the same
words and figures in both. Everything is a string here except whole figures, which the workbook
keeps as numbers. Built by `build_document` of a layout. A document is a tree of
thousands of small values without cycles, so the garbage collector need not follow them.
"""

from enum import StrEnum

from app.models.record import Record

LAYOUT_VERSION = 1
"""The layout returns are written in, workbook and PDF alike. Rises with every change of what
either looks like, down to a row's height: a received workbook is compared with its rendering byte
for byte, a PDF against its pages, and each says which layout it is of."""


class ValueStyle(StrEnum):
    """How a value is set."""

    TEXT = "text"  # a short text, set from the left
    LONG_TEXT = "long_text"  # paragraphs; the line breaks in it count
    FIGURE = "figure"  # an amount or a count, set from the right
    CODE = "code"  # a key, a state, a date, a choice: centred in a table


class PrintedValue(Record, frozen=True, kw_only=True, gc=False):
    """One value as it is printed; `text` is empty where nothing was filled in."""

    text: str
    style: ValueStyle = ValueStyle.TEXT
    figure: int | None = None
    """The same value as a whole number (money in NT dollars), where it is one."""
    is_computed: bool = False
    """Set by the program (or taken from the plan), not typed; printed on a tinted ground."""
    place: str | None = None
    """The path of the place it stands for; None for words that belong to the page."""


class Entry(Record, frozen=True, kw_only=True, gc=False):
    """A label and its value. `label` carries the unit, e.g. 可支用預算（元）."""

    label: str
    value: PrintedValue
    key: str = ""
    """Its name in the payload, in the control data."""


class Column(Record, frozen=True, kw_only=True, gc=False):
    """A column of a table; `width` in characters of half an em, as declared in the form."""

    label: str
    width: int
    style: ValueStyle


class Table(Record, frozen=True, kw_only=True, gc=False):
    """A repeating section as a table; the first column numbers its rows or says which they are."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[PrintedValue, ...], ...]


class Card(Record, frozen=True, kw_only=True, gc=False):
    """One row of a repeating section with long texts, as a small form of its own."""

    title: str
    key: str
    entries: tuple[Entry, ...]


class DocumentSection(Record, frozen=True, kw_only=True, gc=False):
    """A section (節): exactly one of `entries`, `table`, `cards` is used.

    `remark` stands in their place where nothing is to be printed (not behind, no case entered).
    """

    id: str
    title: str
    entries: tuple[Entry, ...] = ()
    table: Table | None = None
    cards: tuple[Card, ...] = ()
    remark: str = ""


class Chapter(Record, frozen=True, kw_only=True, gc=False):
    """The agency's own sections (`project_id` None) or one project's: a sheet, a bookmark."""

    project_id: str | None
    title: str
    """`機關資料` or `P04 推動大學社會責任實踐計畫`."""
    sections: tuple[DocumentSection, ...]


class StampBox(Record, frozen=True, kw_only=True, gc=False):
    """One box of the block at the foot of the cover: 填表人, 單位主管, 機關首長."""

    label: str
    name: str


class SignerLine(Record, frozen=True, kw_only=True, gc=False):
    """A signer as printed: 填報人 王小明, with the fingerprint of the certificate."""

    role: str
    name: str
    fingerprint: str


class Cover(Record, frozen=True, kw_only=True, gc=False):
    """The first page. `facts` are agency, round, revision, dates and so on, in reading order."""

    title: str
    subtitle: str
    facts: tuple[Entry, ...]
    totals: tuple[Entry, ...]
    """The control totals the form declares."""
    signers: tuple[SignerLine, ...]
    stamps: tuple[StampBox, ...]
    remarks: tuple[str, ...]
    """Notes under the block: the unit, that percentages are rounded …"""


class ReturnDocument(Record, frozen=True, kw_only=True, gc=False):
    """A return, ready for print. `running_head` and `control_number` stand on every page."""

    running_head: str
    control_number: str
    is_demo: bool
    """Every page and sheet then bears 示範資料."""
    cover: Cover
    chapters: tuple[Chapter, ...]
    explained: Table
    """檢核與說明: warnings with the reasons given; without rows where there are none."""
    comment_answers: Table
    """審查意見回復: the office's comments with the agency's answers."""
    control: tuple[Entry, ...]
    """控制資料: the payload without its data, key by key; the values are exact."""
    layout_version: int = LAYOUT_VERSION


DEMO_MARK = "示範資料"
