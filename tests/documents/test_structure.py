"""What a screen reader is given: one tree in reading order over all pages."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from reportlab.platypus import Flowable

from app.documents.archival import DocumentFacts
from app.documents.flow import Contents, Heading, Text, new_page
from app.documents.furniture import Furniture
from app.documents.grids import Cell, Grid, GridColumn, Pairs, Ruled
from app.documents.pages import write_document

FACTS = DocumentFacts(
    title="測試文件", author="國發會", created_at=datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
)
LONG = "推動社會創新之成果。" * 900


def _tree(story: Sequence[Flowable]) -> list[str]:
    """The elements, indented by their depth, with what is said of them and their pages."""
    content = write_document(story, FACTS, Furniture())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return list(_describe(pdf.Root.StructTreeRoot.K, pages, 0))


def _describe(element: Any, pages: dict[tuple[int, int], int], depth: int) -> Iterator[str]:
    inside = element.get("/K", pikepdf.Array())
    kids: list[Any] = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    said = [str(element.S)]
    said += [
        f"{key}={value}" for key, value in sorted(element.get("/A", {}).items()) if key != "/O"
    ]
    below = []
    for kid in kids:
        if not isinstance(kid, pikepdf.Dictionary):
            said.append(f"p{pages[element.Pg.objgen]}")
        elif "/S" in kid:
            below.append(kid)
        else:
            said.append(f"{kid.Type}@{pages[kid.Pg.objgen]}")
    yield "  " * depth + " ".join(said)
    for kid in below:
        yield from _describe(kid, pages, depth + 1)


def test_a_paragraph_that_goes_on_over_pages_is_one() -> None:
    found = _tree([Text(LONG)])
    assert len(found) == 2
    assert found[1].startswith("  /P p1 /MCR@2 /MCR@3")


def test_a_table_that_goes_on_over_pages_is_one_with_one_header() -> None:
    columns = [GridColumn(title="甲"), GridColumn(title="乙")]
    rows = [[f"第 {number} 列", "內容"] for number in range(60)]
    found = _tree([Grid(columns, rows, caption="表 1", unit="單位：萬元")])
    assert found[1:7] == [
        "  /Table",
        "    /Caption p1 p1",
        "    /TR",
        "      /TH /Scope=/Column p1",
        "      /TH /Scope=/Column p1",
        "    /TR",
    ]
    assert found.count("    /TR") == 61
    assert sum("/TH" in each for each in found) == 2
    assert any("/TD p2" in each for each in found)


def test_a_row_cut_between_pages_is_one_with_cells_in_both() -> None:
    found = _tree([Ruled([[Cell(text="短"), Cell(text=LONG, share=3), Cell(text="")]])])
    assert found[:3] == ["/Document", "  /Table", "    /TR"]
    assert found[3] == "      /TD p1"
    assert found[4].startswith("      /TD p1 /MCR@2 /MCR@3")
    assert found[5:] == ["      /TD"]


def test_every_row_has_all_columns_of_its_table() -> None:
    pairs = [("機關", "教育部"), ("日期", ""), ("說明", "長" * 40), ("電話", "02")]
    assert _tree([Pairs(pairs, per_row=2)])[1:] == [
        "  /Table",
        "    /TR",
        "      /TH /Scope=/Row p1",
        "      /TD p1",
        "      /TH /Scope=/Row p1",
        "      /TD",
        "    /TR",
        "      /TH /Scope=/Row p1",
        "      /TD /ColSpan=3 p1",
        "    /TR",
        "      /TH /Scope=/Row p1",
        "      /TD /ColSpan=3 p1",
    ]


def test_a_row_of_headings_alone_heads_columns() -> None:
    cells = [[Cell(text="填表人", is_header=True)], [Cell(text="甲"), Cell(text="乙")]]
    assert _tree([Ruled(cells)])[3] == "      /TH /ColSpan=2 /Scope=/Column p1"


def test_each_line_of_the_contents_leads_to_its_heading() -> None:
    headings = [Heading("壹、總說明", 1, "a"), Heading("一、細目", 2, "b")]
    story = [Contents(headings), new_page(), headings[0], Text("內文"), new_page(), headings[1]]
    content = write_document(story, FACTS, Furniture())
    assert _tree(story)[1:9] == [
        "  /TOC",
        *["    /TOCI", "      /Reference", "        /Link p1 /OBJR@1 p1"] * 2,
        "  /H1 p2",
    ]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tagged = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        links = list(pdf.pages[0].Annots)
        assert [str(each.Contents) for each in links] == ["壹、總說明", "一、細目"]
        assert [each.Dest[0].objgen for each in links] == [pdf.pages[at].objgen for at in (1, 2)]
        for each in links:
            assert tagged[int(each.StructParent)].K[1].Obj.objgen == each.objgen
        assert pdf.pages[0].Tabs == "/S"


@pytest.mark.parametrize("entries", [60, 200])
def test_contents_over_pages_are_one(entries: int) -> None:
    headings = [Heading(f"第 {at}", 1, f"k{at}") for at in range(entries)]
    found = _tree([Contents(headings), *headings])
    assert found.count("  /TOC") == 1
    assert found.count("    /TOCI") == entries


def test_levels_of_headings_are_not_skipped() -> None:
    story = [Heading("一", 1, "a"), Heading("二", 3, "b")]
    assert _tree(story)[1:] == ["  /H1 p1", "  /H2 p1"]


def test_two_paragraphs_alike_are_two() -> None:
    assert len(_tree([Text(LONG), Text(LONG)])) == 3
