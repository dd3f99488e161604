"""Certificate pinning: an agency accepts documents only from the office it has confirmed.

Nothing is trusted on first use. The first round file shows the fingerprint of the office's
certificate; a person compares it with what the office says on the telephone or on paper.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.models.periods import format_taiwan_day
from app.models.record import Record
from app.models.signatures import Registry
from app.trust.certificates.fingerprints import format_fingerprint, is_same_fingerprint

if TYPE_CHECKING:  # what is pinned can be shown without the cryptographic library
    from app.trust.papers.kinds import DocumentKind
    from app.trust.papers.signed_document import SignedDocument

STALE_AFTER = timedelta(days=30)
"""How long after its next update a registry is still taken, with a warning."""


class OfficePin(Record, frozen=True, kw_only=True):
    """The office an agency trusts, since when, and the newest registry it has seen of it."""

    certificate_pem: str
    certificate_sha256: str
    pinned_at: datetime
    registry_sequence: int


class OfficeStanding(StrEnum):
    """What the agency knows of the office that signed a document."""

    NEW = "new"  # no office was confirmed yet
    KNOWN = "known"
    CHANGED = "changed"  # another one was confirmed


def find_standing(document: SignedDocument, pin: OfficePin | None) -> OfficeStanding:
    """Compare a document's signer with the confirmed office."""
    if pin is None:
        return OfficeStanding.NEW
    if pin.certificate_sha256 == document.certificate_sha256:
        return OfficeStanding.KNOWN
    return OfficeStanding.CHANGED


def ensure_from_office(
    document: SignedDocument, pin: OfficePin | None, kind: DocumentKind, path: Path
) -> None:
    """Refuse what the confirmed office did not sign.

    Raises AppError OFFICE_NOT_CONFIRMED (nobody compared the fingerprint yet), OFFICE_CHANGED.
    """
    standing = find_standing(document, pin)
    if standing is OfficeStanding.KNOWN:
        return
    found = format_fingerprint(document.certificate_sha256)
    if pin is None:
        raise AppError("OFFICE_NOT_CONFIRMED", file=path, what=kind.name, fingerprint=found)
    known = format_fingerprint(pin.certificate_sha256)
    raise AppError("OFFICE_CHANGED", file=path, what=kind.name, known=known, fingerprint=found)


def ensure_fingerprint(document: SignedDocument, confirmed: str, path: Path) -> None:
    """Compare the confirmed fingerprint with the signer's. Raises OFFICE_FINGERPRINT_WRONG."""
    if not is_same_fingerprint(confirmed, document.certificate_sha256):
        found = format_fingerprint(document.certificate_sha256)
        raise AppError("OFFICE_FINGERPRINT_WRONG", file=path, fingerprint=found)


def ensure_registry_follows(registry: Registry, known_sequence: int, path: Path) -> None:
    """Refuse a registry older than one seen before. Raises AppError REGISTRY_ROLLBACK."""
    if registry.sequence < known_sequence:
        raise AppError(
            "REGISTRY_ROLLBACK", file=path, found=registry.sequence, known=known_sequence
        )


def ensure_registry_current(registry: Registry, now: datetime, path: Path) -> None:
    """Refuse a registry long past its next update. Raises AppError REGISTRY_STALE."""
    if is_registry_stale(registry, now):
        raise AppError("REGISTRY_STALE", file=path, due=format_taiwan_day(registry.next_update))


def is_registry_stale(registry: Registry, now: datetime) -> bool:
    """Return whether a registry is too long past its next update to sign or receive by."""
    return now > registry.next_update + STALE_AFTER


def is_registry_due(registry: Registry, now: datetime) -> bool:
    """Return whether a registry is past its next update: accepted for a while, with a warning."""
    return now > registry.next_update
