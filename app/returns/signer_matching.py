"""Which role a key signs in, by the registry the round file brought."""

from collections.abc import Sequence
from datetime import datetime

from app.errors import AppError
from app.models.rounds import RoundFile
from app.models.signatures import RegistryEntry, Signer, SignerRole
from app.trust.certificates import ensure_valid_at, fingerprint
from app.trust.enrolment import adopt_issued_certificate
from app.trust.keys import SigningKey


def match_keys(
    keys: Sequence[SigningKey], round_file: RoundFile, now: datetime
) -> tuple[tuple[Signer, SigningKey], ...]:
    """Signers with their keys in the order the round requires.

    A key this program made signs with the certificate the office issued for it, once the registry
    brings one. What the office would refuse is refused here already. Raises AppError
    KEY_NOT_YET_VALID, KEY_EXPIRED, KEY_NOT_REGISTERED, KEY_OTHER_AGENCY, KEY_REVOKED,
    KEY_NOT_ACTIVE, KEY_ROLE_MISSING, KEY_SAME_PERSON.
    """
    found: dict[SignerRole, tuple[RegistryEntry, SigningKey]] = {}
    for key in keys:
        known = adopt_issued_certificate(key, round_file.registry, now)
        ensure_valid_at(known.certificate, now)
        entry = _entitled_entry(known, round_file, now)
        found[entry.role] = (entry, known)
    matched = []
    for role in round_file.round.required_roles:
        if role not in found:
            raise AppError("KEY_ROLE_MISSING", role=ROLE_NAMES[role])
        entry, key = found[role]
        matched.append((_signer(entry), key))
    if len({signer.person_id for signer, _ in matched}) != len(matched):
        raise AppError("KEY_SAME_PERSON", name=matched[0][0].person_name)
    return tuple(matched)


ROLE_NAMES = {SignerRole.PREPARER: "填報人", SignerRole.APPROVER: "核定人"}


def _entitled_entry(key: SigningKey, round_file: RoundFile, now: datetime) -> RegistryEntry:
    entry = round_file.registry.entry(key.certificate_sha256)
    if entry is None:
        raise AppError("KEY_NOT_REGISTERED", fingerprint=fingerprint(key.certificate))
    if entry.agency != round_file.agency:
        raise AppError("KEY_OTHER_AGENCY", name=entry.person_name, agency=entry.agency)
    if entry.revoked_at is not None and now >= entry.revoked_at:
        raise AppError("KEY_REVOKED", name=entry.person_name, date=entry.revoked_at.date())
    ended = entry.active_until is not None and now > entry.active_until
    if now < entry.active_from or ended:
        raise AppError("KEY_NOT_ACTIVE", name=entry.person_name)
    return entry


def _signer(entry: RegistryEntry) -> Signer:
    return Signer(
        role=entry.role,
        person_id=entry.person_id,
        person_name=entry.person_name,
        certificate_sha256=entry.certificate_sha256,
    )
