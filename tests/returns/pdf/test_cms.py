"""What is in the container of a signature, as a signer with any program could make it."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.models.signatures import SignerRole
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.verifier import verify_pdf
from tests.returns.pdf.forged_pdfs import ALONE, made, sign_all, unsigned, with_container
from tests.returns.sample import key, trust

pytestmark = pytest.mark.slow


def code(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> str:
    verdict = verify_pdf(content, trust(made(roles).round)).verdict
    return "" if verdict.is_good else verdict.reasons[0].code


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
