"""The published attacks on signed PDFs, each tried on a return of ours.

asked for                                   tried in
universal signature forgery (USF)           here, `test_a_signature_emptied_…`
incremental saving (ISA)                    here; test_revisions (what is added, and how)
signature wrapping (SWA)                    here
shadow attacks: hide, replace, both         here; test_printed_again (all that is in the paper)
attacks on certification                    here; test_revisions
edits between two signatures                test_verifier
polyglots                                   here
encryption, object and reference streams    here
10,000 pages, deep recursion, bombs         here, time and memory measured
"""

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic as _generic
from pyhanko.sign.fields import MDPPerm

from app.documents.pdf_file import PdfFile
from app.messages import load_sentences
from app.models.signatures import Carrier
from app.returns.pdf.verifier import verify_pdf
from app.returns.refusal import Refused
from app.returns.verification import verify_file
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Update,
    cover_the_page,
    edited,
    made,
    paper,
    replace_attachment,
    saved_by_another_program,
    sign_all,
    signed,
    signed_by_another_program,
    unsigned,
    updated,
)
from tests.returns.sample import trust
from tests.support.bounded import MOST_MEGABYTES, MOST_SECONDS, measure

generic: Any = _generic  # the library states no types of these
_OURS_NO_MORE = {"PDF_FRAME", "SIG_COVERAGE"}


def code(content: bytes, roles: tuple[Any, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    assert not verdict.is_good
    return verdict.reasons[0].code


# -- universal signature forgery: the signature is there, what it needs is not ----------------


def _contents(content: bytes) -> re.Match[bytes]:
    found = re.search(rb"/Contents<([0-9A-F]+)>", content)
    assert found is not None
    return found


def _range(content: bytes) -> bytes:
    found = re.search(rb"/ByteRange\[([0-9 ]+)\]", content)
    assert found is not None
    return found[1]


def _zero_contents(content: bytes) -> bytes:
    found = _contents(content)
    return content[: found.start(1)] + b"0" * len(found[1]) + content[found.end(1) :]


@pytest.mark.parametrize(
    "attack",
    [
        lambda content: content.replace(b"/Contents<", b"/Kontents<"),
        _zero_contents,
        lambda content: content.replace(b"/ByteRange", b"/ByteXange"),
        lambda content: content.replace(
            b"[" + _range(content) + b"]", b"null".ljust(len(_range(content)) + 2)
        ),
        lambda content: content.replace(_range(content), b"0 -1 9 9".ljust(len(_range(content)))),
        lambda content: content.replace(_range(content), b"0 9".ljust(len(_range(content)))),
    ],
)
def test_a_signature_emptied_of_what_proves_it_is_refused(
    attack: Callable[[bytes], bytes],
) -> None:
    forged = attack(signed())
    assert forged != signed()
    assert code(forged) in {"PDF_PARSE", "SIG_STRUCTURE"}


def test_a_signature_of_another_document_is_refused() -> None:
    """Its cryptography holds: it was made by the same person, over another return."""
    another = edited(b"/Title<FEFF", b"/Title<FEFF4E00").write()
    other = _contents(sign_all(another, ALONE))[1]
    found = _contents(signed())
    assert len(other) == len(found[1])
    forged = signed()[: found.start(1)] + other + signed()[found.end(1) :]
    assert code(forged) == "DIGEST_PART"


# -- incremental saving -------------------------------------------------------------------------


def _annotate(writer: Any) -> None:
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Contents"): generic.TextStringObject("已核定"),
            generic.NameObject("/Rect"): generic.ArrayObject(
                [generic.NumberObject(each) for each in (0, 0, 500, 500)]
            ),
        }
    )
    reference, _ = writer.find_page_for_modification(1)
    page = reference.get_object()
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _new_catalogue(writer: Any) -> None:
    writer.root["/PageMode"] = generic.NameObject("/FullScreen")
    writer.update_root()


@pytest.mark.parametrize("update", [_annotate, cover_the_page, replace_attachment, _new_catalogue])
@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_an_update_after_signing_is_refused(update: Update, roles: tuple[Any, ...]) -> None:
    assert code(updated(signed(roles), update), roles) == "SIG_COVERAGE"


@pytest.mark.parametrize("update", [_annotate, cover_the_page, _new_catalogue])
def test_an_update_before_signing_is_refused(update: Update) -> None:
    forged = updated(unsigned(), update)
    with pytest.raises(Refused):
        sign_all(forged, ALONE)
    assert code(signed_by_another_program(forged)) == "PDF_FRAME"


