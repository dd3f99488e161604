"""What signatures add to the paper: rebuilt and compared, whoever signed it with whatever program.

Every file of `signed_otherwise` is signed by the entitled key over exactly what it has.
"""

import io
import re
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.files import RETURN_LIMIT
from app.models.signatures import SignerRole
from app.returns.pdf.revisions import read_paper, read_revisions
from app.returns.pdf.verifier import verify_pdf
from app.returns.refusal import Refused
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Edit,
    made,
    replacing,
    sign_all,
    signed,
    signed_otherwise,
    unsigned,
)
from tests.returns.sample import SIGNED_AT, trust

pytestmark = pytest.mark.slow

PREPARER, APPROVER = BOTH


def code(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    return "" if verdict.is_good else verdict.reasons[0].code


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_revisions(content)
    return caught.value.code, caught.value.params.get("detail", "")


def half_signed() -> bytes:
    return sign_all(unsigned(BOTH), ALONE)


def test_each_signature_adds_a_revision_that_begins_where_the_last_ended() -> None:
    written, first, second = read_revisions(signed(BOTH))
    assert (written.start, first.start, second.start) == (0, written.end, first.end)
    assert second.end == len(signed(BOTH))
    assert written.end == len(unsigned(BOTH))


def test_the_paper_tells_who_is_to_sign_and_what_was_reported() -> None:
    read = read_paper(unsigned(BOTH), read_revisions(unsigned(BOTH))[0])
    assert read.roles == BOTH
    assert b'"agency":"MOE"' in read.attached


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_the_tools_of_these_attacks_alone_are_no_reason(roles: tuple[SignerRole, ...]) -> None:
    content = unsigned(roles)
    for role in roles:
        content = signed_otherwise(content, role, lambda same: same)
    assert code(content, roles) == ""


_CATALOG = rb"/Perms<</DocMDP"
_PREPARERS: dict[str, Edit] = {
    "a name": replacing(b"/Filter/Adobe", b"/Name<FEFF90E89577>/Filter/Adobe"),
    "a place": replacing(b"/Filter/Adobe", b"/Location(Taipei)/Filter/Adobe"),
    "another reason": lambda old: re.sub(rb"/Reason<[0-9A-F]+>", b"/Reason(no effect)", old),
    "a reason in another encoding": lambda old: re.sub(
        rb"/Reason<[0-9A-F]+>", b"/Reason(\xef\xbb\xbf)", old
    ),
    "a program": replacing(b"/Filter/Adobe", b"/Prop_Build<</App<<>>>>/Filter/Adobe"),
    "another handler": replacing(b"/Adobe.PPKLite", b"/Other.Handler"),
    "another kind": replacing(b"ETSI.CAdES.detached", b"adbe.pkcs7.detached"),
    "annotations permitted": replacing(b"/P 2>>", b"/P 3>>"),
    "no certification": replacing(b"/DocMDP", b"/FieldMDP"),
    "a second certification": replacing(b"/Reference[", b"/Reference[<</Type/SigRef>>"),
    "a certification not pointed to": replacing(_CATALOG, b"/Permx<</DocMDP"),
    "an action on opening": replacing(_CATALOG, b"/OpenAction<</S/JavaScript/JS(1)>>" + _CATALOG),
    "other pages": lambda old: re.sub(rb"/Pages \d+ 0 R", b"/Pages 9 0 R", old),
    "other bookmarks": lambda old: re.sub(rb"/Outlines \d+ 0 R", b"/Outlines 9 0 R", old),
    "another payload": lambda old: re.sub(rb"/AF\[\d+ 0 R\]", b"/AF[9 0 R]", old),
    "another language": replacing(b"/Lang(zh-TW)", b"/Lang(zh-CN)"),
    "a field that is seen": replacing(b"/Rect[0 0 0 0]", b"/Rect[0 0 9 9]"),
    "an appearance": replacing(b"/Rect[0 0 0 0]", b"/AP<</N 9 0 R>>/Rect[0 0 0 0]"),
    "another explanation": lambda old: re.sub(rb"/TU<[0-9A-F]+>", b"/TU(x)", old),
    "another title": lambda old: re.sub(rb"/Info \d+ 0 R", b"/Info 9 0 R", old),
    "another root": lambda old: re.sub(rb"/Root \d+ 0 R/Info", b"/Root 9 0 R/Info", old),
    "an encrypted file": replacing(b"/W[1 4 2]/Index", b"/Encrypt 9 0 R/W[1 4 2]/Index"),
    "a second table": replacing(b"/W[1 4 2]/Index", b"/XRefStm 9/W[1 4 2]/Index"),
    "an object between": replacing(b"\nendobj\n", b"\nendobj\n9 0 obj\n<<>>\nendobj\n"),
    "a remark between": replacing(b"\nendobj\n", b"\nendobj\n% nothing\n"),
    "a key twice": replacing(b"/Type/Annot", b"/Type/Annot/Type/Annot"),
    "a name in escapes": replacing(b"/Type/Annot", b"/Type/Ann#6ft"),
    "white space": replacing(b"/Type/Annot", b"/Type /Annot"),
    "another object in the table": lambda old: re.sub(
        rb"/Index\[(\d+) 2 ", lambda found: b"/Index[" + found[1] + b" 3 ", old
    ),
    "a time that is none": lambda old: re.sub(rb"D:2026", b"D:0000", old),
    "a time in another zone": replacing(b"Z)/Contents", b"+08'00')/Contents"),
}


@pytest.mark.parametrize("edit", _PREPARERS.values(), ids=_PREPARERS)
def test_a_preparers_revision_says_nothing_else_than_ours(edit: Edit) -> None:
    forged = signed_otherwise(unsigned(), PREPARER, edit)
    assert code(forged) in {"SIG_STRUCTURE", "PDF_FRAME", "SIG_TIME"}


_APPROVERS: dict[str, Edit] = {
    "the preparer's reason": lambda old: re.sub(
        rb"/Reason<[0-9A-F]+>", b"/Reason<FEFF586B5831>", old
    ),
    "no lock": replacing(b"/Lock<</Type/SigFieldLock/Action/All>>", b""),
    "a lock on less": replacing(b"/SigFieldLock/Action/All", b"/SigFieldLock/Action/Include"),
    "a certification of its own": lambda old: re.sub(
        rb"/Data \d+ 0 R/TransformMethod/FieldMDP", b"/TransformMethod/DocMDP", old
    ),
    "the catalog once more": replacing(
        b"\nendobj\n", b"\nendobj\n3 0 obj\n<</Type/Catalog>>\nendobj\n"
    ),
    "the field of the preparer": replacing(b"/T(Approver)", b"/T(Preparer)"),
}


@pytest.mark.parametrize("edit", _APPROVERS.values(), ids=_APPROVERS)
def test_an_approvers_revision_says_nothing_else_than_ours(edit: Edit) -> None:
    forged = signed_otherwise(half_signed(), APPROVER, edit)
    assert code(forged, BOTH) in {"SIG_STRUCTURE", "SIG_COVERAGE"}


def test_the_digits_left_out_of_the_signature_hold_nothing_else() -> None:
    content = signed()
    found = re.search(rb"/Contents<([0-9A-F]+)>", content)
    assert found is not None
    place = found.end(1) - 1
    assert content[place : place + 1] == b"0"
    for replacement in (b"1", b"\n", b"a"):
        assert code(content[:place] + replacement + content[place + 1 :]) == "SIG_STRUCTURE"
    start = found.start(1)
    lower = content[start : start + 400].lower()
    assert code(content[:start] + lower + content[start + 400 :]) == "SIG_STRUCTURE"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"/ByteRange\[0 ", b"/ByteRange[1 "),
        (rb"\d\]>>\nendobj", b"x]>>\nendobj"),
        (rb"/ByteRange", b"/ByteXange"),
        (rb"/ByteRange\[", b"/ByteRange[ "),
        (rb"/Contents<", b"/Kontents<"),
    ],
)
def test_a_signature_whose_range_or_name_is_another_is_refused(old: bytes, new: bytes) -> None:
    forged = re.sub(old, new, signed())
    assert forged != signed()
    assert code(forged) in {"SIG_STRUCTURE", "PDF_FRAME"}


