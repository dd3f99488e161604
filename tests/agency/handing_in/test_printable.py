"""Whatever of a document no typeface has is named by its label, wherever it stands."""

import re

import pytest
from msgspec.structs import replace

from app.agency.handing_in.printable import ensure_printable
from app.errors import AppError
from app.messages import format_message
from app.returns.layouts.printed_document import PrintedValue, ReturnDocument
from tests.returns.sample import sample

STRANGE = "\ue000"
DOCUMENT = sample().document


def named(document: ReturnDocument) -> str:
    with pytest.raises(AppError) as caught:
        ensure_printable(document)
    assert caught.value.code == "EXPORT_CHARACTERS_WITHOUT_FONT"
    found = re.fullmatch(r"U\+E000（(.+)）", caught.value.params["characters"])
    assert found is not None
    assert found[1] in format_message(caught.value.code, caught.value.params)
    return found[1]


def value() -> PrintedValue:
    return PrintedValue(text=f"張{STRANGE}")


def test_a_document_of_common_characters_is_printable() -> None:
    ensure_printable(DOCUMENT)


def test_the_cover_is_looked_at() -> None:
    cover = DOCUMENT.cover
    signers = (replace(cover.signers[0], name=value().text), *cover.signers[1:])
    stamps = (replace(cover.stamps[0], name=value().text), *cover.stamps[1:])
    facts = (replace(cover.facts[0], value=value()), *cover.facts[1:])
    for changed, label in (
        (replace(cover, title=value().text), "封面標題"),
        (replace(cover, facts=facts), f"封面／{cover.facts[0].label}"),
        (replace(cover, signers=signers), f"{cover.signers[0].role}姓名"),
        (replace(cover, stamps=stamps), f"{cover.stamps[0].label}姓名"),
        (replace(cover, remarks=(value().text,)), "封面備註"),
    ):
        assert named(replace(DOCUMENT, cover=changed)) == label


def test_names_of_projects_and_words_of_the_form_are_looked_at() -> None:
    chapter = DOCUMENT.chapters[1]
    others = (*DOCUMENT.chapters[:1], *DOCUMENT.chapters[2:])
    changed = replace(chapter, title=value().text)
    assert named(replace(DOCUMENT, chapters=(changed, *others))) == f"{chapter.project_id}計畫名稱"
    section = replace(chapter.sections[0], title=value().text)
    changed = replace(chapter, sections=(section, *chapter.sections[1:]))
    assert named(replace(DOCUMENT, chapters=(changed, *others))).startswith(chapter.title)


def test_every_value_of_a_chapter_is_looked_at() -> None:
    for number, chapter in enumerate(DOCUMENT.chapters):
        for place, section in enumerate(chapter.sections):
            where = f"{chapter.title}／{section.title}"
            changed = []
            if section.entries:
                entry = replace(section.entries[-1], value=value())
                changed.append(replace(section, entries=(*section.entries[:-1], entry)))
            if section.table is not None and section.table.rows:
                row = (*section.table.rows[-1][:-1], value())
                table = replace(section.table, rows=(*section.table.rows[:-1], row))
                changed.append(replace(section, table=table))
            if section.cards:
                card = section.cards[-1]
                entry = replace(card.entries[-1], value=value())
                card = replace(card, entries=(*card.entries[:-1], entry))
                changed.append(replace(section, cards=(*section.cards[:-1], card)))
            for each in changed:
                sections = (*chapter.sections[:place], each, *chapter.sections[place + 1 :])
                chapters = list(DOCUMENT.chapters)
                chapters[number] = replace(chapter, sections=sections)
                assert named(replace(DOCUMENT, chapters=tuple(chapters))).startswith(where)


def test_reasons_answers_and_the_control_data_are_looked_at() -> None:
    for field, title in (("explained", "檢核與說明"), ("comment_answers", "審查意見回復")):
        table = getattr(DOCUMENT, field)
        row = (*(PrintedValue(text="一") for _ in table.columns[1:]), value())
        label = named(replace(DOCUMENT, **{field: replace(table, rows=(row,))}))
        assert label == f"{title}／{table.columns[-1].label}（第 1 列）"
    entry = replace(DOCUMENT.control[0], value=value())
    assert named(replace(DOCUMENT, control=(entry,))) == f"控制資料／{entry.label}"
