"""Text and tables over pages: whatever the length, all of it arrives and nothing raises."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.archival import DocumentFacts
from app.documents.blocks import Block, Space
from app.documents.clusters import split_clusters
from app.documents.flow import (
    BODY,
    PLAIN,
    Contents,
    Heading,
    Text,
    draw_lines,
    measure_lines,
    new_page,
)
from app.documents.fonts import kai
from app.documents.furniture import Furniture
from app.documents.grids import Cell, Grid, GridColumn, Pairs
from app.documents.pages import write_document
from tests.support.pdf_text import read_lines, read_pages, squeeze

FACTS = DocumentFacts(
    title="測試文件", author="國發會", created_at=datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
)


def write(story: Sequence[Block], furniture: Furniture | None = None) -> bytes:
    return write_document(story, FACTS, furniture or Furniture())


def numbered(count: int) -> str:
    return "".join(f"第{number}句，社會創新。" for number in range(count))


def test_a_long_text_flows_over_pages_without_losing_a_character() -> None:
    text = numbered(900)
    pages = read_pages(write([Text(text, BODY)]))
    assert len(pages) > 4
    body = "".join(line for page in pages for line in page.split("\n") if "頁／共" not in line)
    assert squeeze(body) == squeeze(text)


def test_lines_of_letters_with_marks_end_at_the_right_edge_too() -> None:
    line = measure_lines("n̂g ha̍k-hāu 社會創新 o͘ i̍ " * 9, 300, PLAIN)[0]
    drawn = draw_lines(_Canvas(), [line], 0, 100, 300, PLAIN)
    (spacing,) = re.findall(r"([\d.]+) Tc", drawn)
    gaps = len(split_clusters(line.text)) - 1
    end = kai().string_width(line.text, PLAIN.size) + float(spacing) * gaps
    assert end == pytest.approx(300, abs=0.05)


class _Canvas:
    """What drawing asks of a canvas."""

    def encode(self, text: str) -> list[tuple[str, str]]:
        return [("/F1-0", "0001" * len(split_clusters(text)))]


def test_a_cell_longer_than_a_page_is_cut_between_lines_and_the_header_repeats() -> None:
    text = numbered(600)
    grid = Grid(
        [GridColumn(title="項次"), GridColumn(title="內容說明", width=6)],
        [["1", "短"], ["2", text], ["3", "末"]],
        caption="表 1",
        unit="單位：元",
    )
    pages = read_pages(write([Space(300), grid]))
    assert len(pages) > 3
    assert all("內容說明" in page and "單位：元" in page for page in pages)
    lines = "\n".join(pages).split("\n")
    pieces = [each for each in lines if "句" in each or "社會" in each or each in ("新。",)]
    assert squeeze("".join(pieces)) == squeeze(text)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(st.lists(st.integers(0, 900), min_size=3, max_size=3), min_size=1, max_size=6),
    before=st.integers(0, 690),
    head=st.sampled_from([2, 40, 4000]),
)
def test_no_table_is_too_high_for_a_page(rows: list[list[int]], before: int, head: int) -> None:
    columns = [GridColumn(title="題" * head), GridColumn(title="二"), GridColumn(title="三")]
    texts = [["項" * row[0], "字" * row[1], "字" * row[2]] for row in rows]
    written = "".join(read_pages(write([Space(before), Grid(columns, texts)])))
    assert written.count("字") == sum(row[1] + row[2] for row in rows)
    assert written.count("項") >= sum(row[0] for row in rows)  # repeated where a row goes on


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for height in range(560, 700, 7):
        story = [Space(height), Heading("標題", 1, "h"), Text("內文" * 40)]
        for page in read_pages(write(story)):
            assert "標題" not in page or "內文" in page, height


def test_contents_name_the_pages_headings_ended_up_on() -> None:
    headings = [Heading(f"第{number}章", 1, f"h{number}") for number in range(1, 4)]
    story: list[Block] = [Contents(headings)]
    for heading in headings:
        story += [new_page(), heading, Text(numbered(200))]
    pages = read_pages(write(story))
    found = [
        str(1 + next(index for index, page in enumerate(pages) if index and heading.text in page))
        for heading in headings
    ]
    numbers = [line for line in pages[0].split("\n") if line.isdecimal()]
    assert numbers == found
    assert len(set(found)) == 3


def test_columns_widen_so_that_no_figure_is_torn() -> None:
    columns = [GridColumn(title="說明", width=30), GridColumn(title="金額", width=1)]
    lines = read_lines(write([Grid(columns, [["說" * 200, "1,234,567,890"]])]))
    assert "1,234,567,890" in lines


def test_a_long_value_gets_a_row_of_its_own() -> None:
    pairs = Pairs([("甲", "短"), ("乙", "長" * 200), ("丙", "短"), ("丁", "短")], per_row=2)
    pairs.measure(480)
    assert [len(row.boxes) for row in pairs._rows] == [2, 2, 4]


def test_plain_cells_and_texts_mix_in_a_grid() -> None:
    grid = Grid([GridColumn(title="甲"), GridColumn(title="乙")], [["1", Cell(text="粗")]])
    assert {"甲", "乙", "1", "粗"} <= set(read_lines(write([grid])))
