"""Building the facts of a return from its payload and what this program computes and finds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app.forms.check import check_draft
from app.forms.evaluation import Evaluation
from app.forms.iteration import role_places
from app.forms.labels import place_label
from app.messages import format_message
from app.models.answers import AGENCY, Place, StoredValue, is_empty, parse_place
from app.models.facts import (
    FactKind,
    FactOrigin,
    FindingFact,
    ProjectFact,
    ReturnFacts,
    SectionFact,
    TargetFact,
    ValueFact,
)
from app.models.findings import Finding, Severity
from app.models.forms import Blank, FieldRole, FieldType, FormSpec
from app.models.returns import Payload
from app.office.search.texts import build_texts
from app.reports.project_figures import ProjectFigures
from app.reports.return_reader import ReturnReader
from app.reports.round_reading import RoundReading
from app.returns.document.computed_values import compare_computed
from app.returns.judging.return_context import ReturnContext

_DECIMALS = (FieldType.NUMBER, FieldType.PERCENT)


def build_facts(
    payload: Payload,
    context: ReturnContext,
    evaluation: Evaluation | None = None,
    findings: Iterable[Finding] | None = None,
) -> ReturnFacts:
    """The facts of a return; `evaluation` and `findings` are of its own answers, where known."""
    evaluation = evaluation or context.evaluate(payload.answers())
    if findings is None:
        findings = check_draft(
            context.blank,
            context.programme,
            context.round,
            evaluation.answers,
            reasons_of(payload),
            evaluation,
        )
    blank = context.blank
    reader = ReturnReader(
        context.programme, context.round, RoundReading(blank.form), blank, evaluation
    )
    found = _build_findings(payload, blank.form, tuple(findings))
    projects = reader.read_projects()
    return ReturnFacts(
        values=_build_values(payload, blank, evaluation),
        sections=_count_sections(payload),
        projects=_build_projects(projects, blank, evaluation, found),
        targets=_build_targets(projects),
        findings=found,
        attachments=payload.attachments,
        answers=payload.comment_answers,
        totals=tuple(sorted(payload.control_totals, key=lambda each: each.field)),
        texts=build_texts(payload, blank.form),
    )


def reasons_of(payload: Payload) -> dict[tuple[str, str], str]:
    """The reasons a return gives, as checking asks for them."""
    return {(each.code, each.place): each.reason for each in payload.explained}


def _build_values(payload: Payload, blank: Blank, known: Evaluation) -> tuple[ValueFact, ...]:
    decimals = {
        (section.id, field.id)
        for section in blank.form.sections
        for field in section.fields
        if field.shown_type in _DECIMALS
    }
    units = payload.filled_by

    def build(
        values: Iterable[tuple[Place, StoredValue]], origin: FactOrigin
    ) -> Iterator[ValueFact]:
        for place, value in values:
            path = place.path
            yield ValueFact(
                place=path,
                origin=origin,
                kind=_kind_of(value, is_decimal=(place.section, place.field) in decimals),
                value=str(value) if isinstance(value, str) else value,  # of an enum its text
                filled_by=units.get(path, "") if origin is FactOrigin.ENTERED else "",
            )

    computed = ((place, each) for place, each in known.computed.items() if not is_empty(each))
    printed = ((each.place, each.stated) for each in compare_computed(payload, blank, known))
    found = (
        *build(known.answers.items(), FactOrigin.ENTERED),
        *build(computed, FactOrigin.COMPUTED),
        *build(printed, FactOrigin.PRINTED),
    )
    return tuple(sorted(found, key=lambda each: (each.place, each.origin)))


def _kind_of(value: StoredValue, *, is_decimal: bool) -> FactKind:
    match value:
        case None:
            return FactKind.NOTHING
        case bool():
            return FactKind.FLAG
        case int():
            return FactKind.WHOLE
        case tuple():
            return FactKind.LIST
        case _:
            return FactKind.DECIMAL if is_decimal else FactKind.TEXT


def _count_sections(payload: Payload) -> tuple[SectionFact, ...]:
    entered = Counter(_section_of(path) for path in payload.data)
    explained = Counter(_section_of(each.place) for each in payload.explained)
    return tuple(
        SectionFact(project=key[0], section=key[1], entered=entered[key], explained=explained[key])
        for key in sorted(entered.keys() | explained.keys())
    )


def _section_of(path: str) -> tuple[str, str]:
    place = parse_place(path)
    return place.project or AGENCY, place.section


def _build_projects(
    projects: tuple[ProjectFigures, ...],
    blank: Blank,
    known: Evaluation,
    findings: tuple[FindingFact, ...],
) -> tuple[ProjectFact, ...]:
    warned = Counter(
        project for project, _ in {(_section_of(each.place)[0], each.code + each.place)
                                   for each in findings if each.is_warning}
    )  # fmt: skip
    return tuple(
        ProjectFact(
            project=each.id,
            is_nil=bool(each.nil_reason),
            state=known.judgement(each.id).state,
            behind_by=each.grounds,
            available_ntd=each.budget.available_ntd,
            allocated_ntd=each.budget.allocated_ntd,
            paid_ntd=each.budget.paid_ntd,
            payable_ntd=each.budget.payable_ntd,
            surplus_ntd=each.budget.surplus_ntd,
            prepaid_ntd=each.budget.prepaid_ntd,
            executed_ntd=each.budget.executed_ntd,
            warnings=warned[each.id],
            changes=len(tuple(role_places(blank, known.answers, each.id, FieldRole.AMENDED_FIELD))),
        )
        for each in sorted(projects, key=lambda each: each.id)
    )


def _build_targets(projects: tuple[ProjectFigures, ...]) -> tuple[TargetFact, ...]:
    found = (
        TargetFact(
            project=project.id,
            target=each.target_id,
            indicator=each.indicator,
            state=each.state,
            reported=each.achieved,
            running=each.running,
            rate=each.target_rate,
        )
        for project in projects
        for each in project.targets
    )
    return tuple(sorted(found, key=lambda each: (each.project, each.target)))


def _build_findings(
    payload: Payload, form: FormSpec, findings: tuple[Finding, ...]
) -> tuple[FindingFact, ...]:
    """What the agency gives reasons for, as signed, then what this program finds beside it."""
    known = {(each.code, each.place.path): each for each in findings}
    stated = {(each.code, each.place) for each in payload.explained}
    explained = (
        FindingFact(
            code=each.code,
            place=each.place,
            severity=_severity_of(known.get((each.code, each.place))),
            label=_label(parse_place(each.place), form, _params(known, each.code, each.place)),
            message=each.message,
            reason=each.reason,
            is_explained=True,
        )
        for each in payload.explained
    )
    others = (
        FindingFact(
            code=each.code,
            place=each.place.path,
            severity=each.severity,
            label=_label(each.place, form, each.params),
            message=format_message(each.code, each.params),
            is_explained=False,
        )
        for each in findings
        if (each.code, each.place.path) not in stated
    )
    return (*explained, *others)


def _severity_of(finding: Finding | None) -> Severity:
    """An agency knows last year's figures and may find more than the office: warnings."""
    return Severity.WARNING if finding is None else finding.severity


def _params(known: Mapping[tuple[str, str], Finding], code: str, place: str) -> Mapping[str, str]:
    finding = known.get((code, place))
    return {} if finding is None else finding.params


def _label(place: Place, form: FormSpec, params: Mapping[str, str]) -> str:
    return params.get("label") or place_label(place, form)
