"""Signed documents between office and agency: canonical JSON inside a CMS container (PKCS#7).

The container is DER, attached, with exactly one signer, that signer's certificate, SHA-256, and
four signed attributes (content type, message digest, signing time, and the digest of the
certificate: RFC 5035); any CMS program can verify it (`openssl cms -verify -inform DER`). Reading
takes the four things a container may say, puts a container together from them, and demands the
very same bytes: there is no room for anything else. A certificate damaged on its way is not the
one whose digest was signed, and never passes for another signer's.

Whose signature it is decides the caller, by the digest of the certificate (`trust.papers.pinning`).
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.files import ensure_within, read_bounded
from app.models.policy import TrustPolicy
from app.models.record import Record
from app.models.returns import canonical_bytes
from app.own_files import find_own_of_format
from app.recognition.foreign_files import build_wrong_door, ensure_at_right_door
from app.trust.certificates.certificate import (
    certificate_sha256,
    is_signed_with,
    load_certificate_whole,
)
from app.trust.certificates.cms_reading import cms, tsp
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import DocumentKind
from app.trust.policy.judgement import describe_algorithm, is_listed, judge_algorithm
from app.trust.policy.policy_file import policy_in_force

_RecordT = TypeVar("_RecordT", bound=Record)
_SET_OF = b"\x31"
_UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # the last for depth
_MECHANISMS = {"rsa": "sha256_rsa", "ec": "sha256_ecdsa"}


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """The content of a container whose signature is correct, and who made it when (asserted)."""

    content: bytes
    certificate: x509.Certificate
    signed_at: datetime

    @property
    def certificate_sha256(self) -> str:
        """What the signer is known by."""
        return certificate_sha256(self.certificate)


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """Header of every version's content; lenient, so that a newer file is named as such."""

    format: str
    format_version: int


def sign_document(value: Record, key: SigningKey, signed_at: datetime) -> bytes:
    """Build the container of a value; `signed_at` carries a time zone."""
    content = canonical_bytes(value)
    certificate = key.certificate.public_bytes(Encoding.DER)
    attributes = _build_attributes(content, certificate, signed_at)
    signature = key.sign(_signed_bytes(attributes))
    return _build_container(content, certificate, attributes, signature)


def read_document(path: Path, kind: DocumentKind) -> SignedDocument:
    """Read a signed document of any signer. Raises AppError FILE_* and those of open_document."""
    return open_document(read_bounded(path, kind.limit_bytes), kind, path)


def open_document(content: bytes, kind: DocumentKind, path: Path) -> SignedDocument:
    """Parse a CMS container and verify its signature; `path` only names it in errors.

    Raises AppError FILE_TOO_LARGE, what `ensure_at_right_door` raises (something else that is
    known), DOCUMENT_FOREIGN (something else), DOCUMENT_DAMAGED (not the
    bytes that were signed, or more than they), DOCUMENT_KEY_UNFIT, DOCUMENT_SIGNED_OUTSIDE (not in
    the days of the certificate), DOCUMENT_FORGED (the signature is wrong).
    """
    ensure_within(content, kind.limit_bytes, path)
    try:
        found, signature = _take_apart(content)
        is_fit = is_listed(found.certificate.public_key())
        der = found.certificate.public_bytes(Encoding.DER)
        attributes = _build_attributes(found.content, der, found.signed_at)
        is_whole = is_fit and _build_container(found.content, der, attributes, signature) == content
    # Broken DER raises whatever the libraries below happen to raise; none of it is an answer.
    except Exception as problem:
        ensure_at_right_door(content, path, find_own_of_format(kind.format))
        raise AppError("DOCUMENT_FOREIGN", file=path, what=kind.name) from problem
    if not is_fit:
        algorithm = describe_algorithm(found.certificate).key_name
        raise AppError("DOCUMENT_KEY_UNFIT", file=path, what=kind.name, algorithm=algorithm)
    if not is_whole:
        raise AppError("DOCUMENT_DAMAGED", file=path, what=kind.name)
    shown = found.certificate
    if not shown.not_valid_before_utc <= found.signed_at <= shown.not_valid_after_utc:
        raise AppError("DOCUMENT_SIGNED_OUTSIDE", file=path, what=kind.name)
    if not is_signed_with(shown.public_key(), signature, _signed_bytes(attributes)):
        raise AppError("DOCUMENT_FORGED", file=path, what=kind.name)
    return found


