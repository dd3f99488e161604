"""Structural checks of the catalogue beyond its types.

They yield problems of the transcription into the catalogue and do not judge the plan itself.
"""

from collections.abc import Hashable, Iterable, Iterator

from app.models.periods import roc_year
from app.models.programme import (
    BudgetCell,
    BudgetStatus,
    Indicator,
    Programme,
    Project,
    Target,
)
from app.models.record import Record
from app.notations.quantities import read_amount
from app.programme.target_checks import check_figure, check_target

PROGRAMME_FILE = "programme.toml"
AGENCIES_FILE = "agencies.toml"
PROJECTS_FILE = "projects.toml"
INDICATORS_FILE = "indicators.toml"

_WITHOUT_AMOUNT = {BudgetStatus.NONE: "---", BudgetStatus.REMARK: "備註"}
_TOTAL_ENTRY = "stated_totals"


class CatalogueProblem(Record, frozen=True, kw_only=True):
    """A problem in the catalogue: file, entry and description."""

    file: str
    entry: str
    text: str


def check_catalogue(programme: Programme) -> Iterator[CatalogueProblem]:
    """Yield all structural problems, file by file."""
    yield from _check_programme(programme)
    yield from _check_agencies(programme)
    yield from _check_projects(programme)
    yield from _check_indicators(programme)
    yield from _check_discrepancies(programme)


def _check_programme(programme: Programme) -> Iterator[CatalogueProblem]:
    contents = [each.id for strategy in programme.strategies for each in strategy.work_contents]
    ids = [*(each.id for each in programme.strategies), *contents]
    for entry in _repeated(ids):
        yield _problem(PROGRAMME_FILE, entry, "duplicate id")
    for strategy in programme.strategies:
        for content in strategy.work_contents:
            if not content.id.startswith(f"{strategy.id}-"):
                yield _problem(PROGRAMME_FILE, content.id, f"does not belong to {strategy.id}")
    if programme.first_year > programme.last_year:
        yield _problem(PROGRAMME_FILE, "first_year", "is after last_year")
    if [each.year_roc for each in programme.stated_totals] != [*programme.years, None]:
        yield _problem(PROGRAMME_FILE, _TOTAL_ENTRY, "one total per year and one for all years")
    for total in programme.stated_totals:
        if _read_amount(total.printed) != total.amount_ntd:
            yield _problem(PROGRAMME_FILE, _TOTAL_ENTRY, f"{total.printed} ≠ {total.amount_ntd}")


def _check_agencies(programme: Programme) -> Iterator[CatalogueProblem]:
    agencies = programme.agencies
    codes = {each.code for each in agencies}
    for entry in _repeated(each.code for each in agencies):
        yield _problem(AGENCIES_FILE, entry, "duplicate code")
    places = list(range(1, len(agencies) + 1))
    if [each.order for each in agencies] != places:
        yield _problem(AGENCIES_FILE, "order", "agencies must stand in appendix order 1, 2, 3 …")
    if sorted(each.body_order for each in agencies) != places:
        yield _problem(AGENCIES_FILE, "body_order", "must count 1, 2, 3 … once each")
    for agency in agencies:
        if agency.successor is not None and agency.successor not in codes - {agency.code}:
            yield _problem(AGENCIES_FILE, agency.code, f"unknown successor {agency.successor}")
        if not agency.names:
            yield _problem(AGENCIES_FILE, agency.code, "no name")
        for earlier, later in zip(agency.names, agency.names[1:], strict=False):
            ends, begins = earlier.valid_to, later.valid_from
            if ends is None or begins is None or ends >= begins:
                yield _problem(AGENCIES_FILE, agency.code, "names overlap")


def _check_projects(programme: Programme) -> Iterator[CatalogueProblem]:
    indicator_targets = {each.id for row in programme.indicators for each in row.targets}
    expected = [f"P{number:02d}" for number in range(1, len(programme.projects) + 1)]
    found = [each.id for each in programme.projects]
    for entry in _repeated(found):
        yield _problem(PROJECTS_FILE, entry, "duplicate id")
    for project_id, wanted in zip(found, expected, strict=True):
        if project_id != wanted:
            yield _problem(PROJECTS_FILE, project_id, f"out of order, {wanted} expected")
    for project in programme.projects:
        for text in _describe_project(project, programme, indicator_targets):
            yield _problem(PROJECTS_FILE, project.id, text)


def _describe_project(
    project: Project, programme: Programme, indicator_targets: set[str]
) -> Iterator[str]:
    yield from _describe_project_references(project, programme)
    if project.first_day > project.last_day:
        yield "first_day is after last_day"
    if project.source.first > project.source.last:
        yield "source lines run backwards"
    if [cell.year_roc for cell in project.budgets] != list(programme.years):
        yield "one budget cell per programme year, in order"
    for cell in project.budgets:
        yield from _describe_cell(cell)
    yield from _describe_project_figures(project, indicator_targets)


