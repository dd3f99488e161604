from hypothesis import given
from hypothesis import strategies as st

from app.office.review.text_changes import PieceKind, TextPiece, compare_texts, condense

texts = st.text(alphabet="甲乙丙，。1,20 \n", max_size=40)
KEPT, ADDED, REMOVED = PieceKind.KEPT, PieceKind.ADDED, PieceKind.REMOVED


def joined(pieces: tuple[TextPiece, ...], *kinds: PieceKind) -> str:
    return "".join(each.text for each in pieces if each.kind in kinds)


@given(before=texts, after=texts)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = compare_texts(before, after)
    assert joined(pieces, KEPT, REMOVED) == before
    assert joined(pieces, KEPT, ADDED) == after


def test_a_figure_is_replaced_as_a_whole() -> None:
    pieces = compare_texts("補助 1,200 人。", "補助 1,250 人。")
    assert [(each.kind, each.text) for each in pieces] == [
        (KEPT, "補助 "),
        (REMOVED, "1,200"),
        (ADDED, "1,250"),
        (KEPT, " 人。"),
    ]


def test_very_long_texts_are_shown_as_replaced() -> None:
    pieces = compare_texts("甲" * 4000, "甲" * 3999)
    assert [each.kind for each in pieces] == [REMOVED, ADDED]


def test_condensing_cuts_what_was_kept_and_nothing_else() -> None:
    pieces = compare_texts("甲" * 100 + "乙" + "丙" * 100, "甲" * 100 + "丁" + "丙" * 100)
    short = condense(pieces, around=5)
    assert joined(short, ADDED, REMOVED) == "乙丁"
    assert short[0].text == "…… " + "甲" * 5
    assert short[-1].text == "丙" * 5 + "…… "


def test_a_short_kept_stretch_stays_whole() -> None:
    pieces = compare_texts("甲乙丙", "甲丁丙")
    assert condense(pieces, around=5) == pieces
