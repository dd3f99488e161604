"""Build the blank of one agency: its sections in reading order, with the rows it has to fill."""

import msgspec

from app.models.forms import (
    Blank,
    BlankSection,
    Choice,
    ChoiceList,
    ChoiceSource,
    FixedRow,
    FormSpec,
    RowSource,
    Scope,
    SectionSpec,
)
from app.models.programme import Agency, Programme, Project, Target
from app.models.rounds import Round

_filled: dict[str, tuple[FormSpec, Programme, FormSpec]] = {}
"""By form id: the form and the programme it was filled in from last."""


def build_blank(form: FormSpec, programme: Programme, round_: Round, agency: str) -> Blank:
    """Build the form as this agency gets it in this round.

    All its projects are in it, ended ones too (they owe nothing, see `duties.owes_report`).
    Raises KeyError for a code the programme does not have.
    """
    programme.agency(agency)
    filled = fill_choice_lists(form, programme)
    projects = programme.projects_of(agency)
    sections = [
        BlankSection(project_id=None, spec=spec)
        for spec in filled.sections
        if spec.scope is Scope.AGENCY
    ]
    for project in projects:
        sections += _build_project_sections(filled, programme, project, round_.year_roc)
    return Blank(
        form=filled,
        agency=agency,
        round_id=round_.id,
        year_roc=round_.year_roc,
        project_ids=tuple(each.id for each in projects),
        sections=tuple(sections),
    )


def fill_choice_lists(form: FormSpec, programme: Programme) -> FormSpec:
    """The form with the lists that come from the programme filled in.

    Kept until another programme is asked for: the blanks of a thousand agencies share one form.
    """
    kept = _filled.get(form.id)
    if kept is None or kept[0] is not form or kept[1] is not programme:
        lists = tuple(_fill_list(each, programme) for each in form.choice_lists)
        kept = form, programme, msgspec.structs.replace(form, choice_lists=lists)
        _filled[form.id] = kept
    return kept[2]


def _fill_list(listed: ChoiceList, programme: Programme) -> ChoiceList:
    if listed.source is not ChoiceSource.AGENCIES:
        return listed
    choices = tuple(_agency_choice(each) for each in programme.agencies)
    return msgspec.structs.replace(listed, choices=choices)


def _agency_choice(agency: Agency) -> Choice:
    names = tuple(dict.fromkeys(each.name for each in agency.names))
    aliases = tuple(each for each in names if each != agency.short_name)
    return Choice(id=agency.code, label=agency.short_name, aliases=aliases)


def _build_project_sections(
    form: FormSpec, programme: Programme, project: Project, year_roc: int
) -> list[BlankSection]:
    return [
        BlankSection(
            project_id=project.id,
            spec=spec,
            fixed_rows=_build_rows(spec, programme, project, year_roc),
        )
        for spec in form.sections
        if spec.scope is Scope.PROJECT
    ]


def _build_rows(
    spec: SectionSpec, programme: Programme, project: Project, year_roc: int
) -> tuple[FixedRow, ...]:
    if spec.rows is None or spec.rows.source is RowSource.FREE:
        return ()
    if spec.rows.source is RowSource.TARGETS:
        return _target_rows(programme, project, year_roc)
    return tuple(
        FixedRow(key=f"I{each.number:02d}", indicator=each.number)
        for each in programme.indicators_of(project.id)
        if not each.targets
    )


def _target_rows(programme: Programme, project: Project, year_roc: int) -> tuple[FixedRow, ...]:
    """The indicators' targets of the year, then the project's own that restate none of them.

    A restated target's row shows both figures (see `app.forms.targets.describe_target`).
    """
    rows = [
        FixedRow(key=target.id, target_id=target.id, indicator=indicator.number)
        for indicator in programme.indicators_of(project.id)
        for target in indicator.targets
        if target.period.covers(year_roc)
    ]
    shown = {row.key for row in rows}
    own: list[Target] = [
        each
        for each in project.targets
        if each.period.covers(year_roc) and each.restates not in shown
    ]
    return (*rows, *(FixedRow(key=each.id, target_id=each.id) for each in own))