def _cut(content: bytes) -> bytes:
    return content[:-7]


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _before(content: bytes) -> bytes:
    return b"\n" + content


@pytest.mark.parametrize("change", [_cut, _half, _before, lambda _: b"", lambda _: b"%PDF-1.7\n"])
def test_a_file_without_our_frame_is_not_read(change: Callable[[bytes], bytes]) -> None:
    assert refusal(change(signed()))[0] == "PDF_FRAME"


@pytest.mark.parametrize(
    "tail",
    [
        b"\n%%EOF\n",
        b"% nothing but a remark\n%%EOF\n",
        b"9999 0 obj\n<</Type/Page>>\nendobj\n%%EOF\n",
        b"xref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
        b"PK\x05\x06" + bytes(18),
        bytes(3),
    ],
)
def test_what_is_added_to_a_signed_return_is_named_as_that(tail: bytes) -> None:
    assert refusal(signed() + tail)[0] == "SIG_COVERAGE"
    assert refusal(unsigned() + tail)[0] == "PDF_FRAME"


def test_a_file_too_large_is_not_looked_into() -> None:
    assert refusal(signed() + bytes(RETURN_LIMIT))[0] == "PDF_FRAME"


def test_a_signature_once_more_is_one_too_many() -> None:
    content = signed()
    last = read_revisions(content)[-1]
    again = content[last.start :]
    moved = len(content) - last.start
    again = re.sub(rb"/Prev \d+", b"/Prev %d" % last.table, again)
    table = last.table + moved
    again = re.sub(rb"startxref\n\d+", b"startxref\n%d" % table, again)
    assert code(content + again) == "REVISION_COUNT"


def test_general_programs_find_both_signatures_whole_and_permitted() -> None:
    found = PdfFileReader(io.BytesIO(signed(BOTH)), strict=True).embedded_signatures
    for each in found:
        context = ValidationContext(
            trust_roots=[each.signer_cert], allow_fetching=False, moment=SIGNED_AT
        )
        status = validate_pdf_signature(each, context)
        assert status.bottom_line
        assert status.docmdp_ok
    assert [each.field_name for each in found] == ["Preparer", "Approver"]
