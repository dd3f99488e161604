"""The one rule engine: the same findings while typing, on import, at signing and at the office."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.characters.problems import Coverage
from app.forms.duties import Duties
from app.forms.evaluation import Evaluation, evaluate
from app.forms.iteration import row_label, walk_fields
from app.forms.nil_statements import is_covered, nil_sections
from app.forms.rules.generic import MISSING_CODES, check_fields
from app.forms.rules.registry import rules_of
from app.forms.rules.rule import Problem, Subject
from app.forms.unread_texts import check_texts
from app.models.answers import ROWS, Answers, Place, nil_place
from app.models.findings import Finding, Severity
from app.models.forms import Blank, BlankSection, Scope
from app.models.programme import Programme
from app.models.rounds import Round


def covers_everything(text: str) -> tuple[str, ...]:
    """The coverage where nothing is printed: no character is missing."""
    return ()


Reasons = Mapping[tuple[str, str], str]
"""Reasons officers gave for warnings, by code and path of the place."""

AGENCY_SECTIONS = "全機關資料"


def check_draft(
    blank: Blank,
    programme: Programme,
    round_: Round,
    answers: Answers,
    reasons: Reasons = {},  # noqa: B006 - only read
    evaluation: Evaluation | None = None,
    prior: Answers | None = None,
    coverage: Coverage = covers_everything,
    on: date | None = None,
    texts: Mapping[Place, str] = {},
) -> tuple[Finding, ...]:
    """Check answers by the form's declared rules and the Python rules: findings in reading order.

    Each finding's params hold `label` (with its row), `section`, `project` and the values of its
    sentence. `evaluation` spares computing again what the caller already has; `prior` are the
    answers of the year before, where they are known. `coverage` finds the characters that no
    typeface has: who checks something that will be printed has to give it. `on` is the day it
    would be handed in, for what may not lie in the past by then. `texts` are those of a
    draft that cannot be read: their places are wrong, not empty.
    """
    evaluation = evaluation or evaluate(blank, programme, round_, answers)
    duties = Duties(programme, round_.year_roc, evaluation)
    errors = [
        (code, problem)
        for code, problem in check_fields(blank, duties, coverage)
        if code not in MISSING_CODES or problem.place not in texts
    ]
    errors += check_texts(blank, texts, evaluation)
    found = [(code, Severity.ERROR, problem) for code, problem in errors]
    found += _check_rules(blank, programme, round_, evaluation, prior or Answers(), on)
    names = _Names(blank, programme, answers)
    findings = (
        _build_finding(code, severity, problem, names, reasons) for code, severity, problem in found
    )
    return _in_reading_order(findings, blank, answers)


def _check_rules(
    blank: Blank,
    programme: Programme,
    round_: Round,
    evaluation: Evaluation,
    prior: Answers,
    on: date | None,
) -> Iterator[tuple[str, Severity, Problem]]:
    for project_id in (None, *blank.project_ids):
        subject = Subject(blank, programme, round_, evaluation, project_id, prior, on)
        covered = {
            each.spec.id
            for each in blank.sections_of(project_id)
            if is_covered(evaluation.answers, each)
        }
        scope = Scope.AGENCY if project_id is None else Scope.PROJECT
        for each in rules_of(blank.form):
            if each.scope is scope:
                for problem in each.check(subject):
                    if problem.place.section not in covered:
                        yield each.code, each.severity, problem


def _build_finding(
    code: str, severity: Severity, problem: Problem, names: "_Names", reasons: Reasons
) -> Finding:
    reason = reasons.get((code, problem.place.path))
    return Finding(
        code=code,
        severity=severity,
        place=problem.place,
        params=names.of(problem.place) | problem.params,
        reason=reason if severity is Severity.WARNING else None,
    )


class _Names:
    """The words a sentence uses for a place: field with row, section, project."""

    def __init__(self, blank: Blank, programme: Programme, answers: Answers) -> None:
        sections = (*nil_sections(blank), *blank.sections)
        self._sections = {(each.project_id, each.spec.id): each for each in sections}
        self._programme = programme
        self._answers = answers

    def of(self, place: Place) -> dict[str, str]:
        section = self._sections.get((place.project, place.section))
        row = "" if section is None else row_label(section, place.row, self._answers)
        label = _field_label(section, place)
        return {
            "label": f"{row}・{label}" if row else label,
            "section": section.spec.title if section is not None else place.section,
            "project": self._project_name(place.project),
        }

    def _project_name(self, project_id: str | None) -> str:
        if project_id is None:
            return AGENCY_SECTIONS
        try:
            return self._programme.project(project_id).name
        except KeyError:
            return project_id


def _field_label(section: BlankSection | None, place: Place) -> str:
    if section is None:
        return place.field
    if place.field == ROWS:
        return section.spec.title
    for each in section.spec.fields:
        if each.id == place.field:
            return each.label
    return place.field


def _in_reading_order(
    findings: Iterable[Finding], blank: Blank, answers: Answers
) -> tuple[Finding, ...]:
    """Sort by place as the form is read, then severity; unknown places come last."""
    ranks: dict[Place, int] = {}
    for section, _, _, place in walk_fields(blank, answers):
        ranks.setdefault(nil_place(section.project_id), len(ranks))
        rows = Place(section.project_id, section.spec.id, None, ROWS)
        ranks.setdefault(rows, len(ranks))
        ranks.setdefault(place, len(ranks))
    last = len(ranks)

    def rank(each: Finding) -> tuple[int, int, str, str]:
        order = list(Severity).index(each.severity)
        return ranks.get(each.place, last), order, each.code, each.place.path

    return tuple(sorted(findings, key=rank))
