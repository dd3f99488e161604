"""What a viewer shows beside a signature: a signer with any program cannot put more there.

Every file is signed by the entitled key over exactly what it has.
"""

import hashlib
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic as _generic

from app.models.signatures import SignerRole
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.verifier import verify_pdf
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    made,
    sign_all,
    signed,
    unsigned,
    with_container,
)
from tests.returns.pdf.raw_pdfs import signed_again
from tests.returns.sample import key, trust

pytestmark = pytest.mark.slow

generic: Any = _generic  # the library states no types of these
pdf_name: Any = _generic.pdf_name
pdf_string: Any = _generic.pdf_string
Update = Callable[[Any, Any, Any], None]
"""Takes the writer, the field being signed and its signature."""


def code(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    return "" if verdict.is_good else verdict.reasons[0].code


def signed_with(
    update: Update, monkeypatch: pytest.MonkeyPatch, roles: tuple[SignerRole, ...] = ALONE
) -> bytes:
    """Signed as ever, but every signer changes something of the own revision first."""

    class Slipping(pdf_signing._PlainWriter):
        def write(self, stream: io.BytesIO) -> None:
            (value,) = (
                each
                for each in self.objects.values()
                if isinstance(each, generic.DictionaryObject) and each.get("/Type") == "/Sig"
            )
            fields = [each.get_object() for each in self.root["/AcroForm"]["/Fields"]]
            filled = next(each for each in reversed(fields) if "/V" in each)
            update(self, filled, value)
            super().write(stream)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(pdf_signing, "_PlainWriter", Slipping)
    return sign_all(unsigned(roles), roles)


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_the_tools_of_these_attacks_alone_are_no_reason(
    roles: tuple[SignerRole, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code(signed_with(lambda *_all: None, monkeypatch, roles), roles) == ""


_WORDS: dict[str, Any] = {
    "/Name": pdf_string("部長"),
    "/Location": pdf_string("行政院"),
    "/ContactInfo": pdf_string("02-0000-0000"),
    "/Reason": pdf_string("僅供參考，不生效力"),
    "/Prop_Build": generic.DictionaryObject({pdf_name("/App"): generic.DictionaryObject()}),
    "/Cert": pdf_string("x"),
    "/Changes": generic.ArrayObject([generic.NumberObject(0)] * 3),
    "/R": generic.NumberObject(1),
    "/V": generic.NumberObject(1),
    "/Filter": pdf_name("/Other.Handler"),
    "/Unknown": pdf_string("x"),
}


@pytest.mark.parametrize("name", _WORDS)
def test_a_signature_says_nothing_else_than_ours(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(_writer: Any, _field: Any, value: Any) -> None:
        value[pdf_name(name)] = _WORDS[name]

    assert code(signed_with(say, monkeypatch)) == "SIG_STRUCTURE"


def test_an_approver_does_not_give_the_preparers_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def say(_writer: Any, field: Any, value: Any) -> None:
        if field["/T"] == "Approver":
            value[pdf_name("/Reason")] = pdf_string("填報")

    assert code(signed_with(say, monkeypatch, BOTH), BOTH) == "SIG_STRUCTURE"


def test_a_reason_in_another_encoding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Viewers before PDF 2.0 show other characters than those that know UTF-8 in strings."""

    def say(_writer: Any, _field: Any, value: Any) -> None:
        value[pdf_name("/Reason")] = generic.ByteStringObject(b"\xef\xbb\xbf" + "填報".encode())

    assert code(signed_with(say, monkeypatch)) == "SIG_STRUCTURE"


def test_a_second_certification_beside_the_first_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A reader that takes the last one would let everything be changed."""

    def add(_writer: Any, _field: Any, value: Any) -> None:
        wider = generic.DictionaryObject(value["/Reference"][0])
        parameters = generic.DictionaryObject(wider["/TransformParams"])
        parameters[pdf_name("/P")] = generic.NumberObject(3)
        wider[pdf_name("/TransformParams")] = parameters
        value["/Reference"].append(wider)

    assert code(signed_with(add, monkeypatch)) == "SIG_STRUCTURE"


def _unlock(writer: Any, field: Any, _value: Any) -> None:
    del field["/Lock"]
    writer.update_container(field)


def _lock_less(writer: Any, field: Any, _value: Any) -> None:
    lock = {"/Type": pdf_name("/SigFieldLock"), "/Action": pdf_name("/Include")}
    names = generic.ArrayObject([pdf_string("Preparer")])
    field[pdf_name("/Lock")] = generic.DictionaryObject(
        {pdf_name(name): value for name, value in lock.items()} | {pdf_name("/Fields"): names}
    )


@pytest.mark.parametrize("change", [_unlock, _lock_less])
def test_the_lock_of_the_last_signer_is_ours(
    change: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_the_form(writer: Any, field: Any, value: Any) -> None:
        if field["/T"] == "Preparer":  # the first to sign can change what the other one will
            approvers = writer.root["/AcroForm"]["/Fields"][1].get_object()
            change(writer, approvers, value)
            writer.update_container(approvers)

    assert code(signed_with(of_the_form, monkeypatch, BOTH), BOTH) == "SIG_STRUCTURE"


_FIELD_KEYS: dict[str, Any] = {
    "/TU": pdf_string("部長親簽"),
    "/MK": generic.DictionaryObject({pdf_name("/CA"): pdf_string("x")}),
    "/AP": generic.DictionaryObject(),
    "/A": generic.DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript")}),
    "/AA": generic.DictionaryObject(),
    "/SV": generic.DictionaryObject(),
    "/Contents": pdf_string("部長親簽"),
    "/Rect": generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 99, 99)]),
    "/Kids": generic.ArrayObject(),
}


@pytest.mark.parametrize("name", _FIELD_KEYS)
def test_a_field_bears_nothing_else_than_ours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(_writer: Any, field: Any, _value: Any) -> None:
        field[pdf_name(name)] = _FIELD_KEYS[name]

    assert code(signed_with(put, monkeypatch)) in {"PDF_ACTIVE", "SIG_STRUCTURE"}


def test_the_form_and_the_page_have_the_fields_as_ours_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def relax(writer: Any, _field: Any, _value: Any) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name("/SigFlags")] = generic.NumberObject(1)
        writer.update_container(form)

    def leave_out(writer: Any, _field: Any, _value: Any) -> None:
        page, _ = writer.find_page_for_modification(0)
        page.get_object()[pdf_name("/Annots")] = generic.ArrayObject()
        writer.update_container(page.get_object())

    for change in (relax, leave_out):
        with monkeypatch.context() as patch:
            assert code(signed_with(change, patch)) == "SIG_STRUCTURE"


def test_a_signers_revision_does_not_name_another_title() -> None:
    """The trailer of a later revision could lead a viewer to other words for its title bar."""
    for roles, signer in ((ALONE, "preparer"), (BOTH, "approver")):
        content = signed(roles)
        at = content.rindex(b"trailer")
        for other in (b"/Info 3 0 R", b""):
            tail = re.sub(rb"/Info \d+ 0 R", other, content[at:])
            assert code(signed_again(content[:at] + tail, key(signer)), roles) == "SIG_DIFF"


# -- in the container ------------------------------------------------------------------------------


def _attributed(monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], Any]) -> bytes:
    """Signed together with other attributes than ours."""

    class Telling(pdf_signing._KeySigner):
        async def signed_attrs(self, *given: Any, **named: Any) -> Any:
            return change(await super().signed_attrs(*given, **named))

    monkeypatch.setattr(pdf_signing, "_KeySigner", Telling)
    monkeypatch.setattr(pdf_signing, "_FIXED_BYTES", 1500)
    return sign_all(unsigned(), ALONE)


