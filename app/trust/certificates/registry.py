"""The registry of certificates (憑證名冊): who may sign for which agency, and in which role.

Only the office changes it. Every change makes a new `Registry` whose sequence is one higher, so
that an older list shown in place of a newer one is detected. Nobody is trusted on first use: a
certificate counts from the day an officer entered it, until it is withdrawn or expires.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from app.errors import AppError
from app.models.periods import CLOCK_TOLERANCE, format_taiwan_day
from app.models.policy import TrustPolicy
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.policy.policy_file import policy_in_force

if TYPE_CHECKING:  # a list can be shown without the cryptographic library
    from cryptography import x509

# Rounds are yearly and every round file brings the list along, so a list may serve a whole round.
VALID_FOR = timedelta(days=400)
EXPIRING_DAYS = 60
"""So many days before its end a certificate is said to end soon: there must be time to renew it,
and for the round file with the new one to arrive."""


class Objection(StrEnum):
    """Why a registered certificate may not sign, the gravest first."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    """Before the certificate's own first day."""
    ENDED = "ended"
    NOT_YET_ACTIVE = "not_yet_active"
    """Before the registry's."""
    SIGNED_IN_FUTURE = "signed_in_future"


def find_objections(
    entry: RegistryEntry, *, signed_at: datetime, reached_at: datetime
) -> tuple[Objection, ...]:
    """May this certificate sign? List every objection; () where there is none.

    `signed_at` is the signer's own word and is compared with the days of the certificate and of
    the registry. A withdrawal counts from `reached_at`, the moment the file reached us, whatever
    time stands in the file. For a signature about to be made both are now, with a time zone.
    """
    certificate = load_certificate(entry)
    is_after_end = entry.active_until is not None and signed_at > entry.active_until
    found = {
        Objection.WITHDRAWN: is_withdrawn(entry, reached_at),
        Objection.EXPIRED: signed_at > certificate.not_valid_after_utc,
        Objection.NOT_YET_VALID: signed_at < certificate.not_valid_before_utc,
        Objection.ENDED: is_after_end,
        Objection.NOT_YET_ACTIVE: signed_at < entry.active_from,
        Objection.SIGNED_IN_FUTURE: signed_at > reached_at + CLOCK_TOLERANCE,
    }
    return tuple(objection for objection, is_so in found.items() if is_so)


def is_withdrawn(entry: RegistryEntry, at: datetime) -> bool:
    """Return whether the office had taken a certificate back by then."""
    return entry.revoked_at is not None and at >= entry.revoked_at


def find_issued(
    entries: Iterable[RegistryEntry], public_key: object, at: datetime
) -> RegistryEntry | None:
    """The latest entry issued for a key, one not withdrawn by `at` before others."""
    issued = [each for each in entries if load_certificate(each).public_key() == public_key]
    usable = [each for each in issued if not is_withdrawn(each, at)]
    return max(usable or issued, key=lambda each: each.active_from, default=None)


def load_certificate(entry: RegistryEntry) -> x509.Certificate:
    """The certificate of an entry."""
    from cryptography import x509

    return x509.load_pem_x509_certificate(entry.certificate_pem.encode("ascii"))


def build_empty_registry(at: datetime) -> Registry:
    """A registry that names nobody yet, sequence 0."""
    return Registry(sequence=0, issued_at=at, next_update=at + VALID_FOR, entries=())


def reissue(registry: Registry, at: datetime) -> Registry:
    """The same list and sequence, issued again: the office's own list is never out of date.

    It names the policy it is judged by, so that another version's built-in one changes nothing.
    """
    return msgspec.structs.replace(
        registry,
        issued_at=at,
        next_update=at + VALID_FOR,
        policy=policy_in_force(registry.policy),
    )


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
    REGISTRY_CERTIFICATE_EXPIRED, REGISTRY_CERTIFICATE_WITHDRAWN, REGISTRY_CERTIFICATE_TAKEN,
    ALGORITHM_REFUSED, ALGORITHM_UNLISTED, PERSON_ID_UNFIT, NAME_UNFIT.
    """
    from app.trust.certificates.certificate import certificate_pem, certificate_sha256
    from app.trust.certificates.subjects import ensure_identity, tidy_name
    from app.trust.policy.judgement import describe_algorithm, ensure_accepted

    if not person_id.strip() or not person_name.strip():
        raise AppError("REGISTRY_PERSON_MISSING", agency=agency)
    ensure_identity(person_id, person_name)
    entry = RegistryEntry(
        agency=agency,
        person_id=person_id.strip(),
        person_name=tidy_name(person_name),
        role=role,
        certificate_pem=certificate_pem(certificate),
        certificate_sha256=certificate_sha256(certificate),
        active_from=at,
        active_until=certificate.not_valid_after_utc,
    )
    if certificate.not_valid_after_utc <= at:
        raise AppError(
            "REGISTRY_CERTIFICATE_EXPIRED", on=format_taiwan_day(certificate.not_valid_after_utc)
        )
    present = registry.entry(entry.certificate_sha256)
    if present is not None:
        _ensure_same(present, entry)
        return registry
    policy = policy_in_force(registry.policy)
    ensure_accepted(policy, describe_algorithm(certificate), entry.person_name, at)
    return _changed(registry, (*registry.entries, entry), at)


def change_policy(registry: Registry, policy: TrustPolicy | None, at: datetime) -> Registry:
    """The same list with another trust policy; None: the built-in one."""
    changed = _changed(registry, registry.entries, at)
    return msgspec.structs.replace(changed, policy=policy)


def registry_as_of(registry: Registry, moment: datetime) -> Registry:
    """The list as it stood then: what was registered later is not on it, what was withdrawn later
    still counts. Its policy is the caller's to choose."""
    entries = tuple(each for each in registry.entries if each.active_from <= moment)
    return msgspec.structs.replace(registry, entries=entries)


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
        policy=registry.policy,
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
        on=format_taiwan_day(entry.revoked_at),
        reason=entry.revocation_reason,
    )
