"""Certificate facts as shown: subject, issuer, validity, whether it may sign now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from app.models.periods import count_days_left
from app.models.policy import TrustPolicy
from app.models.signatures import Reason
from app.trust.certificates.certificate import (
    certificate_pem,
    certificate_sha256,
    fingerprint,
)
from app.trust.policy.judgement import describe_algorithm, find_key_rule, judge_algorithm
from app.trust.policy.policy_file import policy_in_force
from app.visible_text import visible_line

_LONGEST_SHOWN = 64


class CertificateState(StrEnum):
    """Whether a certificate may sign, and if not, why."""

    USABLE = "usable"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    NOT_FOR_SIGNING = "not_for_signing"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """One certificate as it is shown; times carry a time zone; no day is left after."""

    person_name: str
    person_id: str
    agency_name: str
    issuer_name: str
    serial_number: str
    key_kind: str
    valid_from: datetime
    valid_until: datetime
    days_left: int
    state: CertificateState
    sha256: str
    fingerprint: str
    pem: str
    """The certificate itself, as text."""
    notes: tuple[Reason, ...] = ()
    """What the trust policy says about its key: a date that comes or has passed."""


def describe_certificate(
    certificate: x509.Certificate, now: datetime, policy: TrustPolicy | None = None
) -> CertificateFacts:
    """Gather what is shown of a certificate; `now` carries a time zone."""
    return CertificateFacts(
        person_name=_name(certificate.subject, NameOID.COMMON_NAME),
        person_id=_name(certificate.subject, NameOID.SERIAL_NUMBER),
        agency_name=_name(certificate.subject, NameOID.ORGANIZATION_NAME),
        issuer_name=name_of(certificate.issuer),
        serial_number=f"{certificate.serial_number:X}",
        key_kind=_describe_key(certificate),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        days_left=count_days_left(certificate.not_valid_after_utc, now),
        state=judge_certificate(certificate, now, policy),
        sha256=certificate_sha256(certificate),
        fingerprint=fingerprint(certificate),
        pem=certificate_pem(certificate),
        notes=_find_notes(certificate, now, policy),
    )


def _find_notes(
    certificate: x509.Certificate, now: datetime, policy: TrustPolicy | None
) -> tuple[Reason, ...]:
    """What the policy notes or refuses: a round opened before a date accepts the key still."""
    name = _name(certificate.subject, NameOID.COMMON_NAME) or name_of(certificate.subject)
    algorithm = describe_algorithm(certificate)
    judged = judge_algorithm(policy_in_force(policy), algorithm, name, now)
    return (*judged.refusals, *judged.notes)


def judge_certificate(
    certificate: x509.Certificate, now: datetime, policy: TrustPolicy | None = None
) -> CertificateState:
    """Return whether a certificate may sign at `now`; its usage is checked before its validity."""
    if not _is_meant_for_signing(certificate):
        return CertificateState.NOT_FOR_SIGNING
    algorithm = describe_algorithm(certificate)
    if find_key_rule(policy_in_force(policy), algorithm) is None:
        return CertificateState.UNFIT
    if now < certificate.not_valid_before_utc:
        return CertificateState.NOT_YET_VALID
    if now > certificate.not_valid_after_utc:
        return CertificateState.EXPIRED
    return CertificateState.USABLE


def _is_meant_for_signing(certificate: x509.Certificate) -> bool:
    """Return whether key usage and basic constraints allow signing documents.

    A card carries a second certificate for encryption, which must never sign.
    """
    try:
        extensions = certificate.extensions
    except (ValueError, x509.UnsupportedGeneralNameType):
        return False
    for extension in extensions:
        value = extension.value
        if isinstance(value, x509.BasicConstraints) and value.ca:
            return False
        if isinstance(value, x509.KeyUsage) and not (
            value.digital_signature or value.content_commitment
        ):
            return False
    return True


def _name(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return visible_line(str(found[0].value))[:_LONGEST_SHOWN] if found else ""


def name_of(name: x509.Name) -> str:
    """What people call a subject or an issuer: the first it has of name, unit, organisation."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME):
        found = _name(name, oid)
        if found:
            return found
    return visible_line(name.rfc4514_string())[:_LONGEST_SHOWN]


def _describe_key(certificate: x509.Certificate) -> str:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"EC {key.curve.name}"
    return "—"
