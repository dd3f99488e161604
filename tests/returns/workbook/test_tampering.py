"""Every attack of the findings on OOXML signatures, and by which reason it is refused.

Office suites and libraries accept most of these (see the table in the findings); here each must
be refused, and for the right reason.
"""

import re
import struct
import tracemalloc
from collections.abc import Callable

import pytest

from app.models.signatures import SignerRole
from app.returns.layouts.part_names import (
    CONTENT_TYPES_PART,
    PAYLOAD_PART,
    ROOT_RELS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    WORKBOOK_RELS_PART,
)
from app.returns.verification import verify_file
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import SIGNED_AT, key, sample, signed_workbook, trust
from tests.returns.workbook.packages import (
    BOTH,
    SHEET,
    added,
    changed,
    replaced,
    signed_after,
    stripped_of_second,
    without,
    without_signature_files,
)

Attack = Callable[[bytes], bytes]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relationship(kind: str, target: str, more: str = "") -> bytes:
    """One more relationship, with the end of the part."""
    entry = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{more}/></Relationships>'
    return entry.encode()


def override(part: str, kind: str) -> bytes:
    """One more content type, with the end of the part."""
    return f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()


MADE = sample()
SIGNED = signed_workbook(MADE)
SIG1 = "_xmlsignatures/sig1.xml"


def codes(content: bytes) -> list[str]:
    verification = verify_file(content, "return.xlsx", trust(MADE.round))
    assert verification.verdict.is_good == (not verification.verdict.reasons)
    return [each.code for each in verification.verdict.reasons]


def test_the_untouched_workbook_is_good() -> None:
    verification = verify_file(SIGNED, "return.xlsx", trust(MADE.round))
    assert verification.verdict.is_good
    assert verification.payload == MADE.payload
    (signer,) = verification.verdict.signers
    assert (signer.role, signer.agency) == (SignerRole.PREPARER, "MOE")
    assert signer.signed_at == SIGNED_AT


def swap_sheet_bytes(content: bytes) -> bytes:
    return changed(content, SHEET, replaced(b"9999", b"9998"))


def add_white_space(content: bytes) -> bytes:
    return changed(content, SHEET, replaced(b"<sheetData>", b"<sheetData> "))


def add_unreferenced_part(content: bytes) -> bytes:
    parts = read_strict_zip(content)
    sheet = parts[SHEET]
    content_type = override("xl/worksheets/sheet99.xml", f"{_SHEETML}.worksheet+xml")
    parts[CONTENT_TYPES_PART] = parts[CONTENT_TYPES_PART].replace(b"</Types>", content_type)
    return write_zip({**parts, "xl/worksheets/sheet99.xml": sheet})


def add_unsigned_sheet(content: bytes) -> bytes:
    link = relationship(f"{_OFFICE}/worksheet", "worksheets/sheet99.xml")
    content = add_unreferenced_part(content)
    return changed(content, WORKBOOK_RELS_PART, replaced(b"</Relationships>", link))


def add_shared_strings(content: bytes) -> bytes:
    link = relationship(f"{_OFFICE}/sharedStrings", "sharedStrings.xml")
    content_type = override("xl/sharedStrings.xml", f"{_SHEETML}.sharedStrings+xml")
    content = changed(content, WORKBOOK_RELS_PART, replaced(b"</Relationships>", link))
    content = changed(content, CONTENT_TYPES_PART, replaced(b"</Types>", content_type))
    return added(content, {"xl/sharedStrings.xml": b"<sst/>"})


def retarget_root(content: bytes) -> bytes:
    return changed(content, ROOT_RELS_PART, replaced(b'"xl/workbook.xml"', b'"xl/styles.xml"'))


def add_second_office_document(content: bytes) -> bytes:
    link = relationship(f"{_OFFICE}/officeDocument", "xl/workbook2.xml")
    content_type = override("xl/workbook2.xml", f"{_SHEETML}.sheet.main+xml")
    workbook = read_strict_zip(content)[WORKBOOK_PART]
    content = changed(content, ROOT_RELS_PART, replaced(b"</Relationships>", link))
    content = changed(content, CONTENT_TYPES_PART, replaced(b"</Types>", content_type))
    return added(content, {"xl/workbook2.xml": workbook})


