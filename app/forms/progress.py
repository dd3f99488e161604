"""Completion of a return, project by project: required places, filled places, open findings."""

from collections import Counter

from app.forms.iteration import row_keys
from app.forms.nil_statements import is_nil
from app.forms.rules.generic import MISSING_CODES
from app.models.answers import Answers, Place
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
    unfilled = Counter(each.project for each in missing)
    open_ = Counter((each.place.project, each.severity) for each in findings if each.is_open)
    return tuple(
        Progress(
            project_id=project_id,
            filled=filled,
            total=filled + unfilled[project_id],
            errors=open_[project_id, Severity.ERROR],
            warnings=open_[project_id, Severity.WARNING],
            is_nil=is_nil(answers, project_id),
        )
        for project_id in (None, *blank.project_ids)
        for filled in [_count_filled(blank, answers, project_id)]
    )


def _count_filled(blank: Blank, answers: Answers, project_id: str | None) -> int:
    if project_id is not None and is_nil(answers, project_id):
        return 0
    return sum(
        answers.get(Place(project_id, section.spec.id, key, each.id)) is not None
        for section in blank.sections_of(project_id)
        for each in section.spec.fields
        if each.type is not FieldType.COMPUTED and (each.required or each.required_when is not None)
        for key in row_keys(section, answers)
    )
