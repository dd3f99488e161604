"""Last look at a document before it is signed: nothing in it would print as a box.

Fields, reasons and answers were looked at while they were typed. What comes with the round file
(names of plan, projects and agency, review comments) and with the registry (names of persons) was
looked at by the office; here it is named by its label all the same, never by a path.
"""

from collections.abc import Iterator

from app.documents.fonts import uncovered_characters
from app.errors import AppError
from app.returns.layouts.printed_document import (
    Chapter,
    Cover,
    DocumentSection,
    Entry,
    ReturnDocument,
    Table,
)

_MOST_NAMED = 10


def ensure_printable(document: ReturnDocument) -> None:
    """Name the characters no typeface has, each with the first place it stands at.

    Raises AppError EXPORT_CHARACTERS_WITHOUT_FONT, FONT_MISSING.
    """
    missing: dict[str, str] = {}
    for label, text in _walk(document):
        for character in uncovered_characters(text):
            missing.setdefault(character, label)
    if missing:
        named = "、".join(
            f"{_name(each)}（{missing[each]}）" for each in sorted(missing)[:_MOST_NAMED]
        )
        raise AppError("EXPORT_CHARACTERS_WITHOUT_FONT", characters=named, count=len(missing))


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"{character} {number}" if character.isprintable() else number


def _walk(document: ReturnDocument) -> Iterator[tuple[str, str]]:
    """Every text of the document with what it is called, in reading order."""
    yield from _walk_cover(document.cover)
    for chapter in document.chapters:
        yield from _walk_chapter(chapter)
    yield from _walk_table("檢核與說明", document.explained)
    yield from _walk_table("審查意見回復", document.comment_answers)
    yield "頁首", document.running_head
    yield from _walk_entries("控制資料", document.control)


def _walk_cover(cover: Cover) -> Iterator[tuple[str, str]]:
    yield "封面標題", f"{cover.title}{cover.subtitle}"
    yield from _walk_entries("封面", (*cover.facts, *cover.totals))
    for signer in cover.signers:
        yield f"{signer.role}姓名", signer.name
    for box in cover.stamps:
        yield f"{box.label}姓名", box.name
    for remark in cover.remarks:
        yield "封面備註", remark


def _walk_chapter(chapter: Chapter) -> Iterator[tuple[str, str]]:
    yield f"{chapter.project_id}計畫名稱" if chapter.project_id else "章名", chapter.title
    for section in chapter.sections:
        yield from _walk_section(f"{chapter.title}／{section.title}", section)


def _walk_section(where: str, section: DocumentSection) -> Iterator[tuple[str, str]]:
    yield where, f"{section.title}{section.remark}"
    yield from _walk_entries(where, section.entries)
    for card in section.cards:
        yield from _walk_entries(f"{where}／{card.title}", card.entries)
    if section.table is not None:
        yield from _walk_table(where, section.table)


def _walk_entries(where: str, entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    for each in entries:
        yield f"{where}／{each.label}", f"{each.label}{each.value.text}"


def _walk_table(where: str, table: Table) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        yield where, column.label
    for number, row in enumerate(table.rows, 1):
        for column, value in zip(table.columns, row, strict=True):
            yield f"{where}／{column.label}（第 {number} 列）", value.text
