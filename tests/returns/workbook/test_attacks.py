"""What else can be tried on a signed workbook, on its zip, its XML, its look and its place.

asked for                                             tried in
every row of the table of tampered packages           test_workbook_tampering
forgeries by a key holder (wrapping, algorithms)      test_forged_signatures
zip: gaps, comments, names, sizes, methods            test_zip_profile
signatures swapped between two returns                here
a signature moved to another agency or round          here
hidden, very hidden, number formats, white on white,
zero height, defined names, conditional formats,
rows and columns out of sight                         here; test_workbook_tampering
ZIP64, overlong names, bombs                          here; test_workbook_tampering (lying sizes)
outside entities, a billion laughs                    here, time and memory measured
"""

import io
import struct
import zipfile
from collections.abc import Callable

import msgspec
import pytest

from app.messages import load_sentences
from app.models.signatures import Registry, SignerRole
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.part_names import (
    CONTENT_TYPES_PART,
    ROOT_RELS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    WORKBOOK_RELS_PART,
)
from app.returns.verification import verify_file
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import SIGNED_AT, key, registry, sample, signed_workbook, trust
from tests.returns.workbook.packages import SHEET, replaced, signed_after, without
from tests.support.bounded import MOST_MEGABYTES, MOST_SECONDS, measure

pytestmark = pytest.mark.slow

MADE = sample()
SIGNED = signed_workbook(MADE)
SIGNATURE_FILES = (
    "_xmlsignatures/origin.sigs",
    "_xmlsignatures/_rels/origin.sigs.rels",
    "_xmlsignatures/sig1.xml",
)


def codes(content: bytes, context: TrustContext | None = None) -> list[str]:
    verdict = verify_file(content, "return.xlsx", context or trust(MADE.round)).verdict
    assert verdict.is_good == (not verdict.reasons)
    return [each.code for each in verdict.reasons]


# -- signatures out of place ----------------------------------------------------------------------


def test_signatures_swapped_between_two_returns_are_refused() -> None:
    other = signed_workbook(sample(reason="另有說明。"))
    ours, theirs = read_strict_zip(SIGNED), read_strict_zip(other)
    for mine, foreign in ((ours, theirs), (theirs, ours)):
        swapped = mine | {name: foreign[name] for name in SIGNATURE_FILES}
        assert "DIGEST_PART" in codes(write_zip(swapped))


def test_a_return_signed_by_another_agencys_officer_is_refused() -> None:
    """Entitled, but for another agency: the registry decides, not the certificate's words."""
    entries = tuple(
        msgspec.structs.replace(each, agency="MOC") if each.role is SignerRole.PREPARER else each
        for each in registry().entries
    )
    moved = msgspec.structs.replace(registry(), entries=entries)
    assert codes(SIGNED, _with_registry(moved)) == ["AGENCY_MISMATCH"]


def _with_registry(other: Registry) -> TrustContext:
    return msgspec.structs.replace(trust(MADE.round), registry=other)


def test_a_return_of_another_agency_under_this_signature_is_refused() -> None:
    other = sample(agency="MOC")
    content = write_workbook(other.payload, other.document)
    content = sign_workbook(content, key("preparer"), SignerRole.PREPARER, SIGNED_AT)
    assert "AGENCY_MISMATCH" in codes(content)


def test_a_return_of_another_round_is_refused() -> None:
    another = msgspec.structs.replace(MADE.round, id="115-annual", nonce="6b" * 32)
    assert codes(SIGNED, trust(another)) == ["RETURN_OF_DEMO"]
    demo = msgspec.structs.replace(another, id=MADE.round.id, is_demo=False)
    assert codes(SIGNED, trust(demo))[0] == "RETURN_OF_DEMO"
    again = msgspec.structs.replace(MADE.round, nonce="6b" * 32)
    assert "NONCE_MISMATCH" in codes(SIGNED, trust(again))


# -- plumbing -------------------------------------------------------------------------------------


def test_a_package_without_its_list_of_content_types_is_refused() -> None:
    assert codes(without(SIGNED, CONTENT_TYPES_PART)) == ["FILE_IS_ARCHIVE", "CT_MISSING"]


def test_a_part_without_a_content_type_is_refused() -> None:
    assert codes(write_zip({**read_strict_zip(SIGNED), "xl/a.bin": b"1"})) == ["CT_MISSING"]


@pytest.mark.parametrize(
    "kind", [b"/customXmlProps", b"/vbaProject", b"/externalLink", b"/oleObject"]
)
def test_a_relationship_of_another_kind_is_refused(kind: bytes) -> None:
    parts = read_strict_zip(SIGNED)
    rels = parts[WORKBOOK_RELS_PART].replace(b"/worksheet", kind, 1)
    assert rels != parts[WORKBOOK_RELS_PART]
    assert codes(write_zip({**parts, WORKBOOK_RELS_PART: rels})) == ["REL_TYPE"]


