"""The grid: heights that cut nothing, columns shared out sensibly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.returns.layouts.v1.cell_styles import Style
from app.returns.layouts.v1.grid import Box, Sheet, add_row, count_lines, share_columns


def sheet() -> Sheet:
    return Sheet("名", (10, 20, 30), True, "頭", "0000")


@pytest.mark.parametrize(
    ("text", "capacity", "lines"),
    [
        ("", 10, 1),
        ("abc", 10, 1),
        ("中文字五個", 10, 1),
        ("中文字六個。", 10, 2),
        ("a\nb\n\nc", 10, 4),
        ("中" * 130, 21, 14),  # thirteen, and one to spare
    ],
)
def test_full_width_characters_count_twice(text: str, capacity: int, lines: int) -> None:
    assert count_lines(text, capacity) == lines


@given(st.text(alphabet="中a 。\n😀", max_size=300), st.integers(8, 120))
def test_there_is_always_room_for_the_characters(text: str, capacity: int) -> None:
    width = sum(1 if each.isascii() else 2 for each in text.replace("\n", ""))
    assert count_lines(text, capacity) * capacity >= width


def test_a_row_is_as_high_as_its_longest_text() -> None:
    made = sheet()
    add_row(made, [Box(0, 0, Style.TEXT, "短"), Box(1, 2, Style.LONG_TEXT, "一\n二\n三")])
    add_row(made, [Box(0, 0, Style.TEXT, "短"), Box(1, 2, Style.LONG_TEXT, "一")])
    assert made.rows[0].height > 2.5 * made.rows[1].height
    assert made.merges == [(0, 1, 0, 2), (1, 1, 1, 2)]


@given(st.text(alphabet="中文a 。\n！", min_size=1, max_size=4000))
def test_a_text_over_several_rows_is_whole_and_no_row_too_high(text: str) -> None:
    made = sheet()
    boxes = [Box(0, 0, Style.LABEL, "標"), Box(1, 1, Style.LONG_TEXT, text)]
    add_row(made, [*boxes, Box(2, 2, Style.FIGURE, 5)])
    column = [each.boxes[1].value for each in made.rows]
    assert "".join(str(each) for each in column if each is not None) == text
    assert max(each.height for each in made.rows) <= 409
    if len(made.rows) > 1:
        bottom = len(made.rows) - 1
        assert made.merges == [(0, 0, bottom, 0), (0, 2, bottom, 2)]


def test_two_long_texts_side_by_side_end_together() -> None:
    made = sheet()
    one, other = "甲句。" * 400, "乙句。" * 900
    add_row(made, [Box(0, 1, Style.LONG_TEXT, one), Box(2, 2, Style.LONG_TEXT, other)])
    for position, text in ((0, one), (1, other)):
        pieces = [each.boxes[position].value or "" for each in made.rows]
        assert "".join(map(str, pieces)) == text
        styles = [each.boxes[position].style for each in made.rows]
        assert styles[0] is Style.LONG_TEXT_OPEN
        assert styles[-1] is Style.LONG_TEXT_END
        assert set(styles[1:-1]) <= {Style.LONG_TEXT_MIDDLE}


def test_columns_are_shared_out_by_their_widths() -> None:
    assert share_columns((1, 1, 1), (10, 10, 10)) == ((0, 0), (1, 1), (2, 2))
    assert share_columns((30, 10), (10, 10, 10, 10)) == ((0, 2), (3, 3))


@given(st.lists(st.integers(4, 60), min_size=1, max_size=8))
def test_every_column_gets_a_place_and_none_is_left_over(wanted: list[int]) -> None:
    runs = share_columns(tuple(wanted), (26, 18, 9, 13, 13, 11, 10, 31))
    assert len(runs) == len(wanted)
    assert [column for first, last in runs for column in range(first, last + 1)] == list(range(8))


def test_more_columns_than_the_grid_has_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        share_columns((1, 1, 1), (10, 10))