def add_external_link(content: bytes) -> bytes:
    link = relationship(f"{_OFFICE}/hyperlink", "https://example.org/", ' TargetMode="External"')
    return changed(content, WORKBOOK_RELS_PART, replaced(b"</Relationships>", link))


def change_case_twin(content: bytes) -> bytes:
    parts = read_strict_zip(content)
    return write_zip({**parts, "xl/WORKBOOK.xml": parts[WORKBOOK_PART]})


def swap_content_type(content: bytes) -> bytes:
    kind = b"spreadsheetml.sheet.main+xml"
    return changed(content, CONTENT_TYPES_PART, replaced(kind, b"spreadsheetml.styles+xml"))


def make_macro_workbook(content: bytes) -> bytes:
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    new = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return changed(content, CONTENT_TYPES_PART, replaced(old, new))


def remove_manifest_reference(content: bytes) -> bytes:
    pattern = rb'<Reference URI="/xl/styles.xml\?[^"]*">.*?</Reference>'
    return changed(content, SIG1, lambda sig: re.sub(pattern, b"", sig, flags=re.DOTALL))


def duplicate_package_object(content: bytes) -> bytes:
    def wrap(sig: bytes) -> bytes:
        found = re.search(rb'<Object Id="idPackageObject">.*?</Object>', sig, re.DOTALL)
        assert found is not None
        return sig.replace(b"</Signature>", found[0] + b"</Signature>")

    return changed(content, SIG1, wrap)


def empty_signature(content: bytes) -> bytes:
    return changed(content, SIG1, lambda _sig: b"")


def use_md5(content: bytes) -> bytes:
    return changed(content, SIG1, replaced(b"#ecdsa-sha256", b"#rsa-md5"))


def redate_signature(content: bytes) -> bytes:
    return changed(content, SIG1, replaced(b"2026-01-19T", b"2026-01-18T", 2))


def replace_signature_value(content: bytes) -> bytes:
    return changed(
        content,
        SIG1,
        lambda sig: re.sub(rb"<SignatureValue>....", b"<SignatureValue>AAAA", sig),
    )


def take_another_certificate(content: bytes) -> bytes:
    other = signed_workbook(sample(BOTH))
    pattern = rb"<X509Certificate>[^<]*</X509Certificate>"
    stranger = re.search(pattern, read_strict_zip(other)["_xmlsignatures/sig2.xml"])
    assert stranger is not None
    return changed(content, SIG1, lambda sig: re.sub(pattern, stranger[0], sig))


def add_document_properties(content: bytes) -> bytes:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    link = relationship(kind, "docProps/core.xml")
    content_type = override(
        "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
    )
    content = changed(content, ROOT_RELS_PART, replaced(b"</Relationships>", link))
    content = changed(content, CONTENT_TYPES_PART, replaced(b"</Types>", content_type))
    return added(content, {"docProps/core.xml": b"<x/>"})


def comment_in_signature(content: bytes) -> bytes:
    return changed(content, SIG1, replaced(b"<SignedInfo>", b"<!-- --><SignedInfo>"))


def entity_in_sheet(content: bytes) -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY e "1">]><Signature '
    return changed(content, SIG1, replaced(b"<Signature ", doctype))


def relationship_to_the_wrong_kind(content: bytes) -> bytes:
    target = b'Target="worksheets/sheet1.xml"'
    return changed(content, WORKBOOK_RELS_PART, replaced(target, b'Target="styles.xml"'))


def same_relationship_twice(content: bytes) -> bytes:
    return changed(content, WORKBOOK_RELS_PART, replaced(b'Id="rId2"', b'Id="RID1"'))


def remove_a_sheet(content: bytes) -> bytes:
    return without(content, "xl/worksheets/sheet4.xml")


