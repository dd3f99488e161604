"""Findings: what a rule says about a place."""

from enum import StrEnum

from app.models.answers import Place
from app.models.record import Record


class Severity(StrEnum):
    """Errors block the export; warnings want a reason; notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Record, frozen=True, kw_only=True):
    """One 檢核結果. Its sentence is made from `code` and `params` by app.messages."""

    code: str
    severity: Severity
    place: Place
    params: dict[str, str] = {}
    reason: str | None = None
    """The officer's reason for a warning; it stays with the figure and is printed."""

    @property
    def is_open(self) -> bool:
        """Tell whether it still stands in the way of handing in."""
        if self.severity is Severity.ERROR:
            return True
        return self.severity is Severity.WARNING and not (self.reason or "").strip()
