"""Reading a return from the visible cells of its verified sheets.

Cells are distinguished by the layout's styles and fields by their labels, as a person would. The
reader may be quick and trusting because nothing it reads counts until the workbook has been
written anew from the result and found the same byte for byte (`workbook_comparison`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.forms.nil_statements import NIL_TITLE, nil_section
from app.models.answers import NIL, ROWS, Answers, Place, StoredValue, parse_place
from app.models.forms import BlankSection, FieldSpec, FieldType, RowSource
from app.models.returns import NilStatement, Payload, build_nil_statements
from app.returns.document.builder import ANSWER_KINDS, COMMENT_COLUMNS, EXPLAINED_COLUMNS
from app.returns.document.control_rows import build_read_payload, read_control_rows
from app.returns.document.layout import Column
from app.returns.document.printed_values import NONE_MARK, UnreadableValue
from app.returns.judging.return_context import ReturnContext, check_header
from app.returns.judging.trust_context import TrustContext
from app.returns.refusal import Refused
from app.returns.workbook.parts import sheet_part_name, unescape_text
from app.returns.workbook.styles import Style

# Only cells with something in them; the writer writes them no other way.
_CELL = re.compile(
    r'<c r="([A-Z])(\d+)" s="(\d+)"'
    r'(?:><v>(-?\d{1,18})</v>| t="inlineStr"><is><t xml:space="preserve">([^<]*)</t>)'
)

_VALUE_STYLES = frozenset(
    map(
        int,
        (
            Style.TEXT,
            Style.LONG_TEXT,
            Style.LONG_TEXT_OPEN,
            Style.FIGURE,
            Style.FIGURE_TEXT,
            Style.CODE,
        ),
    )
)
_CONTINUED_STYLES = frozenset((int(Style.LONG_TEXT_MIDDLE), int(Style.LONG_TEXT_END)))
# Computed values are worked out anew, not read.
_COMPUTED_STYLES = frozenset(str(int(each)) for each in Style if each.name.startswith("COMPUTED"))
_SECTION, _LABEL = int(Style.SECTION), int(Style.LABEL)
_EXPLAINED_KEYS = ("code", "", "place", "message", "reason")
_ANSWER_KEYS = ("comment_id", "", "place", "comment", "kind", "text")
_ANSWER_KINDS = {words: kind.value for kind, words in ANSWER_KINDS.items()}

ReadCell = tuple[str, str, int, str | int]
"""Column letter, row number as text, style, and what stands in it."""


def read_workbook(parts: Mapping[str, bytes], trust: TrustContext) -> tuple[Payload, ReturnContext]:
    """The payload that verified parts show, and what it was read against.

    Raises Refused SCHEMA_INVALID, ROUND_UNKNOWN, AGENCY_MISMATCH, TEMPLATE_MISMATCH.
    """
    count = sum(name.startswith("xl/worksheets/") for name in parts)
    if count < 5:
        raise Refused("TEMPLATE_MISMATCH", detail=f"{count} sheets")
    fields = read_control_rows(_control_rows(_cells(parts, count)))
    context = check_header(fields, trust)
    chapters = [None, *context.blank.project_ids]
    if count != len(chapters) + 4:
        raise Refused("TEMPLATE_MISMATCH", detail=f"{count} sheets")
    data: dict[str, StoredValue] = {}
    for number, project_id in enumerate(chapters, start=2):
        sections = context.blank.sections_of(project_id)
        reader = _ChapterReader(context, project_id, sections, data)
        reader.read(_cells(parts, number, _COMPUTED_STYLES), number)
    fields["nil_statements"] = _take_nil_statements(data)
    fields["comment_answers"] = _read_answers(_cells(parts, count - 2))
    fields["explained"] = _read_rows(_cells(parts, count - 1), EXPLAINED_COLUMNS, _EXPLAINED_KEYS)
    return build_read_payload(fields, data), context


def _cells(
    parts: Mapping[str, bytes], number: int, unread: frozenset[str] = frozenset()
) -> Iterator[ReadCell]:
    """The filled cells of a sheet, but for those of styles nobody needs to read."""
    name = sheet_part_name(number)
    try:
        text = parts[name].decode("utf-8")
    except (KeyError, UnicodeDecodeError) as problem:
        raise Refused("TEMPLATE_MISMATCH", detail=name) from problem
    for column, row, style, figure, words in _CELL.findall(text):
        if style not in unread:
            yield column, row, int(style), int(figure) if figure else _plain(words)


def _plain(text: str) -> str:
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return unescape_text(text) if "_x" in text else text


def _control_rows(cells: Iterator[ReadCell]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    key: str | None = None
    for _, _, style, value in cells:
        if style == Style.CONTROL_KEY:
            key = str(value)
        elif style == Style.LONG_TEXT and key is not None:
            rows.append((key, str(value)))
            key = None
    return rows


def _take_nil_statements(data: dict[str, StoredValue]) -> tuple[NilStatement, ...]:
    """The nil statements read with the chapters they stand in; they are no part of the data."""
    places = [place for path in data if (place := parse_place(path)).section == NIL]
    return build_nil_statements(Answers({each: data.pop(each.path) for each in places}))


def _read_answers(cells: Iterator[ReadCell]) -> list[dict[str, str | None]]:
    """The answers to comments; a kind nobody knows is refused with the payload."""
    answers: list[dict[str, str | None]] = []
    for row in _read_rows(cells, COMMENT_COLUMNS, _ANSWER_KEYS):
        place = None if row["place"] == NONE_MARK else row["place"]
        kind = _ANSWER_KINDS.get(row["kind"], row["kind"])
        answers.append({**row, "place": place, "kind": kind})
    return answers


def _read_rows(
    cells: Iterator[ReadCell], columns: tuple[Column, ...], keys: tuple[str, ...]
) -> list[dict[str, str]]:
    """The rows of a table that fills a sheet: texts under the keys of their columns."""
    named = dict(zip([each.label for each in columns], keys, strict=True))
    known: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for column, _, style, value in cells:
        if style == Style.COLUMN_HEAD:
            known[column] = named.get(str(value), "")
        elif style == Style.ROW_KEY:
            rows.append(dict.fromkeys(filter(None, keys), "") | {keys[0]: str(value)})
        elif rows and known.get(column):
            # A continued text is appended, a first one to nothing.
            rows[-1][known[column]] += str(value)
    return rows


@dataclass(slots=True)
class _ChapterReader:
    """Walks the cells of one chapter's sheet and fills `data`."""

    context: ReturnContext
    project_id: str | None
    sections: tuple[BlankSection, ...]
    data: dict[str, StoredValue]
    _section: BlankSection | None = None
    _fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    _columns: dict[str, FieldSpec] = field(default_factory=dict)
    _row: str | None = None
    _keys: list[str] = field(default_factory=list)
    _label: FieldSpec | None = None
    _last: dict[str, str] = field(default_factory=dict)
    """Path of the value last read, by column: a continued text is appended to it."""

    def read(self, cells: Iterator[ReadCell], number: int) -> None:
        """Read a whole sheet. Raises Refused TEMPLATE_MISMATCH with sheet and cell."""
        waiting = iter(self.sections)
        for column, row, style, value in cells:
            try:
                if style == _SECTION:
                    is_nil = self._section is None and value == NIL_TITLE
                    self._open(nil_section(self.project_id) if is_nil else next(waiting))
                elif self._section is not None:
                    self._take(column, style, value)
            except (UnreadableValue, KeyError, StopIteration) as problem:
                place = {"sheet": number, "cell": f"{column}{row}"}
                raise Refused("TEMPLATE_MISMATCH", **place) from problem
        self._close()

    def _open(self, section: BlankSection) -> None:
        self._close()
        self._section = section
        self._fields = self.context.fields_by_label[section.spec.id]
        self._columns, self._row, self._keys, self._label = {}, None, [], None
        self._last = {}

    def _close(self) -> None:
        section = self._section
        if section is None or not self._keys or section.spec.rows is None:
            return
        if section.spec.rows.source is RowSource.FREE:
            place = Place(section.project_id, section.spec.id, None, ROWS)
            self.data[place.path] = tuple(self._keys)

    def _take(self, column: str, style: int, value: str | int) -> None:
        if style == _LABEL:
            self._label = self._fields[str(value)]
        elif style in _VALUE_STYLES:
            spec = self._columns[column] if self._columns else self._label
            if spec is not None and spec.type is not FieldType.COMPUTED:
                self._store(column, spec, value)
            self._label = None
        elif style in (Style.CARD_KEY, Style.ROW_KEY):
            self._row = str(value)
            self._keys.append(self._row)
        elif style == Style.COLUMN_HEAD and column != "A":
            self._columns[column] = self._fields[str(value)]
        elif style in _CONTINUED_STYLES:
            path = self._last[column]
            self.data[path] = f"{self.data[path]}{value}"

    def _store(self, column: str, spec: FieldSpec, value: str | int) -> None:
        section = self._section
        assert section is not None
        path = Place(section.project_id, section.spec.id, self._row, spec.id).path
        self.data[path] = self.context.printer.read_value(value, spec)
        self._last[column] = path
