"""New passphrases: long enough, and more in them than what a guesser tries first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.messages import describe_error
from app.trust.keys.passphrases import SHORTEST, ensure_strong_enough, find_weakness

OWNER = ("王小明", "MOE-001", "教育部")


def code(text: str) -> str | None:
    weakness = find_weakness(text, OWNER)
    return None if weakness is None else weakness.code


@pytest.mark.parametrize("text", ["", "kV8#mPz2", "12345678901", "紅豆湯圓加", "王小明197"])
def test_what_is_short_is_refused_with_the_length_it_takes(text: str) -> None:
    with pytest.raises(AppError) as caught:
        ensure_strong_enough(text)
    assert caught.value.code == "KEY_PASSPHRASE_SHORT"
    assert str(SHORTEST) in describe_error(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "P@ssw0rd2026",
        "passwordpassword",
        "12345678901234",
        "1980010119850202",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertyuiop12",
        "abcdefghijkl",
        "1qaz2wsx3edc4rfv",
        "王小明王小明1980",
        "王小明19800101",
        "MOE-0010750131",
        "教育部王小明MOE-001",
        "ji394su3ji394su3",
    ],
)
def test_what_is_guessed_first_is_refused_however_long(text: str) -> None:
    with pytest.raises(AppError) as caught:
        ensure_strong_enough(text, OWNER)
    assert caught.value.code == "KEY_PASSPHRASE_WEAK"
    assert text not in describe_error(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "correct horse",
        "horse battery staple correct",
        "tR7-wq!9Lm4x",
        "紅豆湯圓加芋",
        "紅豆湯圓 rice 27",
        "歐陽菲菲愛吃芋頭冰",
    ],
)
def test_several_words_are_taken(text: str) -> None:
    ensure_strong_enough(text, OWNER)


def test_one_character_more_makes_the_length() -> None:
    assert code("tR7-wq!9Lm4") == "KEY_PASSPHRASE_SHORT"
    assert code("tR7-wq!9Lm4x") is None
    assert code("紅豆湯圓加x") == "KEY_PASSPHRASE_SHORT"
    assert code("紅豆湯圓加芋") is None


def test_the_owners_own_names_do_not_count() -> None:
    text = "歐陽菲菲在此"
    assert find_weakness(text) is None
    assert find_weakness(text, ("歐陽菲菲",)) is not None


@given(st.text(max_size=40))
def test_any_text_can_be_judged_and_more_never_makes_it_worse(text: str) -> None:
    if find_weakness(text) is None:
        assert find_weakness(text + "甲") is None