def _with(attribute: dict[str, Any]) -> Callable[[Any], Any]:
    return lambda signed: cms.CMSAttributes([*signed, cms.CMSAttribute(attribute)])


def test_attributes_as_they_are_stay_good(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code(_attributed(monkeypatch, lambda signed: signed)) == ""


@pytest.mark.parametrize(
    "attribute",
    [
        {"type": "signing_time", "values": [cms.Time({"utc_time": core.UTCTime("200101000000Z")})]},
        {"type": "1.2.3.4", "values": [core.UTF8String("部長")]},
    ],
)
def test_another_time_or_place_is_not_signed_along(
    attribute: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some viewers show the time in the container, not the one beside it."""
    assert code(_attributed(monkeypatch, _with(attribute))) == "SIG_STRUCTURE"


def _renamed(issuer: asn1_x509.Name, *, count: int = 1) -> Callable[[Any], Any]:
    """The attribute that names the certificate: by its digest, but another issuer or policy."""

    def change(signed: Any) -> Any:
        content = key("preparer").certificate.public_bytes(Encoding.DER)
        names = asn1_x509.GeneralNames([asn1_x509.GeneralName({"directory_name": issuer})])
        serial = {"issuer": names, "serial_number": key("preparer").certificate.serial_number}
        digest = hashlib.sha256(content).digest()
        named = tsp.ESSCertIDv2({"cert_hash": digest, "issuer_serial": serial})
        value = tsp.SigningCertificateV2({"certs": [named] * count})
        kept = [each for each in signed if each["type"].native != "signing_certificate_v2"]
        attribute = {"type": "signing_certificate_v2", "values": [value]}
        return cms.CMSAttributes([*kept, cms.CMSAttribute(attribute)])

    return change


def _own_issuer() -> asn1_x509.Name:
    content = key("preparer").certificate.public_bytes(Encoding.DER)
    return asn1_x509.Certificate.load(content).issuer


def test_the_certificate_is_named_once_and_by_its_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    other = asn1_x509.Name.build({"common_name": "行政院憑證管理中心"})
    for change, expected in (
        (_renamed(_own_issuer()), ""),
        (_renamed(other), "SIG_STRUCTURE"),
        (_renamed(_own_issuer(), count=2), "SIG_STRUCTURE"),
    ):
        with monkeypatch.context() as patch:
            assert code(_attributed(patch, change)) == expected


def _other_signer(signed_data: Any) -> None:
    identifier = signed_data["signer_infos"][0]["sid"].chosen
    identifier["issuer"] = asn1_x509.Name.build({"common_name": "別人"})


def _other_version(signed_data: Any) -> None:
    signed_data["version"] = "v3"


def _more_digests(signed_data: Any) -> None:
    more = algos.DigestAlgorithm({"algorithm": "sha512"})
    signed_data["digest_algorithms"] = [*signed_data["digest_algorithms"], more]


def _words_for_mechanism(signed_data: Any) -> None:
    words = {"algorithm": "sha256_ecdsa", "parameters": core.UTF8String("部長")}
    signed_data["signer_infos"][0]["signature_algorithm"] = words


def _other_content(signed_data: Any) -> None:
    signed_data["encap_content_info"] = {"content_type": "digested_data"}


@pytest.mark.parametrize(
    "change",
    [
        _other_signer,
        _other_version,
        _more_digests,
        _words_for_mechanism,
        _other_content,
    ],
)
def test_nothing_is_written_where_no_signature_covers_it(
    change: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever handles the file could do this, without any key."""
    monkeypatch.setattr(pdf_signing, "_FIXED_BYTES", 900)
    content = sign_all(unsigned(), ALONE)
    assert code(content) == ""
    assert code(with_container(content, change)) in {"SIG_STRUCTURE", "SIG_ALG"}
