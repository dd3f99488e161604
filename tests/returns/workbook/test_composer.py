"""The unsigned workbook: always the same bytes, values only, and what others read in it."""

import io
import re
import zipfile

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from app.models.answers import Place
from app.returns.layouts.v1.parts import escape_text
from app.returns.layouts.v1.sheets import compose_sheets, sheet_name
from app.returns.workbook.writer import write_workbook
from tests.returns.sample import NASTY, sample
from tests.returns.workbook.packages import unsigned_parts

MADE = sample()
CONTENT = write_workbook(MADE.payload, MADE.document)
PARTS = unsigned_parts(MADE)


def test_the_same_payload_gives_the_same_bytes() -> None:
    again = sample()
    assert again.payload == MADE.payload
    assert write_workbook(again.payload, again.document) == CONTENT


def test_a_document_of_another_payload_is_not_written() -> None:
    with pytest.raises(ValueError, match="another payload"):
        write_workbook(MADE.payload, sample(is_demo=False).document)


def test_there_is_a_sheet_for_the_cover_each_project_and_the_control_data() -> None:
    names = [each.name for each in compose_sheets(MADE.document)]
    assert names == [
        "封面",
        "機關資料",
        "P06 推動大學社會責任實踐計畫",
        "P07 U-start 創新創業計畫",
        "審查意見回復",
        "檢核與說明",
        "控制資料",
    ]


def test_there_are_values_only() -> None:
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as package:
        names = package.namelist()
        sheets = b"".join(package.read(each) for each in names if "sheet" in each)
    assert not [each for each in names if "sharedStrings" in each or "docProps" in each]
    for forbidden in (b"<f>", b"<f ", b"hyperlink", b"<drawing", b"dataValidation", b"hidden="):
        assert forbidden not in sheets


def test_every_part_is_well_formed() -> None:
    for name, content in PARTS.items():
        etree.fromstring(content)
        assert content.startswith(b"<?xml "), name


def test_nasty_text_is_exactly_what_others_read() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(CONTENT))
    values = [
        cell
        for row in book.get_sheet_by_name("機關資料").to_python(skip_empty_area=False)
        for cell in row
        if isinstance(cell, str)
    ]
    summary = MADE.payload.data[Place(None, "overview", None, "summary").path]
    assert isinstance(summary, str)
    assert summary.startswith(NASTY)
    assert next(each for each in values if each.startswith("=SUM")) == summary
    assert "=1+1 王𠮷 _x0041_" in values


@pytest.mark.slow
def test_figures_are_numbers_in_ntd() -> None:
    book = openpyxl.load_workbook(io.BytesIO(CONTENT))
    sheet = book["P06 推動大學社會責任實踐計畫"]
    labels = {
        cell.value: sheet.cell(cell.row, cell.column + 2).value
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.endswith("（元）")
    }
    assert labels["可支用預算數（元）"] == 12_345_678_901
    assert labels["實支數（元）"] == 9_999
    formats = {
        cell.number_format
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    }
    assert formats == {"#,##0"}


@pytest.mark.slow
def test_heads_stay_in_view_and_repeat_in_print() -> None:
    book = openpyxl.load_workbook(io.BytesIO(CONTENT))
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A3"
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
        assert head is not None
        assert foot is not None
        assert MADE.document.control_number in str(head.right.text)
        assert "&P" in str(foot.right.text)
        assert sheet["A1"].value


def test_every_sheet_of_a_demonstration_says_so() -> None:
    for sheet in compose_sheets(MADE.document):
        assert "示範資料" in [box.value for box in sheet.rows[1].boxes]
    for sheet in compose_sheets(sample(is_demo=False).document):
        assert "示範資料" not in [box.value for row in sheet.rows for box in row.boxes]


def test_no_row_is_higher_than_the_format_allows() -> None:
    heights = [row.height for sheet in compose_sheets(MADE.document) for row in sheet.rows]
    assert max(heights) <= 409


def test_a_long_text_goes_on_below_and_loses_nothing() -> None:
    narrative = MADE.payload.data["P06/results/-/narrative"]
    sheet = compose_sheets(MADE.document)[2]
    boxes = [box for row in sheet.rows for box in row.boxes]
    pieces = [str(each.value) for each in boxes if each.style in (25, 26, 27) and each.value]
    assert len(pieces) > 2
    assert "".join(pieces) == narrative


def test_sheet_names_are_valid_short_and_unique() -> None:
    taken: set[str] = set()
    assert sheet_name("P04 a/b:c*d?[e]\\", taken) == "P04 a b c d  e"
    assert sheet_name("長" * 40, taken) == "長" * 31
    assert sheet_name("長" * 40, taken) == "長" * 27 + " (2)"
    assert sheet_name("𠮷" * 31, taken) == "𠮷" * 15


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_", "a\rb", "\x0b", "_x_", "<&>", " a ", "]]>", "\ufffe"]
)
def test_escaped_text_comes_back(text: str) -> None:
    written = etree.fromstring(f"<t>{escape_text(text)}</t>".encode()).text
    assert written is not None
    plain = re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), written)
    assert plain == text


def test_every_cell_lies_in_the_declared_area() -> None:
    for name, content in PARTS.items():
        if "/sheet" not in name:
            continue
        area = re.search(rb'<dimension ref="A1:([A-Z])(\d+)"', content)
        assert area is not None
        for column, row in re.findall(rb'<c r="([A-Z]+)(\d+)"', content):
            assert len(column) == 1
            assert column <= area[1]
            assert int(row) <= int(area[2])
