"""What the agencies' round files do not say yet: told from the audit log and the registry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.models.received import AuditEntry
from app.models.record import Record
from app.models.signatures import Registry
from app.trust.registry import VALID_FOR

ROUND_FILES_WRITTEN = "round_files_written"
_SEPARATOR = "、"


class RoundFileNews(Record, frozen=True, kw_only=True):
    """Which agencies of a round need their round file again, and when everybody does."""

    outdated: tuple[str, ...]
    """Somebody of theirs was registered or withdrawn after their round file was written."""
    next_update: datetime | None
    """The registry in the round file written first is to be renewed by then; None without any."""


def name_agencies(codes: Sequence[str]) -> str:
    """Agency codes as the audit log keeps them."""
    return _SEPARATOR.join(codes)


def tell_news(entries: Sequence[AuditEntry], registry: Registry) -> RoundFileNews:
    """Hold the registry against what was written for a round; `entries` are those about it.

    A file counts as sent when it was written: nothing else is known here.
    """
    written: dict[str, datetime] = {}
    for each in entries:
        if each.action == ROUND_FILES_WRITTEN:
            for code in each.detail["agencies"].split(_SEPARATOR):
                written[code] = each.at
    changed: set[str] = set()
    for entry in registry.entries:
        at = written.get(entry.agency)
        latest = max(entry.active_from, entry.revoked_at or entry.active_from)
        if at is not None and latest > at:
            changed.add(entry.agency)
    return RoundFileNews(
        outdated=tuple(code for code in written if code in changed),
        next_update=min(written.values()) + VALID_FOR if written else None,
    )
