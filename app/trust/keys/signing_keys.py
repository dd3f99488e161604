"""Keys that sign returns: PKCS#12 files and keys this program makes itself.

A certificate is known by the SHA-256 of its DER; nobody's name decides anything.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.files import read_bounded, write_atomically
from app.trust.certificates.certificate import certificate_sha256, is_strong_enough
from app.trust.keys.file_cost import MOST_ROUNDS, find_most_rounds

_KEY_FILE_LIMIT = 1_000_000
_RSA_BITS = 3072
_RSA_EXPONENT = 65537

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class KeyAlgorithm(StrEnum):
    """The two families of keys that may sign, always with SHA-256."""

    RSA = "rsa"
    EC = "ec"


class SigningKey(Protocol):
    """Something that can sign: a key in memory now, a card later."""

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key."""

    @property
    def certificate_sha256(self) -> str:
        """Hex SHA-256 of the certificate's DER."""

    @property
    def algorithm(self) -> KeyAlgorithm:
        """Which family the key belongs to."""

    def sign(self, data: bytes) -> bytes:
        """Sign as CMS and PDF want it: RSA PKCS#1 v1.5, or ECDSA in DER; SHA-256."""

    def sign_raw(self, data: bytes) -> bytes:
        """Sign as XML signatures want it: RSA PKCS#1 v1.5, or ECDSA as r‖s; SHA-256."""


class SoftwareKey:
    """A private key held in memory with its certificate."""

    def __init__(self, private_key: PrivateKey, certificate: x509.Certificate) -> None:
        self._private_key = private_key
        self._certificate = certificate

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key."""
        return self._certificate

    @property
    def certificate_sha256(self) -> str:
        """Hex SHA-256 of the certificate's DER."""
        return certificate_sha256(self._certificate)

    @property
    def private_key(self) -> PrivateKey:
        """The key itself, for writing it to a file."""
        return self._private_key

    @property
    def algorithm(self) -> KeyAlgorithm:
        """Which family the key belongs to."""
        is_rsa = isinstance(self._private_key, rsa.RSAPrivateKey)
        return KeyAlgorithm.RSA if is_rsa else KeyAlgorithm.EC

    def sign(self, data: bytes) -> bytes:
        """Sign as CMS and PDF want it: RSA PKCS#1 v1.5, or ECDSA in DER; SHA-256."""
        if isinstance(self._private_key, rsa.RSAPrivateKey):
            return self._private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._private_key.sign(data, ec.ECDSA(hashes.SHA256()))

    def sign_raw(self, data: bytes) -> bytes:
        """Sign as XML signatures want it: RSA PKCS#1 v1.5, or ECDSA as r‖s; SHA-256."""
        signature = self.sign(data)
        if isinstance(self._private_key, rsa.RSAPrivateKey):
            return signature
        r, s = decode_dss_signature(signature)
        size = (self._private_key.curve.key_size + 7) // 8
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def create_software_key(
    person_name: str,
    person_id: str,
    agency_name: str,
    *,
    valid_from: datetime,
    valid_until: datetime,
    algorithm: KeyAlgorithm = KeyAlgorithm.EC,
) -> SoftwareKey:
    """Make a P-256 or RSA-3072 key with a self-signed certificate; the dates carry a time zone.

    The certificate proves nothing by itself: it counts once the office has registered it. It
    states neither constraints nor usages: programs that verify against their own list (NSS in
    LibreOffice and poppler) accept a self-signed certificate that says it is no issuer, or what
    it is for, only if it also says it is one, and this one must never issue others.
    """
    private_key = _generate(algorithm)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, agency_name),
            x509.NameAttribute(NameOID.COMMON_NAME, person_name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, person_id),
        ]
    )
    public_key = private_key.public_key()
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )
    return SoftwareKey(private_key, builder.sign(private_key, hashes.SHA256()))


def _generate(algorithm: KeyAlgorithm) -> PrivateKey:
    if algorithm is KeyAlgorithm.RSA:
        return rsa.generate_private_key(_RSA_EXPONENT, _RSA_BITS)
    return ec.generate_private_key(ec.SECP256R1())


