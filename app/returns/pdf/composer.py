"""A return as a story of blocks: the printable document laid out on A4 pages."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.documents.blocks import Block, Space
from app.documents.flow import (
    PLAIN,
    SMALL,
    SUBTITLE,
    TITLE,
    Align,
    Heading,
    Text,
    TextStyle,
    new_page,
)
from app.documents.furniture import Furniture
from app.documents.grids import CELL, NOTE_CELL, Cell, Grid, GridColumn, Pairs, Ruled
from app.models.periods import format_taiwan_day
from app.models.returns import Payload
from app.returns.document.layout import (
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

NOTHING_ANSWERED = "本次填報沒有需要回復的審查意見。"
NOTHING_EXPLAINED = "本次填報沒有需要說明的檢核結果。"
_NUMERALS = "一二三四五六七八九十"
_CARD_TITLE = replace(PLAIN, is_bold=True, align=Align.LEFT, space_before=4)
_LABEL_SHARE_ALONE, _LABEL_SHARE_PAIR = 0.28, 0.45
_STAMP_HEIGHT = 74.0
_WIDE_TABLE = 6  # columns; from here on the type is smaller
_ALIGN = {
    ValueStyle.TEXT: Align.LEFT,
    ValueStyle.LONG_TEXT: Align.JUSTIFY,
    ValueStyle.FIGURE: Align.RIGHT,
    ValueStyle.CODE: Align.CENTER,
}


def compose_story(document: ReturnDocument) -> list[Block]:
    """Cover, chapters, 審查意見回復, 檢核與說明, 控制資料, in this order."""
    story = list(_compose_cover(document.cover))
    for index, chapter in enumerate(document.chapters):
        story += _compose_chapter(chapter, f"chapter-{index}")
    story += [new_page(), Heading("審查意見回復", 1, "comment-answers")]
    story.append(_compose_list(document.comment_answers, NOTHING_ANSWERED))
    story += [Heading("檢核與說明", 1, "explained")]
    story.append(_compose_list(document.explained, NOTHING_EXPLAINED))
    story += [Heading("控制資料", 1, "control"), _compose_control(document.control)]
    return story


def _compose_cover(cover: Cover) -> Iterator[Block]:
    yield Space(30)
    yield Text(cover.title, TITLE, role="H1")
    if cover.subtitle:
        yield Text(cover.subtitle, SUBTITLE)
    yield Space(12)
    yield _compose_entries(cover.facts, per_row=1)
    if cover.totals:
        yield Text("控制總計", _CARD_TITLE, stays_with_next=True, role="H2")
        yield _compose_entries(cover.totals, per_row=1)
    if cover.signers:
        yield Text("電子簽章人員", _CARD_TITLE, stays_with_next=True, role="H2")
        yield Grid(
            [
                GridColumn(title="身分", width=1.2, align=Align.CENTER),
                GridColumn(title="姓名", width=2, align=Align.CENTER),
                GridColumn(title="憑證指紋", width=5),
            ],
            [(each.role, each.name, each.fingerprint) for each in cover.signers],
        )
    if cover.stamps:
        yield Space(10)
        yield _compose_stamps(cover)
    for remark in cover.remarks:
        yield Text(remark, SMALL)


def _compose_stamps(cover: Cover) -> Block:
    """填表人, 單位主管, 機關首長: room for a stamp below each name."""
    style = replace(CELL, align=Align.CENTER)
    heads = [Cell(text=each.label, style=style, is_header=True) for each in cover.stamps]
    boxes = [Cell(text=each.name, style=style, min_height=_STAMP_HEIGHT) for each in cover.stamps]
    return Ruled([heads, boxes])


def _compose_chapter(chapter: Chapter, key: str) -> Iterator[Block]:
    yield new_page()
    yield Heading(chapter.title, 1, key)
    for index, section in enumerate(chapter.sections):
        number = f"{_NUMERALS[index % 10]}、"
        yield Heading(section.title, 2, f"{key}-{section.id}", number)
        yield from _compose_section(section)


def _compose_section(section: DocumentSection) -> Iterator[Block]:
    if section.remark:
        yield Text(section.remark, PLAIN)
    if section.entries:
        yield _compose_entries(section.entries, per_row=2)
    if section.table is not None:
        yield _compose_table(section.table)
    for card in section.cards:
        yield from _compose_card(card)


def _compose_card(card: Card) -> Iterator[Block]:
    yield Text(card.title, _CARD_TITLE, stays_with_next=True, role="H3")
    yield _compose_entries(card.entries, per_row=2)


def _compose_entries(entries: tuple[Entry, ...], per_row: int) -> Block:
    share = _LABEL_SHARE_ALONE if per_row == 1 else _LABEL_SHARE_PAIR
    pairs = [(each.label, _compose_value(each.value, CELL, in_table=False)) for each in entries]
    return Pairs(pairs, per_row=per_row, label_share=share)


def _compose_table(table: Table) -> Block:
    style = NOTE_CELL if len(table.columns) >= _WIDE_TABLE else CELL
    columns = [
        GridColumn(title=each.label, width=each.width, align=_ALIGN[each.style])
        for each in table.columns
    ]
    rows = [[_compose_value(value, style, in_table=True) for value in row] for row in table.rows]
    return Grid(columns, rows, style=style)


def _compose_list(table: Table, nothing: str) -> Block:
    return _compose_table(table) if table.rows else Text(nothing, PLAIN)


def _compose_value(value: PrintedValue, style: TextStyle, *, in_table: bool) -> Cell:
    align = _ALIGN[value.style]
    if value.style is ValueStyle.CODE and not in_table:
        align = Align.LEFT
    return Cell(text=value.text, style=_align(style, align), is_tinted=value.is_computed)


@cache
def _align(style: TextStyle, align: Align) -> TextStyle:
    return replace(style, align=align)


def _compose_control(control: tuple[Entry, ...]) -> Block:
    pairs = [(each.label, each.value.text) for each in control]
    return Pairs(pairs, per_row=1, label_share=0.32, style=NOTE_CELL)


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
