"""Completion of a return, project by project: required places, filled places, open findings."""

from app.forms.iteration import walk_fields
from app.forms.nil_statements import is_nil
from app.forms.rules.generic import MISSING_CODES
from app.models.answers import Answers
from app.models.findings import Finding, Severity
from app.models.forms import Blank, FieldType
from app.models.record import Record


class Progress(Record, frozen=True, kw_only=True):
    """One project (None: the agency's own sections)."""

    project_id: str | None
    filled: int
    """Required places that hold a value."""
    total: int
    """Required places; equal to `filled` when nothing is missing."""
    errors: int
    """Errors of all kinds, missing values included."""
    warnings: int
    """Warnings that still want a reason."""
    is_nil: bool = False
    """A nil statement says that there is nothing to report."""

    @property
    def is_complete(self) -> bool:
        """Return whether nothing stands in the way of handing in."""
        return self.filled == self.total and not self.errors and not self.warnings


def measure_progress(
    blank: Blank, answers: Answers, findings: tuple[Finding, ...]
) -> tuple[Progress, ...]:
    """Progress of the agency's own sections, then of each project in order.

    `findings` are those of `check_draft` for the same answers; they name the missing places.
    """
    missing = {each.place for each in findings if each.code in MISSING_CODES}
    filled = dict.fromkeys((None, *blank.project_ids), 0)
    for section, _, field, place in walk_fields(blank, answers):
        wanted = field.required or field.required_when is not None
        if section.project_id is not None and is_nil(answers, section.project_id):
            continue
        if field.type is not FieldType.COMPUTED and wanted and answers.get(place) is not None:
            filled[section.project_id] += 1
    return tuple(
        Progress(
            project_id=project_id,
            filled=count,
            total=count + sum(each.project == project_id for each in missing),
            errors=_count_open(findings, project_id, Severity.ERROR),
            warnings=_count_open(findings, project_id, Severity.WARNING),
            is_nil=is_nil(answers, project_id),
        )
        for project_id, count in filled.items()
    )


def _count_open(findings: tuple[Finding, ...], project_id: str | None, severity: Severity) -> int:
    return sum(
        each.severity is severity and each.is_open and each.place.project == project_id
        for each in findings
    )
