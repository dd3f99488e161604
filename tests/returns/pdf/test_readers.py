"""One file, two readers: what our reader takes one way and a viewer could take another.

Every file here is signed properly by an entitled key over exactly the bytes it has, and what our
reader finds in it is the payload and its pages; the other thing is there for somebody else.
"""

import io
import re
from functools import cache
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic

from app.models.signatures import SignerRole
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.frame import read_revisions
from app.returns.pdf.verifier import verify_pdf
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Change,
    Update,
    changed,
    made,
    sign_all,
    unsigned,
)
from tests.returns.pdf.forged_pdfs import signed as signed_return
from tests.returns.pdf.raw_pdfs import (
    Edit,
    last_table,
    signed_again,
    with_bytes_before,
    with_object,
)
from tests.returns.sample import key, trust

pytestmark = pytest.mark.slow


def code(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    return "" if verdict.is_good else verdict.reasons[0].code


@cache
def _pages() -> tuple[tuple[int, int], ...]:
    """Object numbers of pages and their contents."""
    found = re.findall(rb"\n(\d+) 0 obj\n<< /Contents (\d+) 0 R /MediaBox", unsigned())
    return tuple((int(page), int(contents)) for page, contents in found)


def test_what_is_put_together_byte_by_byte_can_be_good() -> None:
    """The tools of these attacks alone are no reason to be refused."""
    assert code(signed_again(signed_return(), key("preparer"))) == ""
    same = with_object(unsigned(), _pages()[1][0], lambda old: old.replace(b"/Tabs /S ", b""))
    assert code(sign_all(same, ALONE)) == ""


# -- written twice, hidden between, lying about its length ---------------------------------------


def _two_contents(old: bytes) -> bytes:
    return old.replace(b"<< /Contents", b"<< /Contents %d 0 R /Contents" % _pages()[2][1])


def _two_boxes(old: bytes) -> bytes:
    return old.replace(b"<< /Contents", b"<< /MediaBox [ 0 0 9 9 ] /Contents")


def _two_resources(old: bytes) -> bytes:
    return old.replace(b"<< /Contents", b"<< /Resources << >> /Contents")


@pytest.mark.parametrize("edit", [_two_contents, _two_boxes, _two_resources])
def test_a_page_with_a_key_twice_is_refused(edit: Edit) -> None:
    """Our reader takes the last of them, some viewers the first: they would show another page."""
    forged = with_object(unsigned(), _pages()[1][0], edit)
    assert code(sign_all(forged, ALONE)) == "PDF_PARSE"


def test_a_stream_of_two_lengths_is_refused() -> None:
    def lie(old: bytes) -> bytes:
        return re.sub(rb"/Length (\d+)", rb"/Length 9 /Length \1", old)

    forged = with_object(unsigned(), _pages()[1][1], lie)
    assert code(sign_all(forged, ALONE)) == "PDF_PARSE"


@pytest.mark.parametrize("length", [-40, 40])
def test_a_stream_that_ends_elsewhere_than_it_says_is_refused(length: int) -> None:
    def lie(old: bytes) -> bytes:
        return re.sub(rb"/Length (\d+)", lambda m: b"/Length %d" % (int(m[1]) + length), old)

    forged = with_object(unsigned(), _pages()[1][1], lie)
    assert code(sign_all(forged, ALONE)) in {"PDF_PARSE", "PDF_PAGE_MISMATCH"}


@pytest.mark.parametrize(
    "extra",
    [
        b"% a remark\n",
        b"9999 0 obj\n<< /Type /Page >>\nendobj\n\n",
        b"12 0 obj\n<< /Type /Page >>\nendobj\n\n",
        b"\n",
        b"trailer << /Root 7 0 R >>\nstartxref\n0\n",
    ],
)
def test_nothing_lies_between_two_objects(extra: bytes) -> None:
    """A viewer that repairs files searches for objects and finds what no table speaks of."""
    forged = with_bytes_before(unsigned(), _pages()[1][0], extra)
    assert code(sign_all(forged, ALONE)) == "PDF_FRAME"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (b"/Tabs", b"/T#61bs"),  # a name in escapes
        (b"/Tabs /S", b"/Tabs /S % a remark\n"),
        (b"/Tabs /S", b"/Tabs\t/S"),
        (b"/Tabs /S", b"/Tabs\r/S"),
        (b"/Tabs /S", b"/Tabs\x00/S"),
        (b"/Tabs /S", b"/Tabs /S /Lang (a\\\nb)"),  # a line that goes on
        (b"/Tabs /S", b"/Tabs /S /Lang (a(b)c)"),
        (b"/Tabs /S", b"/Tabs /S /Lang <616>"),
        (b"/Tabs /S", b"/Tabs /S /Lang (\\7)"),
        (b"/Rotate 0", b"/Rotate +0"),
        (b"/Rotate 0", b"/Rotate --0"),
        (b"/Rotate 0", b"/Rotate 0.0.9"),
        (b"/Rotate 0", b"/Rotate 0x5A"),
        (b"/Rotate 0", b"/Rotate 0e9"),
        (b"/Rotate 0", b"/Rotate 16#5A"),
        (b"/Rotate 0", b"/Rotate 0 { 90 }"),
        (b"/Rotate 0", b"/Rotate 00000000000000000000090"),
    ],
)
def test_an_object_is_spelled_as_ours_are(ours: bytes, theirs: bytes) -> None:
    """What readers could take for two things is not looked into, but refused."""
    forged = with_object(unsigned(), _pages()[1][0], lambda old: old.replace(ours, theirs))
    verdict = verify_pdf(sign_all(forged, ALONE), trust(made(ALONE).round)).verdict
    assert [(each.code, each.params) for each in verdict.reasons] == [
        ("PDF_FRAME", {"detail": "spelling"})
    ]


