"""Everything a document can be made of conforms to PDF/A-3a and PDF/UA-1, as others find."""

import io
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from app.documents.archival import AttachedFile, DocumentFacts
from app.documents.assembly import SignatureField
from app.documents.blocks import LANDSCAPE, Block, NewPage
from app.documents.flow import Contents, Heading, Text, new_page
from app.documents.furniture import Furniture
from app.documents.grids import Cell, Grid, GridColumn, Pairs, Ruled
from app.documents.pages import lay_out, write_document
from app.documents.pdf_file import PdfFile
from tests.returns.pdf.forged_pdfs import edited
from tests.support.validators import find_faults

APP = Path(__file__).parent.parent.parent / "app"
MOMENT = datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
FACTS = DocumentFacts(
    title="成果 <甲> & 乙", author="國發會", subject="控制碼 X", created_at=MOMENT
)
FURNITURE = Furniture(
    head_left="執行成果",
    head_right="教育部",
    foot_left="製表日期：114年11月23日",
    control_number="ABCD-EFGH-JKMN-PQR0",
    demo_mark="示範資料",
    has_cover=True,
)
FIELDS = [
    SignatureField(name="Preparer", label="填報人簽章"),
    SignatureField(name="Approver", label="核定人簽章", is_locking=True),
]
FILE = AttachedFile(
    name="payload.json", content=b'{"a":1}', media_type="application/json", description="報送資料"
)
LONG = "推動社會創新之成果，立案單位成長 38.5%。" * 300


def _lay_out(facts: DocumentFacts = FACTS, furniture: Furniture = FURNITURE) -> PdfFile:
    headings = [Heading(f"第 {at} 章", 1 + at % 3, f"k{at}") for at in range(60)]
    columns = [GridColumn(title="甲"), GridColumn(title="乙")]
    rows = [[f"{at}", "" if at % 2 else "內容"] for at in range(90)]
    story: list[Block] = [Text("封面"), new_page(), Contents(headings), Text(LONG), *headings]
    story += [Grid(columns, rows, caption="表 1", unit="單位：萬元"), Grid(columns, [])]
    story += [Pairs([("機關", ""), ("日期", "1"), ("說明", LONG), ("電話", "02")], per_row=2)]
    story += [Ruled([[Cell(text="甲", is_header=True)], [Cell(text=""), Cell(text=LONG)]])]
    story += [NewPage(LANDSCAPE), Text(LONG)]
    return lay_out(story, facts, furniture, fields=FIELDS, attached=FILE)


def test_a_document_of_everything_conforms() -> None:
    assert find_faults(_lay_out().write()) == []


@pytest.mark.parametrize(
    "text",
    [
        "n̂g ha̍k-hāu o͘ ŋ̍ Sʉraw ṟ “創新” —— … ‧ · × （一）［三］ 𠮷 김민수 ㄎㄜˋ",
        "字\ufe0f\u200b元",
        "😀人\u0302",
    ],
)
def test_whatever_is_typed_conforms_even_what_no_face_has(text: str) -> None:
    facts = DocumentFacts(title=text, author="", created_at=MOMENT)
    assert find_faults(lay_out([Text(text)], facts, Furniture(), attached=FILE).write()) == []


def test_a_document_of_little_conforms() -> None:
    facts = DocumentFacts(title="測試", author="", created_at=MOMENT)
    assert find_faults(write_document([Text("內文")], facts, Furniture())) == []


def test_no_stream_ends_as_a_line_does() -> None:
    """Readers would count a last byte 0D among the end of its line."""
    file = AttachedFile(name="a", content=b"\x0c", media_type="application/json", description="一")
    assert zlib.compress(file.content).endswith(b"\r")
    content = lay_out([Text("內文")], FACTS, Furniture(), attached=file).write()
    assert b"\r\nendstream" not in content
    assert find_faults(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.attachments["a"].get_file().read_bytes() == file.content


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"/ColSpan 3", b"/ColSpan 2", "page ua1: PDFUA1-TABLE-ROW-COLUMNSPAN-001"),
        (b"/TU<", b"/XU<", "page ua1: PDFUA1-FORM-FIELD-TU-ALT-001"),
        (b"pdfuaid:part", b"pdfuaid:xart", "page ua1: PDFUA1-ID-PART-001"),
        (b"/OutputIntents", b"/XutputIntents", "page 3a: PDFA3A-DEVICE-RGB-001"),
        (b"/Contents<FEFF", b"/Xontents<FEFF", "page ua1: PDFUA1-LINK-CONTENTS-001"),
    ],
)
def test_the_validators_would_say(before: bytes, after: bytes, fault: str) -> None:
    content = edited(before, after, file=_lay_out()).write()
    assert fault in find_faults(content)


def test_no_other_part_of_the_program_writes_a_pdf() -> None:
    """Each of these has its own test of conformance."""
    draws = re.compile(
        r"^(?:from .*import.*|    )\b(?:write_document|lay_out)\b|QPdfWriter|Canvas\(", re.M
    )
    makers = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if draws.search(path.read_text(encoding="utf-8"))
    }
    assert makers == {
        "documents/pages.py",
        "reports/annual_report/report.py",
        "returns/pdf/layouts.py",
    }
