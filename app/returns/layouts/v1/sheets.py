"""A return as sheets of a workbook."""

from app.returns.layouts.printed_document import (
    DEMO_MARK,
    Card,
    Chapter,
    Cover,
    DocumentSection,
    Entry,
    PrintedValue,
    ReturnDocument,
    Table,
    ValueStyle,
)
from app.returns.layouts.v1.cell_styles import Style
from app.returns.layouts.v1.grid import Box, Sheet, add_row, share_columns

COVER_SHEET = "封面"
COMMENT_SHEET = "審查意見回復"
EXPLAINED_SHEET = "檢核與說明"
CONTROL_SHEET = "控制資料"
NOTHING_ANSWERED = "本次填報沒有需要回復的審查意見。"
NOTHING_EXPLAINED = "本次填報沒有需要說明的檢核結果。"

_CHAPTER_WIDTHS = (9, 22, 20, 8, 11, 11, 12, 12, 10, 10, 18, 22)
"""The first is of the key of a row; the table with the most columns has eleven more."""
_LAST = len(_CHAPTER_WIDTHS) - 1
_LABEL, _VALUE = (0, 1), (2, _LAST)
_LEFT, _RIGHT = ((0, 1), (2, 5)), ((6, 7), (8, _LAST))
"""Two entries side by side, each a label and its value."""
_COVER_WIDTHS = (26, 30, 14, 34)
_CONTROL_WIDTHS = (38, 24, 40, 32)
# Running head, mark of a demonstration, control number, by the number of columns.
_HEAD_SPANS = {12: ((0, 3), (4, 7), (8, 11)), 4: ((0, 1), (2, 2), (3, 3))}

_STYLES = {
    (ValueStyle.TEXT, False): Style.TEXT,
    (ValueStyle.TEXT, True): Style.COMPUTED_TEXT,
    (ValueStyle.LONG_TEXT, False): Style.LONG_TEXT,
    (ValueStyle.LONG_TEXT, True): Style.COMPUTED_LONG_TEXT,
    (ValueStyle.FIGURE, False): Style.FIGURE_TEXT,
    (ValueStyle.FIGURE, True): Style.COMPUTED_FIGURE_TEXT,
    (ValueStyle.CODE, False): Style.CODE,
    (ValueStyle.CODE, True): Style.COMPUTED_CODE,
}
LARGEST_EXACT_FIGURE = 10**15
"""A cell's number is a binary float of 53 bits: larger figures are printed as text."""


def compose_sheets(document: ReturnDocument) -> list[Sheet]:
    """All sheets in order: 封面, the chapters, 審查意見回復, 檢核與說明, 控制資料."""
    taken: set[str] = set()
    sheets = [_compose_cover(document, _open(document, COVER_SHEET, _COVER_WIDTHS, taken, False))]
    for chapter in document.chapters:
        sheet = _open(document, chapter.title, _CHAPTER_WIDTHS, taken, True)
        sheets.append(_compose_chapter(chapter, sheet))
    answers = _open(document, COMMENT_SHEET, _CHAPTER_WIDTHS, taken, True)
    sheets.append(_compose_table(document.comment_answers, answers, NOTHING_ANSWERED))
    explained = _open(document, EXPLAINED_SHEET, _CHAPTER_WIDTHS, taken, True)
    sheets.append(_compose_table(document.explained, explained, NOTHING_EXPLAINED))
    control = _open(document, CONTROL_SHEET, _CONTROL_WIDTHS, taken, False)
    sheets.append(_compose_control(document.control, control))
    return sheets


def sheet_name(title: str, taken: set[str]) -> str:
    """A valid, unused sheet name: at most 31 UTF-16 units, none of [ ] : * ? / \\ or edge '."""
    clean = "".join(" " if each in "[]:*?/\\" else each for each in title).strip("' ")
    name, number = _cut(clean, 31), 2
    while name.casefold() in taken:
        suffix = f" ({number})"
        name, number = _cut(clean, 31 - len(suffix)) + suffix, number + 1
    taken.add(name.casefold())
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip("' ")


def _open(
    document: ReturnDocument, title: str, widths: tuple[int, ...], taken: set[str], wide: bool
) -> Sheet:
    """A sheet with its two head rows, which stay in view and are repeated on every page."""
    number = document.control_number
    sheet = Sheet(sheet_name(title, taken), widths, wide, document.running_head, number)
    last = len(widths) - 1
    heading = document.cover.title if title == COVER_SHEET else title
    add_row(sheet, [Box(0, last, Style.TITLE, heading)], 30.0)
    mark = DEMO_MARK if document.is_demo else None
    spans = _HEAD_SPANS[len(widths)]
    boxes = [
        Box(*spans[0], Style.RUNNING_HEAD, document.running_head),
        Box(*spans[1], Style.DEMO_MARK, mark),
        Box(*spans[2], Style.CONTROL_NUMBER, f"控制碼 {number}"),
    ]
    add_row(sheet, boxes, 34.0)
    return sheet


