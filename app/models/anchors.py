"""Trust anchors: certificates of authorities and their revocation lists, and what they say."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record


class AnchorKind(StrEnum):
    """What was imported."""

    ROOT = "root"  # 根憑證
    INTERMEDIATE = "intermediate"  # 中繼憑證
    REVOCATIONS = "revocation list"  # 廢止清冊


class TrustAnchor(Record, frozen=True, kw_only=True):
    """One certificate or revocation list that certificates issued by others are compared with."""

    sha256: str
    kind: AnchorKind
    name: str
    content: bytes
    """DER."""
    valid_until: datetime | None
    """Of a revocation list: its next update; None where it names none."""
    imported_at: datetime


class ChainState(StrEnum):
    """What the imported roots and lists have against a certificate."""

    UNTRUSTED = "untrusted"  # no chain to an imported root holds
    REVOKED = "revoked"  # it, or an authority above it, is on a revocation list
    UNCHECKED = "unchecked"  # the list that should tell is too old or speaks of others


class ChainFinding(Record, frozen=True, kw_only=True):
    """Why a certificate does not pass; `since` is the day of a revocation, where it is known."""

    state: ChainState
    detail: str = ""
    since: datetime | None = None
