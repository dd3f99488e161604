"""What was signed is the payload as printed: another paper is refused, whoever signed it.

Every file here is well signed, over exactly what it has, by an entitled key.
"""

import struct
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import pdf_file
from app.documents.pdf_file import PdfFile
from app.models.answers import Answers, Place
from app.models.signatures import Verdict
from app.returns.layouts.printed_document import Entry, ReturnDocument
from app.returns.pdf.verifier import verify_pdf
from app.returns.pdf.writer import write_pdf
from tests.returns.pdf.forged_pdfs import ALONE, BOTH, edited, made, paper, sign_all, unsigned
from tests.returns.sample import Sample, answers, blank, sample, trust
from tests.support.effort import share_of_examples

pytestmark = pytest.mark.slow


def judge(content: bytes) -> Verdict:
    return verify_pdf(sign_all(content, ALONE), trust(made().round)).verdict


def refusal(content: bytes) -> tuple[str, str]:
    verdict = judge(content)
    (reason,) = verdict.reasons
    assert (verdict.unchanged, verdict.signature_correct) == (True, True)
    assert not verdict.signers_entitled
    return reason.code, str(reason.params.get("page", ""))


def printed(document: ReturnDocument) -> bytes:
    """Our own writer, told to print another document beside this payload."""
    return write_pdf(made().payload, document)


def _in_chapter(document: ReturnDocument, change: Callable[[Entry], Entry]) -> ReturnDocument:
    """Every entry of the first project's chapter changed."""
    agency, project, *rest = document.chapters
    sections = tuple(
        msgspec.structs.replace(section, entries=tuple(map(change, section.entries)))
        for section in project.sections
    )
    project = msgspec.structs.replace(project, sections=sections)
    return msgspec.structs.replace(document, chapters=(agency, project, *rest))


def _another_figure(entry: Entry) -> Entry:
    if entry.value.text != "12,345,678,901":
        return entry
    value = msgspec.structs.replace(entry.value, text="92,345,678,901")
    return msgspec.structs.replace(entry, value=value)


def test_a_page_with_another_figure_than_its_payload_is_refused_and_named() -> None:
    code, page = refusal(printed(_in_chapter(made().document, _another_figure)))
    assert code == "PDF_PAGE_MISMATCH"
    assert int(page) > 1


def test_another_total_or_signer_on_the_cover_is_refused() -> None:
    cover = made().document.cover
    first, *rest = cover.totals
    value = msgspec.structs.replace(first.value, text="1")
    totals = (msgspec.structs.replace(first, value=value), *rest)
    signers = (msgspec.structs.replace(cover.signers[0], name="李部長"),)
    for other in (
        msgspec.structs.replace(cover, totals=totals),
        msgspec.structs.replace(cover, signers=signers),
    ):
        document = msgspec.structs.replace(made().document, cover=other)
        assert refusal(printed(document)) == ("PDF_PAGE_MISMATCH", "1")


def test_a_chapter_or_the_mark_of_demonstration_data_cannot_be_left_out() -> None:
    whole = made().document
    for other in (
        msgspec.structs.replace(whole, chapters=whole.chapters[:-1]),
        msgspec.structs.replace(whole, is_demo=False),
    ):
        assert refusal(printed(other))[0] in {"PDF_PAGE_MISMATCH", "PDF_NOT_AS_WRITTEN"}