def _describe_project_references(project: Project, programme: Programme) -> Iterator[str]:
    if project.agency not in {each.code for each in programme.agencies}:
        yield f"unknown agency {project.agency}"
    if not project.strategies or len(set(project.strategies)) < len(project.strategies):
        yield "strategies are missing or repeated"
    for strategy in set(project.strategies) - {each.id for each in programme.strategies}:
        yield f"unknown strategy {strategy}"


def _describe_project_figures(project: Project, indicator_targets: set[str]) -> Iterator[str]:
    target_ids = [each.id for each in project.targets]
    for entry in _repeated([*target_ids, *(each.id for each in project.figures)]):
        yield f"duplicate id {entry}"
    for target in project.targets:
        yield from check_target(target, f"{project.id}-")
        if not _covers_years(project, target):
            yield f"{target.id}: years outside the project's period"
        if target.restates is not None and target.restates not in indicator_targets:
            yield f"{target.id}: restates unknown target {target.restates}"
    for figure in project.figures:
        yield from check_figure(figure, f"{project.id}-F")


def _covers_years(project: Project, target: Target) -> bool:
    first, last = roc_year(project.first_day), roc_year(project.last_day)
    return first <= target.period.first_year and target.period.last_year <= last


def _describe_cell(cell: BudgetCell) -> Iterator[str]:
    printed = _WITHOUT_AMOUNT.get(cell.status)
    if printed is not None:
        if cell.amount_ntd is not None or cell.printed != printed:
            yield f"{cell.year_roc}: status {cell.status.value} holds no amount"
    elif cell.amount_ntd is None:
        yield f"{cell.year_roc}: no amount"
    elif " " in cell.printed or _read_amount(cell.printed) != cell.amount_ntd:
        yield f"{cell.year_roc}: printed {cell.printed} ≠ amount_ntd {cell.amount_ntd}"


def _check_indicators(programme: Programme) -> Iterator[CatalogueProblem]:
    numbers = [each.number for each in programme.indicators]
    if numbers != list(range(1, len(numbers) + 1)):
        yield _problem(INDICATORS_FILE, "number", "indicators must count 1, 2, 3 … once each")
    for indicator in programme.indicators:
        for text in _describe_indicator(indicator, programme):
            yield _problem(INDICATORS_FILE, str(indicator.number), text)


def _describe_indicator(indicator: Indicator, programme: Programme) -> Iterator[str]:
    if indicator.agency not in {each.code for each in programme.agencies}:
        yield f"unknown agency {indicator.agency}"
    if indicator.strategy not in {each.id for each in programme.strategies}:
        yield f"unknown strategy {indicator.strategy}"
    if indicator.source.first > indicator.source.last:
        yield "source lines run backwards"
    yield from _describe_mapping(indicator, programme)
    for entry in _repeated(each.id for each in indicator.targets):
        yield f"duplicate id {entry}"
    for target in indicator.targets:
        yield from check_target(target, f"I{indicator.number:02d}-")
        if target.restates is not None:
            yield f"{target.id}: an indicator's target restates nothing"
        mapped = [each for each in programme.projects if each.id in indicator.projects]
        if mapped and not any(_covers_years(each, target) for each in mapped):
            yield f"{target.id}: years outside its projects' periods"


def _describe_mapping(indicator: Indicator, programme: Programme) -> Iterator[str]:
    projects = {each.id: each for each in programme.projects}
    if not indicator.projects or len(set(indicator.projects)) < len(indicator.projects):
        yield "projects are missing or repeated"
    for project_id in indicator.projects:
        project = projects.get(project_id)
        if project is None:
            yield f"unknown project {project_id}"
        elif project.agency != indicator.agency:
            yield f"{project_id} belongs to another agency"
        elif indicator.strategy not in project.strategies:
            yield f"{project_id} does not serve {indicator.strategy}"


def _check_discrepancies(programme: Programme) -> Iterator[CatalogueProblem]:
    by_number = {each.number: each for each in programme.indicators}
    for entry in _repeated(each.id for each in programme.discrepancies):
        yield _problem(PROGRAMME_FILE, entry, "duplicate id")
    for each in programme.discrepancies:
        indicator = by_number.get(each.indicator)
        if indicator is None or each.project not in indicator.projects:
            text = f"indicator {each.indicator} and project {each.project} are not mapped"
            yield _problem(PROGRAMME_FILE, each.id, text)


def _read_amount(printed: str) -> int | None:
    try:
        return read_amount(printed)
    except ValueError:
        return None


def _repeated(entries: Iterable[Hashable]) -> list[str]:
    seen: set[Hashable] = set()
    repeated: dict[Hashable, None] = {}
    for entry in entries:
        if entry in seen:
            repeated[entry] = None
        seen.add(entry)
    return [str(entry) for entry in repeated]


def _problem(file: str, entry: str, text: str) -> CatalogueProblem:
    return CatalogueProblem(file=file, entry=entry, text=text)
