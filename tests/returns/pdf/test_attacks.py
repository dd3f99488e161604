"""The published attacks on signed PDFs, each tried on a return of ours.

asked for                                   tried in
universal signature forgery (USF)           here, `test_a_signature_emptied_…`
incremental saving (ISA)                    here; test_pdf_verifier (revisions appended)
signature wrapping (SWA)                    here
shadow attacks: hide, replace, both         here; test_pdf_page_comparison (all that is visible)
attacks on certification                    here
edits between two signatures                test_pdf_verifier
polyglots                                   here
encryption, object and reference streams    here; test_pdf_frame
10,000 pages, deep recursion, bombs         here, time and memory measured
"""

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from app.messages import load_sentences
from app.models.signatures import Carrier
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.frame import read_revisions
from app.returns.pdf.signatures import check_placement, find_signatures
from app.returns.pdf.verifier import verify_pdf
from app.returns.refusal import Refused
from app.returns.verification import verify_file
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Change,
    Update,
    changed,
    made,
    sign_all,
    signed,
    unsigned,
    updated,
)
from tests.returns.sample import key, trust
from tests.support.bounded import MOST_MEGABYTES, MOST_SECONDS, Measured, measure


def code(content: bytes, roles: tuple[Any, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    assert not verdict.is_good
    return verdict.reasons[0].code


def measured(content: bytes) -> Measured:
    return measure(lambda: code(content))


# -- universal signature forgery: the signature is there, what it needs is not ----------------


def _same_length(content: bytes, old: bytes, new: bytes) -> bytes:
    assert len(new) <= len(old)
    assert content.count(old) >= 1, old
    head, _, tail = content.rpartition(old)
    return head + new.ljust(len(old)) + tail


def _contents(content: bytes) -> re.Match[bytes]:
    found = re.search(rb"/Contents <([0-9A-F]+)>", content)
    assert found is not None
    return found


def _range_digits(content: bytes) -> bytes:
    found = re.search(rb"/ByteRange \[([0-9 ]+)\]", content)
    assert found is not None
    return found[1]


def _no_contents(content: bytes) -> bytes:
    return content.replace(b"/Contents <", b"/Kontents <")


def _zero_contents(content: bytes) -> bytes:
    found = _contents(content)
    return content[: found.start(1)] + b"0" * len(found[1]) + content[found.end(1) :]


def _no_range(content: bytes) -> bytes:
    return content.replace(b"/ByteRange", b"/ByteXange")


def _null_range(content: bytes) -> bytes:
    digits = _range_digits(content)
    return content.replace(b"[" + digits + b"]", b"null".ljust(len(digits) + 2))


def _negative_range(content: bytes) -> bytes:
    digits = _range_digits(content)
    return content.replace(digits, b"0 -1 9 9".ljust(len(digits)))


def _short_range(content: bytes) -> bytes:
    digits = _range_digits(content)
    return content.replace(digits, b"0 9".ljust(len(digits)))


@pytest.mark.parametrize(
    "attack",
    [_no_contents, _zero_contents, _no_range, _null_range, _negative_range, _short_range],
)
def test_a_signature_emptied_of_what_proves_it_is_refused(
    attack: Callable[[bytes], bytes],
) -> None:
    forged = attack(signed())
    assert forged != signed()
    assert code(forged) in {"PDF_PARSE", "SIG_BYTERANGE", "SIG_STRUCTURE", "SIG_COVERAGE"}


def test_a_range_that_ends_before_the_file_does_is_refused() -> None:
    digits = _range_digits(signed())
    *numbers, last = digits.split()
    short = b" ".join([*numbers, str(int(last) - 1).encode()]).ljust(len(digits))
    assert code(signed().replace(digits, short)) == "SIG_COVERAGE"


def test_signatures_on_each_others_revisions_are_refused() -> None:
    content = signed(BOTH)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        preparer, approver = find_signatures(pdf, ("Preparer", "Approver"))
    with pytest.raises(Refused) as caught:
        check_placement(content, read_revisions(content), [approver, preparer])
    assert caught.value.code == "SIG_REVISION"


def test_a_signature_of_another_document_is_refused() -> None:
    """Its cryptography holds: it was made by the same person, over another return."""

    def another(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Subject"] = String("另一份")

    other = _contents(sign_all(changed(unsigned(), another), ALONE))[1]
    found = _contents(signed())
    assert len(other) == len(found[1])
    forged = signed()[: found.start(1)] + other + signed()[found.end(1) :]
    assert code(forged) == "DIGEST_PART"


# -- incremental saving -------------------------------------------------------------------------


def _annotate(writer: Any) -> None:
    make: Any = generic
    note = make.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Contents"): generic.TextStringObject("已核定"),
            generic.NameObject("/Rect"): generic.ArrayObject(
                [make.NumberObject(each) for each in (0, 0, 500, 500)]
            ),
        }
    )
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _new_catalogue(writer: Any) -> None:
    writer.root["/PageMode"] = generic.NameObject("/FullScreen")
    writer.update_root()


@pytest.mark.parametrize("update", [_annotate, _new_catalogue])
@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_an_update_after_signing_is_refused(update: Update, roles: tuple[Any, ...]) -> None:
    assert code(updated(signed(roles), update), roles) == "REVISION_COUNT"


@pytest.mark.parametrize(
    "tail",
    [
        b"% nothing but a remark\n%%EOF\n",
        b"9999 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n",
        b"xref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
        b"startxref\n9\n%%EOF\n",
        b"\n%%EOF\n",
        b"trailer\n<</Root 1 0 R>>\n%%EOF\n",
    ],
)
def test_an_update_without_a_table_of_its_own_is_refused(tail: bytes) -> None:
    assert code(signed() + tail) in {"PDF_FRAME", "PDF_HYBRID_XREF"}


# -- signature wrapping ---------------------------------------------------------------------------


def test_signed_bytes_moved_away_to_make_room_are_refused() -> None:
    """The second part of what is signed is moved back; something else stands in its place."""
    content = signed()
    digits = _range_digits(content)
    first, before, after, length = (int(each) for each in digits.split())
    wrapped = b"/Contents (other) >>\nendobj\n" + b" " * 400
    numbers = f"{first} {before} {after + len(wrapped)} {length}".encode()
    moved = content[:after] + wrapped + content[after:]
    assert code(moved.replace(digits, numbers.ljust(len(digits)))) in {
        "PDF_FRAME",
        "PDF_HYBRID_XREF",
        "SIG_BYTERANGE",
    }


def test_a_second_signature_dictionary_in_the_gap_is_refused() -> None:
    content = signed()
    found = _contents(content)
    hidden = b"> /ByteRange [0 1 2 3] /Contents <"
    place = found.end(1) - len(hidden)
    forged = content[:place] + hidden + content[found.end(1) :]
    assert code(forged) in {"SIG_BYTERANGE", "PDF_PARSE"}


# -- certification --------------------------------------------------------------------------------


def _certified(permissions: MDPPerm) -> bytes:
    writer = pdf_signing._PlainWriter(io.BytesIO(unsigned()))
    facts = signers.PdfSignatureMetadata(
        field_name="Preparer",
        certify=True,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        docmdp_permissions=permissions,
    )
    signer = pdf_signing._KeySigner(key("preparer"))
    return bytes(signers.PdfSigner(facts, signer).sign_pdf(writer).getvalue())


@pytest.mark.parametrize("permissions", [MDPPerm.ANNOTATE, MDPPerm.NO_CHANGES])
def test_a_certification_that_permits_otherwise_is_refused(permissions: MDPPerm) -> None:
    assert code(_certified(permissions)) == "SIG_DOCMDP"


def test_an_evil_annotation_on_a_certified_document_is_refused() -> None:
    assert code(updated(_certified(MDPPerm.ANNOTATE), _annotate)) == "REVISION_COUNT"


def test_a_certification_that_is_not_pointed_to_is_refused() -> None:
    forged = signed().replace(b"/Perms", b"/Permx")
    assert code(forged) in {"SIG_DOCMDP", "PDF_ACTIVE"}
    assert code(_same_length(signed(), b"/DocMDP", b"/DocMDQ")) in {"SIG_DOCMDP", "PDF_ACTIVE"}


def test_a_seed_value_or_a_lock_on_other_fields_is_refused() -> None:
    def seeded(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Sig, T=String("Preparer"), SV=Dictionary(Type=Name.SV))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=1)

    with pytest.raises(Exception, match=r"."):  # our own signer does not fill in a foreign field
        sign_all(changed(unsigned(), seeded), ALONE)


