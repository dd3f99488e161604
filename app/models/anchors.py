"""Trust anchors: CA certificates, revocation lists (CRL), and the result of a chain check."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record


class AnchorKind(StrEnum):
    """The kind of an imported trust anchor."""

    ROOT = "root"  # 根憑證
    INTERMEDIATE = "intermediate"  # 中繼憑證
    REVOCATIONS = "revocation list"  # 廢止清冊


class TrustAnchor(Record, frozen=True, kw_only=True):
    """One CA certificate or CRL that chains of certificates issued by others are checked with."""

    sha256: str
    kind: AnchorKind
    name: str
    content: bytes
    """DER."""
    valid_until: datetime | None
    """The notAfter of a certificate; the nextUpdate of a CRL, where it has one (RFC 5280)."""
    imported_at: datetime


class ChainState(StrEnum):
    """Why the certificate chain does not pass the imported roots and revocation lists."""

    UNTRUSTED = "untrusted"  # no valid chain to an imported root
    REVOKED = "revoked"  # it, or an authority above it, is on a revocation list
    UNCHECKED = "unchecked"  # the revocation list is out of date or of another issuer


class ChainFinding(Record, frozen=True, kw_only=True):
    """The failure of a certificate's chain; `since` is the time of revocation, where known."""

    state: ChainState
    detail: str = ""
    since: datetime | None = None