# -- what the signers' own revisions bring ---------------------------------------------------------


def _with_second_table(content: bytes) -> bytes:
    """The approver's revision with another content of a page, and a table that says so."""
    start, table = read_revisions(content)[-1].start, last_table(content)
    page = _contents_of(content, 0)
    evil = b"%d 0 obj\n<< /Length 20 >>\nstream\n1 g 0 0 600 850 re f\nendstream\nendobj\n" % page
    other = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Root 1 0 R /Size 900 /Prev %d >>\n" % (
        page, table, last_table(content[:start]),
    )  # fmt: skip
    at = table + len(evil) + len(other)
    tail = re.sub(rb"(/Prev \d+)", rb"\1\n/Prev\n%d" % (table + len(evil)), content[table:])
    tail = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, tail)
    return content[:table] + evil + other + tail


def _contents_of(content: bytes, page: int) -> int:
    return int(re.findall(rb"\n\d+ 0 obj\n<< /Contents (\d+) 0 R /MediaBox", content)[page])


def test_an_approver_cannot_slip_in_a_second_table() -> None:
    """Of two /Prev a reader may follow the other one, to pages the preparer never saw."""
    forged = _with_second_table(signed_return(BOTH))
    assert code(signed_again(forged, key("approver")), BOTH) == "PDF_FRAME"


def _first_update(update: Update) -> bytes:
    """The preparer's revision, besides the form, changes what was written."""
    plain = pdf_signing._PlainWriter

    class Slipping(plain):  # type: ignore[misc, valid-type]
        def write(self, stream: io.BytesIO) -> None:
            update(self)
            super().write(stream)

    pdf_signing._PlainWriter = Slipping  # type: ignore[misc]
    try:
        return sign_all(unsigned(), ALONE)
    finally:
        pdf_signing._PlainWriter = plain  # type: ignore[misc]


def _other_bookmarks(writer: Any) -> None:
    first = writer.root["/Outlines"]["/First"]
    first["/Title"] = generic.TextStringObject("已核定")
    writer.update_container(first)


