"""A return as a story of blocks: the printable document laid out on A4 pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

import msgspec

from app.documents.blocks import PORTRAIT, Block, Space
from app.documents.flow import Align, Heading, Text, TextStyle, new_page
from app.documents.furniture import Furniture
from app.documents.grids import Cell, Grid, GridColumn, Pairs, Ruled
from app.documents.pages import FRAMES
from app.documents.pagination import measure_height
from app.models.periods import format_taiwan_day
from app.models.returns import Payload
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

_CHAPTER, _SECTION = (
    TextStyle(size=16, leading=26, align=Align.LEFT, is_bold=True, space_before=6, space_after=6),
    TextStyle(size=14, leading=22, align=Align.LEFT, is_bold=True, space_before=8, space_after=4),
)
_PLAIN = TextStyle(size=12, leading=19, space_after=4)
_SMALL = TextStyle(size=10, leading=15, space_after=2)
_TITLE = TextStyle(size=22, leading=34, align=Align.CENTER, is_bold=True, space_after=8)
_SUBTITLE = TextStyle(size=16, leading=26, align=Align.CENTER, space_after=6)
_CELL = TextStyle(size=11, leading=16, align=Align.LEFT, space_after=0)
_NOTE_CELL = TextStyle(size=10, leading=14, align=Align.LEFT, space_after=0)

NOTHING_ANSWERED = "本次填報沒有需要回復的審查意見。"
NOTHING_EXPLAINED = "本次填報沒有需要說明的檢核結果。"
_NUMERALS: tuple[str, ...] = ("", *"一二三四五六七八九")
_CARD_TITLE = replace(_PLAIN, is_bold=True, align=Align.LEFT, space_before=4)
_LABEL_SHARE_ALONE, _LABEL_SHARE_PAIR = 0.28, 0.45
_LABEL_SHARE_FORM = 0.16
_ANNEX = replace(_CELL, size=8, leading=11)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TYPE_BY_WIDTH = ((10, replace(_CELL, size=9, leading=13)), (6, _NOTE_CELL), (0, _CELL))
"""The type of tables of so many columns."""
_ALIGN = {
    ValueStyle.TEXT: Align.LEFT,
    ValueStyle.LONG_TEXT: Align.JUSTIFY,
    ValueStyle.FIGURE: Align.RIGHT,
    ValueStyle.CODE: Align.CENTER,
}


def compose_story(document: ReturnDocument) -> list[Block]:
    """Cover, chapters, 審查意見回復, 檢核與說明, 控制資料, in this order."""
    story = _compose_cover(document.cover)
    for index, chapter in enumerate(document.chapters):
        story += _compose_chapter(chapter, f"chapter-{index}")
    story += [new_page(), Heading("審查意見回復", 1, "comment-answers", style=_CHAPTER)]
    story += _compose_list(document.comment_answers, NOTHING_ANSWERED)
    story += [Heading("檢核與說明", 1, "explained", style=_CHAPTER)]
    story += _compose_list(document.explained, NOTHING_EXPLAINED)
    story += [Heading("控制資料", 1, "control", style=_CHAPTER), _compose_control(document.control)]
    return story


@dataclass(frozen=True)
class _CoverMeasures:
    """How much room a cover takes; the roomiest that fits on one page is used."""

    above: float
    cell: TextStyle
    stamp_height: float


_COVERS = (
    _CoverMeasures(30, _CELL, 74),
    _CoverMeasures(8, _NOTE_CELL, 64),
    _CoverMeasures(0, replace(_NOTE_CELL, size=9, leading=12), 50),
    _CoverMeasures(0, replace(_NOTE_CELL, size=8, leading=10), 40),
)


def _compose_cover(cover: Cover) -> list[Block]:
    frame = FRAMES[PORTRAIT]
    for measures in _COVERS:
        blocks = list(_compose_cover_in(cover, measures))
        if measure_height(blocks, frame.width) <= frame.height:
            break
    return blocks


def _compose_cover_in(cover: Cover, measures: _CoverMeasures) -> Iterator[Block]:
    yield Space(measures.above)
    yield Text(cover.title, _TITLE, role="H1")
    if cover.subtitle:
        yield Text(cover.subtitle, _SUBTITLE)
    yield Space(measures.above * 0.4)
    yield _compose_entries(cover.facts, per_row=1, style=measures.cell)
    if cover.totals:
        yield Text("控制總計", _CARD_TITLE, stays_with_next=True, role="H2")
        yield _compose_entries(cover.totals, per_row=1, style=measures.cell)
    if cover.signers:
        yield Text("電子簽章人員", _CARD_TITLE, stays_with_next=True, role="H2")
        yield Grid(
            [
                GridColumn(title="身分", width=1.2, align=Align.CENTER),
                GridColumn(title="姓名", width=3, align=Align.CENTER),
                GridColumn(title="憑證指紋", width=4),
            ],
            [(each.role, each.name, each.fingerprint) for each in cover.signers],
            style=measures.cell,
        )
    if cover.stamps:
        yield Space(measures.above / 3)
        yield _compose_stamps(cover, measures)
    for remark in cover.remarks:
        yield Text(remark, _SMALL)


def _compose_stamps(cover: Cover, measures: _CoverMeasures) -> Block:
    """填表人, 單位主管, 機關首長: room for a stamp below each name."""
    style = replace(measures.cell, align=Align.CENTER)
    heads = [Cell(text=each.label, style=style, is_header=True) for each in cover.stamps]
    boxes = [
        Cell(text=each.name, style=style, min_height=measures.stamp_height) for each in cover.stamps
    ]
    return Ruled([heads, boxes])


def _compose_chapter(chapter: Chapter, key: str) -> Iterator[Block]:
    yield new_page()
    yield Heading(chapter.title, 1, key, style=_CHAPTER)
    for section, first, last in _join_alike(chapter.sections):
        number = _numeral(first) if first == last else f"{_numeral(first)}至{_numeral(last)}"
        yield Heading(section.title, 2, f"{key}-{section.id}", f"{number}、", _SECTION)
        yield from _compose_section(section)


def _numeral(number: int) -> str:
    """Chinese numerals up to 99."""
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + _NUMERALS[ones]


def _join_alike(
    sections: Sequence[DocumentSection],
) -> Iterator[tuple[DocumentSection, int, int]]:
    """Sections with their numbers from 1; those in a row with one remark are one (本期無執行)."""
    number = 0
    for _, group in groupby(sections, key=lambda each: each.remark or each.id):
        alike = list(group)
        title = "、".join(each.title for each in alike)
        joined = msgspec.structs.replace(alike[0], title=title)
        yield joined, number + 1, number + len(alike)
        number += len(alike)


def _compose_section(section: DocumentSection) -> Iterator[Block]:
    if section.remark:
        yield Text(section.remark, _PLAIN)
    if section.entries:
        yield _compose_entries(section.entries, per_row=2)
    if section.table is not None:
        yield from _compose_list(section.table, "", "H3")
    for card in section.cards:
        yield from _compose_card(card)


def _compose_card(card: Card) -> Iterator[Block]:
    yield Text(card.title, _CARD_TITLE, stays_with_next=True, role="H3")
    yield _compose_entries(card.entries, per_row=2)


def _compose_entries(entries: tuple[Entry, ...], per_row: int, style: TextStyle = _CELL) -> Block:
    share = _LABEL_SHARE_ALONE if per_row == 1 else _LABEL_SHARE_PAIR
    pairs = [(each.label, _compose_value(each.value, style, in_table=False)) for each in entries]
    return Pairs(pairs, per_row=per_row, label_share=share, style=style)


def _compose_table(table: Table) -> Block:
    style = next(style for least, style in _TYPE_BY_WIDTH if len(table.columns) >= least)
    columns = [
        GridColumn(title=each.label, width=each.width, align=_ALIGN[each.style])
        for each in table.columns
    ]
    rows = [[_compose_value(value, style, in_table=True) for value in row] for row in table.rows]
    return Grid(columns, rows, style=style, fits_content=style is not _CELL)


def _compose_list(table: Table, nothing: str, role: str = "H2") -> Iterator[Block]:
    """Rows with long texts as small forms: side by side their columns would be too narrow."""
    if not table.rows:
        yield Text(nothing, _PLAIN)
    elif not _has_long_texts(table):
        yield _compose_table(table)
    else:
        for row in table.rows:
            first, second, *rest = row
            title = f"{first.text}　{second.text}"
            yield Text(title, _CARD_TITLE, stays_with_next=True, role=role)
            labels = [each.label for each in table.columns[2:]]
            cells = [_compose_value(each, _CELL, in_table=False) for each in rest]
            yield Pairs(list(zip(labels, cells, strict=True)), label_share=_LABEL_SHARE_FORM)


def _has_long_texts(table: Table) -> bool:
    return sum(each.style is ValueStyle.LONG_TEXT for each in table.columns) > 1


def _compose_value(value: PrintedValue, style: TextStyle, *, in_table: bool) -> Cell:
    align = _ALIGN[value.style]
    if value.style is ValueStyle.CODE and not in_table:
        align = Align.LEFT
    return Cell(text=value.text, style=_align(style, align), is_tinted=value.is_computed)


@cache
def _align(style: TextStyle, align: Align) -> TextStyle:
    return replace(style, align=align)


def _compose_control(control: tuple[Entry, ...]) -> Block:
    """A small-type annex, two to a row; digests in groups."""
    pairs = [(each.label, _group(each.value.text)) for each in control]
    return Pairs(pairs, per_row=2, label_share=0.4, style=_ANNEX)


def _group(text: str) -> str:
    """A digest in groups of eight, to be read aloud."""
    if not _DIGEST.fullmatch(text):
        return text
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))


def build_furniture(payload: Payload, document: ReturnDocument) -> Furniture:
    """What every page of a return bears."""
    made_on = format_taiwan_day(payload.created_at)
    return Furniture(
        head_left=document.running_head,
        foot_left=f"製表日期：{made_on}",
        control_number=document.control_number,
        demo_mark=DEMO_MARK if document.is_demo else "",
        has_cover=True,
    )
