"""Keys that sign returns, held in memory; how they are made. Their files: `app.trust.keys.pkcs12`.

A certificate is known by the SHA-256 of its DER; nobody's name decides anything.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from app.trust.certificates.certificate import certificate_sha256
from app.trust.certificates.subjects import build_subject

_RSA_BITS = 3072
_RSA_EXPONENT = 65537
LONGEST_DAYS = 730
"""As long as any certificate of a person holds, self-made or issued by the office: two years."""

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
    name = build_subject(agency_name, person_name, person_id)
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
