"""What the coordinating office has to do today, and whom it has to remind."""

from enum import StrEnum

from app.models.record import Record


class TaskKind(StrEnum):
    """What waits for the office."""

    REVIEW = "review"
    """Returns nobody has decided about."""
    REMIND = "remind"
    """Agencies whose return is late."""
    ROUND_FILES = "round_files"
    """Round files that were never written, or no longer say what is so."""
    ENROLMENTS = "enrolments"
    """Requests to get on the registry."""


class DayTask(Record, frozen=True, kw_only=True):
    """One thing that waits, in a round or for the whole office (None)."""

    kind: TaskKind
    round_id: str | None = None
    title: str = ""
    """Of the round."""
    count: int
    agencies: tuple[str, ...] = ()
    """Codes in appendix order."""


class LateAgency(Record, frozen=True, kw_only=True):
    """An agency whose return is late, and where to write to."""

    agency: str
    days_late: int
    addresses: tuple[str, ...]
    """Those its last return names, the officer who filled it in first."""


class Reminder(Record, frozen=True, kw_only=True):
    """A letter to an agency whose return is late, ready to mail."""

    addresses: tuple[str, ...]
    subject: str
    body: str
