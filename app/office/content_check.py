"""Checking what a verified return says: the office holds it against the same form and rules."""

from app.errors import AppError
from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.forms.iteration import walk_fields
from app.models.answers import ROWS, Answers, Place
from app.models.findings import Finding, Severity
from app.models.forms import Blank, FieldType, RowSource
from app.models.programme import Programme
from app.models.returns import Payload
from app.models.rounds import Round
from app.office.received_returns import ReturnCounts

_AMENDMENTS = "amendments"


class ContentCheck:
    """The blanks of one round, built once per agency, and the check of payloads against them."""

    def __init__(self, programme: Programme, round_: Round) -> None:
        self._programme = programme
        self._round = round_
        self._blanks: dict[str, Blank] = {}

    def blank(self, agency: str) -> Blank:
        """The form as that agency has to fill it."""
        if agency not in self._blanks:
            form = load_form(self._round.form_id)
            self._blanks[agency] = build_blank(form, self._programme, self._round, agency)
        return self._blanks[agency]

    def check(self, payload: Payload) -> ReturnCounts:
        """Check a payload; what its overview shows is returned.

        Raises AppError SCHEMA_INVALID (it speaks of places the form does not have) and
        RETURN_HAS_ERRORS (the form's rules find errors; warnings do not stand in the way here,
        the reviewer sees them with their reasons).
        """
        blank = self.blank(payload.agency)
        try:
            answers = payload.answers()
        except ValueError as problem:
            raise AppError("SCHEMA_INVALID", detail=problem) from problem
        ensure_known_places(blank, answers)
        reasons = {(each.code, each.place): each.reason for each in payload.explained}
        evaluation = evaluate(blank, self._programme, self._round, answers)
        findings = check_draft(blank, self._programme, self._round, answers, reasons, evaluation)
        _ensure_no_errors(findings)
        return ReturnCounts(
            projects=len(blank.project_ids),
            warnings=sum(each.severity is Severity.WARNING for each in findings),
            behind=sum(evaluation.is_behind(each) for each in blank.project_ids),
            amendments=sum(len(answers.row_keys(each, _AMENDMENTS)) for each in blank.project_ids),
        )


def ensure_known_places(blank: Blank, answers: Answers) -> None:
    """Refuse values at places the form does not have. Raises AppError SCHEMA_INVALID."""
    known = {
        place
        for _section, _key, field, place in walk_fields(blank, answers)
        if field.type is not FieldType.COMPUTED
    }
    for section in blank.sections:
        rows = section.spec.rows
        if rows is not None and rows.source is RowSource.FREE:
            known.add(Place(section.project_id, section.spec.id, None, ROWS))
    strangers = sorted(place.path for place in answers if place not in known)
    if strangers:
        raise AppError("SCHEMA_INVALID", detail=strangers[0], count=len(strangers))


def _ensure_no_errors(findings: tuple[Finding, ...]) -> None:
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        words = errors[0].params
        raise AppError(
            "RETURN_HAS_ERRORS",
            count=len(errors),
            finding=errors[0].code,
            place="／".join(words[each] for each in ("project", "section", "label")),
        )
