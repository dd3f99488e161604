"""Pages that show something else than the payload they carry, signed by someone entitled.

Every forgery here is sound as a signature and as a file, and its attached data is untouched; only
what a person reads is another thing.
"""

import io
import re
import struct
import zlib
from collections.abc import Callable

import msgspec
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.truetype import TrueTypeFile
from app.models.answers import Answers, Place
from app.models.signatures import Verdict
from app.returns.document.layout import Entry, ReturnDocument
from app.returns.pdf import page_fonts as pdf_page_fonts
from app.returns.pdf.page_comparison import ensure_pages_show
from app.returns.pdf.verifier import verify_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.refusal import Refused
from tests.returns.pdf.forged_pdfs import ALONE, BOTH, Change, changed, made, sign_all, unsigned
from tests.returns.sample import Sample, answers, blank, sample, trust
from tests.support.effort import share_of_examples

pytestmark = pytest.mark.slow


def judge(content: bytes) -> Verdict:
    return verify_pdf(sign_all(content, ALONE), trust(made().round)).verdict


def mismatch(content: bytes) -> str:
    """The page that is named."""
    verdict = judge(content)
    assert (verdict.unchanged, verdict.signature_correct) == (True, True)
    assert [each.code for each in verdict.reasons] == ["PDF_PAGE_MISMATCH"]
    assert not verdict.is_good
    return verdict.reasons[0].params["page"]


def with_operators(
    change: Callable[[bytes], bytes], page: int = 4, content: bytes | None = None
) -> bytes:
    """The document with what one page draws changed before signing."""

    def apply(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[page - 1].obj["/Contents"]
        before = stream.read_bytes()
        after = change(before)
        assert after != before, "the attack changes nothing"
        stream.write(after)

    return changed(content or unsigned(), apply)


def with_document(document: ReturnDocument) -> bytes:
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
    forged = with_document(_in_chapter(made().document, _another_figure))
    page = int(mismatch(forged))
    assert page > 1
    with pikepdf.open(io.BytesIO(forged)) as pdf, pikepdf.open(io.BytesIO(unsigned())) as own:
        drawn = [each.obj["/Contents"].read_bytes() for each in pdf.pages]
        expected = [each.obj["/Contents"].read_bytes() for each in own.pages]
    assert drawn[page - 1] != expected[page - 1]


def test_another_total_on_the_cover_is_refused() -> None:
    cover = made().document.cover
    first, *rest = cover.totals
    value = msgspec.structs.replace(first.value, text="1")
    totals = (msgspec.structs.replace(first, value=value), *rest)
    document = msgspec.structs.replace(
        made().document, cover=msgspec.structs.replace(cover, totals=totals)
    )
    assert mismatch(with_document(document)) == "1"


def test_another_signer_in_print_is_refused() -> None:
    cover = made().document.cover
    signers = (msgspec.structs.replace(cover.signers[0], name="李部長"),)
    document = msgspec.structs.replace(
        made().document, cover=msgspec.structs.replace(cover, signers=signers)
    )
    assert mismatch(with_document(document)) == "1"


def test_a_chapter_left_out_is_refused() -> None:
    document = msgspec.structs.replace(made().document, chapters=made().document.chapters[:-1])
    assert int(mismatch(with_document(document))) > 1


def test_the_mark_of_demonstration_data_cannot_be_left_out() -> None:
    document = msgspec.structs.replace(made().document, is_demo=False)
    assert mismatch(with_document(document)) == "1"


_TEXT = rb"q 0 0 0 rg BT 1 0 0 1 ([\d.]+) ([\d.]+) Tm (/F1-0) 11 Tf <([0-9a-f]+)> Tj ET Q\nEMC\n"


def _nth(content: bytes, number: int) -> re.Match[bytes]:
    return list(re.finditer(_TEXT, content))[number]


def _replace(content: bytes, found: re.Match[bytes], group: int, new: bytes) -> bytes:
    return content[: found.start(group)] + new + content[found.end(group) :]


def _swap_places(content: bytes) -> bytes:
    """Two values change places on paper; the order in the file stays."""
    first, second = _nth(content, 1), _nth(content, 3)
    content = content[: second.start(1)] + first[1] + b" " + first[2] + content[second.end(2) :]
    return content[: first.start(1)] + second[1] + b" " + second[2] + content[first.end(2) :]


def _swap_texts(content: bytes) -> bytes:
    first, second = _nth(content, 1), _nth(content, 2)
    content = _replace(content, second, 4, first[4])
    return _replace(content, first, 4, second[4])


def _drop_a_digit(content: bytes) -> bytes:
    found = _nth(content, 1)
    return _replace(content, found, 4, found[4][4:])


def _move_off_the_page(content: bytes) -> bytes:
    return _replace(content, _nth(content, 1), 1, b"2000.00")


def _shrink(content: bytes) -> bytes:
    return content.replace(b"/F1-0 11 Tf", b"/F1-0 1 Tf", 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"1 g 0 0 600 850 re f\n",
        lambda content: b"1 g 0 0 600 850 re f\n" + content,
        lambda content: content.replace(b"EMC\nQ\n", b"EMC\n1 g 56 70 480 700 re f\nQ\n", 1),
        lambda content: content.replace(b"q 0 0 0 rg BT", b"q 1 1 1 rg BT", 1),
        lambda content: content.replace(b"q 0 0 0 rg BT", b"q 0 0 0 rg 3 Tr BT", 1),
        lambda content: content.replace(b"0.955 g", b"0 g", 1),
        lambda content: re.sub(rb"0\.955 g [\d.]+ ", b"0.955 g 0.00 ", content, count=1),
        lambda content: re.sub(rb"/TD <</MCID \d+>> BDC\n.*\nEMC\n", b"", content, count=1),
        lambda content: content.replace(b" Tj ET Q\nEMC\nQ\n", b" Tj <0001> Tj ET Q\nEMC\nQ\n", 1),
        lambda content: content.replace(b"1 0 0 1 56 ", b"1 0 0 -1 56 ", 1),
        lambda content: content.replace(b"1 0 0 1 56 ", b"1 0 0 1 156 ", 1),
        lambda content: re.sub(rb"1 0 0 1 56 ([\d.]+) cm", b"1 0 0 1 56 300 cm", content),
        lambda content: content.replace(b"/Pagination", b"/Background", 1),
        lambda content: content.replace(b"BDC\nq", b"BDC\n/Im0 Do q", 1),
        lambda content: content.replace(b"<0001", b"<0000", 1).replace(b"<0007", b"<0000"),
        _swap_places,
        _swap_texts,
        _drop_a_digit,
        _move_off_the_page,
        _shrink,
    ],
)
def test_a_page_drawn_otherwise_is_refused(change: Callable[[bytes], bytes]) -> None:
    assert mismatch(with_operators(change)) == "4"