ATTACKS: tuple[tuple[Attack, str], ...] = (
    (swap_sheet_bytes, "DIGEST_PART"),
    (add_white_space, "DIGEST_PART"),
    (add_unreferenced_part, "PART_UNREFERENCED"),
    (add_unsigned_sheet, "REL_UNSIGNED"),
    (add_shared_strings, "CT_FORBIDDEN"),
    (retarget_root, "REL_TARGET"),
    (add_second_office_document, "MAIN_PART"),
    (add_external_link, "REL_EXTERNAL"),
    (change_case_twin, "PART_DUPLICATE"),
    (swap_content_type, "REL_TARGET"),
    (make_macro_workbook, "CT_FORBIDDEN"),
    (remove_manifest_reference, "DIGEST_OBJECT"),
    (duplicate_package_object, "SIG_DUP_ID"),
    (empty_signature, "XML_MALFORMED"),
    (without_signature_files, "CT_DANGLING"),
    (use_md5, "SIG_ALG"),
    (redate_signature, "DIGEST_OBJECT"),
    (replace_signature_value, "SIGNATURE"),
    (take_another_certificate, "SIGNATURE"),
    (add_document_properties, "CT_FORBIDDEN"),
    (comment_in_signature, "XML_FORBIDDEN"),
    (entity_in_sheet, "XML_DTD"),
    (relationship_to_the_wrong_kind, "REL_TARGET"),
    (same_relationship_twice, "REL_DUPLICATE"),
    (remove_a_sheet, "CT_DANGLING"),
    (lambda content: b"MZ" + content, "ZIP_PREFIX"),
    (lambda content: content + b"more", "ZIP_TRAILER"),
)


@pytest.mark.parametrize(
    ("attack", "code"), ATTACKS, ids=[f"{each.__name__}-{code}" for each, code in ATTACKS]
)
def test_an_attack_is_refused_by_its_name(attack: Attack, code: str) -> None:
    assert code in codes(attack(SIGNED))


def test_a_changed_cell_leaves_the_signature_itself_correct() -> None:
    verdict = verify_file(swap_sheet_bytes(SIGNED), "x.xlsx", trust(MADE.round)).verdict
    assert (verdict.unchanged, verdict.signature_correct) == (False, True)
    assert not verdict.signers_entitled


def test_no_payload_is_handed_out_of_a_changed_workbook() -> None:
    assert verify_file(swap_sheet_bytes(SIGNED), "x.xlsx", trust(MADE.round)).payload is None
    assert verify_file(replace_signature_value(SIGNED), "x.xlsx", trust()).payload is None


def test_a_stripped_approver_is_noticed() -> None:
    made = sample(BOTH)
    content = signed_workbook(made)
    assert verify_file(content, "x.xlsx", trust(made.round)).verdict.is_good
    verdict = verify_file(stripped_of_second(content), "x.xlsx", trust(made.round)).verdict
    assert [each.code for each in verdict.reasons] == ["SIG_COUNT", "SIGNERS_MISMATCH"]
    assert (verdict.unchanged, verdict.signature_correct) == (True, True)


@pytest.mark.slow
def test_every_flipped_byte_is_noticed() -> None:
    good = trust(MADE.round)
    parts = read_strict_zip(SIGNED)
    directory = SIGNED.index(b"PK\x01\x02")
    harmless = 0
    for position in (*range(0, directory, 97), *range(directory, len(SIGNED))):
        flipped = bytearray(SIGNED)
        flipped[position] ^= 0x01
        if verify_file(bytes(flipped), "x.xlsx", good).verdict.is_good:
            # Only the bits that fill up the last byte of a compressed stream say nothing.
            assert read_strict_zip(bytes(flipped)) == parts, position
            harmless += 1
    assert harmless <= 2


def test_every_truncation_is_noticed() -> None:
    for end in range(0, len(SIGNED), 501):
        assert not verify_file(SIGNED[:end], "x.xlsx", trust(MADE.round)).verdict.is_good


def test_a_signature_over_other_content_does_not_move() -> None:
    other = sample(is_demo=False)
    foreign = read_strict_zip(signed_workbook(other))[SIG1]
    assert "DIGEST_PART" in codes(changed(SIGNED, SIG1, lambda _sig: foreign))


def test_a_bomb_is_refused_without_being_inflated() -> None:
    parts = read_strict_zip(SIGNED)
    content = write_zip({**parts, SHEET: b" " * 70_000_000})
    assert len(content) < 200_000
    assert codes(content) == ["ZIP_LIMIT"]