def _other_outlines(writer: Any) -> None:
    make: Any = generic
    outlines = make.DictionaryObject({make.NameObject("/Count"): make.NumberObject(0)})
    writer.root["/Outlines"] = writer.add_object(outlines)
    writer.update_root()


def _other_second_page(writer: Any) -> None:
    reference, _ = writer.find_page_for_modification(1)
    page = reference.get_object()
    page["/Tabs"] = generic.NameObject("/R")
    writer.update_container(page)


def _other_author(writer: Any) -> None:
    info = writer.trailer["/Info"]
    info["/Author"] = generic.TextStringObject("別的機關")
    writer.update_container(info)


@pytest.mark.parametrize(
    "update", [_other_bookmarks, _other_outlines, _other_second_page, _other_author]
)
def test_a_preparers_revision_changes_nothing_that_was_written(update: Update) -> None:
    """Drawing the document again looks at what was written: all else must be the signature's."""
    assert code(_first_update(update)) == "SIG_DIFF"


# -- what a viewer shows beside the pages ---------------------------------------------------------


def _root(key: str, value: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def _a_template(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/Type"] = Name("/Template")


@pytest.mark.parametrize(
    "change",
    [
        _root("/PageMode", Name("/FullScreen")),
        _root("/ViewerPreferences", Dictionary(DisplayDocTitle=True, HideWindowUI=True)),
        _root("/ViewerPreferences", Dictionary(Direction=Name("/R2L"))),
        _root("/MarkInfo", Dictionary(Marked=True, Suspects=True)),
        _root("/Lang", String("ar")),
        _a_template,
    ],
)
def test_a_viewer_is_asked_for_nothing_else(change: Change) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == "PDF_ACTIVE"


def test_pages_that_are_not_counted_are_refused() -> None:
    """A viewer that goes by the count would not show them."""
    found = re.search(rb"\n(\d+) 0 obj\n<< /Count (\d+) /Kids", unsigned())
    assert found is not None
    forged = with_object(
        unsigned(), int(found[1]), lambda old: old.replace(b"/Count " + found[2], b"/Count 2", 1)
    )
    assert code(sign_all(forged, ALONE)) == "PDF_ACTIVE"


def _another_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("已核定 99 億元")


def _one_bookmark_less(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    pdf.Root.Outlines.First = first.Next
    del first.Next.Prev


def _another_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = String("另一份文件")


@pytest.mark.parametrize("change", [_another_bookmark, _one_bookmark_less, _another_title])
def test_bookmarks_and_title_are_the_documents(change: Change) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == "PDF_NOT_AS_WRITTEN"


def _second_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.UF = pdf.make_stream(b"{}")


def _other_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].UF = String("payload.exe")


def _related_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].RF = Dictionary(F=Array([String("a"), pdf.make_stream(b"{}")]))


def _outside_the_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F["/F"] = String("https://example.invalid/payload.json")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_second_stream, "ATTACH_COUNT"),
        (_other_name, "ATTACH_MISSING"),
        (_related_file, "PDF_ACTIVE"),
        (_outside_the_file, "PDF_ACTIVE"),
    ],
)
def test_what_a_person_opens_is_the_payload_that_is_read(change: Change, expected: str) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == expected


def _upright_widths(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj["/Resources"]["/Font"]["/F1-0"]
    font["/DescendantFonts"][0]["/W2"] = Array([1, Array([2, 3, 4])])


def _second_outlines(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj["/Resources"]["/Font"]["/F1-0"]
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    descriptor["/FontFile3"] = pdf.make_stream(b"", Subtype=Name("/CIDFontType0C"))


@pytest.mark.parametrize("change", [_upright_widths, _second_outlines])
def test_a_typeface_is_embedded_once_and_in_our_way(change: Change) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == "PDF_PAGE_MISMATCH"