def _far_encoding(content: bytes) -> bytes:
    """Named where a hasty look does not reach."""
    return replaced(b' encoding="UTF-8"', b" " * 120 + b' encoding="UTF-7"')(content)


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (CONTENT_TYPES_PART, _far_encoding, "XML_MALFORMED"),
        (CONTENT_TYPES_PART, replaced(b"UTF-8", b"UTF-16"), "XML_MALFORMED"),
        (CONTENT_TYPES_PART, replaced(b'"1.0"', b'"1.1"'), "XML_MALFORMED"),
        (CONTENT_TYPES_PART, replaced(b"<?xml", b"\xef\xbb\xbf<?xml"), "XML_MALFORMED"),
        (CONTENT_TYPES_PART, replaced(b"</Types>", b"+ADw-Override/+AD4-</Types>"), "CT_FORBIDDEN"),
        (CONTENT_TYPES_PART, replaced(b"<Types ", b'<Types a="1" '), "CT_FORBIDDEN"),
        (ROOT_RELS_PART, replaced(b"</Relationships>", b"words</Relationships>"), "REL_TYPE"),
        (ROOT_RELS_PART, replaced(b"<Relationships ", b'<Relationships a="1" '), "REL_TYPE"),
    ],
    ids=["far", "utf-16", "xml 1.1", "mark", "utf-7", "root", "words", "root of links"],
)
def test_what_no_signature_covers_says_nothing_to_another_reader(
    part: str, change: Callable[[bytes], bytes], code: str
) -> None:
    """The list of content types is unsigned by nature, and so is what a transform leaves out."""
    parts = read_strict_zip(SIGNED)
    assert codes(write_zip({**parts, part: change(parts[part])})) == [code]


def test_an_origin_that_holds_something_is_refused() -> None:
    parts = {**read_strict_zip(SIGNED), "_xmlsignatures/origin.sigs": b"something"}
    assert codes(write_zip(parts)) == ["SIG_SET"]


# -- what a person sees is not what is read -------------------------------------------------------

_CONDITIONAL = (
    b'<conditionalFormatting sqref="A1:Z99"><cfRule type="expression" dxfId="0" priority="1">'
    b"<formula>TRUE</formula></cfRule></conditionalFormatting><printOptions"
)
_VALIDATION = (
    b'<dataValidations count="1"><dataValidation sqref="A1" type="list" showInputMessage="1" '
    b'prompt="9"><formula1>1</formula1></dataValidation></dataValidations><printOptions'
)

_FORMAT = (
    b'<numFmts count="1"><numFmt numFmtId="3" formatCode="%s"/></numFmts><fonts '  # of all figures
)