@pytest.mark.parametrize(
    "tail",
    [
        b"% nothing but a remark\n%%EOF\n",
        b"xref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
        b"startxref\n9\n%%EOF\n",
        b"trailer\n<</Root 1 0 R>>\n%%EOF\n",
    ],
)
def test_an_update_without_a_table_of_its_own_is_refused(tail: bytes) -> None:
    assert code(signed() + tail) == "SIG_COVERAGE"


# -- signature wrapping ---------------------------------------------------------------------------


def test_signed_bytes_moved_away_to_make_room_are_refused() -> None:
    """The second part of what is signed is moved back; something else stands in its place."""
    content = signed()
    digits = _range(content)
    first, before, after, length = (int(each) for each in digits.split())
    wrapped = b"/Contents (other) >>\nendobj\n" + b" " * 400
    numbers = f"{first} {before} {after + len(wrapped)} {length}".encode()
    moved = content[:after] + wrapped + content[after:]
    assert code(moved.replace(digits, numbers.ljust(len(digits)))) in _OURS_NO_MORE


def test_a_second_signature_dictionary_in_the_gap_is_refused() -> None:
    content = signed()
    found = _contents(content)
    hidden = b">/ByteRange[0 1 2 3]/Contents<"
    place = found.end(1) - len(hidden)
    forged = content[:place] + hidden + content[found.end(1) :]
    assert code(forged) == "SIG_STRUCTURE"


# -- certification --------------------------------------------------------------------------------


@pytest.mark.parametrize("permissions", [MDPPerm.ANNOTATE, MDPPerm.NO_CHANGES])
def test_a_certification_that_permits_otherwise_is_refused(permissions: MDPPerm) -> None:
    forged = signed_by_another_program(unsigned(), permissions=permissions)
    assert code(forged) == "PDF_FRAME"


def test_an_evil_annotation_on_a_certified_document_is_refused() -> None:
    forged = signed_by_another_program(unsigned(), permissions=MDPPerm.ANNOTATE)
    assert code(updated(forged, _annotate)) == "PDF_FRAME"


# -- shadow attacks: prepared before signing ------------------------------------------------------


def _other_pages(file: PdfFile) -> None:
    """A second set of pages, to be switched to later (hide and replace)."""
    page = file.add("<</Type/Page/MediaBox[0 0 595 842]/Resources<<>>>>")
    file.add(f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")


def _form_object(file: PdfFile) -> None:
    file.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 600 850]", b"1 g 0 0 600 850 re f")


@pytest.mark.parametrize("prepare", [_other_pages, _form_object])
def test_what_is_prepared_to_be_switched_to_after_signing_is_refused(
    prepare: Callable[[PdfFile], None],
) -> None:
    file = paper()
    prepare(file)
    prepared = sign_all(file.write(), ALONE)
    assert code(prepared) == "PDF_NOT_AS_WRITTEN"
    assert code(updated(prepared, _new_catalogue)) == "SIG_COVERAGE"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Resources ", b"/Annots[<</Subtype/Stamp/Rect[0 0 600 850]>>]/Resources "),
        (b"/Font<<", b"/XObject<</X 1 0 R>>/Font<<"),
        (b"/Font<<", b"/ExtGState<</G<</ca 0>>>>/Font<<"),
        (b"/Subtype/Type0", b"/Subtype/Type3"),
        (b"/Contents ", b"/Contents[1 0 R]/Contents "),
        (b"EMC", b"EMC /X Do"),
    ],
)
def test_something_laid_over_or_instead_of_the_text_before_signing_is_refused(
    old: bytes, new: bytes
) -> None:
    forged = sign_all(edited(old, new).write(), ALONE)
    assert code(forged) in {"PDF_PAGE_MISMATCH", "PDF_NOT_AS_WRITTEN"}


# -- polyglots and other containers ---------------------------------------------------------------


@pytest.mark.parametrize(
    "head", [b"GIF89a", b"PK\x03\x04", b"<html>", b"MZ", b"\n", b"\xef\xbb\xbf", b"%!PS\n"]
)
def test_a_file_that_is_something_else_as_well_is_refused(head: bytes) -> None:
    verdict = verify_file(head + signed(), "return.pdf", trust(made().round)).verdict
    is_package = head.startswith(b"PK")
    assert verdict.carrier is (Carrier.WORKBOOK if is_package else Carrier.PDF)
    assert verdict.reasons[-1].code == ("ZIP_TRAILER" if is_package else "PDF_FRAME")
    assert not verdict.unchanged


def test_a_zip_hung_on_the_end_is_refused() -> None:
    assert code(signed() + b"PK\x05\x06" + bytes(18)) == "SIG_COVERAGE"


