"""Changes the agencies' round files do not carry yet, by the audit log and the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.models.received import AuditEntry
from app.models.record import Record
from app.models.signatures import Registry
from app.trust.certificates.registry import VALID_FOR

if TYPE_CHECKING:  # the first page is painted from this before the database's library is there
    from sqlalchemy import Connection

    from app.file_sets import SetPart
    from app.office.bench import OfficeBench

ROUND_FILES_WRITTEN = "round_files_written"
DATES_CHANGED = "dates_changed"
FORM_CHANGED = "form_changed"
_SEPARATOR = "、"


class WrittenRoundFile(Record, frozen=True, kw_only=True):
    """When an agency's round file was last written, and with which registry."""

    at: datetime
    registry: int | None
    """The sequence of the registry in it; None where the log does not say (older entries)."""


class WrittenFiles(Record, frozen=True, kw_only=True):
    """What is to be noted once the round files of a round are in place."""

    round_id: str
    agencies: tuple[str, ...]
    registry: int


class RoundFileNews(Record, frozen=True, kw_only=True):
    """Which agencies of a round need their round file again, and when everybody does."""

    written: Mapping[str, WrittenRoundFile]
    """The last round file of each agency that has one, by agency code."""
    outdated: tuple[str, ...]
    """Somebody of theirs was registered or withdrawn, or the trust policy changed, after their
    round file was written."""
    overtaken: tuple[str, ...]
    """The dates of the round were moved after their round file was written."""
    reissued: tuple[str, ...]
    """The round was re-issued on another form after their round file was written."""
    next_update: datetime | None
    """The registry in the round file written first is to be renewed by then; None without any."""

    def is_stale(self, agency: str) -> bool:
        """Return whether the agency's round file no longer says what is so."""
        return agency in (*self.outdated, *self.overtaken, *self.reissued)


def name_agencies(codes: Sequence[str]) -> str:
    """Agency codes as the audit log keeps them."""
    return _SEPARATOR.join(codes)


def conclude_round_files(
    bench: OfficeBench, connection: Connection, _parts: Sequence[SetPart], record: bytes
) -> None:
    """Note in the audit log that round files were written."""
    files = msgspec.json.decode(record, type=WrittenFiles)
    bench.note(
        connection,
        ROUND_FILES_WRITTEN,
        files.round_id,
        agencies=name_agencies(files.agencies),
        registry=files.registry,
    )


def find_news(
    entries: Sequence[AuditEntry], registry: Registry, policy_changed_at: datetime | None = None
) -> RoundFileNews:
    """Compare the registry with what was written for a round; `entries` are those about it.

    A file counts as sent when it was written: nothing else is known here.
    """
    written: dict[str, WrittenRoundFile] = {}
    overtaken: set[str] = set()
    reissued: set[str] = set()
    for each in entries:
        if each.action == ROUND_FILES_WRITTEN:
            sequence = each.detail.get("registry")
            file = WrittenRoundFile(at=each.at, registry=int(sequence) if sequence else None)
            codes = each.detail["agencies"].split(_SEPARATOR)
            written.update(dict.fromkeys(codes, file))
            overtaken.difference_update(codes)
            reissued.difference_update(codes)
        elif each.action == DATES_CHANGED:
            overtaken.update(written)
        elif each.action == FORM_CHANGED:
            reissued.update(written)
    changed = {
        code
        for code, file in written.items()
        if policy_changed_at is not None and policy_changed_at > file.at
    }
    for entry in registry.entries:
        known = written.get(entry.agency)
        latest = max(entry.active_from, entry.revoked_at or entry.active_from)
        if known is not None and latest > known.at:
            changed.add(entry.agency)
    first = min((each.at for each in written.values()), default=None)
    return RoundFileNews(
        written=written,
        outdated=tuple(code for code in written if code in changed),
        overtaken=tuple(code for code in written if code in overtaken),
        reissued=tuple(code for code in written if code in reissued),
        next_update=None if first is None else first + VALID_FOR,
    )
