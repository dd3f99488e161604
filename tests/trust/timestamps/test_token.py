"""Timestamp tokens: one sound form, and every way in which a token may not be what it says."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.errors import AppError
from app.trust.timestamps import token as timestamp_token
from app.trust.timestamps.token import is_known_authority, normalise_token, read_token
from tests.support.timestamp_authority import (
    POLICY,
    STAMPED_AT,
    Authority,
    make_issuer,
    soon_over,
)

pytestmark = pytest.mark.slow

DIGEST = hashlib.sha256(b"signature").digest()
AUTHORITY = Authority()
ROOT = make_issuer("根", ca=True)
MIDDLE = make_issuer("中繼", ROOT, ca=True)
CHAINED = Authority(make_issuer("時戳", MIDDLE), others=(MIDDLE.certificate,))


def _names_of(name: str) -> x509.NameConstraints:
    names = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
    return x509.NameConstraints([x509.DirectoryName(names)], None)


def detail(der: bytes, digest: bytes = DIGEST) -> str:
    """Why a token is refused."""
    with pytest.raises(AppError) as caught:
        read_token(der, digest)
    assert caught.value.code == "TIMESTAMP_TOKEN"
    return caught.value.params["detail"]


def test_a_sound_token_says_when_and_by_whom() -> None:
    token = read_token(AUTHORITY.token(DIGEST, nonce=5), DIGEST)
    assert (token.at, token.nonce, token.policy) == (STAMPED_AT, 5, POLICY)
    assert token.authority_name == "測試時戳服務"


def test_a_token_about_something_else_is_refused() -> None:
    assert detail(AUTHORITY.token(DIGEST), hashlib.sha256(b"other").digest()) == "imprint"


def test_any_flipped_byte_is_refused_or_says_the_same() -> None:
    """What may differ unnoticed is nothing; each byte is signed or has one form."""
    der = AUTHORITY.token(DIGEST)
    for place in range(len(der)):
        with pytest.raises(AppError):
            read_token(der[:place] + bytes([der[place] ^ 1]) + der[place + 1 :], DIGEST)


@pytest.mark.parametrize("der", [b"", b"\x30\x00", b"0" * 100, b"\x30\x80\x00\x00", b"\x00" * 2000])
def test_garbage_is_refused(der: bytes) -> None:
    assert detail(der)


def test_bytes_after_the_token_are_refused() -> None:
    assert detail(AUTHORITY.token(DIGEST) + b"\0") == "DER"


def test_a_token_larger_than_any_is_not_even_parsed() -> None:
    assert detail(AUTHORITY.token(DIGEST) + bytes(timestamp_token.TOKEN_LIMIT)) == "size"


def test_a_length_written_at_greater_length_is_refused() -> None:
    der = AUTHORITY.token(DIGEST)
    assert der[:2] == b"\x30\x82"
    assert detail(b"\x30\x83\x00" + der[2:]) == "DER"


def _twice(signed_data: Any) -> None:
    infos = signed_data["signer_infos"]
    infos.append(infos[0].copy())


def unsigned(signed_data: Any) -> None:
    attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(b"hidden")]})
    signed_data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])


def with_stranger(signed_data: Any) -> None:
    der = ROOT.certificate.public_bytes(Encoding.DER)
    signed_data["certificates"].append(
        cms.CertificateChoices("certificate", asn1_x509.Certificate.load(der))
    )


def _without_certificates(signed_data: Any) -> None:
    signed_data["certificates"] = None


def _other_content(signed_data: Any) -> None:
    signed_data["encap_content_info"]["content_type"] = "data"


def other_version(signed_data: Any) -> None:
    signed_data["version"] = "v5"


def more_digests(signed_data: Any) -> None:
    signed_data["digest_algorithms"].append({"algorithm": "sha512"})


def _hidden_parameters(signed_data: Any) -> None:
    algorithm = signed_data["signer_infos"][0]["signature_algorithm"]
    algorithm["parameters"] = core.OctetString(b"hidden")


def _weak_digest(signed_data: Any) -> None:
    signed_data["digest_algorithms"][0]["algorithm"] = "sha1"
    signed_data["signer_infos"][0]["digest_algorithm"]["algorithm"] = "sha1"


def _later(signed_data: Any) -> None:
    statement = signed_data["encap_content_info"]["content"].parsed
    statement["gen_time"] = STAMPED_AT + timedelta(days=1)


def _other_serial(signed_data: Any) -> None:
    signed_data["signer_infos"][0]["sid"].chosen["serial_number"] = 3


def _other_signature(signed_data: Any) -> None:
    other = Authority().token(DIGEST)
    signer = cms.ContentInfo.load(other)["content"]["signer_infos"][0]
    signed_data["signer_infos"][0]["signature"] = signer["signature"].native


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_twice, "signers"),
        (unsigned, "unsigned"),
        (with_stranger, "certificates"),
        (_without_certificates, "certificates"),
        (_other_content, "content type"),
        (other_version, "version"),
        (more_digests, "digest"),
        (_hidden_parameters, "algorithm"),
        (_weak_digest, "algorithm"),
        (_later, "digest"),
        (_other_serial, "signer"),
        (_other_signature, "signature"),
    ],
)
def test_a_token_changed_after_it_was_issued_is_refused(
    change: Callable[[Any], None], said: str
) -> None:
    assert detail(AUTHORITY.token(DIGEST, change=change)) == said


def test_a_token_that_names_another_certificate_than_its_signers_is_refused() -> None:
    assert (
        detail(Authority(AUTHORITY.issuer, named=ROOT.certificate).token(DIGEST)) == "certificate"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"usages": ()},
        {"usages": (ExtendedKeyUsageOID.CODE_SIGNING,)},
        {"usages": (ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING)},
        {"is_critical": False},
    ],
)
def test_a_certificate_that_is_not_for_timestamps_alone_is_refused(more: dict[str, Any]) -> None:
    issuer = make_issuer("別的用途", **more)
    assert detail(Authority(issuer).token(DIGEST)) == "timeStamping"


@pytest.mark.parametrize("at", [STAMPED_AT, datetime.fromisoformat("2024-12-31T00:00:00+00:00")])
def test_a_time_outside_the_certificates_days_is_refused(at: datetime) -> None:
    issuer = make_issuer("已到期", until=soon_over())
    assert detail(Authority(issuer, at=at).token(DIGEST)) == "validity"


def test_what_stands_beside_the_signed_part_is_taken_out_before_a_token_is_kept() -> None:
    plain = CHAINED.token(DIGEST)
    rooted = Authority(CHAINED.issuer, others=(ROOT.certificate, MIDDLE.certificate))
    kept = normalise_token(rooted.token(DIGEST, change=unsigned))
    assert read_token(kept, DIGEST).issuers == read_token(plain, DIGEST).issuers
    assert read_token(kept, DIGEST).issuers == (MIDDLE.certificate,)
    assert normalise_token(kept) == kept


def test_a_token_that_is_none_cannot_be_kept() -> None:
    for content in (b"", b"\x30\x00", MIDDLE.certificate.public_bytes(Encoding.DER)):
        with pytest.raises(AppError) as caught:
            normalise_token(content)
        assert caught.value.code == "TIMESTAMP_TOKEN"


def test_an_authority_is_known_by_itself_or_by_what_stands_above_it() -> None:
    token = read_token(CHAINED.token(DIGEST), DIGEST)
    for known in (CHAINED.issuer, MIDDLE, ROOT):
        assert is_known_authority(token, [AUTHORITY.issuer.certificate, known.certificate])
    assert not is_known_authority(token, [AUTHORITY.issuer.certificate])
    assert not is_known_authority(token, [])


def test_an_issuer_that_is_no_issuer_or_is_over_vouches_for_nobody() -> None:
    no_issuer = make_issuer("非憑證機構")
    under = Authority(make_issuer("時戳", no_issuer))
    assert not is_known_authority(read_token(under.token(DIGEST), DIGEST), [no_issuer.certificate])
    over = make_issuer("過期的根", ca=True, until=soon_over())
    under = Authority(make_issuer("時戳", over))
    assert not is_known_authority(read_token(under.token(DIGEST), DIGEST), [over.certificate])


@pytest.mark.parametrize(
    ("limits", "is_known"),
    [
        ({}, True),
        ({"path_length": 0}, True),
        ({"purposes": (ExtendedKeyUsageOID.TIME_STAMPING,)}, True),
        ({"purposes": (ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,)}, True),
        ({"purposes": (ExtendedKeyUsageOID.EMAIL_PROTECTION,)}, False),
        ({"critical": _names_of("別的單位")}, False),
        ({"critical": x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"")}, False),
    ],
)
def test_an_issuer_vouches_within_its_own_limits(limits: dict[str, Any], is_known: bool) -> None:
    """One that issues for mail could issue itself a certificate for timestamps."""
    issuer = make_issuer("機構", ROOT, ca=True, **limits)
    under = Authority(make_issuer("時戳", issuer), others=(issuer.certificate,))
    token = read_token(under.token(DIGEST), DIGEST)
    for known in (issuer, ROOT):
        assert is_known_authority(token, [known.certificate]) is is_known


def test_a_path_longer_than_a_root_allows_vouches_for_nobody() -> None:
    short = make_issuer("只及於一層的根", ca=True, path_length=0)
    middle = make_issuer("不該有的中繼", short, ca=True)
    under = Authority(make_issuer("時戳", middle), others=(middle.certificate,))
    token = read_token(under.token(DIGEST), DIGEST)
    assert not is_known_authority(token, [short.certificate])
    assert is_known_authority(token, [middle.certificate])
