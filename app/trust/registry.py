"""The registry of certificates (憑證名冊): who may sign for which agency, and in which role.

Only the office changes it. Every change makes a new `Registry` whose sequence is one higher, so
that an older list shown in place of a newer one can be told. Nobody is trusted on first use: a
certificate counts from the day an officer entered it, until it is withdrawn or expires.
"""

from datetime import datetime, timedelta

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.errors import AppError
from app.models.signatures import Registry, RegistryEntry, SignerRole

# Rounds are yearly and every round file brings the list along, so a list may serve a whole round.
VALID_FOR = timedelta(days=400)

_PEM_BEGIN = b"-----BEGIN CERTIFICATE-----"
_LEAST_RSA_BITS = 2048


def build_empty_registry(at: datetime) -> Registry:
    """A registry that names nobody yet, sequence 0."""
    return Registry(sequence=0, issued_at=at, next_update=at + VALID_FOR, entries=())


def reissue(registry: Registry, at: datetime) -> Registry:
    """The same list and sequence, issued again: the office's own list is never out of date."""
    return msgspec.structs.replace(registry, issued_at=at, next_update=at + VALID_FOR)


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
        if _PEM_BEGIN in raw:
            certificate = x509.load_pem_x509_certificate(raw)
        else:
            certificate = x509.load_der_x509_certificate(raw)
        _ensure_fit_for_signing(certificate)
    except (ValueError, x509.UnsupportedGeneralNameType) as problem:
        raise AppError("REGISTRY_NOT_A_CERTIFICATE") from problem
    return certificate


def digest_of(certificate: x509.Certificate) -> str:
    """Hex SHA-256 of the certificate's DER: its name in the registry."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def register(
    registry: Registry,
    certificate: x509.Certificate,
    *,
    agency: str,
    person_id: str,
    person_name: str,
    role: SignerRole,
    at: datetime,
) -> Registry:
    """Add a certificate from `at` on, until it expires by itself.

    The same entry again leaves the registry as it is. Raises AppError REGISTRY_PERSON_MISSING,
    REGISTRY_CERTIFICATE_EXPIRED, REGISTRY_CERTIFICATE_WITHDRAWN, REGISTRY_CERTIFICATE_TAKEN.
    """
    if not person_id.strip() or not person_name.strip():
        raise AppError("REGISTRY_PERSON_MISSING", agency=agency)
    entry = RegistryEntry(
        agency=agency,
        person_id=person_id.strip(),
        person_name=person_name.strip(),
        role=role,
        certificate_pem=certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"),
        certificate_sha256=digest_of(certificate),
        active_from=at,
        active_until=certificate.not_valid_after_utc,
    )
    if certificate.not_valid_after_utc <= at:
        raise AppError(
            "REGISTRY_CERTIFICATE_EXPIRED", on=certificate.not_valid_after_utc.date().isoformat()
        )
    present = registry.entry(entry.certificate_sha256)
    if present is not None:
        _ensure_same(present, entry)
        return registry
    return _changed(registry, (*registry.entries, entry), at)


def withdraw(registry: Registry, certificate_sha256: str, *, reason: str, at: datetime) -> Registry:
    """Take a certificate back from `at` on; what was received before stays received.

    Raises AppError REGISTRY_NOT_REGISTERED, REGISTRY_CERTIFICATE_WITHDRAWN,
    REGISTRY_REASON_MISSING.
    """
    present = registry.entry(certificate_sha256)
    if present is None:
        raise AppError("REGISTRY_NOT_REGISTERED", certificate=certificate_sha256[:16])
    if present.revoked_at is not None:
        raise _withdrawn(present)
    if not reason.strip():
        raise AppError("REGISTRY_REASON_MISSING", person=present.person_name)
    changed = msgspec.structs.replace(present, revoked_at=at, revocation_reason=reason.strip())
    entries = tuple(changed if each is present else each for each in registry.entries)
    return _changed(registry, entries, at)


def _changed(registry: Registry, entries: tuple[RegistryEntry, ...], at: datetime) -> Registry:
    return Registry(
        sequence=registry.sequence + 1,
        issued_at=at,
        next_update=at + VALID_FOR,
        entries=entries,
    )


def _ensure_same(present: RegistryEntry, wanted: RegistryEntry) -> None:
    if present.revoked_at is not None:
        raise _withdrawn(present)
    held = (present.agency, present.person_id, present.role)
    if held != (wanted.agency, wanted.person_id, wanted.role):
        raise AppError(
            "REGISTRY_CERTIFICATE_TAKEN",
            agency=present.agency,
            person=present.person_name,
            wanted=wanted.agency,
        )


def _withdrawn(entry: RegistryEntry) -> AppError:
    assert entry.revoked_at is not None
    return AppError(
        "REGISTRY_CERTIFICATE_WITHDRAWN",
        agency=entry.agency,
        person=entry.person_name,
        on=entry.revoked_at.date().isoformat(),
        reason=entry.revocation_reason,
    )


def _ensure_fit_for_signing(certificate: x509.Certificate) -> None:
    """Refuse what could never make a signature we accept, before anybody signs with it."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        fits = key.key_size >= _LEAST_RSA_BITS
    else:
        fits = isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 256
    if not fits:
        raise AppError("REGISTRY_KEY_UNFIT")
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return
    if constraints.value.ca:
        raise AppError("REGISTRY_CA_CERTIFICATE")