def load_pkcs12(path: Path, passphrase: bytes) -> SoftwareKey:
    """Open a PKCS#12 file (.p12, .pfx).

    Raises AppError FILE_*, KEY_NOT_PKCS12, KEY_WRONG_PASSPHRASE, KEY_INCOMPLETE (no private key
    or no certificate in it), KEY_UNSUPPORTED, KEY_FILE_SLOW,
    KEY_CERTIFICATE_MISMATCH. Never tries twice.
    """
    return _take_key(open_pkcs12(read_bounded(path, _KEY_FILE_LIMIT), passphrase, path), path)


def open_pkcs12(content: bytes, passphrase: bytes, path: Path) -> pkcs12.PKCS12KeyAndCertificates:
    """Decrypt what a PKCS#12 file holds, once.

    Raises AppError KEY_NOT_PKCS12, KEY_WRONG_PASSPHRASE, KEY_UNSUPPORTED, naming `path`.
    """
    if not _looks_like_pkcs12(content):
        raise AppError("KEY_NOT_PKCS12", file=path)
    if find_most_rounds(content) > MOST_ROUNDS:
        raise AppError("KEY_FILE_SLOW", file=path)
    try:
        return pkcs12.load_pkcs12(content, passphrase)
    except ValueError as problem:
        raise AppError("KEY_WRONG_PASSPHRASE", file=path) from problem
    except UnsupportedAlgorithm as problem:
        raise AppError("KEY_UNSUPPORTED", file=path) from problem


def _take_key(held: pkcs12.PKCS12KeyAndCertificates, path: Path) -> SoftwareKey:
    private_key = held.key
    certificate = held.cert.certificate if held.cert is not None else None
    if private_key is None or certificate is None:
        raise AppError("KEY_INCOMPLETE", file=path)
    if not isinstance(private_key, PrivateKey) or not is_strong_enough(private_key.public_key()):
        raise AppError("KEY_UNSUPPORTED", file=path)
    if private_key.public_key() != certificate.public_key():
        raise AppError("KEY_CERTIFICATE_MISMATCH", file=path)
    return SoftwareKey(private_key, certificate)


def write_pkcs12(key: SoftwareKey, path: Path, passphrase: bytes) -> None:
    """Write a key with its certificate, encrypted. Raises AppError FILE_*, KEY_NO_PASSPHRASE."""
    if not passphrase:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    content = pkcs12.serialize_key_and_certificates(
        name=None,
        key=key.private_key,
        cert=key.certificate,
        cas=None,
        encryption_algorithm=BestAvailableEncryption(passphrase),
    )
    write_atomically(path, content, is_private=True)


def change_passphrase(path: Path, present: bytes, new: bytes) -> SoftwareKey:
    """Encrypt a PKCS#12 file anew: same key, same certificates, another passphrase.

    The new file is opened and compared before it takes the place of the old one, in one step:
    whatever fails, the old file with its old passphrase is still there. Raises AppError as
    `load_pkcs12`, KEY_NO_PASSPHRASE, FILE_*.
    """
    if not new:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    held = open_pkcs12(read_bounded(path, _KEY_FILE_LIMIT), present, path)
    key = _take_key(held, path)
    content = pkcs12.serialize_key_and_certificates(
        name=held.cert.friendly_name if held.cert is not None else None,
        key=key.private_key,
        cert=key.certificate,
        cas=held.additional_certs or None,
        encryption_algorithm=BestAvailableEncryption(new),
    )
    written = _take_key(open_pkcs12(content, new, path), path)
    if written.certificate != key.certificate:
        raise AppError("KEY_CERTIFICATE_MISMATCH", file=path)
    write_atomically(path, content, is_private=True)
    return key


def _looks_like_pkcs12(content: bytes) -> bool:
    """Tell whether it starts as SEQUENCE { INTEGER 3, … }: PFX of RFC 7292."""
    if len(content) < 16 or content[0] != 0x30:
        return False
    length_bytes = content[1] & 0x7F if content[1] & 0x80 else 0
    start = 2 + length_bytes
    return content[start : start + 3] == b"\x02\x01\x03"