# -- shadow attacks: prepared before signing ------------------------------------------------------


def _other_pages(pdf: pikepdf.Pdf) -> None:
    """A second set of pages, to be switched to later (hide and replace)."""
    stream = pdf.make_stream(b"q 0 0 0 rg 100 100 300 300 re f Q")
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=stream, Resources=Dictionary()
    )
    hidden = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array([pdf.make_indirect(page)]), Count=1)
    )
    pdf.Root.Lang = String("zh-TW")
    pdf.docinfo["/Hidden"] = hidden


def _switch_pages(writer: Any) -> None:
    info = writer.trailer["/Info"]
    writer.root["/Pages"] = info.raw_get("/Hidden")
    writer.update_root()


def test_pages_prepared_before_and_switched_to_after_signing_are_refused() -> None:
    prepared = sign_all(changed(unsigned(), _other_pages), ALONE)
    assert code(updated(prepared, _switch_pages)) == "REVISION_COUNT"


def _overlay_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(
        b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    page = pdf.pages[0].obj
    page["/Resources"]["/XObject"] = Dictionary(Im0=image)
    stream = page["/Contents"]
    stream.write(stream.read_bytes() + b"q 595 0 0 842 0 0 cm /Im0 Do Q\n")


def _overlay_field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("9"),
            Rect=Array([0, 0, 500, 500]),
        )
    )  # fmt: skip
    pdf.pages[0].obj["/Annots"].append(field)
    pdf.Root.AcroForm.Fields.append(field)


