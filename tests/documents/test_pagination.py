"""Which block stands where: headings with their tables, boxes whole, two lines at every break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import LANDSCAPE, PORTRAIT, Block, Space
from app.documents.flow import BODY, PLAIN, Heading, Text, find_break, new_page
from app.documents.grids import Cell, Grid, GridColumn, Pairs, Ruled
from app.documents.line_breaking import Line
from app.documents.pages import FRAMES
from app.documents.pagination import LEAST_SHARE, Page, paginate
from app.documents.ruled_rows import CONTINUED

COLUMNS = [GridColumn(title="項次"), GridColumn(title="說明", width=6)]


def lay_out(*story: Block) -> list[Page]:
    return paginate(story, FRAMES)


def filled(height: float) -> list[Block]:
    """So much of a page is used already."""
    return [Space(height)] if height else []


def texts(page: Page) -> list[str]:
    return [block.text for block, _ in page.blocks if isinstance(block, Text)]


def tables(page: Page) -> list[Ruled]:
    return [block for block, _ in page.blocks if isinstance(block, Ruled)]


def shown(table: Ruled) -> list[list[str]]:
    """The lines of each cell, row by row."""
    return [["".join(line.text for line in box.lines) for box in row.boxes] for row in table._rows]


def lines(*lengths: int) -> list[Line]:
    """Paragraphs of so many lines."""
    return [
        Line(f"{paragraph}.{at}", 1, is_last=at == length - 1)
        for paragraph, length in enumerate(lengths)
        for at in range(length)
    ]


@pytest.mark.parametrize(
    ("paragraphs", "room", "expected"),
    [
        ((5,), 9, 5),
        ((5,), 4, 3),
        ((5,), 1, 0),
        ((3,), 2, 0),
        ((4,), 3, 2),
        ((2, 4), 3, 2),
        ((4, 2), 3, 2),
        ((3, 3), 4, 3),
        ((1, 1, 1), 2, 0),
        ((1, 1, 1, 1), 3, 2),
    ],
)
def test_two_lines_are_on_either_side_of_a_break(
    paragraphs: tuple[int, ...], room: int, expected: int
) -> None:
    assert find_break(lines(*paragraphs), room) == expected


def test_a_heading_moves_with_the_first_rows_of_its_table() -> None:
    grid = Grid(COLUMNS, [[str(number), "字" * 20] for number in range(40)])
    for height in range(500, 700, 10):
        first, *_ = lay_out(*filled(height), Heading("標題", 2, "h"), grid)
        if "標題" in texts(first):
            (part,) = tables(first)
            assert len(part._rows) >= 3, height
    assert "標題" not in texts(first)


def test_a_heading_above_a_heading_moves_along() -> None:
    story = (Heading("章", 1, "a"), Heading("節", 2, "b"), Text("內文" * 400, BODY))
    first, second, *_ = lay_out(*filled(640), *story)
    assert texts(first) == []
    assert texts(second)[:2] == ["章", "節"]


@pytest.mark.parametrize("height", [500, 600, 690])
def test_a_small_box_is_not_torn(height: int) -> None:
    pairs = Pairs([(f"欄{number}", "值") for number in range(8)])
    pages = lay_out(*filled(height), Text("卡 1", PLAIN, stays_with_next=True), pairs)
    assert [len(tables(page)) for page in pages] == ([1] if height == 500 else [0, 1])
    assert "卡 1" in texts(pages[-1])


def test_a_table_that_goes_on_says_so_below_its_header() -> None:
    rows = [[str(number), "字" * 60] for number in range(60)]
    pages = lay_out(Heading("指標", 2, "h"), Grid(COLUMNS, rows))
    assert len(pages) > 2
    for page in pages[1:]:
        assert texts(page) == ["指標" + CONTINUED]
        assert shown(tables(page)[0])[0] == ["項次", "說明"]


def test_a_caption_says_it_in_its_own_place() -> None:
    rows = [[str(number), "字" * 60] for number in range(60)]
    grid = Grid(COLUMNS, rows, caption="表 1", unit="單位：元")
    _, second, *_ = lay_out(Heading("指標", 2, "h"), grid)
    assert texts(second) == []
    assert shown(tables(second)[0])[:2] == [["表 1" + CONTINUED, "單位：元"], ["項次", "說明"]]


def test_the_label_of_a_row_that_is_cut_is_there_again_once_marked() -> None:
    pages = lay_out(Pairs([("說明", "句子。" * 2000)], label_share=0.3))
    assert len(pages) > 3
    labels = [shown(tables(page)[0])[0][0] for page in pages]
    assert labels == ["說明"] + ["說明" + CONTINUED] * (len(pages) - 1)


def test_a_label_without_room_for_it_is_not_repeated() -> None:
    columns = [GridColumn(title="號", width=1), GridColumn(title="說明", width=40)]
    _, second = lay_out(*filled(400), Grid(columns, [["甲", "句子。" * 500]]))
    assert shown(tables(second)[0])[1][0] == ""


def last_row(page: Page) -> float:
    return page.blocks[-1].bottom


def test_lines_are_set_closer_where_that_spares_a_page() -> None:
    per_page = int(FRAMES[PORTRAIT].height // PLAIN.leading)
    full, short = (
        lay_out(Text("\n".join("行" * count), PLAIN)) for count in (per_page, per_page + 2)
    )
    assert len(full) == len(short) == 1
    assert 0 <= last_row(short[0]) < PLAIN.leading


def test_lines_are_set_apart_where_that_fills_a_page() -> None:
    per_page = int(FRAMES[PORTRAIT].height // PLAIN.leading)
    count = per_page * 2 + per_page // 6
    pages = lay_out(Text("\n".join("行" * count), PLAIN))
    assert len(pages) == 3
    assert pages[-1].share >= LEAST_SHARE


def test_what_cannot_be_helped_is_left_as_it_is() -> None:
    pages = lay_out(Space(700), Space(40))
    assert [round(page.share, 2) for page in pages] == [0.99, 0.06]


def test_pages_lie_as_the_break_before_them_says() -> None:
    pages = lay_out(Text("甲"), new_page(LANDSCAPE), Text("乙"), new_page(), Text("丙"))
    assert [page.orientation for page in pages] == [PORTRAIT, LANDSCAPE, PORTRAIT]


def test_no_page_is_empty_where_breaks_follow_one_another() -> None:
    assert len(lay_out(new_page(), new_page(), Text("甲"), new_page(), new_page())) == 1


@given(
    lengths=st.lists(st.integers(0, 1500), min_size=1, max_size=8),
    before=st.integers(0, 700),
    extra=st.booleans(),
)
def test_nothing_is_left_out_and_nothing_leaves_the_frame(
    lengths: list[int], before: int, extra: bool
) -> None:
    rows: list[list[str | Cell]] = [[str(number), Cell(text="字" * length)] for number, length in
            enumerate(lengths)]  # fmt: skip
    story = [*filled(before), Heading("標題", 2, "h"), Grid(COLUMNS, rows)]
    pages = lay_out(*story, *([Text("尾" * 900)] if extra else []))
    written = "".join(
        "".join(cells) for page in pages for table in tables(page) for cells in shown(table)
    )
    assert written.count("字") == sum(lengths)
    for page in pages:
        bottoms = [placed.bottom for placed in page.blocks]
        assert bottoms == sorted(bottoms, reverse=True)
        assert bottoms[-1] >= -0.01
        assert not page.blocks[-1].block.stays_with_next
        for table in tables(page):
            for row in table._rows:
                counts = [len(box.lines) for box in row.boxes if not box.is_again]
                assert max(counts, default=0) != 1 or row.height < 30
