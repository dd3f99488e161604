"""Every character of Unicode has its entry, and each entry a reason."""

import unicodedata
from itertools import pairwise

import pytest
from fontTools.unicodedata import Blocks

from app.characters.folding import fold
from app.characters.table import Kind, Treatment, kind_of, load_table, treatment_of, uncommon
from app.documents.fonts import uncovered_characters
from app.visible_text import has_unseen

TABLE = load_table()
ASSIGNED = [chr(each) for each in range(0x110000) if unicodedata.category(chr(each)) != "Cn"]


def test_every_assigned_character_has_an_entry() -> None:
    assert [hex(ord(each)) for each in ASSIGNED if TABLE.block(ord(each)) is None] == []


def test_every_block_of_unicode_is_named() -> None:
    named = {each.name.partition(":")[0] for each in TABLE.blocks}
    assert set(Blocks.VALUES) - named == {"No_Block"}


def test_an_entry_stays_within_the_block_it_names() -> None:
    starts = dict(zip(Blocks.VALUES, Blocks.RANGES, strict=True))
    ends = {name: end - 1 for name, end in zip(Blocks.VALUES, Blocks.RANGES[1:], strict=False)}
    for each in TABLE.blocks:
        name = each.name.partition(":")[0]
        if name in starts:
            assert starts[name] <= each.first <= each.last <= ends.get(name, 0x10FFFF), each


def test_entries_do_not_overlap() -> None:
    assert all(one.last < other.first for one, other in pairwise(TABLE.blocks))


def test_every_kind_has_a_treatment_a_reason_and_a_block() -> None:
    assert set(TABLE.treatments) == set(Kind)
    assert all(len(each) > 30 for each in TABLE.reasons.values())
    assert {each.kind for each in TABLE.blocks} == set(Kind) - {Kind.UNASSIGNED}


def test_noncharacters_are_damage() -> None:
    ends = [plane * 0x10000 + each for plane in range(17) for each in (0xFFFE, 0xFFFF)]
    for each in (*range(0xFDD0, 0xFDF0), *ends):
        assert kind_of(chr(each)) is Kind.DAMAGED


def test_what_is_folded_is_not_folded_again() -> None:
    changing = (Treatment.FOLD, Treatment.CLEAN)
    for each in ASSIGNED:
        if treatment_of(each) is Treatment.FOLD and fold(each) not in (each, "\n", " "):
            rest = {other for other in fold(each) if treatment_of(other) in changing}
            assert rest == {other for other in rest if fold(other) == other} or each == "\ufffa"


def test_common_characters_are_in_every_typeface_set_and_change_by_nothing() -> None:
    common = "".join(each for each in ASSIGNED if uncommon().search(each) is None)
    assert len(common) > 21_000
    assert uncovered_characters(common) == set()
    assert unicodedata.normalize("NFC", common) == common


def test_the_marks_the_screen_shows_in_a_name_are_those_entry_takes_away() -> None:
    gone = {Kind.UNSEEN, Kind.LINE_END, Kind.DAMAGED, Kind.SELECTOR, Kind.JOINER, Kind.ANNOTATION}
    unseen = [each for each in ASSIGNED if has_unseen(each) and each not in "\t\n"]
    # Word's no-break hyphen and the format marks of scripts nothing here prints
    rest = {each for each in unseen if kind_of(each) not in gone}
    assert {kind_of(each) for each in rest} <= {Kind.HYPHEN, Kind.LETTERS}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("⼈⺠㇐", Kind.RADICALS),
        ("\uf9f7\U0002f800", Kind.COMPATIBILITY),
        ("Ａ９ｶﾡ", Kind.WIDTH),
        ("ﬁ︵﹐", Kind.PRESENTATION),
        ("𝐀ℂ", Kind.STYLE),
        ("\xad\u200b\u2060\ufeff\u200e\u202e\u2066\U000e0041", Kind.UNSEEN),
        ("\xa0\u2009\u202f\u205f", Kind.SPACE),
        ("\u2010\u2011\x1e", Kind.HYPHEN),
        ("\x0b\x0c\x85\u2028\u2029", Kind.LINE_END),
        ("\ufe0f\U000e0100", Kind.SELECTOR),
        ("\ue000\uf8ff\U000f0000\U00100000", Kind.PRIVATE_USE),
        ("\uf0b7\uf0fc", Kind.SYMBOL_FONT),
        ("\uf6b1\uf848", Kind.BIG5),
        ("😀🇹👨⃣✅", Kind.EMOJI),
        ("אبदဗខ", Kind.SHAPED),
        ("\ufffd\ufffe\x8f\ud800", Kind.DAMAGED),
        ("\ufffc", Kind.PICTURE),
        ("①㈠㎡㍿½Ⅷ²→“”…—", Kind.SYMBOLS),
        ("éʉṟαЖไ", Kind.LETTERS),
        ("\u0304\u030d\u0358", Kind.MARKS),
        ("𠮷㲿𨡸鿿", Kind.IDEOGRAPHS),
        ("한ㇰㆠ", Kind.SYLLABLES),
        ("中文，（Ａ".replace("Ａ", "a"), Kind.COMMON),
        ("\u2fe0\U000a0000", Kind.UNASSIGNED),
    ],
)
def test_characters_of_a_kind(text: str, kind: Kind) -> None:
    assert [kind_of(each) for each in text] == [kind] * len(text)