def test_a_lying_size_is_refused_without_being_inflated() -> None:
    content = bytearray(write_zip({"a.xml": b" " * 50_000_000}))
    for offset in (22, content.rindex(b"PK\x01\x02") + 24):
        struct.pack_into("<I", content, offset, 10)
    tracemalloc.start()
    found = codes(bytes(content))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == ["FILE_IS_ARCHIVE", "ZIP_DATA"]
    assert peak < 5_000_000


HIDDEN: tuple[tuple[str, bytes, bytes], ...] = (
    (SHEET, b'<row r="5" ', b'<row r="5" hidden="1" '),
    (SHEET, b'customHeight="1"><c r="A6"', b'hidden="1"><c r="A6"'),
    (SHEET, b'<col min="3" ', b'<col hidden="1" min="3" '),
    (SHEET, b"</sheetData>", b'<row r="900"><c r="A900"><v>1</v></c></row></sheetData>'),
    (SHEET, b"</mergeCells>", b'<mergeCell ref="C30:D31"/></mergeCells>'),
    (SHEET, b"<v>9999</v>", b"<f>5+5</f><v>9999</v>"),
    (SHEET, b"</worksheet>", b'<legacyDrawing r:id="rId1"/></worksheet>'),
    (WORKBOOK_PART, b'sheetId="3"', b'sheetId="3" state="hidden"'),
    (WORKBOOK_PART, b"</definedNames>", b'<definedName name="x">1</definedName></definedNames>'),
    (STYLES_PART, b'rgb="FF1F2933"', b'rgb="FFFFFFFF"'),
)


@pytest.mark.parametrize(("part", "old", "new"), HIDDEN)
def test_a_signer_cannot_hide_or_add_anything(part: str, old: bytes, new: bytes) -> None:
    content = signed_after(MADE, part, replaced(old, new))
    assert set(codes(content)) & {"TEMPLATE_MISMATCH", "CONTENT_HASH_MISMATCH"}


def params(content: bytes, code: str) -> dict[str, str]:
    verdict = verify_file(content, "x.xlsx", trust(MADE.round)).verdict
    return next(each.params for each in verdict.reasons if each.code == code)


def test_a_changed_label_is_named_with_sheet_and_cell() -> None:
    change = replaced("實支數（元）".encode(), "應付數（元）".encode())
    found = params(signed_after(MADE, SHEET, change), "TEMPLATE_MISMATCH")
    assert re.fullmatch(r"[A-L]\d+", found["cell"])


def test_a_changed_style_is_named_with_sheet_and_cell() -> None:
    change = replaced(b'<c r="I9" s="16">', b'<c r="I9" s="14">')
    found = params(signed_after(MADE, SHEET, change), "TEMPLATE_MISMATCH")
    assert found == {"sheet": "P06 推動大學社會責任實踐計畫", "cell": "I9"}


def test_a_changed_computed_value_is_named_with_sheet_and_cell() -> None:
    change = replaced("落後".encode(), "達成".encode())
    found = params(signed_after(MADE, SHEET, change), "CONTENT_HASH_MISMATCH")
    assert found["sheet"].startswith("P06")
    assert re.fullmatch(r"[A-L]\d+", found["cell"])


def test_a_changed_figure_is_named_with_sheet_and_cell() -> None:
    change = replaced(b"<v>9999</v>", b"<v>9998</v>")
    found = params(signed_after(MADE, SHEET, change), "CONTENT_HASH_MISMATCH")
    assert found["sheet"].startswith("P06")


def test_a_figure_changed_in_the_payload_alone_is_noticed_too() -> None:
    content = signed_after(MADE, PAYLOAD_PART, replaced(b":9999,", b":9998,"))
    assert "CONTENT_HASH_MISMATCH" in codes(content)


def test_a_changed_control_number_on_the_cover_is_noticed() -> None:
    number = MADE.document.control_number.encode()
    twin = number.replace(number[:4], b"0000")
    found = params(
        signed_after(MADE, "xl/worksheets/sheet1.xml", replaced(number, twin, 9)),
        "CONTENT_HASH_MISMATCH",
    )
    assert found["sheet"] == "封面"


def test_a_signature_cannot_be_added_by_a_third() -> None:
    content = sign_workbook(SIGNED, key("approver"), SignerRole.APPROVER, SIGNED_AT)
    assert "SIG_COUNT" in codes(content)
