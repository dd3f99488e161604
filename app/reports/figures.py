"""Aggregation of a merged round: figures by project, agency, strategy, indicator, year."""

from collections.abc import Iterable

import msgspec

from app.forms.blank_builder import build_blank
from app.forms.duties import owes_report
from app.forms.judgement import combine_states
from app.models.answers import parse_place
from app.models.programme import Indicator, Programme
from app.models.progress import FAILING
from app.models.received import CountedReturn, MergedRound
from app.models.returns import build_control_number
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.programme.reconciliation import Reconciliation, reconcile
from app.reports.budget_figures import BudgetFigures, add_budgets
from app.reports.figure_values import (
    AgencyFigures,
    Figures,
    FindingFigures,
    IndicatorFigures,
    StrategyFigures,
    YearFigures,
)
from app.reports.project_figures import ProjectFigures, TargetRow
from app.reports.return_reader import ReturnReader, read_evaluation
from app.reports.round_reading import RoundReading
from app.reports.section_figures import SectionFigures
from app.reports.states import IndicatorOutcome, Standing


def build_figures(merged: MergedRound) -> Figures:
    """Aggregate a merged round; projects of an agency without a return are unreported."""
    programme, round_, form = merged.programme, merged.round, merged.form
    reading = RoundReading(form)
    readers = {each.agency: _build_reader(merged, reading, each) for each in merged.returns}
    reported: dict[str, ProjectFigures] = {}
    for reader in readers.values():
        reported |= {each.id: each for each in reader.read_projects()}
    projects = tuple(
        reported.get(each.id) or _unreported(programme, each.id, round_)
        for each in programme.projects
    )
    reconciliation = reconcile(programme)
    shared = tuple(each for each in projects if len(each.strategies) > 1)
    total = add_budgets(each.budget for each in projects)
    return Figures(
        programme_name=programme.name,
        round=round_,
        form_title=form.title,
        form_version=form.version,
        coverage=reading.coverage,
        sections=tuple(_fill(each, readers, programme) for each in reading.rest),
        projects=projects,
        agencies=_build_agencies(merged, readers, projects),
        strategies=_build_strategies(programme, projects),
        shared=add_budgets(each.budget for each in shared),
        shared_ids=tuple(each.id for each in shared),
        indicators=tuple(_build_indicator(each, round_, projects) for each in programme.indicators),
        years=_build_years(programme, round_, reconciliation, total),
        total=total,
        states=_count(projects),
        reconciliation=reconciliation,
        explained=_in_agency_order(merged),
        missing=merged.missing,
        sent_back=merged.sent_back,
        waiting=merged.waiting,
    )


def _build_reader(
    merged: MergedRound, reading: RoundReading, counted: CountedReturn
) -> ReturnReader:
    blank = build_blank(merged.form, merged.programme, merged.round, counted.agency)
    evaluation = read_evaluation(counted.facts)
    return ReturnReader(merged.programme, merged.round, reading, blank, evaluation)


def _fill(
    section: SectionFigures, readers: dict[str, ReturnReader], programme: Programme
) -> SectionFigures:
    """A section with the rows of all returns, in the order of the plan."""
    rows = [row for each in readers.values() for row in each.read_rows(section)]
    agencies = {each.code: each.order for each in programme.agencies}
    projects = {each.id: order for order, each in enumerate(programme.projects)}
    ordered = sorted(
        rows, key=lambda row: (projects.get(row.project_id or "", -1), agencies[row.agency])
    )
    return msgspec.structs.replace(section, rows=tuple(ordered))


def _unreported(programme: Programme, project_id: str, round_: Round) -> ProjectFigures:
    project = programme.project(project_id)
    cell = project.budget(round_.year_roc)
    return ProjectFigures(
        id=project.id,
        agency=project.agency,
        name=project.name,
        strategies=project.strategies,
        is_reported=False,
        is_due=owes_report(project, round_.year_roc),
        approved_status=cell.status,
        budget=BudgetFigures(approved_ntd=cell.amount_ntd),
    )


def _count(projects: Iterable[ProjectFigures]) -> dict[Standing, int]:
    """Count the projects by standing; every standing is a key."""
    counts = dict.fromkeys(Standing, 0)
    for each in projects:
        counts[each.standing] += 1
    return counts


def _build_agencies(
    merged: MergedRound, readers: dict[str, ReturnReader], projects: tuple[ProjectFigures, ...]
) -> tuple[AgencyFigures, ...]:
    by_agency: dict[str, list[ProjectFigures]] = {}
    for each in projects:
        by_agency.setdefault(each.agency, []).append(each)
    counted = {each.agency: each for each in merged.returns}
    figures = []
    for agency in sorted(merged.programme.agencies, key=lambda each: each.order):
        own = by_agency.get(agency.code, [])
        plain = AgencyFigures(
            code=agency.code,
            order=agency.order,
            state=_state_without(agency.code, merged),
            project_ids=tuple(each.id for each in own),
            budget=add_budgets(each.budget for each in own),
            states=_count(own),
        )
        reader = readers.get(agency.code)
        figures.append(
            plain if reader is None else _with_return(plain, reader, counted[agency.code])
        )
    return tuple(figures)


