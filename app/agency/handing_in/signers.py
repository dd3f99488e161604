"""Match keys with registry entries: who may sign for the agency, in which role, when."""

from collections.abc import Sequence
from datetime import datetime

from app.errors import AppError
from app.models.approval import SendBack
from app.models.periods import format_taiwan_day
from app.models.rounds import RoundFile
from app.models.signatures import Registry, RegistryEntry, Signer, SignerRole
from app.trust.certificates.certificate import ensure_valid_at
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.certificates.registry import Objection, find_objections, load_certificate
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.enrolment import adopt_issued_certificate
from app.trust.papers.signed_document import SignedDocument
from app.trust.policy.judgement import describe_algorithm, ensure_accepted
from app.trust.policy.policy_file import policy_in_force


def name_signer(key: SigningKey, round_file: RoundFile, now: datetime) -> tuple[Signer, SigningKey]:
    """The one signer of a round in which nobody approves, and the key with its certificate.

    A key this program made signs with the certificate the office issued for it, once the registry
    brings one. What the office would refuse is refused here already. Raises AppError
    APPROVAL_REQUIRED, KEY_ROLE_MISSING, and as `identify_key` does.
    """
    roles = round_file.round.required_roles
    if len(roles) > 1:
        raise AppError("APPROVAL_REQUIRED", round=round_file.round.title)
    entry, known = identify_key(key, round_file, now)
    if entry.role not in roles:
        raise AppError("KEY_ROLE_MISSING", role=roles[0])
    return _signer(entry), known


def name_signers(
    key: SigningKey, approver_sha256: str, round_file: RoundFile, now: datetime
) -> tuple[tuple[Signer, Signer], SigningKey]:
    """Preparer and approver of a return the approver will sign elsewhere, and the preparer's key.

    The approver's entry is checked just as a key's would be. Raises AppError KEY_ROLE_MISSING,
    KEY_SAME_PERSON, and as `identify_key` does.
    """
    preparer, known = identify_key(key, round_file, now)
    approver = find_entitled(approver_sha256, round_file, now)
    signers = (_signer(preparer), _signer(approver))
    ensure_different_persons(signers)
    for signer, role in zip(signers, SignerRole, strict=True):
        if signer.role is not role:
            raise AppError("KEY_ROLE_MISSING", role=role)
    return signers, known


def possible_approvers(round_file: RoundFile, now: datetime) -> tuple[RegistryEntry, ...]:
    """Who may approve for the agency now, by the registry the round file brought, by name."""
    found = []
    for each in round_file.registry.entries:
        try:
            entry = find_entitled(each.certificate_sha256, round_file, now)
        except AppError:
            continue
        if entry.role is SignerRole.APPROVER:
            found.append(entry)
    return tuple(sorted(found, key=lambda each: (each.person_name, each.certificate_sha256)))


def identify_key(
    key: SigningKey, round_file: RoundFile, now: datetime
) -> tuple[RegistryEntry, SigningKey]:
    """Whose key it is by the registry, and the key with the certificate it signs with.

    Raises AppError KEY_NOT_YET_VALID, KEY_EXPIRED, KEY_NOT_REGISTERED, KEY_OTHER_AGENCY,
    KEY_REVOKED, KEY_NOT_ACTIVE.
    """
    known = adopt_issued_certificate(key, round_file.registry, now)
    ensure_valid_at(known.certificate, now)
    return find_entitled(known.certificate_sha256, round_file, now), known


def is_registered(key: SigningKey, registry: Registry, now: datetime) -> bool:
    """Return whether a key is on a registry, with its own certificate or the one issued for it.

    Whether it may sign today, and in which role, is decided when it signs.
    """
    known = adopt_issued_certificate(key, registry, now)
    return registry.entry(known.certificate_sha256) is not None


def ensure_named_key(
    key: SigningKey, named: Signer, preparer: Signer, round_file: RoundFile, now: datetime
) -> SigningKey:
    """The key with its certificate, which must be the one the payload names as approver's.

    Raises AppError KEY_* (see `identify_key`), KEY_SAME_PERSON (the preparer's, by whichever
    certificate), APPROVAL_OTHER_KEY.
    """
    entry, known = identify_key(key, round_file, now)
    if entry.person_id == preparer.person_id:
        raise AppError("KEY_SAME_PERSON", name=entry.person_name)
    if entry.certificate_sha256 != named.certificate_sha256:
        found = f"{entry.person_name} {format_fingerprint(entry.certificate_sha256)}"
        raise AppError("APPROVAL_OTHER_KEY", name=named.person_name, found=found)
    return known


def ensure_different_persons(signers: Sequence[Signer]) -> None:
    """Refuse one person in two roles, whatever certificates they have: KEY_SAME_PERSON."""
    if len({signer.person_id for signer in signers}) != len(signers):
        raise AppError("KEY_SAME_PERSON", name=signers[0].person_name)


def find_entitled(certificate_sha256: str, round_file: RoundFile, now: datetime) -> RegistryEntry:
    """The entry of a certificate that may sign for the agency now.

    Raises AppError KEY_NOT_YET_VALID, KEY_EXPIRED, KEY_NOT_REGISTERED, KEY_OTHER_AGENCY,
    KEY_REVOKED, KEY_NOT_ACTIVE, ALGORITHM_REFUSED, ALGORITHM_UNLISTED.
    """
    entry = round_file.registry.entry(certificate_sha256)
    if entry is None:
        raise AppError("KEY_NOT_REGISTERED", fingerprint=format_fingerprint(certificate_sha256))
    if entry.agency != round_file.agency:
        raise AppError("KEY_OTHER_AGENCY", name=entry.person_name, agency=entry.agency)
    for objection in find_objections(entry, signed_at=now, reached_at=now):
        raise _explain(objection, entry, now)
    ensure_accepted(
        policy_in_force(round_file.registry.policy),
        describe_algorithm(load_certificate(entry)),
        entry.person_name,
        now,
        opened_on=round_file.round.opens_on,
    )
    return entry


def is_from_approver(
    send_back: SendBack, signed: SignedDocument, registry: Registry, reached_at: datetime
) -> bool:
    """Return whether a 退回單 that reached us then is signed by an approver of its agency."""
    entry = registry.entry(signed.certificate_sha256)
    if entry is None or (entry.agency, entry.role) != (send_back.agency, SignerRole.APPROVER):
        return False
    return not find_objections(entry, signed_at=signed.signed_at, reached_at=reached_at)


def _explain(objection: Objection, entry: RegistryEntry, now: datetime) -> AppError:
    if objection is Objection.WITHDRAWN and entry.revoked_at is not None:
        date = format_taiwan_day(entry.revoked_at)
        return AppError("KEY_REVOKED", name=entry.person_name, date=date)
    ensure_valid_at(load_certificate(entry), now)
    return AppError("KEY_NOT_ACTIVE", name=entry.person_name)


def _signer(entry: RegistryEntry) -> Signer:
    return Signer(
        role=entry.role,
        person_id=entry.person_id,
        person_name=entry.person_name,
        certificate_sha256=entry.certificate_sha256,
    )