_PAGE_KEYS = b"/Type/Page/Parent"
_FORGERIES: dict[str, tuple[bytes, bytes]] = {
    "a line moved": (b" Tm ", b" 1 0 0 1 9 9 Tm "),
    "a line in white": (b"q 0 0 0 rg BT", b"q 1 1 1 rg BT"),
    "a line not drawn": (b" BT ", b" 3 Tr BT "),
    "another size": (b" 11 Tf", b" 1 Tf"),
    "something over it": (b"EMC", b"EMC 1 g 0 0 600 850 re f"),
    "a page turned": (_PAGE_KEYS, b"/Rotate 180" + _PAGE_KEYS),
    "a page cut": (_PAGE_KEYS, b"/CropBox[0 0 9 9]" + _PAGE_KEYS),
    "another size of page": (b"/MediaBox[0 0 595", b"/MediaBox[0 0 195"),
    "two contents": (b"/Contents ", b"/Contents 1 0 R/Contents "),
    "an action of a page": (_PAGE_KEYS, b"/AA<</O<</S/JavaScript/JS(1)>>>>" + _PAGE_KEYS),
    "an action on opening": (b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/Named/N/Print>>"),
    "a script": (b"/Names<<", b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>"),
    "layers": (b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[]/D<<>>>>"),
    "pages not counted": (b"/Type/Pages/Count ", b"/Type/Pages/Count 1"),
    "another title": (b"/Title<FEFF", b"/Title<FEFF4E00"),
    "another bookmark": (b"/Title<FEFF", b"/Title<FEFF4E00"),
    "another language": (b"/Lang(zh-TW)", b"/Lang(zh-CN)"),
    "words for a screen reader": (b"/S/P/P ", b"/ActualText(x)/S/P/P "),
    "another role": (b"/S/P/P ", b"/S/H1/P "),
    "a viewer's own signs hidden": (b"/DisplayDocTitle true", b"/HideToolbar true"),
    "a second attachment": (b"/AF[", b"/AF[1 0 R "),
    "an attachment of another name": (b"(payload.json)", b"(payload.jsom)"),
    "an attachment outside": (b"/AFRelationship/Data", b"/FS/URL/AFRelationship/Data"),
    "an attachment of another kind": (b"/AFRelationship/Data", b"/AFRelationship/Source"),
    "other widths": (b"/DW 1000", b"/DW 100"),
    "glyphs mapped": (b"/CIDToGIDMap/Identity", b"/CIDToGIDMap 1 0 R"),
    "another encoding": (b"/Encoding/Identity-H", b"/Encoding/Identity-V"),
    "one called nine": (b"> <0031>", b"> <0039>"),
    "a field that is seen": (b"/Rect[0 0 0 0]", b"/Rect[0 0 9 9]"),
    "another explanation of a field": (b"/TU<FEFF", b"/TU<FEFF4E00"),
    "another date": (b"/CreationDate(D:2026", b"/CreationDate(D:2025"),
    "metadata of another": ("<rdf:li>教育部</rdf:li>".encode(), "<rdf:li>內政部</rdf:li>".encode()),
}


@pytest.mark.parametrize(("old", "new"), _FORGERIES.values(), ids=_FORGERIES)
def test_another_paper_is_refused_wherever_it_differs(old: bytes, new: bytes) -> None:
    forged = edited(old, new).write()
    try:
        verdict = judge(forged)
    except Exception as problem:  # our own signer does not sign what it does not know
        assert type(problem).__name__ == "Refused"
        return
    assert not verdict.is_good
    assert {each.code for each in verdict.reasons} <= {
        "PDF_PAGE_MISMATCH", "PDF_NOT_AS_WRITTEN", "PDF_FRAME", "ATTACH_MISSING",
    }  # fmt: skip


def _font(file: PdfFile) -> int:
    """The number of the first embedded typeface."""
    return next(number for number, each in file._loose.items() if b"/Length1" in each.text)


def _with_font(change: Callable[[bytes], bytes]) -> bytes:
    file = paper()
    number = _font(file)
    old = file._loose[number]
    assert old.content is not None
    file._loose[number] = old._replace(content=change(old.content))
    return file.write()


def _two_tables_of_outlines(font: bytes) -> bytes:
    """The last `glyf` of two in the directory is the right one; viewers draw the first (F3)."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = [font[12 + 16 * each : 28 + 16 * each] for each in range(count)]
    return font[:4] + struct.pack(">H", count + 1) + font[6:12] + entries[0] + font[12:]


def _a_bit_in_head(font: bytes) -> bytes:
    """What made an earlier comparison of outlines give up (F3)."""
    changed = bytearray(font)
    changed[-1] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("change", [_two_tables_of_outlines, _a_bit_in_head])
def test_a_typeface_that_draws_other_characters_is_refused(
    change: Callable[[bytes], bytes],
) -> None:
    assert refusal(_with_font(change)) == ("PDF_NOT_AS_WRITTEN", "")


@pytest.mark.parametrize("level", [0, 1, 9])
def test_a_paper_packed_by_another_zlib_is_the_same(
    level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pdf_file, "_LEVEL", level)
        other = paper().write()
    assert other != unsigned()
    assert judge(other).is_good


def ensure_good(return_made: Sample, roles: tuple[object, ...] = ALONE) -> None:
    content = write_pdf(return_made.payload, return_made.document)
    content = sign_all(content, roles)  # type: ignore[arg-type]
    verdict = verify_pdf(content, trust(return_made.round)).verdict
    assert verdict.is_good, verdict.reasons


@pytest.mark.parametrize("is_demo", [True, False])
@pytest.mark.parametrize("behind", [True, False])
def test_what_our_writer_prints_is_its_payload(*, behind: bool, is_demo: bool) -> None:
    filled = answers(blank(), behind=behind)
    ensure_good(sample(BOTH, the_answers=filled, is_demo=is_demo), BOTH)


def test_a_return_with_nothing_filled_in_is_its_payload() -> None:
    ensure_good(sample(the_answers=Answers({})))


_TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \t\n,.12345%（），。、－abcXYZ-/元億年月日\u00a0\u3000\u200b\ufe0f"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    ),
    max_size=600,
)


@share_of_examples(0.25)
@given(st.lists(_TEXTS, min_size=3, max_size=3))
def test_whatever_is_written_prints_again(texts: list[str]) -> None:
    """Spaces at line ends, tabs, empty paragraphs, long words, texts over several pages."""
    the_blank = blank()
    project = the_blank.project_ids[0]
    places = (
        Place(None, "overview", None, "summary"),
        Place(project, "results", None, "narrative"),
        Place(project, "next_year", None, "focus"),
    )
    values = {
        place: (text + "\n") * times
        for place, text, times in zip(places, texts, (1, 7, 2), strict=True)
        if text
    }
    ensure_good(sample(the_answers=Answers(values)))
