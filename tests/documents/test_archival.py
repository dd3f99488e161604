"""What a PDF says about itself, and the file it carries."""

import io
from datetime import UTC, datetime

import pikepdf
from lxml import etree

from app.documents.archival import AttachedFile, DocumentFacts
from app.documents.flow import Text
from app.documents.furniture import Furniture
from app.documents.pages import lay_out

MOMENT = datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
FACTS = DocumentFacts(
    title="成果 <甲> & 乙", author="國發會", subject="控制碼 (X)", created_at=MOMENT
)
FILE = AttachedFile(
    name="payload.json", content=b'{"a":1}', media_type="application/json", description="報送資料"
)
_CLAIMS = ("pdfa/ns/id/", "pdfua/ns/id/")
_KEYS = {"/Title", "/Author", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}


def finish(attached: AttachedFile | None = FILE) -> bytes:
    return lay_out([Text("內文")], FACTS, Furniture(), attached=attached).write()


def test_the_attached_file_comes_back_byte_for_byte_and_is_said_to_be_data() -> None:
    with pikepdf.open(io.BytesIO(finish())) as pdf:
        assert pdf.attachments["payload.json"].get_file().read_bytes() == FILE.content
        (associated,) = pdf.Root.AF
        assert associated.AFRelationship == "/Data"
        assert associated.EF.F.Subtype == "/application/json"


def test_facts_stand_in_the_metadata_and_nothing_tells_another_time() -> None:
    content = finish()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == FACTS.title
        assert str(pdf.docinfo["/Subject"]) == FACTS.subject
        assert str(pdf.docinfo["/CreationDate"]) == "D:20251220010203Z"
        assert pdf.docinfo["/ModDate"] == pdf.docinfo["/CreationDate"]
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
    texts = [text.strip() for text in xmp.itertext() if text.strip()]
    assert FACTS.title in texts
    assert "2025-12-20T01:02:03Z" in texts
    assert [xmp.findtext(f".//{{http://www.aiim.org/{name}}}part") for name in _CLAIMS] == [
        "3",
        "1",
    ]
    assert xmp.findtext(".//{http://www.aiim.org/pdfa/ns/id/}conformance") == "A"


def test_what_is_not_known_is_left_out_of_both_metadata() -> None:
    facts = DocumentFacts(title="測試", author="", created_at=MOMENT)
    with pikepdf.open(io.BytesIO(lay_out([Text("內文")], facts, Furniture()).write())) as pdf:
        assert set(pdf.docinfo.keys()) == _KEYS - {"/Author", "/Subject"}
        xmp = pdf.Root.Metadata.read_bytes()
    assert b"dc:creator" not in xmp
    assert b"dc:description" not in xmp


def test_the_same_document_gives_the_same_bytes() -> None:
    assert finish() == finish()


def test_a_document_without_attachment_has_no_names() -> None:
    with pikepdf.open(io.BytesIO(finish(None))) as pdf:
        assert "/AF" not in pdf.Root
        assert "/Names" not in pdf.Root
