"""What every page bears, and the document around the pages."""

import io
from datetime import UTC, datetime

import pikepdf

from app.documents.archival import DocumentFacts
from app.documents.flow import Heading, Text, new_page
from app.documents.furniture import Furniture
from app.documents.grids import Grid, GridColumn
from app.documents.pages import write_document
from app.documents.qr import build_qr_runs, draw_qr_operators
from tests.support.pdf_text import read_pages

FACTS = DocumentFacts(
    title="測試文件", author="國發會", created_at=datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
)
FURNITURE = Furniture(
    head_left="執行成果",
    head_right="教育部",
    foot_left="製表日期：114年11月23日",
    control_number="ABCD-EFGH-JKMN-PQR0",
    demo_mark="示範資料",
    has_cover=True,
)


def write() -> bytes:
    story = [Text("封面"), new_page(), Heading("壹、總說明", 1, "a"), Text("內文"), new_page()]
    story += [Heading("一、細目", 2, "b"), Grid([GridColumn(title="甲")], [["乙"]])]
    return write_document(story, FACTS, FURNITURE)


def test_every_page_bears_its_number_the_control_number_and_the_mark() -> None:
    pages = read_pages(write())
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 頁／共 3 頁" in page
        assert "ABCD-EFGH-JKMN-PQR0" in page
        assert "【示範資料】" in page
        assert "製表日期：114年11月23日" in page


def test_the_running_head_stands_on_all_pages_but_the_cover() -> None:
    assert ["教育部" in page for page in read_pages(write())] == [False, True, True]


def test_headings_become_bookmarks_that_lead_to_their_pages() -> None:
    with pikepdf.open(io.BytesIO(write())) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "壹、總說明"
        assert [each.title for each in top.children] == ["一、細目"]
        assert pdf.Root.Lang == "zh-TW"


def test_the_structure_names_headings_tables_and_their_cells() -> None:
    with pikepdf.open(io.BytesIO(write())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        roles = [str(each.S) for each in _walk(pdf.Root.StructTreeRoot.K)]
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert roles == ["/Document", "/P", "/H1", "/P", "/H2", "/Table", "/TR", "/TH", "/TR", "/TD"]
    assert [len(kids) for kids in numbers[1::2]] == [1, 2, 3]


def _walk(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    below = list(kids) if isinstance(kids, pikepdf.Array) else []
    return [element, *(each for kid in below for each in _walk(kid))]


def test_the_same_story_gives_the_same_bytes() -> None:
    assert write() == write()


def test_all_fonts_are_embedded_and_no_other_is_named() -> None:
    with pikepdf.open(io.BytesIO(write())) as pdf:
        fonts = pdf.pages[1].obj["/Resources"]["/Font"]
        for font in fonts.values():
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]
            assert str(font["/BaseFont"])[8:] in ("TW-Kai-98_1", "GentiumPlus")


def test_a_qr_code_has_its_three_corner_marks() -> None:
    size, runs = build_qr_runs("ABCD-EFGH-JKMN-PQR0")
    dark = {(row, start + step) for row, start, length in runs for step in range(length)}
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert all((row, column + step) in dark for step in range(7))
        assert (row + 1, column + 1) not in dark
    assert draw_qr_operators("ABCD-EFGH-JKMN-PQR0", 0, 0, 34).count(" re") == len(runs)
