"""Key status: a person's keys, their registration, and the next step for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509

from app.errors import AppError
from app.models.periods import count_days_left, taiwan_day
from app.models.policy import TrustPolicy
from app.models.rounds import Round
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_sha256
from app.trust.certificates.facts import CertificateFacts, CertificateState, describe_certificate
from app.trust.certificates.registry import (
    EXPIRING_DAYS,
    Objection,
    find_issued,
    find_objections,
    load_certificate,
)
from app.trust.keys.files import KeyFile, find_exposure
from app.trust.keys.memory import ExportedRequest, KeyMemory


class KeyMedium(StrEnum):
    """Where the private key is."""

    PROGRAM = "program"
    PKCS12 = "pkcs12"
    CARD = "card"
    ELSEWHERE = "elsewhere"


class KeyState(StrEnum):
    """The status of a key."""

    USABLE = "usable"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REQUESTED = "requested"
    NOT_REGISTERED = "not_registered"
    NOT_YET_VALID = "not_yet_valid"
    UNFIT = "unfit"
    LOCKED = "locked"
    MISSING = "missing"


class NextStep(StrEnum):
    """What the person is to do about a key."""

    NONE = "none"
    REQUEST = "request"  # 匯出登錄申請
    WAIT = "wait"  # 等候新的填報包
    RENEW = "renew"  # 展期
    REPLACE = "replace"  # 換發
    OPEN = "open"  # 加入金鑰檔


@dataclass(frozen=True, slots=True)
class MyKey:
    """One key as the 憑證 page shows it."""

    medium: KeyMedium
    state: KeyState
    next_step: NextStep
    is_mine: bool
    """Its file or card was used here, or it is another certificate of the same person."""
    path: Path | None = None
    label: str = ""
    """The card's name."""
    own_sha256: str | None = None
    """Of the certificate in the key file or on the card."""
    facts: CertificateFacts | None = None
    """Of the certificate that counts: the one on the registry where there is one, else the key's
    own. None for a file nobody has opened here."""
    entry: RegistryEntry | None = None
    request: ExportedRequest | None = None
    """The enrolment asked for, or the one that is to succeed this key."""
    exposure: AppError | None = None
    """What is to be said where others may read its file."""

    @property
    def person_name(self) -> str:
        """Whose it is, the registry's word before the certificate's."""
        if self.entry is not None:
            return self.entry.person_name
        return self.facts.person_name if self.facts is not None else ""

    @property
    def person_id(self) -> str:
        """The number the person is known by within the agency."""
        if self.entry is not None:
            return self.entry.person_id
        return self.facts.person_id if self.facts is not None else ""

    @property
    def role(self) -> SignerRole | None:
        """In which role it is registered."""
        return self.entry.role if self.entry is not None else None

    @property
    def valid_until(self) -> datetime | None:
        """Its last moment: the certificate's or the registry's, whichever comes first."""
        if self.facts is None:
            return None
        until = self.facts.valid_until
        ends = self.entry.active_until if self.entry is not None else None
        return until if ends is None else min(until, ends)

    def days_left(self, now: datetime) -> int | None:
        """Days until then (`count_days_left`)."""
        until = self.valid_until
        return None if until is None else count_days_left(until, now)


@dataclass(frozen=True, slots=True)
class _Held:
    """A key that is here, before the registry has been asked about it."""

    medium: KeyMedium
    certificate: x509.Certificate | None
    path: Path | None = None
    label: str = ""


def list_my_keys(
    files: Sequence[KeyFile],
    memory: KeyMemory,
    registry: Registry | None,
    agency: str | None,
    now: datetime,
) -> tuple[MyKey, ...]:
    """The keys of `files` and of memory, and the agency's further certificates on the registry.

    Mine come first; `now` carries a time zone.
    """
    entries = [each for each in registry.entries if each.agency == agency] if registry else []
    policy = registry.policy if registry else None
    keys = [_judge(each, entries, memory, now, policy) for each in _gather(files, memory)]
    shown = {each.entry.certificate_sha256 for each in keys if each.entry is not None}
    persons = {each.person_id for each in keys if each.person_id}
    for entry in entries:
        if entry.certificate_sha256 not in shown:
            held = _Held(KeyMedium.ELSEWHERE, load_certificate(entry))
            key = _judge(held, entries, memory, now, policy)
            keys.append(replace(key, is_mine=entry.person_id in persons))
    advised = [replace(each, next_step=_advise(each, keys)) for each in keys]
    return tuple(sorted(advised, key=lambda each: not each.is_mine))


def find_first_step(keys: Sequence[MyKey]) -> NextStep | None:
    """Find REQUEST or WAIT while nobody of the agency can sign yet; None once somebody can."""
    if any(each.state in (KeyState.USABLE, KeyState.EXPIRING) for each in keys):
        return None
    is_asked_for = any(each.state is KeyState.REQUESTED for each in keys)
    return NextStep.WAIT if is_asked_for else NextStep.REQUEST