def _form_object(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Fm0=form)


def _transparent(pdf: pikepdf.Pdf) -> None:
    state = Dictionary(Type=Name.ExtGState, ca=0)
    pdf.pages[0].obj["/Resources"]["/ExtGState"] = Dictionary(G0=state)


def _drawn_font(pdf: pikepdf.Pdf) -> None:
    """A typeface whose glyphs are drawings: any code may show anything."""
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3))
    pdf.pages[0].obj["/Resources"]["/Font"]["/F1-0"] = font


def _two_contents(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page["/Contents"] = Array([page["/Contents"], pdf.make_stream(b"1 g 0 0 600 850 re f")])


@pytest.mark.parametrize(
    "change",
    [_overlay_image, _overlay_field, _form_object, _transparent, _drawn_font, _two_contents],
)
def test_something_laid_over_or_instead_of_the_text_before_signing_is_refused(
    change: Change,
) -> None:
    forged = changed(unsigned(), change)
    try:
        forged = sign_all(forged, ALONE)
    except ValueError:
        pytest.fail("the forgery could not be signed")
    assert code(forged) in {"PDF_ACTIVE", "PDF_PAGE_MISMATCH", "SIG_STRUCTURE", "PDF_PARSE"}


# -- polyglots and other containers ---------------------------------------------------------------


@pytest.mark.parametrize(
    "head", [b"GIF89a", b"PK\x03\x04", b"<html>", b"MZ", b"\n", b"\xef\xbb\xbf", b"%!PS\n"]
)
def test_a_file_that_is_something_else_as_well_is_refused(head: bytes) -> None:
    verdict = verify_file(head + signed(), "return.pdf", trust(made().round)).verdict
    assert verdict.carrier is Carrier.PDF
    assert verdict.reasons[-1].code == "PDF_FRAME"
    assert not verdict.unchanged


def test_a_zip_hung_on_the_end_is_refused() -> None:
    assert code(signed() + b"PK\x05\x06" + bytes(18)) == "PDF_FRAME"


def test_a_pdf_called_a_workbook_is_looked_at_as_what_it_is() -> None:
    verdict = verify_file(signed(), "return.xlsx", trust(made().round)).verdict
    assert verdict.carrier is Carrier.PDF
    assert verdict.is_good


def _saved(**options: Any) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned())) as pdf:
        pdf.save(buffer, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_an_encrypted_file_is_refused(revision: Any) -> None:
    content = _saved(
        encryption=pikepdf.Encryption(owner="a", user="", R=revision, aes=revision > 3,
                                      metadata=revision > 3)
    )  # fmt: skip
    assert code(b"%PDF-1.7" + content[8:]) in {"PDF_ENCRYPTED", "PDF_HYBRID_XREF", "PDF_FRAME"}


def test_objects_inside_a_stream_are_refused() -> None:
    content = _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert code(content) in {"PDF_HYBRID_XREF", "PDF_FRAME"}
    writer = pdf_signing._PlainWriter(io.BytesIO(content))
    facts = signers.PdfSignatureMetadata(
        field_name="Preparer", certify=True, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    signer = pdf_signing._KeySigner(key("preparer"))
    forged = bytes(signers.PdfSigner(facts, signer).sign_pdf(writer).getvalue())
    assert code(forged) in {"PDF_HYBRID_XREF", "PDF_FRAME"}


def test_a_linearized_file_is_refused() -> None:
    assert code(_saved(linearize=True)) in {"PDF_HYBRID_XREF", "PDF_FRAME", "SIG_MISSING"}


# -- time and memory ------------------------------------------------------------------------------


def ensure_bounded(content: bytes) -> str:
    found = measured(content)
    assert found.seconds < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert found.result in load_sentences()
    return str(found.result)


def _many_pages(pdf: pikepdf.Pdf) -> None:
    page = pdf.Root.Pages.Kids[1]
    for _ in range(10_000):
        copied = Dictionary(dict(page.items()))
        pdf.Root.Pages.Kids.append(pdf.make_indirect(copied))
    pdf.Root.Pages.Count = len(pdf.Root.Pages.Kids)


def _attached_bomb(pdf: pikepdf.Pdf) -> None:
    """1 GB of spaces in one megabyte."""
    _write_bomb(pdf.Root.AF[0].EF.F)


def _page_bomb(pdf: pikepdf.Pdf) -> None:
    _write_bomb(pdf.pages[0].obj["/Contents"])


def _font_bomb(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj["/Resources"]["/Font"]["/F1-0"]
    _write_bomb(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"], is_listed=True)


def _write_bomb(stream: pikepdf.Object, *, is_listed: bool = False) -> None:
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    packed = b"".join(packer.compress(block) for _ in range(100)) + packer.flush()
    assert len(packed) < 1_100_000
    flate = Name.FlateDecode
    stream.write(packed, filter=Array([flate]) if is_listed else flate)


def _stacked_filters(pdf: pikepdf.Pdf) -> None:
    packed = bytes(20_000_000)
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    pdf.Root.AF[0].EF.F.write(packed, filter=Array([Name.FlateDecode] * 3))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_many_pages, "PDF_PAGE_MISMATCH"),
        (_attached_bomb, "PDF_PARSE"),
        (_page_bomb, "PDF_PARSE"),
        (_font_bomb, "PDF_PARSE"),
        (_stacked_filters, "PDF_PARSE"),
    ],
)
def test_a_well_signed_giant_costs_little(change: Change, expected: str) -> None:
    assert ensure_bounded(sign_all(changed(unsigned(), change), ALONE)) == expected


def with_object(body: bytes) -> bytes:
    """A file of one revision in our own frame with this as its object 2."""
    objects = [b"<</Type /Catalog /Pages 2 0 R /AcroForm 2 0 R>>", body]
    content = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(content)
    entries = b"".join(b"%010d 00000 n \n" % each for each in offsets)
    content += b"xref\n0 3\n0000000000 65535 f \n" + entries
    content += b"trailer\n<</Root 1 0 R /Size 3>>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 400_000 + b"]" * 400_000,
        b"<</A " * 400_000 + b"1" + b">>" * 400_000,
        b"[" * 4_000_000,
        b"(" * 4_000_000 + b")" * 4_000_000,
        b"<</Fields [2 0 R] /FT 2 0 R /Kids [2 0 R] /Parent 2 0 R /V 2 0 R>>",
        b"2 0 R",
        b"<</Fields [" + b"2 0 R " * 600_000 + b"]>>",
        b"/" + b"A" * 9_000_000,
        b"9" * 9_000_000,
    ],
    ids=["arrays", "dictionaries", "unclosed", "strings", "circle", "itself", "many", "name",
         "number"],
)  # fmt: skip
def test_depth_without_end_costs_little(body: bytes) -> None:
    codes = {"PDF_FRAME", "PDF_PARSE", "SIG_MISSING", "SIG_STRUCTURE"}
    assert ensure_bounded(with_object(body)) in codes


def _circular_bookmarks(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Next = first


def _circular_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _long_chain_of_bookmarks(pdf: pikepdf.Pdf) -> None:
    before = pdf.Root.Outlines.First
    for _ in range(30_000):
        item = pdf.make_indirect(Dictionary(Title=String("a"), Parent=pdf.Root.Outlines))
        before.Next = item
        before = item


@pytest.mark.slow
@pytest.mark.parametrize("change", [_circular_bookmarks, _long_chain_of_bookmarks])
def test_chains_without_end_cost_little(change: Change) -> None:
    assert ensure_bounded(sign_all(changed(unsigned(), change), ALONE)) == "PDF_ACTIVE"


def test_a_table_that_lists_a_million_objects_costs_little() -> None:
    content = signed()
    entries = b"0000000000 00000 n \n" * 900_000
    table = b"xref\n0 900000\n" + entries
    start = len(content)
    tail = table + b"trailer\n<</Root 1 0 R /Prev 0 /Size 900000>>\nstartxref\n%d\n%%%%EOF\n"
    assert ensure_bounded(content + tail % start) in {"PDF_FRAME", "REVISION_COUNT"}