def _compose_cover(document: ReturnDocument, sheet: Sheet) -> Sheet:
    cover: Cover = document.cover
    add_row(sheet, [Box(0, 3, Style.SUBTITLE, cover.subtitle)], 26.0)
    _add_cover_entries(sheet, "報送資訊", cover.facts)
    if cover.totals:
        _add_cover_entries(sheet, "控制總計", cover.totals)
    add_row(sheet, [Box(0, 3, Style.SECTION, "簽署人")], 22.0)
    heads = ((0, 0, "身分"), (1, 1, "姓名"), (2, 3, "憑證指紋"))
    add_row(sheet, [Box(first, last, Style.COLUMN_HEAD, text) for first, last, text in heads])
    for line in cover.signers:
        texts = (line.role, line.name, line.fingerprint)
        boxes = [
            Box(first, last, Style.COMPUTED_CODE, text)
            for (first, last, _), text in zip(heads, texts, strict=True)
        ]
        add_row(sheet, boxes)
    if cover.stamps:
        add_row(sheet, [Box(0, 3, Style.SECTION, "核章")], 22.0)
    for stamp in cover.stamps:
        boxes = [Box(0, 0, Style.LABEL, stamp.label), Box(1, 3, Style.STAMP, stamp.name)]
        add_row(sheet, boxes, 52.0)
    for remark in cover.remarks:
        add_row(sheet, [Box(0, 3, Style.REMARK, remark)])
    return sheet


def _add_cover_entries(sheet: Sheet, title: str, entries: tuple[Entry, ...]) -> None:
    add_row(sheet, [Box(0, 3, Style.SECTION, title)], 22.0)
    for entry in entries:
        add_row(sheet, [Box(0, 0, Style.LABEL, entry.label), _value_box(1, 3, entry.value)])


def _compose_chapter(chapter: Chapter, sheet: Sheet) -> Sheet:
    for section in chapter.sections:
        add_row(sheet, [Box(0, _LAST, Style.SECTION, section.title)], 24.0)
        _add_section(sheet, section)
    return sheet


def _add_section(sheet: Sheet, section: DocumentSection) -> None:
    if section.remark:
        add_row(sheet, [Box(0, _LAST, Style.REMARK, section.remark)])
    elif section.table is not None:
        _add_table(sheet, section.table)
    elif section.cards:
        for card in section.cards:
            _add_card(sheet, card)
    else:
        _add_entries(sheet, section.entries)


def _add_entries(sheet: Sheet, entries: tuple[Entry, ...]) -> None:
    """Long texts over the whole width, everything else two to a row."""
    waiting: Entry | None = None
    for entry in entries:
        if entry.value.style is ValueStyle.LONG_TEXT:
            if waiting is not None:
                _add_pair(sheet, waiting, None)
                waiting = None
            label = Box(*_LABEL, Style.LABEL, entry.label)
            add_row(sheet, [label, _value_box(*_VALUE, entry.value)])
        elif waiting is None:
            waiting = entry
        else:
            _add_pair(sheet, waiting, entry)
            waiting = None
    if waiting is not None:
        _add_pair(sheet, waiting, None)


def _add_pair(sheet: Sheet, left: Entry, right: Entry | None) -> None:
    if right is None:
        label = Box(*_LABEL, Style.LABEL, left.label)
        add_row(sheet, [label, _value_box(*_VALUE, left.value)])
        return
    boxes = [
        Box(*_LEFT[0], Style.LABEL, left.label),
        _value_box(*_LEFT[1], left.value),
        Box(*_RIGHT[0], Style.LABEL, right.label),
        _value_box(*_RIGHT[1], right.value),
    ]
    add_row(sheet, boxes)


def _add_card(sheet: Sheet, card: Card) -> None:
    head = [
        Box(0, _LAST - 2, Style.CARD_TITLE, card.title),
        Box(_LAST - 1, _LAST, Style.CARD_KEY, card.key),
    ]
    add_row(sheet, head, 20.0)
    _add_entries(sheet, card.entries)


def _add_table(sheet: Sheet, table: Table) -> None:
    widths = sheet.widths
    wanted = tuple(max(column.width, 4) for column in table.columns[1:])
    spans = [(0, 0)]
    spans += [(first + 1, last + 1) for first, last in share_columns(wanted, widths[1:])]
    heads = zip(spans, table.columns, strict=True)
    add_row(sheet, [Box(*span, Style.COLUMN_HEAD, column.label) for span, column in heads])
    for row in table.rows:
        boxes = [Box(0, 0, Style.ROW_KEY, row[0].text)]
        boxes += [_value_box(*span, value) for span, value in zip(spans[1:], row[1:], strict=True)]
        add_row(sheet, boxes)


def _compose_table(table: Table, sheet: Sheet, nothing: str) -> Sheet:
    if table.rows:
        _add_table(sheet, table)
    else:
        add_row(sheet, [Box(0, _LAST, Style.REMARK, nothing)])
    return sheet


def _compose_control(entries: tuple[Entry, ...], sheet: Sheet) -> Sheet:
    heads = (Box(0, 0, Style.COLUMN_HEAD, "項目"), Box(1, 3, Style.COLUMN_HEAD, "內容"))
    add_row(sheet, list(heads))
    for entry in entries:
        boxes = [
            Box(0, 0, Style.CONTROL_KEY, f"{entry.label} {entry.key}".strip()),
            Box(1, 3, Style.LONG_TEXT, entry.value.text),
        ]
        add_row(sheet, boxes)
    return sheet


def _value_box(first: int, last: int, value: PrintedValue) -> Box:
    figure = value.figure
    if figure is not None and abs(figure) < LARGEST_EXACT_FIGURE:
        style = Style.COMPUTED_FIGURE if value.is_computed else Style.FIGURE
        return Box(first, last, style, figure)
    return Box(first, last, _STYLES[value.style, value.is_computed], value.text or None)
