"""Findings (檢核結果): the outcome of a rule at a place."""

from enum import StrEnum

from app.models.answers import Place
from app.models.record import Record


class Severity(StrEnum):
    """Errors block the export; warnings want a reason; notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Record, frozen=True, kw_only=True):
    """One finding. `app.messages` formats its sentence from `code` and `params`."""

    code: str
    severity: Severity
    place: Place
    params: dict[str, str] = {}
    reason: str | None = None
    """The officer's reason for a warning; it is kept with the value and printed."""

    @property
    def is_open(self) -> bool:
        """Return whether it still blocks the export: an error, or a warning without a reason."""
        if self.severity is Severity.ERROR:
            return True
        return self.severity is Severity.WARNING and not (self.reason or "").strip()
