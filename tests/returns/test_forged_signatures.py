"""Signatures made by somebody who holds an entitled key but does not play by the rules.

The mathematics of each of these hold; the strict verifier looks at what was signed.
"""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

import app.returns.workbook.signature_xml as signature_xml
from app.models.signatures import SignerRole
from app.returns.layouts.part_names import PAYLOAD_PART, STYLES_PART, STYLES_TYPE, WORKBOOK_TYPE
from app.returns.refusal import Refused
from app.returns.verification import verify_file
from app.returns.workbook import signing as ooxml_signing
from app.returns.workbook.canonical_xml import digest
from app.returns.workbook.comparison import ensure_same_workbook
from app.returns.workbook.signature_names import DS, OFFICE_DETAILS, XADES
from app.returns.workbook.writer import write_workbook
from tests.returns.sample import SIGNED_AT, key, sample, trust
from tests.returns.workbook.packages import replaced, signed_after, unsigned_parts

MADE = sample()
UNSIGNED = write_workbook(MADE.payload, MADE.document)


_FOLLOWING = {"SIG_COUNT", "SIGNERS_MISMATCH"}
"""What a signature that does not count brings along."""


Codes = Callable[[], list[str]]


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> Codes:
    """What is said about a workbook signed by the altered signer."""

    def find_codes() -> list[str]:
        content = ooxml_signing.sign_workbook(UNSIGNED, key(), SignerRole.PREPARER, SIGNED_AT)
        monkeypatch.undo()  # the verifier is as it was
        verdict = verify_file(content, "return.xlsx", trust(MADE.round)).verdict
        assert verdict.is_good == (not verdict.reasons)
        found = [each.code for each in verdict.reasons]
        return [each for each in found if each not in _FOLLOWING]

    return find_codes


