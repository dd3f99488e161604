"""X.509 certificates: parsing, fingerprints, signature and issuer checks."""

import hashlib
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded
from app.models.periods import format_taiwan_day
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.policy.judgement import is_listed

_PEM_BEGIN = b"-----BEGIN CERTIFICATE-----"
_SHA256 = hashes.SHA256()


def parse_certificate(content: bytes | str) -> x509.Certificate:
    """Read one signing certificate, PEM or DER.

    Raises AppError REGISTRY_PRIVATE_KEY (the file holds a secret nobody should send),
    REGISTRY_NOT_A_CERTIFICATE, REGISTRY_SEVERAL_CERTIFICATES, REGISTRY_CA_CERTIFICATE,
    REGISTRY_KEY_UNFIT.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if b"PRIVATE KEY-----" in raw:
        raise AppError("REGISTRY_PRIVATE_KEY")
    if raw.count(_PEM_BEGIN) > 1:
        raise AppError("REGISTRY_SEVERAL_CERTIFICATES", count=raw.count(_PEM_BEGIN))
    try:
        certificate = load_certificate_whole(raw)
    except ValueError as problem:
        raise AppError("REGISTRY_NOT_A_CERTIFICATE") from problem
    _ensure_fit_for_signing(certificate)
    return certificate


def load_certificate_whole(content: bytes) -> x509.Certificate:
    """Load a certificate, PEM or DER, and read every fact there is in it, here and now.

    The library reads names, days, extensions and key only when they are asked for: what came
    from outside is asked everything at once, so that nothing in it fails later, away from the
    door. DER must be the one encoding of what was read. Raises ValueError, whatever the bytes are.
    """
    try:
        if _PEM_BEGIN in content:
            certificate = x509.load_pem_x509_certificate(content)
        else:
            certificate = x509.load_der_x509_certificate(content)
        is_read = bool(
            certificate.public_bytes(Encoding.DER)
            and certificate.public_key()
            and certificate.serial_number
            and certificate.not_valid_before_utc <= certificate.not_valid_after_utc
            and certificate.signature_algorithm_oid
        )
        list(certificate.extensions)
        for name in (certificate.subject, certificate.issuer):
            name.rfc4514_string()
    # Broken DER raises whatever the library happens to raise; none of it is an answer.
    except Exception as problem:
        raise ValueError(f"certificate: {type(problem).__name__}") from problem
    if not is_read:
        raise ValueError("certificate: its days end before they begin")
    return certificate


def read_certificate(path: Path) -> x509.Certificate:
    """Read one certificate, PEM or DER. Raises AppError FILE_*, KEY_NOT_A_CERTIFICATE."""
    content = read_bounded(path, SMALL_LIMIT)
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError as problem:
        raise AppError("KEY_NOT_A_CERTIFICATE", file=path) from problem


def _ensure_fit_for_signing(certificate: x509.Certificate) -> None:
    """Refuse what could never make a signature we accept, before anybody signs with it."""
    if not is_listed(certificate.public_key()):
        raise AppError("REGISTRY_KEY_UNFIT")
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return
    if constraints.value.ca:
        raise AppError("REGISTRY_CA_CERTIFICATE")


def key_family(public_key: object) -> str:
    """The family a key belongs to: rsa, ec; empty for any other."""
    if isinstance(public_key, rsa.RSAPublicKey):
        return "rsa"
    return "ec" if isinstance(public_key, ec.EllipticCurvePublicKey) else ""


def is_signed_with(
    public_key: object, signature: bytes, signed: bytes, digest: hashes.HashAlgorithm = _SHA256
) -> bool:
    """Return whether a signature over these bytes is the key's: RSA PKCS#1 v1.5 or ECDSA (DER)."""
    try:
        if isinstance(public_key, rsa.RSAPublicKey):
            public_key.verify(signature, signed, padding.PKCS1v15(), digest)
        elif isinstance(public_key, ec.EllipticCurvePublicKey):
            public_key.verify(signature, signed, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Return whether an issuer's name and key stand behind a certificate."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def ensure_valid_at(certificate: x509.Certificate, moment: datetime) -> None:
    """Refuse to sign outside the certificate's days: KEY_NOT_YET_VALID, KEY_EXPIRED."""
    if moment < certificate.not_valid_before_utc:
        raise AppError(
            "KEY_NOT_YET_VALID", date=format_taiwan_day(certificate.not_valid_before_utc)
        )
    if moment > certificate.not_valid_after_utc:
        raise AppError("KEY_EXPIRED", date=format_taiwan_day(certificate.not_valid_after_utc))


def certificate_sha256(certificate: x509.Certificate) -> str:
    """Hex SHA-256 of the certificate's DER: what the registry and the payload know it by."""
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def fingerprint(certificate: x509.Certificate) -> str:
    """The fingerprint a person compares over the telephone: six groups of four."""
    return format_fingerprint(certificate_sha256(certificate))


def certificate_pem(certificate: x509.Certificate) -> str:
    """The certificate as text, for the registry and for files people send around."""
    return certificate.public_bytes(Encoding.PEM).decode("ascii")
