"""The state of each registry entry today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from app.models.anchors import ChainFinding
from app.models.enrolment import Enrolment, EnrolmentState
from app.models.periods import count_days_left
from app.models.record import Record
from app.models.signatures import Registry, RegistryEntry
from app.trust.certificates.registry import EXPIRING_DAYS, is_withdrawn

REPLACED = "換發新憑證"
"""The reason noted where another certificate was registered in the place of one."""


class EntryState(StrEnum):
    """What an entry is worth."""

    VALID = "valid"
    EXPIRING = "expiring"
    BROKEN_CHAIN = "broken_chain"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"

    @property
    def is_over(self) -> bool:
        """Return whether it will never count again."""
        return self in (EntryState.EXPIRED, EntryState.WITHDRAWN, EntryState.REPLACED)


class RegisteredCertificate(Record, frozen=True, kw_only=True):
    """One entry of the registry with what is known about it."""

    entry: RegistryEntry
    state: EntryState
    days_left: int | None
    """Until it ends by itself; None where it has no end or counts no more."""
    renews: RegistryEntry | None = None
    """The certificate it renewed or replaced."""
    chain: ChainFinding | None = None


def describe_registry(
    registry: Registry,
    enrolments: Sequence[Enrolment],
    findings: Mapping[str, ChainFinding],
    now: datetime,
) -> tuple[RegisteredCertificate, ...]:
    """Every entry in the order it was made."""
    renewed = {
        each.registered_sha256: each.request.replaces_sha256
        for each in enrolments
        if each.state is EnrolmentState.CONFIRMED
    }
    found = []
    for entry in registry.entries:
        chain = findings.get(entry.certificate_sha256)
        state = _judge(entry, chain, now)
        earlier = renewed.get(entry.certificate_sha256)
        found.append(
            RegisteredCertificate(
                entry=entry,
                state=state,
                days_left=None if state.is_over else _days_left(entry, now),
                renews=None if earlier is None else registry.entry(earlier),
                chain=chain,
            )
        )
    return tuple(found)


def _judge(entry: RegistryEntry, chain: ChainFinding | None, now: datetime) -> EntryState:
    if is_withdrawn(entry, now):
        is_replaced = entry.revocation_reason == REPLACED
        return EntryState.REPLACED if is_replaced else EntryState.WITHDRAWN
    if entry.active_until is not None and now > entry.active_until:
        return EntryState.EXPIRED
    if chain is not None:
        return EntryState.BROKEN_CHAIN
    left = _days_left(entry, now)
    return EntryState.EXPIRING if left is not None and left <= EXPIRING_DAYS else EntryState.VALID


def _days_left(entry: RegistryEntry, now: datetime) -> int | None:
    return None if entry.active_until is None else count_days_left(entry.active_until, now)