def ensure_algorithm(
    document: SignedDocument,
    kind: DocumentKind,
    path: Path,
    policy: TrustPolicy | None,
    reached_at: datetime,
    *,
    opened_on: date | None = None,
) -> None:
    """Refuse a document whose key or digest the trust policy refuses (None: the built-in one).

    `opened_on` is the first day of the round it belongs to, None where it belongs to none.
    Raises AppError DOCUMENT_KEY_UNFIT, DOCUMENT_KEY_ENDED.
    """
    algorithm = describe_algorithm(document.certificate)
    moments = (document.signed_at, reached_at)
    judged = judge_algorithm(
        policy_in_force(policy), algorithm, kind.name, *moments, opened_on=opened_on
    )
    for each in judged.refusals:
        code = "DOCUMENT_KEY_ENDED" if "date" in each.params else "DOCUMENT_KEY_UNFIT"
        about = {key: value for key, value in each.params.items() if key != "name"}
        raise AppError(code, file=path, what=kind.name, **about)


def decode_content(
    document: SignedDocument, kind: DocumentKind, record: type[_RecordT], path: Path
) -> _RecordT:
    """The value a document holds.

    Raises AppError FILE_IS_* (another kind of document), DOCUMENT_FOREIGN, DOCUMENT_NEWER,
    DOCUMENT_INVALID.
    """
    try:
        head = msgspec.json.decode(document.content, type=_Head)
    except _UNDECODABLE as problem:
        raise AppError("DOCUMENT_FOREIGN", file=path, what=kind.name) from problem
    if head.format != kind.format:
        other = find_own_of_format(head.format)
        if other is not None:
            raise build_wrong_door(other, path)
        raise AppError("DOCUMENT_FOREIGN", file=path, what=kind.name)
    if head.format_version > kind.format_version:
        raise AppError("DOCUMENT_NEWER", file=path, what=kind.name, version=head.format_version)
    try:
        value = msgspec.json.decode(document.content, type=record)
    except _UNDECODABLE as problem:
        raise AppError("DOCUMENT_INVALID", file=path, what=kind.name, detail=problem) from problem
    # JSON can say one thing in many ways (repeated keys, for one); only the canonical way counts.
    if canonical_bytes(value) != document.content or head.format_version != kind.format_version:
        raise AppError("DOCUMENT_INVALID", file=path, what=kind.name, detail="not canonical")
    return value


def _take_apart(content: bytes) -> tuple[SignedDocument, bytes]:
    """Parse a container: content, certificate, attributes, signature. Raises ValueError."""
    signed_data = cms.ContentInfo.load(content, strict=True)["content"]
    if not isinstance(signed_data, cms.SignedData):
        raise ValueError("no signed data")
    (signer_info,) = signed_data["signer_infos"]
    (certificate,) = signed_data["certificates"]
    times = [each for each in signer_info["signed_attrs"] if each["type"].native == "signing_time"]
    ((time,),) = ([*each["values"]] for each in times)
    body = signed_data["encap_content_info"]["content"].native
    signature = signer_info["signature"].native
    if not isinstance(body, bytes) or not isinstance(signature, bytes):
        raise ValueError("no content")
    found = SignedDocument(
        content=body,
        certificate=load_certificate_whole(certificate.chosen.dump()),
        signed_at=time.native,
    )
    if not isinstance(found.signed_at, datetime) or found.signed_at.tzinfo is None:
        raise ValueError("no signing time")
    return found, signature


def _build_attributes(content: bytes, certificate: bytes, signed_at: datetime) -> cms.CMSAttributes:
    named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate).digest()})
    moment = signed_at.replace(microsecond=0)
    name = "utc_time" if moment.year < 2050 else "generalized_time"
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
            {"type": "signing_time", "values": [cms.Time({name: moment})]},
            {
                "type": "signing_certificate_v2",
                "values": [tsp.SigningCertificateV2({"certs": [named]})],
            },
        ]
    )


def _signed_bytes(attributes: cms.CMSAttributes) -> bytes:
    """What the signature covers: the attributes as a SET of their own, not as field [0]."""
    content = attributes.dump()
    assert content.startswith(_SET_OF)
    return bytes(content)


def _build_container(
    content: bytes, certificate: bytes, attributes: cms.CMSAttributes, signature: bytes
) -> bytes:
    shown = asn1_x509.Certificate.load(certificate, strict=True)
    family = "rsa" if shown.public_key.algorithm == "rsa" else "ec"
    sha256 = {"algorithm": "sha256"}
    signer_info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": {
                    "issuer": shown.issuer,
                    "serial_number": shown.serial_number,
                }
            }
        ),
        "digest_algorithm": sha256,
        "signed_attrs": attributes.copy(),
        "signature_algorithm": {"algorithm": _MECHANISMS[family]},
        "signature": signature,
    }
    signed_data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data", "content": content},
            "certificates": [shown],
            "signer_infos": [signer_info],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed_data}).dump())