def _state_without(code: str, merged: MergedRound) -> ReturnState:
    """The state of an agency that counts with nothing."""
    if code in merged.sent_back:
        return ReturnState.SENT_BACK
    return ReturnState.UNDER_REVIEW if code in merged.waiting else ReturnState.NOT_RECEIVED


def _with_return(
    figures: AgencyFigures, reader: ReturnReader, counted: CountedReturn
) -> AgencyFigures:
    return msgspec.structs.replace(
        figures,
        state=counted.state,
        revision=counted.revision,
        received_at=counted.received_at,
        control_number=build_control_number(counted.payload_sha256),
        payload_sha256=counted.payload_sha256,
        nil_reason=reader.answers.nil_reason(None),
        **reader.read_agency(),
    )


def _build_strategies(
    programme: Programme, projects: tuple[ProjectFigures, ...]
) -> tuple[StrategyFigures, ...]:
    figures = []
    for strategy in programme.strategies:
        own = tuple(each for each in projects if each.strategies == (strategy.id,))
        figures.append(
            StrategyFigures(
                id=strategy.id,
                name=strategy.name,
                project_ids=tuple(each.id for each in own),
                shared_ids=tuple(
                    each.id
                    for each in projects
                    if strategy.id in each.strategies and len(each.strategies) > 1
                ),
                budget=add_budgets(each.budget for each in own),
                states=_count(own),
                indicators=tuple(
                    each.number for each in programme.indicators if each.strategy == strategy.id
                ),
            )
        )
    return tuple(figures)


def _build_indicator(
    indicator: Indicator, round_: Round, projects: tuple[ProjectFigures, ...]
) -> IndicatorFigures:
    own = {each.id for each in indicator.targets}
    mapped = tuple(each for each in projects if each.id in indicator.projects)
    targets = tuple(
        row
        for project in mapped
        for row in project.targets
        if row.indicator == indicator.number or row.target_id in own
    )
    qualitative = tuple(
        row
        for project in mapped
        for row in project.qualitative
        if row.indicator == indicator.number
    )
    return IndicatorFigures(
        number=indicator.number,
        label=indicator.label,
        agency=indicator.agency,
        strategy=indicator.strategy,
        summary=indicator.summary,
        project_ids=indicator.projects,
        mapping=indicator.mapping,
        outcome=_judge(indicator, round_.year_roc, targets, mapped),
        targets=targets,
        qualitative=qualitative,
    )


def _judge(
    indicator: Indicator,
    year_roc: int,
    reported: tuple[TargetRow, ...],
    projects: tuple[ProjectFigures, ...],
) -> IndicatorOutcome:
    if not indicator.targets:
        return IndicatorOutcome.QUALITATIVE
    if not any(each.period.covers(year_roc) for each in indicator.targets):
        return IndicatorOutcome.NO_TARGET
    if projects and all(each.nil_reason for each in projects):
        return IndicatorOutcome.NIL
    worst = combine_states(each.state for each in reported)
    is_known = worst in FAILING or all(each.state is not None for each in reported)
    if worst is None or not is_known:
        return IndicatorOutcome.UNREPORTED
    return IndicatorOutcome(worst)


def _build_years(
    programme: Programme, round_: Round, reconciliation: Reconciliation, total: BudgetFigures
) -> tuple[YearFigures, ...]:
    figures = []
    for comparison in reconciliation.by_year:
        year = comparison.year_roc
        assert year is not None  # by_year holds single years only
        filled = sum(each.budget(year).amount_ntd is not None for each in programme.projects)
        figures.append(
            YearFigures(
                year_roc=year,
                approved_ntd=comparison.cells_ntd,
                stated_ntd=comparison.stated_ntd,
                cells_with_amount=filled,
                cells_without_amount=len(programme.projects) - filled,
                reported=total if year == round_.year_roc else None,
            )
        )
    return tuple(figures)


def _in_agency_order(merged: MergedRound) -> tuple[FindingFigures, ...]:
    """The warnings explained with a reason."""
    order = {each.code: each.order for each in merged.programme.agencies}
    return tuple(
        FindingFigures(
            agency=counted.agency,
            project_id=parse_place(each.place).project,
            code=each.code,
            severity=each.severity,
            place=each.place,
            place_label=each.label,
            sentence=each.message,
            reason=each.reason,
        )
        for counted in sorted(merged.returns, key=lambda each: order[each.agency])
        for each in counted.facts.findings
        if each.is_explained
    )