def test_a_pdf_called_a_workbook_is_looked_at_as_what_it_is() -> None:
    verdict = verify_file(signed(), "return.xlsx", trust(made().round)).verdict
    assert verdict.carrier is Carrier.PDF
    assert verdict.is_good


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_an_encrypted_file_is_refused(revision: Any) -> None:
    content = saved_by_another_program(
        unsigned(),
        force_version="",
        encryption=pikepdf.Encryption(
            owner="a", user="", R=revision, aes=revision > 3, metadata=revision > 3
        ),
    )
    assert code(b"%PDF-1.7" + content[8:]) == "PDF_FRAME"


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__.values()))
def test_a_paper_saved_by_another_program_is_refused(mode: Any) -> None:
    content = saved_by_another_program(unsigned(), object_stream_mode=mode)
    assert code(content) == "PDF_FRAME"
    assert code(signed_by_another_program(content)) == "PDF_FRAME"
    assert code(saved_by_another_program(unsigned(), linearize=True)) == "PDF_FRAME"


# -- time and memory ------------------------------------------------------------------------------


def ensure_bounded(content: bytes) -> str:
    found = measure(lambda: code(content))
    assert found.seconds < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert found.result in load_sentences()
    return str(found.result)


def _many_pages(file: PdfFile) -> None:
    for _ in range(10_000):
        file.add("<</Type/Page/MediaBox[0 0 595 842]/Resources<<>>>>")


def _bomb(file: PdfFile, entry: bytes) -> None:
    number = next(key for key, each in file._loose.items() if entry in each.text)
    file._loose[number] = file._loose[number]._replace(content=b" " * 300_000_000)


def _attached_bomb(file: PdfFile) -> None:
    _bomb(file, b"/EmbeddedFile")


def _font_bomb(file: PdfFile) -> None:
    _bomb(file, b"/Length1")


@pytest.mark.slow
@pytest.mark.parametrize("change", [_many_pages, _attached_bomb, _font_bomb])
def test_a_well_signed_giant_costs_little(change: Callable[[PdfFile], None]) -> None:
    file = paper()
    change(file)
    try:
        forged = sign_all(file.write(), ALONE)
    except Refused as refused:  # the payload does not fit what is stated of it
        assert refused.code == "PDF_FRAME"
        forged = file.write()
    assert ensure_bounded(forged) in {"PDF_NOT_AS_WRITTEN", "PDF_FRAME"}


def test_a_payload_that_inflates_without_end_costs_little() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(100)) + packer.flush()
    content = re.sub(
        rb"/Length \d+>>\nstream\n.*?\nendstream",
        lambda _: b"/Length %d>>\nstream\n%b\nendstream" % (len(packed), packed),
        unsigned(),
        count=1,
        flags=re.DOTALL,
    )
    assert ensure_bounded(content) == "PDF_FRAME"


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 400_000 + b"]" * 400_000,
        b"<</A " * 400_000 + b"1" + b">>" * 400_000,
        b"(" * 4_000_000 + b")" * 4_000_000,
        b"/" + b"A" * 9_000_000,
        b"9" * 9_000_000,
    ],
    ids=["arrays", "dictionaries", "strings", "name", "number"],
)
def test_depth_without_end_costs_little(body: bytes) -> None:
    forged = edited(b"/Type/Catalog", b"/Type/Catalog/Deep " + body).write()
    forged = sign_all(forged, ALONE)
    assert ensure_bounded(forged) == "PDF_NOT_AS_WRITTEN"


def test_tables_chained_without_end_cost_little() -> None:
    """A table that names itself, or one behind it, as the one before."""
    content = signed(BOTH)
    at = content.rindex(b"/Type/XRef/Prev ")
    end = content.index(b"/W[", at)
    for place in (b"%d" % (len(content) - 400), b"0", b"9999999999"):
        forged = content[:at] + b"/Type/XRef/Prev " + place + content[end:]
        assert ensure_bounded(forged) in {"PDF_FRAME", "SIG_COVERAGE"}


def test_a_table_that_lists_a_million_objects_costs_little() -> None:
    content = signed()
    entries = b"0000000000 00000 n \n" * 900_000
    table = b"xref\n0 900000\n" + entries
    start = len(content)
    tail = table + b"trailer\n<</Root 1 0 R /Prev 0 /Size 900000>>\nstartxref\n%d\n%%%%EOF\n"
    assert ensure_bounded(content + tail % start) in _OURS_NO_MORE


def test_a_thousand_ends_of_files_cost_little() -> None:
    assert ensure_bounded(signed()[:-6] + b"x%%EOF\n" * 1_000_000) in _OURS_NO_MORE


def test_a_file_of_another_program_is_read_by_nobody() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    assert code(buffer.getvalue()) == "PDF_FRAME"
