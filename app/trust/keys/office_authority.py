"""The office's certificate authority: key, round-file and receipt signatures, certificates.

A P-256 key with a self-signed CA certificate, kept as PKCS#12 beside the office's store. The
certificate is what agencies pin; the store keeps it, never the key.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.models.enrolment import EnrolmentRequest
from app.models.periods import CLOCK_TOLERANCE
from app.trust.certificates.subjects import build_subject
from app.trust.keys.signing_keys import LONGEST_DAYS, SoftwareKey

_AUTHORITY_DAYS = 10 * 365


OFFICE_KEY_SUFFIX = ".office-key.p12"
_DIGITS = 12


def key_path(store: Path, certificate_sha256: str) -> Path:
    """Where a key of an office's store lies: each has a file of its own."""
    return store.with_name(f"{store.stem}.{certificate_sha256[:_DIGITS]}{OFFICE_KEY_SUFFIX}")


def list_key_paths(store: Path) -> tuple[Path, ...]:
    """The key files beside an office's store that bear its name, of whatever key."""
    name = re.compile(
        rf"{re.escape(store.stem)}\.[0-9a-f]{{{_DIGITS}}}{re.escape(OFFICE_KEY_SUFFIX)}"
    )
    return tuple(sorted(each for each in store.parent.iterdir() if name.fullmatch(each.name)))


def create_authority(office_name: str, at: datetime) -> SoftwareKey:
    """Make the office's key with its CA certificate, valid for ten years."""
    private_key = ec.generate_private_key(ec.SECP256R1())
    name = build_subject(office_name, f"{office_name}簽章憑證")
    public_key = private_key.public_key()
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_whole(at) - CLOCK_TOLERANCE)
        .not_valid_after(_whole(at) + timedelta(days=_AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )
    return SoftwareKey(private_key, builder.sign(private_key, hashes.SHA256()))


def issue_certificate(
    authority: SoftwareKey,
    request: EnrolmentRequest,
    certificate: x509.Certificate,
    agency_name: str,
    at: datetime,
) -> x509.Certificate:
    """Certify the key of a request: no CA, for signing only, for at most two years."""
    public_key = certificate.public_key()
    subject = build_subject(agency_name, request.person_name, request.person_id)
    until = min(
        _whole(at) + timedelta(days=LONGEST_DAYS), authority.certificate.not_valid_after_utc
    )
    issuer_key = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_whole(at) - CLOCK_TOLERANCE)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public_key),
            critical=False,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key.value),
            critical=False,
        )
    )
    return builder.sign(authority.private_key, hashes.SHA256())


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
