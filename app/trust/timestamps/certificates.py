"""Certificates of timestamp authorities: what they are for, and who may stand above them."""

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.trust.policy.judgement import is_listed

_PURPOSES = {ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
_UNDERSTOOD = (
    x509.BasicConstraints,
    x509.KeyUsage,
    x509.ExtendedKeyUsage,
    x509.CertificatePolicies,
)


def is_authority(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is made for timestamps and for nothing else."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, ValueError, x509.UnsupportedGeneralNameType):
        return False
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def may_issue(certificate: x509.Certificate, below: int) -> bool:
    """Return whether it says it is an issuer's and, where it speaks of usages, that it may issue.

    `below` counts the issuers between it and the authority. An issuer for other purposes (mail,
    web sites) vouches for no timestamps, whatever it issued; nor does one with constraints that
    nobody here looks into.
    """
    try:
        extensions = {type(each.value): each.value for each in certificate.extensions}
        is_fit = is_listed(certificate.public_key())
    except (ValueError, x509.UnsupportedGeneralNameType, UnsupportedAlgorithm):
        return False
    constraints, usage = extensions.get(x509.BasicConstraints), extensions.get(x509.KeyUsage)
    if not isinstance(constraints, x509.BasicConstraints) or not constraints.ca:
        return False
    longest = constraints.path_length
    is_issuing = not isinstance(usage, x509.KeyUsage) or usage.key_cert_sign
    purposes = extensions.get(x509.ExtendedKeyUsage)
    is_for_stamps = not isinstance(purposes, x509.ExtendedKeyUsage) or not _PURPOSES.isdisjoint(
        purposes
    )
    is_known = all(
        isinstance(each.value, _UNDERSTOOD) for each in certificate.extensions if each.critical
    )
    is_near = longest is None or below <= longest
    return is_fit and is_near and is_issuing and is_for_stamps and is_known


def is_valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Return whether a moment with its time zone is among the certificate's days."""
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc
