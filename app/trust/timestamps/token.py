"""RFC 3161 timestamp tokens: strict reading, verification, comparison with known authorities.

A token is known by its bytes: only the form `normalise_token` writes is read, so that nothing
can be put beside what the authority signed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.trust.certificates.certificate import (
    is_issued_by,
    is_signed_with,
    key_family,
)
from app.trust.certificates.cms_reading import (
    DIGESTS,
    cms,
    copy_signed_bytes,
    encode_value,
    is_der,
    is_named,
    read_algorithms,
    read_attributes,
)
from app.trust.certificates.facts import name_of
from app.trust.policy.judgement import is_listed
from app.trust.timestamps.certificates import is_authority, is_valid_at, may_issue

TOKEN_LIMIT = 12_000
"""Bytes a token may have: room for one authority and two issuers with RSA-4096 keys."""
_VERSIONS = {"v1", "v3"}
_MOST_CERTIFICATES = 4
_NAME_LIMIT = 80
_DATA_FIELDS = ("version", "digest_algorithms", "encap_content_info")
_SIGNER_FIELDS = (
    "version",
    "sid",
    "digest_algorithm",
    "signed_attrs",
    "signature_algorithm",
    "signature",
)
_SEQUENCE, _SET, _TAGGED_0 = 0x30, 0x31, 0xA0
_DER = Encoding.DER


@dataclass(frozen=True, slots=True)
class TimestampToken:
    """A verified TimeStampToken: this digest existed at this time."""

    at: datetime
    """With its time zone."""
    nonce: int | None
    policy: str
    certificate: x509.Certificate
    """The authority's, with which the token verifies."""
    issuers: tuple[x509.Certificate, ...]
    """Its issuers as far as the token brings them, the nearest first."""

    @property
    def authority_name(self) -> str:
        """What the authority calls itself, for showing only."""
        return name_of(self.certificate.subject)[:_NAME_LIMIT]


def read_token(der: bytes, digest: bytes) -> TimestampToken:
    """Read and verify the DER of a token, which must be about this SHA-256 digest.

    Whether the authority is one we know is `is_known_authority`. Raises AppError TIMESTAMP_TOKEN,
    whatever the bytes are.
    """
    try:
        return _read(der, digest)
    except AppError:
        raise
    except Exception as problem:  # hostile bytes make parsers fail in every way there is
        raise _bad(type(problem).__name__) from problem


def normalise_token(der: bytes) -> bytes:
    """Rebuild the token without unsigned attributes and needless certificates.

    Raises AppError TIMESTAMP_TOKEN.
    """
    try:
        outer = cms.ContentInfo.load(der, strict=True)
        signed_data = outer["content"]
        signer_info = _only(signed_data["signer_infos"], "signers")
        chain = _order_chain(signed_data, signer_info)
        signer = [signer_info[name].dump() for name in _SIGNER_FIELDS]
        content = encode_value(
            _SEQUENCE,
            *(signed_data[name].dump() for name in _DATA_FIELDS),
            encode_value(_TAGGED_0, *_encode_chain(chain)),
            encode_value(_SET, encode_value(_SEQUENCE, *signer)),
        )
        tagged = encode_value(_TAGGED_0, content)
        return encode_value(_SEQUENCE, outer["content_type"].dump(), tagged)
    except AppError:
        raise
    except Exception as problem:
        raise _bad(type(problem).__name__) from problem


def is_known_authority(token: TimestampToken, known: Sequence[x509.Certificate]) -> bool:
    """Return whether the token's certificate is one of these or was issued under one of them."""
    for position, certificate in enumerate((token.certificate, *token.issuers)):
        if not is_valid_at(certificate, token.at):
            return False
        if position and not may_issue(certificate, position - 1):
            return False
        if certificate in known:
            return True
        above = [
            each for each in known if may_issue(each, position) and is_valid_at(each, token.at)
        ]
        if any(is_issued_by(certificate, each) for each in above):
            return True
    return False


def _read(der: bytes, digest: bytes) -> TimestampToken:
    if len(der) > TOKEN_LIMIT:
        raise _bad("size")
    if not is_der(der):
        raise _bad("DER")
    outer = cms.ContentInfo.load(der, strict=True)
    if outer["content_type"].native != "signed_data":
        raise _bad("signed data")
    signed_data = outer["content"]
    signer_info = _only(signed_data["signer_infos"], "signers")
    _ensure_plain(signed_data, signer_info)
    signed_bytes = copy_signed_bytes(signer_info)
    certificate, *issuers = chain = _order_chain(signed_data, signer_info)
    held = [each.chosen.dump() for each in signed_data["certificates"]]
    if held != _encode_chain(chain):
        raise _bad("certificates")
    content = signed_data["encap_content_info"]["content"]
    content_bytes = content.contents
    _check_attributes(signer_info, content_bytes, certificate)
    _check_signature(signer_info, signed_bytes, certificate)
    statement = content.parsed
    _check_imprint(statement, digest)
    at = statement["gen_time"].native
    if not is_authority(certificate):
        raise _bad("timeStamping")
    if not is_valid_at(certificate, at):
        raise _bad("validity")
    return TimestampToken(
        at=at,
        nonce=statement["nonce"].native,
        policy=statement["policy"].dotted,
        certificate=certificate,
        issuers=tuple(issuers),
    )


