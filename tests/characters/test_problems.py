"""What is wrong with a text: the diagnosis, the characters, and where they stand."""

import pytest

from app.characters.problems import find_problems, find_uncovered
from app.documents.fonts import uncovered_characters


def codes(text: str, **how: bool) -> list[str]:
    return [code for code, _ in find_problems(text, **how)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("陳\ue001", "F112"),
        ("\U000f0001", "F112"),
        ("家庭👨\u200d👩\u200d👧", "F171"),
        ("🇹🇼", "F171"),
        ("項\uf0fc", "F172"),
        ("\ufffd", "F173"),
        ("\ufffe", "F173"),
        ("a\x8fb", "F173"),
        ("共錕斤拷", "F173"),
        ("圖\ufffc", "F174"),
        ("שלום", "F175"),
        ("မြန်မာ", "F175"),
        ("å\x8f°ç\x81£", "F177"),
        ("\uf6b1", "F178"),
        ("⼈口", "F116"),
        ("e\u0301", "F116"),
        ("甲\u200b乙", "F111"),
        ("甲\x07", "F111"),
        ("甲\u2028", "F111"),
    ],
)
def test_each_diagnosis(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["", "一般文字\n兩行", "①㈠㎡ “引” Pe̍h-ōe-jī 𠮷 葛\U000e0100城"])
def test_what_may_stand_has_no_problem(text: str) -> None:
    assert codes(text) == []


def test_a_line_end_is_a_problem_in_one_line_only() -> None:
    assert codes("甲\n乙", one_line=True) == ["F111"]
    assert codes("甲\n①", one_line=True) == ["F111"]
    assert codes("甲\n①") == []


def test_a_name_may_have_compatibility_ideographs() -> None:
    assert codes("\uf9f7", verbatim=True) == []
    assert codes("\uf9f7") == ["F116"]


def test_a_problem_says_which_characters_and_where() -> None:
    text = "第一行\n本計畫辦理家庭😀參與活動共三場次😀👍"
    ((_, params),) = find_problems(text)
    assert params == {
        "characters": "😀 U+1F600、👍 U+1F44D",
        "count": "3",
        "line": "2",
        "column": "8",
        "excerpt": "本計畫辦理家庭😀參與活動共三場次…",
    }


def test_what_cannot_be_shown_is_named_by_its_number_and_by_what_it_seems_to_be() -> None:
    assert find_problems("\ue000")[0][1]["characters"] == "U+E000"
    assert find_problems("\uf6b1\uf848")[0][1]["characters"] == "U+F6B1≈①、U+F848"
    assert find_problems("å\x8f°ç\x81£")[0][1]["reading"] == "台灣"


def test_no_more_than_five_characters_are_named() -> None:
    text = "".join(chr(0xE000 + each) for each in range(9))
    params = find_problems(text)[0][1]
    assert params["characters"].count("U+") == 5
    assert params["count"] == "9"


def test_a_character_no_typeface_has_is_found_once_and_not_beside_another_word_against_it() -> None:
    ((code, params),) = find_uncovered("甲\U0002ebf0乙😀\ue000\u200b", uncovered_characters)
    assert (code, params["characters"]) == ("F176", "\U0002ebf0 U+2EBF0")
    assert find_uncovered("甲乙丙，①", uncovered_characters) == ()


def test_a_mark_is_asked_for_with_the_letter_it_stands_on() -> None:
    assert find_uncovered("n\u0302g、Pe\u030dh-ōe-jī、o\u0358", uncovered_characters) == ()
    ((code, params),) = find_uncovered("中\u0302", uncovered_characters)
    assert (code, params["column"]) == ("F176", "2")


def test_typefaces_are_not_asked_for_common_text() -> None:
    def refuse(text: str) -> set[str]:
        raise AssertionError(text)

    assert find_uncovered("一般文字 ABC，（）", refuse) == ()
