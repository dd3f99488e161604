"""Passphrases: what a guesser tries first counts for little, length counts most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.trust.keys.passphrases import (
    SHORTEST,
    StrengthLevel,
    ensure_strong_enough,
    measure_strength,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "password1",
        "P@ssw0rd2026",
        "W3lc0me2026",
        "12345678",
        "87654321abc",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop12",
        "王小明19800101",
        "MOE-0010750131",
        "xkzvqwpt",
    ],
)
def test_what_is_guessed_first_is_weak(text: str) -> None:
    strength = measure_strength(text, ("王小明", "MOE-001"))
    assert strength.level is StrengthLevel.WEAK
    assert strength.words.startswith("強度：太弱。")
    with pytest.raises(AppError) as caught:
        ensure_strong_enough(text, ("王小明", "MOE-001"))
    assert caught.value.code == "KEY_PASSPHRASE_WEAK"
    assert text == "" or text not in caught.value.params["hint"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("correct horse", StrengthLevel.FAIR),
        ("kV8#mPz2", StrengthLevel.FAIR),
        ("tR7-wq!9Lm", StrengthLevel.GOOD),
        ("horse battery staple correct", StrengthLevel.STRONG),
        ("紅豆湯圓加芋頭冰", StrengthLevel.STRONG),
    ],
)
def test_length_and_variety_make_it_strong(text: str, level: StrengthLevel) -> None:
    assert measure_strength(text).level is level
    ensure_strong_enough(text)


def test_the_owners_name_is_known_to_a_guesser() -> None:
    text = "歐陽菲菲的金鑰在此"
    assert measure_strength(text, ("歐陽菲菲",)).bits < measure_strength(text).bits


def test_the_advice_fits_what_is_wrong() -> None:
    assert str(SHORTEST) in measure_strength("abc").advice
    assert "常見" in measure_strength("password1234").advice
    assert "加長" in measure_strength("xkzvqwpt").advice


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_can_be_judged(text: str, known: list[str]) -> None:
    strength = measure_strength(text, known)
    assert strength.bits >= 0
    assert (strength.level is StrengthLevel.WEAK) == (strength.bits < 40)
