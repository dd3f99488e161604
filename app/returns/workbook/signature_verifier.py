"""Strict verification of a signed workbook: nothing changed, nothing added, by whom and when.

Whether those signers may sign at all is `app.returns.judging.binding`'s question.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from app.models.signatures import Reason, SignerRole
from app.returns.judging.timestamping import read_stamp
from app.returns.layouts.part_names import RELATIONSHIPS_TYPE
from app.returns.refusal import Refused
from app.returns.workbook.canonical_xml import digest, transform_relationships
from app.returns.workbook.package_parts import Package, read_package
from app.returns.workbook.signature_names import COMMITMENTS, ORIGIN_RELATIONSHIP
from app.returns.workbook.signature_structure import ParsedSignature, PartReference, read_signature
from app.returns.workbook.signature_xml import write_as_read
from app.returns.workbook.signing import find_rewritten_parts
from app.returns.workbook.zip_profile import read_strict_zip
from app.trust.certificates.certificate import (
    is_signed_with,
    key_family,
    load_certificate_whole,
)
from app.trust.policy.judgement import is_listed
from app.trust.timestamps.token import TimestampToken

_ROLES = {uri: role for role, uri in COMMITMENTS.items()}


@dataclass(frozen=True, slots=True)
class FoundSigner:
    """One cryptographically correct signature: certificate, claimed role, self-asserted time."""

    certificate: x509.Certificate
    role: SignerRole | None
    signed_at: datetime
    timestamp: TimestampToken | None = None


@dataclass(frozen=True, slots=True)
class VerifiedPackage:
    """Signed parts, exactly the bytes the digests were made of, and who signed them."""

    content_parts: Mapping[str, bytes]
    signers: tuple[FoundSigner, ...]
    unchanged: bool
    signature_correct: bool
    reasons: tuple[Reason, ...]


def verify_workbook_signatures(content: bytes) -> VerifiedPackage:
    """Verify the package and all its signatures; each must cover every part.

    Raises Refused where the file cannot even be taken apart (ZIP_*, XML_*, PART_*, CT_*, REL_*,
    SIG_SET, SIG_MISSING, SIG_STRUCTURE, SIG_DUP_ID, SIG_ALG); what is wrong with the digests and
    the signatures themselves stands in `reasons`.
    """
    package = read_package(read_strict_zip(content))
    if not package.signature_parts:
        raise Refused("SIG_MISSING")
    parsed = [read_signature(package.parts[name], name) for name in package.signature_parts]
    signature_reasons: list[Reason] = []
    digest_reasons = [
        Reason(code="PART_REWRITTEN", params={"part": name})
        for name in (
            *find_rewritten_parts(package.parts, len(parsed)),
            *(each.part for each in parsed if write_as_read(each) != package.parts[each.part]),
        )
    ]
    signers: list[FoundSigner] = []
    for each in parsed:
        try:
            signers.append(_check_signature(each))
        except Refused as problem:
            signature_reasons.append(problem.reason())
        digest_reasons += _check_digests(each, package)
    return VerifiedPackage(
        content_parts=package.content_parts,
        signers=tuple(signers),
        unchanged=not digest_reasons,
        signature_correct=not signature_reasons,
        reasons=(*digest_reasons, *signature_reasons),
    )


def _check_signature(parsed: ParsedSignature) -> FoundSigner:
    """The value over SignedInfo, its certificate, the two times, a timestamp. Raises Refused."""
    der = parsed.certificate_der
    try:
        certificate = load_certificate_whole(der)
    except ValueError as problem:
        raise Refused("SIG_STRUCTURE", part=parsed.part, detail="certificate") from problem
    if certificate.public_bytes(Encoding.DER) != der:  # one certificate, one digest
        raise Refused("SIG_STRUCTURE", part=parsed.part, detail="certificate")
    public_key = certificate.public_key()
    if not is_listed(public_key):
        raise Refused("SIG_ALG", part=parsed.part, algorithm=type(public_key).__name__)
    if not _is_signed_by(public_key, parsed):
        raise Refused("SIGNATURE", part=parsed.part)
    issuer = (certificate.issuer.rfc4514_string(), str(certificate.serial_number))
    if parsed.stated_certificate_digest != digest(der) or parsed.stated_issuer != issuer:
        raise Refused("CERT_BINDING", part=parsed.part)
    if parsed.package_time != parsed.signing_time:
        raise Refused("SIG_TIME", part=parsed.part)
    token = read_stamp(parsed.timestamp_token, parsed.value_element, part=parsed.part)
    return FoundSigner(
        certificate=certificate,
        role=_ROLES.get(parsed.commitment),
        signed_at=parsed.signing_time,
        timestamp=token,
    )


def _is_signed_by(public_key: object, parsed: ParsedSignature) -> bool:
    """Return whether the key made the value; an elliptic key's is r‖s, both at full length."""
    value = parsed.value
    if key_family(public_key) != ("ec" if parsed.is_elliptic else "rsa"):
        return False
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        size = (public_key.curve.key_size + 7) // 8
        if len(value) != 2 * size:
            return False
        r, s = int.from_bytes(value[:size], "big"), int.from_bytes(value[size:], "big")
        value = encode_dss_signature(r, s)
    return is_signed_with(public_key, value, parsed.signed_info)


def _check_digests(parsed: ParsedSignature, package: Package) -> list[Reason]:
    """Objects of the signature, then every part of the package, each exactly once."""
    reasons = [
        Reason(code="DIGEST_OBJECT", params={"part": parsed.part})
        for stated, content in zip(parsed.stated_digests, parsed.objects, strict=True)
        if not _is_digest_of(stated, content)
    ]
    seen: set[str] = set()
    for reference in parsed.references:
        try:
            _check_reference(reference, package, seen)
        except Refused as problem:
            reasons.append(problem.reason())
    unsigned = [name for name in package.content_parts if name not in seen]
    reasons += [Reason(code="PART_UNSIGNED", params={"part": name}) for name in unsigned]
    return reasons


def _check_reference(reference: PartReference, package: Package, seen: set[str]) -> None:
    name = reference.name
    if name in seen:
        raise Refused("MANIFEST_DUPLICATE", part=name)
    seen.add(name)
    content = package.content_parts.get(name)
    if content is None:
        raise Refused("MANIFEST_EXTRA", part=name)
    kind = package.content_types[name]
    if reference.content_type != kind:
        raise Refused("MANIFEST_CT", part=name, type=reference.content_type)
    if (kind == RELATIONSHIPS_TYPE) != (reference.source_ids is not None):
        raise Refused("MANIFEST_TRANSFORM", part=name)
    if reference.source_ids is not None:
        content = _signed_relationships(reference.source_ids, package, name)
    if not _is_digest_of(reference.digest, content):
        raise Refused("DIGEST_PART", part=name)


def _signed_relationships(source_ids: tuple[str, ...], package: Package, name: str) -> bytes:
    root = package.relationships[name]
    present = {each.get("Id", "") for each in root if each.get("Type") != ORIGIN_RELATIONSHIP}
    if set(source_ids) != present or len(set(source_ids)) != len(source_ids):
        raise Refused("REL_UNSIGNED", part=name)
    return transform_relationships(root, source_ids)


def _is_digest_of(stated: str, content: bytes) -> bool:
    try:
        return base64.b64decode(stated, validate=True) == hashlib.sha256(content).digest()
    except (binascii.Error, ValueError):
        return False