def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/Rotate"] = 180


def _cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/MediaBox"] = pikepdf.Array([0, 0, 595.2756, 400])


def _page_taken_out(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Pages.Kids[1]
    pdf.Root.Pages.Count = len(pdf.Root.Pages.Kids)


def _page_added(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages.Kids[1])
    pdf.Root.Pages.Count = len(pdf.Root.Pages.Kids)


def _pages_exchanged(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.Pages.Kids
    kids[1], kids[2] = kids[2], kids[1]


@pytest.mark.parametrize(
    "change", [_turned, _cropped, _page_taken_out, _page_added, _pages_exchanged]
)
def test_pages_turned_cut_added_or_exchanged_are_refused(change: Change) -> None:
    assert int(mismatch(changed(unsigned(), change))) >= 1


def _latin_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj["/Resources"]["/Font"]["/F1-2"]


def _code_of(pdf: pikepdf.Pdf, character: str) -> int:
    unicode_map = _latin_font(pdf)["/ToUnicode"].read_bytes().decode()
    found = re.search(rf"<([0-9A-F]{{4}})> <{ord(character):04X}>", unicode_map)
    assert found is not None
    return int(found[1], 16)


def _one_drawn_as_nine(pdf: pikepdf.Pdf) -> None:
    """The outlines of 1 and 9 change places in the embedded typeface."""
    stream = _latin_font(pdf)["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
    font = bytearray(stream.read_bytes())
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        bytes(font[12 + 16 * each : 16 + 16 * each]): struct.unpack_from(">L", font, 20 + 16 * each)
        for each in range(count)
    }
    (loca,) = tables[b"loca"]
    (glyf,) = tables[b"glyf"]
    one, nine = _code_of(pdf, "1"), _code_of(pdf, "9")
    span = struct.unpack_from(">2L", font, loca + 4 * nine)
    outline = bytes(font[glyf + span[0] : glyf + span[1]])
    start, end = struct.unpack_from(">2L", font, loca + 4 * one)
    font[glyf + start : glyf + end] = outline[: end - start].ljust(end - start, b"\0")
    _write_font(stream, bytes(font))


def _write_font(stream: pikepdf.Object, font: bytes) -> None:
    stream.write(zlib.compress(font), filter=pikepdf.Array([pikepdf.Name.FlateDecode]))


def _packed_anew(pdf: pikepdf.Pdf) -> None:
    stream = _latin_font(pdf)["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
    _write_font(stream, stream.read_bytes())


def test_the_same_typeface_packed_otherwise_is_the_same() -> None:
    assert judge(changed(unsigned(), _packed_anew)).is_good


def _predicted(pdf: pikepdf.Pdf) -> None:
    """The very bytes that were found good before, to be unpacked into something else."""
    stream = _latin_font(pdf)["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
    stream.stream_dict["/DecodeParms"] = pikepdf.Dictionary(Predictor=2)


def test_a_typeface_known_by_its_bytes_is_still_to_be_packed_as_ours_are() -> None:
    assert judge(unsigned()).is_good
    verdict = judge(changed(unsigned(), _predicted))
    assert [each.code for each in verdict.reasons] == ["PDF_PARSE"]


def _one_called_nine(pdf: pikepdf.Pdf) -> None:
    """Drawn 9, but the table of characters says 1: what is copied out is not what is seen."""
    stream = _latin_font(pdf)["/ToUnicode"]
    one, nine = f"{_code_of(pdf, '1'):04X}".encode(), f"{_code_of(pdf, '9'):04X}".encode()
    content = stream.read_bytes()
    content = content.replace(b"<%s> <0031>" % one, b"<%s> <????>" % one)
    content = content.replace(b"<%s> <0039>" % nine, b"<%s> <0031>" % nine)
    stream.write(content.replace(b"<????>", b"<0039>"))


def _other_encoding(pdf: pikepdf.Pdf) -> None:
    _latin_font(pdf)["/Encoding"] = pikepdf.Name("/Identity-V")


def _glyphs_mapped(pdf: pikepdf.Pdf) -> None:
    _latin_font(pdf)["/DescendantFonts"][0]["/CIDToGIDMap"] = pdf.make_stream(bytes(2000))


def _widths_changed(pdf: pikepdf.Pdf) -> None:
    widths = _latin_font(pdf)["/DescendantFonts"][0]["/W"][1]
    widths[5] = 9000


@pytest.mark.parametrize(
    "change",
    [_one_drawn_as_nine, _one_called_nine, _other_encoding, _glyphs_mapped, _widths_changed],
)
def test_a_typeface_that_shows_other_characters_is_refused(change: Change) -> None:
    mismatch(changed(unsigned(), change))


def ensure_good(made_return: Sample) -> None:
    content = write_pdf(made_return.payload, made_return.document)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        ensure_pages_show(pdf, made_return.payload, made_return.document)


@pytest.mark.parametrize("is_demo", [True, False])
@pytest.mark.parametrize("behind", [True, False])
@pytest.mark.parametrize("agency", ["MOE", "MOC", "CIP"])
def test_what_our_writer_draws_shows_its_payload(
    agency: str, *, behind: bool, is_demo: bool
) -> None:
    the_blank = blank(agency=agency)
    ensure_good(
        sample(
            BOTH,
            the_answers=answers(the_blank, behind=behind),
            is_demo=is_demo,
            agency=agency,
        )
    )


def test_a_return_with_nothing_filled_in_shows_its_payload() -> None:
    ensure_good(sample(the_answers=Answers({})))


_TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \t\n,.12345%（），。、－abcXYZ-/元億年月日\u00a0\u3000\u200b\ufe0f😀"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    ),
    max_size=600,
)


@share_of_examples(0.25)
@given(st.lists(_TEXTS, min_size=3, max_size=3))
def test_whatever_is_written_its_pages_show_it(texts: list[str]) -> None:
    """Spaces at line ends, tabs, empty paragraphs, long words, texts over several pages."""
    the_blank = blank()
    project = the_blank.project_ids[0]
    places = (
        Place(None, "overview", None, "summary"),
        Place(project, "results", None, "narrative"),
        Place(project, "next_year", None, "focus"),
    )
    scale = (1, 7, 2)
    values = {
        place: (text + "\n") * times
        for place, text, times in zip(places, texts, scale, strict=True)
        if text
    }
    ensure_good(sample(the_answers=Answers(values)))


def test_a_typeface_of_another_version_is_not_held_against_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only a machine that has the very font can say that an outline is wrong."""
    build = TrueTypeFile.build_subset_tables

    def build_newer(face: object, glyphs: list[int]) -> dict[str, bytes]:
        tables = build(face, glyphs)  # type: ignore[arg-type]
        return tables | {"head": b"\0\2" + tables["head"][2:], "glyf": b"other"}

    monkeypatch.setattr(TrueTypeFile, "build_subset_tables", build_newer)
    monkeypatch.setattr(pdf_page_fonts, "_alike", set())
    with pikepdf.open(io.BytesIO(unsigned())) as pdf:
        ensure_pages_show(pdf, made().payload, made().document)


def test_an_outline_that_differs_from_the_same_font_is(monkeypatch: pytest.MonkeyPatch) -> None:
    build = TrueTypeFile.build_subset_tables

    def build_other(face: object, glyphs: list[int]) -> dict[str, bytes]:
        return build(face, glyphs) | {"glyf": b"other"}  # type: ignore[arg-type]

    monkeypatch.setattr(TrueTypeFile, "build_subset_tables", build_other)
    monkeypatch.setattr(pdf_page_fonts, "_alike", set())
    with (
        pikepdf.open(io.BytesIO(unsigned())) as pdf,
        pytest.raises(Refused) as caught,
    ):
        ensure_pages_show(pdf, made().payload, made().document)
    assert caught.value.code == "PDF_PAGE_MISMATCH"