def expiring_in_round(keys: Sequence[MyKey], round_: Round) -> tuple[MyKey, ...]:
    """My registered keys that end before the round closes and have no successor yet."""
    return tuple(
        each
        for each in keys
        if each.is_mine
        and each.entry is not None
        and each.state is not KeyState.REVOKED
        and each.valid_until is not None
        and taiwan_day(each.valid_until) < round_.closes_on
        and _successor(each, keys) is None
    )


def _gather(files: Sequence[KeyFile], memory: KeyMemory) -> list[_Held]:
    """Files first; what was found inside a file counts more than what lies beside it."""
    opened = {each.path: each.certificate_pem for each in memory.files}
    found = {str(each.path): each.certificate for each in files}
    held = []
    for path in [*found, *(each for each in opened if each not in found)]:
        certificate = _parse(opened[path]) if path in opened else found[path]
        is_own = certificate is not None and certificate.subject == certificate.issuer
        medium = KeyMedium.PROGRAM if is_own else KeyMedium.PKCS12
        held.append(_Held(medium, certificate, Path(path)))
    for card in memory.cards:
        held.append(_Held(KeyMedium.CARD, _parse(card.certificate_pem), label=card.label))
    return held


def _judge(
    held: _Held,
    entries: Sequence[RegistryEntry],
    memory: KeyMemory,
    now: datetime,
    policy: TrustPolicy | None,
) -> MyKey:
    key = MyKey(
        held.medium, KeyState.LOCKED, NextStep.NONE, True, held.path, held.label,
        exposure=find_exposure(held.path),
    )  # fmt: skip
    is_missing = held.path is not None and not held.path.is_file()
    if held.certificate is None:
        return replace(key, state=KeyState.MISSING) if is_missing else key
    entry = _find_entry(held, entries, now)
    counts = held.certificate if entry is None else load_certificate(entry)
    facts = describe_certificate(counts, now, policy)
    own = certificate_sha256(held.certificate)
    request = memory.request_for(own) if entry is None else None
    if entry is not None:
        request = memory.successor_request(entry.certificate_sha256)
    key = replace(
        key,
        own_sha256=own,
        facts=facts,
        entry=entry,
        request=request,
    )
    return replace(key, state=KeyState.MISSING if is_missing else _find_state(key, facts, now))


def _find_entry(
    held: _Held, entries: Sequence[RegistryEntry], now: datetime
) -> RegistryEntry | None:
    """The entry of the very certificate, else the latest one issued for the same key."""
    assert held.certificate is not None
    sha256 = certificate_sha256(held.certificate)
    for each in entries:
        if each.certificate_sha256 == sha256:
            return each
    if held.medium is not KeyMedium.PROGRAM:
        return None
    return find_issued(entries, held.certificate.public_key(), now)


def _find_state(key: MyKey, facts: CertificateFacts, now: datetime) -> KeyState:
    """Find the gravest status of a key whose certificate can be read."""
    entry, until = key.entry, key.valid_until
    assert until is not None
    days = key.days_left(now) or 0
    against = () if entry is None else find_objections(entry, signed_at=now, reached_at=now)
    is_early = facts.state is CertificateState.NOT_YET_VALID or Objection.NOT_YET_ACTIVE in against
    verdicts = (
        (Objection.WITHDRAWN in against, KeyState.REVOKED),
        (facts.state in (CertificateState.NOT_FOR_SIGNING, CertificateState.UNFIT), KeyState.UNFIT),
        (now > until, KeyState.EXPIRED),
        (entry is None and key.request is not None, KeyState.REQUESTED),
        (entry is None, KeyState.NOT_REGISTERED),
        (is_early, KeyState.NOT_YET_VALID),
        (days <= EXPIRING_DAYS, KeyState.EXPIRING),
    )
    return next((state for is_so, state in verdicts if is_so), KeyState.USABLE)


_STEPS = {
    KeyState.NOT_REGISTERED: NextStep.REQUEST,
    KeyState.REQUESTED: NextStep.WAIT,
    KeyState.EXPIRING: NextStep.RENEW,
    KeyState.EXPIRED: NextStep.RENEW,
    KeyState.REVOKED: NextStep.REPLACE,
    KeyState.LOCKED: NextStep.OPEN,
    KeyState.MISSING: NextStep.OPEN,
}


def _advise(key: MyKey, keys: Sequence[MyKey]) -> NextStep:
    step = _STEPS.get(key.state, NextStep.NONE)
    if step in (NextStep.RENEW, NextStep.REPLACE):
        if not key.is_mine or key.entry is None or _successor(key, keys) is not None:
            return NextStep.NONE
        if key.request is not None:
            return NextStep.WAIT
    return step


def _successor(key: MyKey, keys: Iterable[MyKey]) -> MyKey | None:
    """Another certificate of the same person in the same role that holds longer."""
    until = key.valid_until
    for each in keys:
        if each is key or each.state not in (KeyState.USABLE, KeyState.EXPIRING):
            continue
        is_same = (each.person_id, each.role) == (key.person_id, key.role)
        holds = each.valid_until
        longer = until is None or (holds is not None and holds > until)
        if is_same and (longer or key.state is KeyState.REVOKED):
            return each
    return None


def _parse(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode("ascii"))