@pytest.fixture
def wrap(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Replace one step of the signer by something made of it."""

    def wrap_step(name: str, make: Callable[..., object]) -> None:
        original = getattr(signature_xml, name)
        monkeypatch.setattr(signature_xml, name, lambda *arguments: make(original, *arguments))

    return wrap_step


def test_the_signer_itself_plays_by_the_rules(codes: Codes) -> None:
    assert codes() == []


def test_a_part_left_out_of_the_manifest_is_noticed(
    monkeypatch: pytest.MonkeyPatch, codes: Codes
) -> None:
    original = signature_xml.build_signature

    def leave_out(parts: dict[str, bytes], types: dict[str, str], *rest: object) -> bytes:
        fewer = {name: content for name, content in parts.items() if name != STYLES_PART}
        return original(fewer, types, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ooxml_signing, "build_signature", leave_out)
    assert codes() == ["PART_UNSIGNED"]


def test_a_part_that_is_not_there_is_noticed(monkeypatch: pytest.MonkeyPatch, codes: Codes) -> None:
    original = signature_xml.build_signature

    def add(parts: dict[str, bytes], types: dict[str, str], *rest: object) -> bytes:
        name = "xl/more.xml"
        return original({**parts, name: b""}, {**types, name: STYLES_TYPE}, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ooxml_signing, "build_signature", add)
    assert codes() == ["MANIFEST_EXTRA"]


def test_another_content_type_is_noticed(monkeypatch: pytest.MonkeyPatch, codes: Codes) -> None:
    original = signature_xml.build_signature

    def retype(parts: dict[str, bytes], types: dict[str, str], *rest: object) -> bytes:
        return original(parts, {**types, STYLES_PART: WORKBOOK_TYPE}, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ooxml_signing, "build_signature", retype)
    assert codes() == ["MANIFEST_CT"]


def test_raw_bytes_of_relationships_instead_of_the_transform_are_noticed(
    monkeypatch: pytest.MonkeyPatch, codes: Codes
) -> None:
    monkeypatch.setattr(signature_xml, "RELATIONSHIPS_TYPE", "something else")
    assert set(codes()) == {"MANIFEST_TRANSFORM"}


def test_a_reference_made_twice_is_noticed(wrap: Callable[..., None], codes: Codes) -> None:
    def twice(original: Callable[..., etree._Element], *arguments: object) -> etree._Element:
        package = original(*arguments)
        manifest = package[0]
        manifest.append(etree.fromstring(etree.tostring(manifest[-1])))
        return package

    wrap("_add_package_object", twice)
    assert codes() == ["MANIFEST_DUPLICATE"]


def test_two_times_that_disagree_are_noticed(wrap: Callable[..., None], codes: Codes) -> None:
    def redate(original: Callable[..., object], *arguments: object) -> object:
        return original(*arguments[:-1], "2026-01-18T00:00:00Z")

    wrap("_add_properties", redate)
    assert codes() == ["SIG_TIME"]


def test_another_certificate_in_the_properties_is_noticed(
    wrap: Callable[..., None], codes: Codes
) -> None:
    def swap(original: Callable[..., object], *arguments: object) -> object:
        other = digest(key("approver").certificate.public_bytes(Encoding.DER))
        return original(arguments[0], other, *arguments[2:])

    wrap("_add_properties", swap)
    assert codes() == ["CERT_BINDING"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"{{{DS}}}X509IssuerName", "CERT_BINDING"),
        (f"{{{DS}}}X509SerialNumber", "CERT_BINDING"),
        (f"{{{XADES}}}SignaturePolicyImplied", "SIG_STRUCTURE"),
        (f"{{{XADES}}}AllSignedDataObjects", "SIG_STRUCTURE"),
    ],
)
def test_the_properties_say_nothing_else_about_the_signer(
    name: str, code: str, wrap: Callable[..., None], codes: Codes
) -> None:
    """Another issuer of the certificate, or a remark, would be shown with the signature."""

    def say(original: Callable[..., etree._Element], *arguments: object) -> etree._Element:
        properties = original(*arguments)
        next(properties.iter(name)).text = "行政院"
        return properties

    wrap("_add_properties", say)
    assert codes() == [code]


def test_a_picture_in_the_signature_is_refused(
    monkeypatch: pytest.MonkeyPatch, codes: Codes
) -> None:
    details = dict(OFFICE_DETAILS) | {"SignatureImage": "AAAA"}
    monkeypatch.setattr(signature_xml, "OFFICE_DETAILS", tuple(details.items()))
    assert codes() == ["SIG_STRUCTURE"]


@pytest.mark.parametrize("where", ["text", "tail"])
def test_words_between_the_elements_are_refused(
    where: str, wrap: Callable[..., None], codes: Codes
) -> None:
    def add_words(original: Callable[..., etree._Element], *arguments: object) -> etree._Element:
        office = original(*arguments)
        if where == "text":
            office.text = "words"
        else:
            office[0].tail = "words"
        return office

    wrap("_add_office_object", add_words)
    assert codes() == ["SIG_STRUCTURE"]


def test_an_attribute_too_many_is_refused(wrap: Callable[..., None], codes: Codes) -> None:
    def add(original: Callable[..., etree._Element], *arguments: object) -> etree._Element:
        office = original(*arguments)
        office.set("MimeType", "text/html")
        return office

    wrap("_add_office_object", add)
    assert codes() == ["SIG_STRUCTURE"]


def test_a_further_object_is_refused(wrap: Callable[..., None], codes: Codes) -> None:
    def add(original: Callable[..., etree._Element], *arguments: etree._Element) -> etree._Element:
        office = original(*arguments)
        etree.SubElement(arguments[0], f"{{{DS}}}Object")
        return office

    wrap("_add_office_object", add)
    assert codes() == ["SIG_STRUCTURE"]


@pytest.mark.parametrize("name", ["C14N", "SHA256"])
def test_another_algorithm_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, codes: Codes
) -> None:
    monkeypatch.setattr(signature_xml, name, "http://www.w3.org/2000/09/xmldsig#sha1")
    assert codes() == ["SIG_ALG"]


def test_a_time_with_a_fraction_is_refused(wrap: Callable[..., None], codes: Codes) -> None:
    def fraction(original: Callable[..., object], *arguments: object) -> object:
        return original(*arguments[:-1], "2026-01-19T01:02:03.5Z")

    wrap("_add_package_object", fraction)
    assert codes() == ["SIG_STRUCTURE"]


def test_a_workbook_of_another_layout_is_told_apart_from_a_forged_one() -> None:
    content = signed_after(MADE, PAYLOAD_PART, replaced(b' layout="1"', b' layout="2"'))
    verdict = verify_file(content, "x.xlsx", trust(MADE.round)).verdict
    assert [each.code for each in verdict.reasons] == ["LAYOUT_VERSION"]
    assert verdict.reasons[0].params["layout"] == "2"


def test_a_part_nobody_wrote_is_refused_even_if_signed() -> None:
    parts = unsigned_parts(MADE)
    ensure_same_workbook(parts, MADE.document)
    with pytest.raises(Refused) as caught:
        ensure_same_workbook({**parts, "xl/worksheets/sheet8.xml": b""}, MADE.document)
    assert caught.value.code == "TEMPLATE_MISMATCH"
