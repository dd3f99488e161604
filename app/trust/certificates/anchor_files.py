"""Reading root certificates, intermediate certificates and revocation lists from files.

PEM with any number of blocks, a bare DER certificate or list, or a PKCS#7 bundle (.p7b). What is
read is not trusted yet: the office decides what it keeps.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.files import ANCHOR_LIMIT, read_bounded
from app.models.anchors import AnchorKind
from app.trust.certificates.certificate import is_issued_by
from app.trust.certificates.cms_reading import cms
from app.trust.certificates.facts import name_of
from app.trust.policy.judgement import is_listed

_NAME_LIMIT = 200
_BUNDLES = ("PKCS7", "CMS")


@dataclass(frozen=True, slots=True)
class ReadAnchor:
    """A certificate of an authority, or a revocation list, as it was read."""

    kind: AnchorKind
    name: str
    content: bytes
    valid_until: datetime | None

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the DER."""
        return hashlib.sha256(self.content).hexdigest()


def read_anchor_file(path: Path) -> tuple[ReadAnchor, ...]:
    """Everything a file holds, certificates first, each once.

    Raises AppError FILE_*, ANCHOR_UNREADABLE (nothing of the kind in it, or not all of it can be
    read), ANCHOR_NOT_AUTHORITY (a person's certificate), ANCHOR_WEAK, ANCHOR_LIST_PARTIAL.
    """
    content = read_bounded(path, ANCHOR_LIMIT)
    try:
        found = {each.sha256: each for each in _read_all(content, path)}
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.UnsupportedGeneralNameType) as cause:
        raise AppError("ANCHOR_UNREADABLE", file=path) from cause
    if not found:
        raise AppError("ANCHOR_UNREADABLE", file=path)
    return tuple(sorted(found.values(), key=lambda each: each.kind is AnchorKind.REVOCATIONS))


def is_signed_by(revocations: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Return whether an authority really issued a list: by its key, not only by its name."""
    if revocations.issuer != issuer.subject:
        return False
    try:
        return revocations.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _read_all(content: bytes, path: Path) -> Iterator[ReadAnchor]:
    for kind, der in _split(content):
        if kind == "X509 CRL":
            yield _build_list(der, path)
        elif kind in _BUNDLES:
            for inner, part in _open_bundle(der):
                yield _build_list(part, path) if inner == "crl" else _build_authority(part, path)
        elif kind in ("CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"):
            yield _build_authority(der, path)
        else:
            raise ValueError(kind)


def _split(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Split a file into parts with the type of each, found by trying where it is DER."""
    if pem.detect(content):
        for kind, _headers, der in pem.unarmor(content, multiple=True):
            yield str(kind), der
        return
    for kind, load in (
        ("CERTIFICATE", x509.load_der_x509_certificate),
        ("X509 CRL", x509.load_der_x509_crl),
    ):
        try:
            load(content)
        except ValueError:
            continue
        yield kind, content
        return
    yield "PKCS7", content


def _open_bundle(der: bytes) -> Iterator[tuple[str, bytes]]:
    info = cms.ContentInfo.load(der, strict=True)
    if info["content_type"].native != "signed_data":
        raise ValueError("not a bundle")
    bundle = info["content"]
    for each in bundle["certificates"] or ():
        if each.name == "certificate":
            yield "certificate", each.chosen.dump()
    for each in bundle["crls"] or ():
        if each.name == "certificate_list":
            yield "crl", each.chosen.dump()


def _build_authority(der: bytes, path: Path) -> ReadAnchor:
    certificate = x509.load_der_x509_certificate(der)
    name = name_of(certificate.subject)[:_NAME_LIMIT]
    if not _is_authority(certificate):
        raise AppError("ANCHOR_NOT_AUTHORITY", file=path, name=name)
    if not is_listed(certificate.public_key()):
        raise AppError("ANCHOR_WEAK", file=path, name=name)
    return ReadAnchor(
        AnchorKind.ROOT if is_issued_by(certificate, certificate) else AnchorKind.INTERMEDIATE,
        name,
        certificate.public_bytes(Encoding.DER),
        certificate.not_valid_after_utc,
    )


def _build_list(der: bytes, path: Path) -> ReadAnchor:
    revocations = x509.load_der_x509_crl(der)
    name = name_of(revocations.issuer)[:_NAME_LIMIT]
    if any(isinstance(each.value, x509.DeltaCRLIndicator) for each in revocations.extensions):
        raise AppError("ANCHOR_LIST_PARTIAL", file=path, name=name)
    return ReadAnchor(
        AnchorKind.REVOCATIONS,
        name,
        revocations.public_bytes(Encoding.DER),
        revocations.next_update_utc,
    )


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return constraints.value.ca
