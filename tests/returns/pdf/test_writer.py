"""The PDF of a return: everything is on it, in the words that were typed."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from app.models.returns import canonical_bytes
from app.models.signatures import SignerRole
from app.returns.layouts.printed_document import DEMO_MARK, DocumentSection, ReturnDocument
from app.returns.pdf.writer import PAYLOAD_NAME, write_pdf, write_preview_pdf
from tests.returns.pdf.forged_pdfs import ALONE, BOTH
from tests.returns.pdf.samples import RARE, make_document, make_payload
from tests.returns.sample import sample
from tests.support.goldens import check_golden
from tests.support.pdf_text import read_pages, squeeze


def test_the_same_payload_gives_the_same_bytes() -> None:
    payload = make_payload()
    document = make_document(payload, repeats=4)
    assert write_pdf(payload, document) == write_pdf(payload, document)


def test_the_payload_is_attached_byte_for_byte() -> None:
    payload = make_payload()
    with pikepdf.open(io.BytesIO(write_pdf(payload, make_document(payload)))) as pdf:
        attached = pdf.attachments[PAYLOAD_NAME].get_file().read_bytes()
    assert attached == canonical_bytes(payload)


def test_a_document_of_another_payload_is_not_printed() -> None:
    with pytest.raises(ValueError, match="another payload"):
        write_pdf(make_payload(), make_document(make_payload(narrative="別的")))


def test_the_text_on_paper_is_the_golden_one() -> None:
    payload = make_payload()
    pages = read_pages(write_pdf(payload, make_document(payload, repeats=2)))
    check_golden("returns/pdf_text.txt", "\n----\n".join(pages) + "\n")


def test_rare_characters_are_copied_out_as_they_were_typed() -> None:
    payload = make_payload()
    text = squeeze("".join(read_pages(write_pdf(payload, make_document(payload)))))
    assert RARE in text
    assert "立\uf9f7" in text


def test_every_value_of_a_real_return_is_on_paper_whole() -> None:
    made = sample()
    pages = read_pages(write_pdf(made.payload, made.document))
    body = squeeze("".join(_without_furniture(page) for page in pages))
    missing = [text for text in _texts(made.document) if squeeze(text) not in body]
    assert missing == []
    assert len(pages) > 10


def test_every_page_bears_control_number_page_number_and_mark() -> None:
    made = sample()
    pages = read_pages(write_pdf(made.payload, made.document))
    for number, page in enumerate(pages, 1):
        assert made.payload.control_number() in page
        assert f"第 {number} 頁／共 {len(pages)} 頁" in page
        assert f"【{DEMO_MARK}】" in page


def test_real_data_bear_no_mark() -> None:
    payload = make_payload(is_demo=False)
    content = write_pdf(payload, make_document(payload))
    assert not any(DEMO_MARK in page for page in read_pages(content))


def test_bookmarks_lead_through_chapters_and_sections() -> None:
    payload = make_payload()
    with (
        pikepdf.open(io.BytesIO(write_pdf(payload, make_document(payload)))) as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [each.title for each in outline.root]
        below = [each.title for each in outline.root[1].children]
    assert titles == [
        "機關資料",
        "P07 推動大學社會責任實踐計畫",
        "審查意見回復",
        "檢核與說明",
        "控制資料",
    ]
    assert below == ["一、預算執行", "二、量化指標", "三、亮點成果", "四、落後說明"]


_FURNITURE = re.compile(
    r"（續）$|第 \d+ 頁／共|控制碼$|製表日期|第 \d+ 版$|【示範資料】|^示範資料$|^.{4}(-.{4}){3}$"
)


def _without_furniture(page: str) -> str:
    return "\n".join(line for line in page.split("\n") if not _FURNITURE.search(line))


def _texts(document: ReturnDocument) -> Iterator[str]:
    for chapter in document.chapters:
        yield chapter.title
        for section in chapter.sections:
            yield section.title
            yield section.remark
            yield from _section_texts(section)


def _section_texts(section: DocumentSection) -> Iterator[str]:
    for entry in (*section.entries, *(each for card in section.cards for each in card.entries)):
        yield entry.label
        yield entry.value.text
    for row in section.table.rows if section.table else ():
        yield from (value.text for value in row)


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_the_fields_of_the_signers_are_part_of_the_paper(roles: tuple[SignerRole, ...]) -> None:
    made = sample(roles)
    with pikepdf.open(io.BytesIO(write_pdf(made.payload, made.document))) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        forms = [each for each in pdf.Root.StructTreeRoot.K.K if each.S == "/Form"]
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert [str(each.TU) for each in fields] == ["填報人簽章", "核定人簽章"][: len(roles)]
        assert ["/Lock" in each for each in fields] == [False, True][: len(roles)]
        assert [each.objgen for each in pdf.pages[0].Annots] == [each.objgen for each in fields]
        assert [each.K.Obj.objgen for each in forms] == [each.objgen for each in fields]
        assert [parents[int(each.StructParent)].objgen for each in fields] == [
            each.objgen for each in forms
        ]


def test_a_preview_is_not_to_be_signed() -> None:
    payload = make_payload()
    content = write_preview_pdf(payload, make_document(payload), "尚未產生")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_titles_on_paper_are_headings_to_a_screen_reader() -> None:
    made = sample()
    with pikepdf.open(io.BytesIO(write_pdf(made.payload, made.document))) as pdf:
        roles = [str(each.S) for each in pdf.Root.StructTreeRoot.K.K]
    cards = [card for chapter in made.document.chapters for section in chapter.sections
             for card in section.cards]  # fmt: skip
    assert roles[0] == "/H1"
    assert roles.count("/H3") == len(cards) > 0
