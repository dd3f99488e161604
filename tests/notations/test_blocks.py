"""Blocks as spreadsheets really put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notations.blocks import read_block, write_block, write_html
from app.notations.html_blocks import read_clipboard

CELLS = st.text("甲\"1,\n '", max_size=5).filter(lambda each: not each.startswith('"'))
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\r\n\r\n2\r\n", [["1"], [""], ["2"]]),
        ("\r\n", [[""]]),
        ('"120\n8"\r\n950\r\n', [["120\n8"], ["950"]]),
        ('"一\n二""三"""\t4', [['一\n二"三"', "4"]]),
        ('"示範，另計\r\n一般\r\n', [['"示範，另計'], ["一般"]]),
        ('"甲"\t"乙', [['"甲"', '"乙']]),
        ('1\t2\t"3"\t4', [["1", "2", '"3"', "4"]]),
        ('說 "hi"\t2"\r\n', [['說 "hi"', '2"']]),
        # two marks that begin and end cells of different lines enclose nothing
        ('1\t"甲\r\n2\t乙"\r\n', [["1", '"甲'], ["2", '乙"']]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
    ],
)
def test_rows_of_the_clipboard(text: str, rows: list[list[str]]) -> None:
    assert read_block(text) == rows


@given(BLOCKS)
def test_a_block_survives_the_clipboard(block: list[list[str]]) -> None:
    block = [[each.replace("\r", "") for each in row] for row in block]
    assert read_block(write_block(block) + "\n") == block


def test_only_a_cell_with_a_break_is_quoted() -> None:
    assert write_block([['"甲"', "一\r\n二"], ["", "4"]]) == '"甲"\t"一\n二"\n\t4'


def test_the_table_beside_the_text_reads_back_as_the_same_cells() -> None:
    rows = [["計畫（名）", "實支數（萬元）"], ["=1+1 <甲>", "1,200"], ["一\n二", "5"]]
    html = write_html(rows, 1, {0})
    assert read_clipboard(html, "").rows == rows
    assert html.count("mso-number-format:'\\@'") == 4
    assert "<td>1,200</td>" in html
