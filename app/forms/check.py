"""The one rule engine: the same findings while typing, on import, at signing and at the office."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from app.characters.problems import Coverage
from app.forms.duties import Duties
from app.forms.evaluation import Evaluation, evaluate
from app.forms.iteration import row_label, walk_section
from app.forms.kept_results import KeptResults
from app.forms.nil_statements import find_section, is_covered
from app.forms.rules.generic import MISSING_CODES, check_fields
from app.forms.rules.registry import rules_of
from app.forms.rules.rule import Problem, Subject
from app.forms.unread_texts import check_texts
from app.models.answers import ROWS, Answers, Place, nil_place, parse_place
from app.models.earlier import EarlierYears
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
_K = TypeVar("_K")


def check_draft(
    blank: Blank,
    programme: Programme,
    round_: Round,
    answers: Answers,
    reasons: Reasons = {},  # noqa: B006 - only read
    evaluation: Evaluation | None = None,
    earlier: EarlierYears = EarlierYears(),  # noqa: B008 - immutable
    coverage: Coverage = covers_everything,
    on: date | None = None,
    texts: Mapping[Place, str] = {},
    kept: KeptResults[tuple[Finding, ...]] | None = None,
) -> tuple[Finding, ...]:
    """Check answers by the form's declared rules and the Python rules: findings in reading order.

    Each finding's params hold `label` (with its row), `section`, `project` and the values of its
    sentence. `evaluation` spares computing again what the caller already has; `earlier`
    are the answers of earlier rounds, where they are known. `coverage` finds the characters that no
    typeface has: who checks something that will be printed has to give it. `on` is the day it
    would be handed in, for what may not lie in the past by then. `texts` are those of a
    draft that cannot be read: their places are wrong, not empty. With `kept`, only projects that
    have changed are checked; who keeps results gives the same blank, plan, `earlier`, `coverage`.
    """
    kept = kept or KeptResults()
    evaluation = evaluation or evaluate(blank, programme, round_, answers)
    engine = _Engine(blank, programme, round_, evaluation, earlier, coverage, on)
    own_texts = _sort_by_project(texts, lambda place: place.project)
    own_reasons = _sort_by_project(reasons, lambda key: parse_place(key[1]).project)
    findings: list[Finding] = []
    for project_id in evaluation.parts:
        given = own_texts.get(project_id, {}), own_reasons.get(project_id, {})
        compared = tuple(engine.compare(project_id))
        made_from = (evaluation.parts[project_id], given, compared, on)
        findings += kept.get(
            project_id, made_from, partial(engine.check, project_id, *given, compared)
        )
    return tuple(findings)


_Found = tuple[str, Severity, Problem]


@dataclass(frozen=True, slots=True)
class _Engine:
    """The rules over one state of the answers, project by project (None: the agency's own)."""

    blank: Blank
    programme: Programme
    round: Round
    evaluation: Evaluation
    earlier: EarlierYears
    coverage: Coverage
    on: date | None

    def check(
        self,
        project_id: str | None,
        texts: Mapping[Place, str],
        reasons: Reasons,
        compared: tuple[_Found, ...],
    ) -> tuple[Finding, ...]:
        """The findings of a project, from its own answers alone and from what was `compared`."""
        part = self.evaluation.parts[project_id]
        found = [*self._check_entries(project_id, part, texts), *compared]
        found += self._check_rules(project_id, part, compares_projects=False)
        names = _Names(self.blank, self.programme, part.answers)
        return _in_reading_order(
            (_build_finding(*each, names, reasons) for each in found),
            self.blank,
            project_id,
            part.answers,
        )

    def compare(self, project_id: str | None) -> Iterator[_Found]:
        """What the rules find that look at other projects, too."""
        return self._check_rules(project_id, self.evaluation, compares_projects=True)

    def _check_entries(
        self, project_id: str | None, part: Evaluation, texts: Mapping[Place, str]
    ) -> Iterator[_Found]:
        duties = Duties(self.programme, self.round.year_roc, part)
        for code, problem in check_fields(self.blank, project_id, duties, self.coverage):
            if code not in MISSING_CODES or problem.place not in texts:
                yield code, Severity.ERROR, problem
        for code, problem in check_texts(self.blank, texts, part):
            yield code, Severity.ERROR, problem

    def _check_rules(
        self, project_id: str | None, evaluation: Evaluation, *, compares_projects: bool
    ) -> Iterator[_Found]:
        sections = self.blank.sections_of(project_id)
        scope = Scope.AGENCY if project_id is None else Scope.PROJECT
        subject = Subject(
            self.blank, self.programme, self.round, evaluation, project_id, self.earlier, self.on
        )
        covered = {each.spec.id for each in sections if is_covered(evaluation.answers, each)}
        for each in rules_of(self.blank.form) if sections else ():
            if each.scope is scope and each.compares_projects is compares_projects:
                for problem in each.check(subject):
                    if problem.place.section not in covered:
                        yield each.code, each.severity, problem


def _sort_by_project(
    items: Mapping[_K, str], project_of: Callable[[_K], str | None]
) -> dict[str | None, dict[_K, str]]:
    parts: dict[str | None, dict[_K, str]] = {}
    for key, text in items.items():
        parts.setdefault(project_of(key), {})[key] = text
    return parts


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
        self._blank = blank
        self._programme = programme
        self._answers = answers

    def of(self, place: Place) -> dict[str, str]:
        section = find_section(self._blank, place)
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
    findings: Iterable[Finding], blank: Blank, project_id: str | None, answers: Answers
) -> tuple[Finding, ...]:
    """Sort by place as a project is read, then severity; unknown places come last."""
    ranks = {nil_place(project_id): 0}
    for section in blank.sections_of(project_id):
        ranks[Place(project_id, section.spec.id, None, ROWS)] = len(ranks)
        for _, _, _, place in walk_section(section, answers):
            ranks[place] = len(ranks)
    last = len(ranks)

    def rank(each: Finding) -> tuple[int, int, str, str]:
        order = _SEVERITIES.index(each.severity)
        return ranks.get(each.place, last), order, each.code, each.place.path

    return tuple(sorted(findings, key=rank))


_SEVERITIES = tuple(Severity)
