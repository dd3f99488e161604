"""What one character on paper is."""

from hypothesis import given
from hypothesis import strategies as st

from app.documents.clusters import drop_invisible, split_clusters


def test_marks_and_what_is_not_drawn_belong_to_the_character_before() -> None:
    assert list(split_clusters("n̂g ha̍k")) == ["n̂", "g", " ", "h", "a̍", "k"]
    assert list(split_clusters("字\U000e0100\u200b元")) == ["字\U000e0100\u200b", "元"]
    assert list(split_clusters("x\u0323\u0301")) == ["x\u0323\u0301"]


def test_a_mark_that_begins_a_text_stands_alone() -> None:
    assert list(split_clusters("\u0302\u0323a")) == ["\u0302\u0323", "a"]


@given(st.text(st.sampled_from("aŋ字\u0302\u0358\u200d\ufe0f 😀"), max_size=20))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(split_clusters(text)) == text


def test_what_is_not_drawn_is_dropped_and_nothing_else() -> None:
    assert drop_invisible("n\u200d\u0302\ufe0f") == "n\u0302"
    assert drop_invisible("\u2060") == ""
    assert drop_invisible("\u2010\u3000-") == "\u2010\u3000-"
