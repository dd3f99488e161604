"""What a reader takes for the same text is found as the same."""

import pytest

from app.characters.likeness import find_like, liken


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("臺灣", "台灣"),
        ("社會 創新", "社會創新"),
        ("第一行\n第二行", "第一行第二行"),
        ("㎡", "M2"),
        ("⼈口", "人口"),
    ],
)
def test_texts_are_alike(one: str, other: str) -> None:
    assert liken(one) == liken(other)


def test_other_texts_are_not_alike() -> None:
    assert liken("社會創新") != liken("社會新創")


def test_the_place_of_what_is_found_is_that_of_the_text_itself() -> None:
    text = "在 臺　灣，３㎡ 之內"
    start, end = find_like(text, "台灣") or (0, 0)
    assert text[start:end] == "臺　灣"
    start, end = find_like(text, "m2") or (0, 0)
    assert text[start:end] == "㎡"


def test_nothing_is_found_in_a_text_without_it_or_for_nothing() -> None:
    assert find_like("社會創新", "教育") is None
    assert find_like("社會創新", " ") is None