def _ensure_plain(signed_data: Any, signer_info: Any) -> None:
    """What no signature covers says what it must, and there is nothing beside it."""
    if signed_data["encap_content_info"]["content_type"].native != "tst_info":
        raise _bad("content type")
    if signed_data["crls"].native is not None or signer_info["unsigned_attrs"].native is not None:
        raise _bad("unsigned")
    versions = {signed_data["version"].native, signer_info["version"].native}
    algorithm = _only(signed_data["digest_algorithms"], "digest")
    if not versions <= _VERSIONS or algorithm.dump() != signer_info["digest_algorithm"].dump():
        raise _bad("version")
    try:
        read_algorithms(signer_info)
    except ValueError as problem:
        raise _bad("algorithm") from problem


def _check_attributes(signer_info: Any, content: bytes, certificate: x509.Certificate) -> None:
    """The signed attributes: of this content, and naming this certificate."""
    attributes = read_attributes(signer_info["signed_attrs"])
    if attributes["content_type"].native != "tst_info":
        raise _bad("content type")
    digest_name = signer_info["digest_algorithm"]["algorithm"].native
    if attributes["message_digest"].native != hashlib.new(digest_name, content).digest():
        raise _bad("digest")
    for name, plain in (("signing_certificate_v2", "sha256"), ("signing_certificate", "sha1")):
        if name in attributes:
            named = attributes[name]["certs"][0]
            if name.endswith("v2"):
                plain = named["hash_algorithm"]["algorithm"].native
            found = hashlib.new(plain, certificate.public_bytes(_DER)).digest()
            if named["cert_hash"].native != found:
                raise _bad("certificate")
            return
    raise _bad("certificate")


def _check_signature(signer_info: Any, signed: bytes, certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    digest_name, family = read_algorithms(signer_info)
    if not is_listed(key):
        raise _bad("key")
    if key_family(key) != family:
        raise _bad("algorithm")
    if not is_signed_with(key, signer_info["signature"].native, signed, DIGESTS[digest_name]):
        raise _bad("signature")


def _check_imprint(statement: Any, digest: bytes) -> None:
    if statement["version"].native != "v1":
        raise _bad("version")
    imprint = statement["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256":
        raise _bad("imprint")
    if imprint["hashed_message"].native != digest:
        raise _bad("imprint")


def _order_chain(signed_data: Any, signer_info: Any) -> list[x509.Certificate]:
    """The signer's certificate, then its issuers as far as they are there, roots left out."""
    if signed_data["certificates"].native is None:
        raise _bad("certificates")
    held = []
    for each in signed_data["certificates"]:
        if each.name != "certificate":
            raise _bad("certificates")
        held.append(x509.load_der_x509_certificate(each.chosen.dump()))
    chain = [_find_signer(held, signer_info["sid"])]
    while len(chain) < _MOST_CERTIFICATES:
        others = [each for each in held if each not in chain and each.subject != each.issuer]
        above = next((each for each in others if is_issued_by(chain[-1], each)), None)
        if above is None:
            break
        chain.append(above)
    return chain


def _encode_chain(chain: Sequence[x509.Certificate]) -> list[bytes]:
    """The certificates in the order DER has for a set."""
    return sorted(each.public_bytes(_DER) for each in chain)


def _find_signer(held: Sequence[x509.Certificate], identifier: Any) -> x509.Certificate:
    """The one certificate of that issuer and serial number; no other way to name it is read."""
    if identifier.name != "issuer_and_serial_number":
        raise _bad("signer")
    issuer, serial = identifier.chosen["issuer"], identifier.chosen["serial_number"]
    found = [each for each in held if is_named(each, issuer, serial)]
    if len(found) != 1:
        raise _bad("signer")
    return found[0]


def _only(values: Any, detail: str) -> Any:
    if len(values) != 1:
        raise _bad(detail)
    return values[0]


def _bad(detail: str) -> AppError:
    return AppError("TIMESTAMP_TOKEN", detail=detail)
