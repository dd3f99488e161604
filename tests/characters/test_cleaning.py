"""Text as Word, PDF and web pages give it, and as it may be kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.characters.cleaning import Cleaned, clean_text
from app.characters.table import kind_of, load_table

STRANGE = "".join(chr(each.first) for each in load_table().blocks if each.kind.value != "common")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("⼈⼝與⾦額", "人口與金額"),
        ("⻑⺠⻄㇐", "長民西一"),
        ("設\uf9f7", "設立"),
        ("eﬃcient ﬁle", "efficient file"),
        ("ｶﾞｲﾄﾞ｢ﾊﾞｽ｣", "ガイド「バス」"),
        ("\uffa1\uffc2", "ㄱㅏ"),
        ("𝐀𝒃𝟗 ℂ", "Ab9 C"),
        ("ＡＢＣ１２３，中文（一）", "ABC123，中文（一）"),
        ("１，２００．５％", "1,200.5％"),
        ("１，２，３", "1，2，3"),
        ("ａ＠ｂ．ｇｏｖ．ｔｗ", "a@b.gov.tw"),
        ("１１４／１１／２３", "114/11/23"),
        ("地址︰臺北﹐中山﹑大安﹙一﹚", "地址：臺北，中山、大安（一）"),
        ("﹁直排﹂︵一︶", "「直排」（一）"),
        ("no\u2011break\u2010hyphen\x1ehere", "no-break-hyphen-here"),
        ("一\xa0二\u2009三\u3000四", "一 二 三\u3000四"),
        ("一\x0b二\x0c三\u2028四\u2029五\r\n六\r七\x85八", "一\n二\n三\n四\n五\n六\n七\n八"),
        ("創\u200b新\xad成\ufeff果\u2060。", "創新成果。"),
        ("\u202d1,234\u202c", "1,234"),
        ("\u200e計畫\u200f\u2068名\u2069", "計畫名"),
        ("甲\x00乙\x07丙\x7f", "甲乙丙"),
        ("Pe\u030dh-o\u0304e-ji\u0301", "Pe̍h-ōe-jí"),
        ("Vie\u0323\u0302t Nam", "Việt Nam"),
        ("漢\ufff9字\ufffaかんじ\ufffb", "漢字（かんじ）"),
        (
            "\uf0b7 一\n\uf0a7 二\n\uf06c 三\n \uf06e 四\n\uf0d8\t五",
            "• 一\n▪ 二\n● 三\n ■ 四\n▶\t五",
        ),
        ("\u4e00\x0b\u200b\uf0fc 完成", "一\n✓ 完成"),
        ("☎\ufe0f 2\ufe0f", "☎ 2"),
    ],
)
def test_what_looks_the_same_becomes_the_standard_character(typed: str, kept: str) -> None:
    assert clean_text(typed).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "①㈠㎡㍿½Ⅷ m² → ℃ №",
        "“引號”‘單’…—–－",
        "「中文」，全形（標點）；半形(a, b)。",
        "臺灣台湾、経済、户、戶",
        "𠮷㲿𨡸",
        "葛\U000e0100城、祇\ufe00園",
        "カタカナ ひらがな ㄅㄆㄇˇ 한국어",
        "ʉ ṟ o͘ n̂g ha̍k",
        "\u3000\u3000段落縮排",
        "Привет Ελληνικά ภาษาไทย",
        "\ue000造\U000f0000字",
        "ABC\uf061DEF",  # no bullet: only the font would say
        "家庭👨\u200d👩\u200d👧❤\u200d🔥",
        "毀損\ufffd、圖片\ufffc",
        "å\x8f°ç\x81£ç\xad\x89",  # garbled: nothing is taken out of it
    ],
)
def test_what_says_something_of_its_own_stays(text: str) -> None:
    assert clean_text(text) == Cleaned(text)


def test_a_name_keeps_its_compatibility_ideographs_and_nothing_else_that_is_folded() -> None:
    typed = "林\uf9f7\u200b⾦e\u0301\uf9f7\U0002f800"
    assert clean_text(typed, verbatim=True).text == "林\uf9f7金é\uf9f7\U0002f800"


def test_what_was_changed_is_counted_and_what_looks_the_same_is_not() -> None:
    assert clean_text("⼈⼝\u200b與\xa0ﬁ\u2011\r\nx") == Cleaned(
        "人口與 fi-\nx", folded=3, removed=1
    )
    assert clean_text("Pe\u030dh e\u0301") == Cleaned("Pe̍h é")


def test_common_text_is_looked_at_no_further() -> None:
    text = "本計畫 114 年度，達成 93.21%（含）。\n" * 1000
    assert clean_text(text).text is text


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(STRANGE)))


@given(TEXTS, st.booleans())
def test_a_text_comes_out_the_same_a_second_time(text: str, verbatim: bool) -> None:
    cleaned = clean_text(text, verbatim=verbatim).text
    assert clean_text(cleaned, verbatim=verbatim).text == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    if not verbatim:
        assert unicodedata.is_normalized("NFC", cleaned)


@given(st.sampled_from(STRANGE))
def test_a_character_of_every_block_comes_out(character: str) -> None:
    cleaned = clean_text(f"甲{character}乙").text
    assert cleaned[0] == "甲" and cleaned[-1] == "乙"
    assert kind_of(character)