LOOKS: tuple[tuple[str, bytes, bytes], ...] = (
    (WORKBOOK_PART, b'sheetId="4"', b'sheetId="4" state="veryHidden"'),
    (WORKBOOK_PART, b'sheetId="3"', b'sheetId="3" state="hidden"'),
    (WORKBOOK_PART, b"<workbookPr/>", b'<workbookPr date1904="1"/>'),
    (WORKBOOK_PART, b"</definedNames>", b'<definedName name="A">1</definedName></definedNames>'),
    (WORKBOOK_PART, b"<sheets>", b"<workbookProtection lockStructure='1'/><sheets>"),
    (STYLES_PART, b"<fonts ", _FORMAT % b"&quot;9,999,999&quot;"),
    (STYLES_PART, b"<fonts ", _FORMAT % b"[White]#,##0"),
    (STYLES_PART, b'<color rgb="FF1F2933"/>', b'<color rgb="FFFFFFFF"/>'),
    (STYLES_PART, b'<sz val="12"/>', b'<sz val="1"/>'),
    (STYLES_PART, b'fgColor rgb="FFF7F9FB"', b'fgColor rgb="FF1F2933"'),
    (STYLES_PART, b"</styleSheet>", b'<dxfs count="1"><dxf/></dxfs></styleSheet>'),
    (SHEET, b'customHeight="1"><c r="A6"', b'customHeight="1" ht="0"><c r="A6"'),
    (SHEET, b'width="20.7109375"', b'width="0"'),
    (SHEET, b'defaultRowHeight="18"', b'defaultRowHeight="18" zeroHeight="1"'),
    (SHEET, b'topLeftCell="A3"', b'topLeftCell="AA900"'),
    (SHEET, b'ySplit="2"', b'ySplit="40"'),
    (SHEET, b'state="frozen"/>', b'state="frozen"/><!-- -->'),
    (SHEET, b"<printOptions", _CONDITIONAL),
    (SHEET, b"<printOptions", _VALIDATION),
    (SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    (SHEET, b"</sheetData>", b'</sheetData><autoFilter ref="A1:B2"/>'),
    (SHEET, b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>'),
    (SHEET, b'<dimension ref="A1:L65"/>', b'<dimension ref="A1:L20"/>'),
    (SHEET, b"<v>9999</v>", b"<f>1</f><v>9999</v>"),
    (SHEET, b"<v>9999</v>", b"<v>9.999E3</v>"),
    (SHEET, b'<sheetView showGridLines="0"', b'<sheetView showGridLines="0" showFormulas="1"'),
    (SHEET, b"&amp;L", b"&amp;L9"),
)


@pytest.mark.parametrize(("part", "old", "new"), LOOKS)
def test_a_workbook_that_looks_otherwise_is_refused_however_well_it_is_signed(
    part: str, old: bytes, new: bytes
) -> None:
    found = codes(signed_after(MADE, part, replaced(old, new)))
    assert set(found) & {"TEMPLATE_MISMATCH", "CONTENT_HASH_MISMATCH", "SCHEMA_INVALID"}


# -- containers -----------------------------------------------------------------------------------


def test_zip64_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in read_strict_zip(SIGNED).items():
            with package.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    found = codes(buffer.getvalue())
    assert found[-1].startswith("ZIP_")


def test_sizes_that_point_to_zip64_are_refused() -> None:
    content = bytearray(SIGNED)
    end = len(content) - 22
    for offset, form in ((end + 8, "<H"), (end + 12, "<I"), (end + 16, "<I")):
        changed = bytearray(content)
        struct.pack_into(form, changed, offset, 0xFFFF if form == "<H" else 0xFFFFFFFF)
        assert codes(bytes(changed))[0] in {"ZIP_STRUCTURE", "ZIP_LIMIT"}


@pytest.mark.parametrize("length", [121, 5_000, 65_000])
def test_overlong_names_are_refused(length: int) -> None:
    parts = read_strict_zip(SIGNED)
    assert codes(write_zip({**parts, "a" * length: b""})) == ["ZIP_NAME"]


# -- time and memory ------------------------------------------------------------------------------


def ensure_bounded(content: bytes) -> list[str]:
    found = measure(lambda: codes(content))
    assert found.seconds < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert found.result
    assert set(found.result) <= load_sentences().keys()
    return [str(each) for each in found.result]


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "haha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(12)
    )
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize(
    "part",
    [CONTENT_TYPES_PART, WORKBOOK_RELS_PART, "_rels/.rels", SHEET, "_xmlsignatures/sig1.xml"],
)
def test_entities_are_not_expanded_wherever_they_stand(part: str, doctype: bytes) -> None:
    parts = read_strict_zip(SIGNED)
    head, mark, tail = parts[part].partition(b"?>")
    if not mark:
        head, tail = b"", parts[part]
    forged = head + mark + doctype + tail.replace(b"><", b">&l;&a;<", 1)
    found = ensure_bounded(write_zip({**parts, part: forged}))
    assert set(found) & {"XML_DTD", "XML_MALFORMED", "DIGEST_PART"}


def test_entities_in_a_sheet_that_somebody_signed_are_not_expanded() -> None:
    def laugh(sheet: bytes) -> bytes:
        head, mark, tail = sheet.partition(b"?>")
        return head + mark + LAUGHS + tail.replace(b"<v>9999</v>", b"<v>&l;</v>", 1)

    assert ensure_bounded(signed_after(MADE, SHEET, laugh))


def test_a_bomb_costs_little() -> None:
    parts = read_strict_zip(SIGNED)
    assert ensure_bounded(write_zip({**parts, SHEET: b" " * 300_000_000})) == ["ZIP_LIMIT"]


def test_as_much_as_is_let_through_costs_little() -> None:
    """Just under the limit, in the part that is read with the most care."""
    parts = read_strict_zip(SIGNED)
    filler = b"<a>" + b"<b/>" * 14_000_000 + b"</a>"
    assert len(filler) < 57_000_000
    assert ensure_bounded(write_zip({**parts, SHEET: filler}))
    assert ensure_bounded(write_zip({**parts, "_xmlsignatures/sig1.xml": filler}))
    assert ensure_bounded(write_zip({**parts, CONTENT_TYPES_PART: filler}))


def test_a_sheet_as_large_as_is_let_through_and_signed_costs_little() -> None:
    row = b'<row r="900"><c r="A900"><v>1</v></c></row>'

    def grow(sheet: bytes) -> bytes:
        return sheet.replace(b"</sheetData>", row * 1_200_000 + b"</sheetData>")

    assert ensure_bounded(signed_after(MADE, SHEET, grow))


@pytest.mark.parametrize("part", [SHEET, "_xmlsignatures/sig1.xml", CONTENT_TYPES_PART])
def test_depth_without_end_costs_little(part: str) -> None:
    parts = read_strict_zip(SIGNED)
    deep = b"<a>" * 2_000_000 + b"</a>" * 2_000_000
    assert ensure_bounded(write_zip({**parts, part: deep}))


def test_ten_thousand_attributes_cost_little() -> None:
    parts = read_strict_zip(SIGNED)
    many = b"<a " + b" ".join(b'a%d="1"' % each for each in range(10_000)) + b"/>"
    assert ensure_bounded(write_zip({**parts, "_xmlsignatures/sig1.xml": many}))
