"""The approved plan as values: strategies, agencies, projects, budget cells, indicators, targets.

Years are ROC (112 to 115). Money is integer NT dollars. Text is NFC.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from app.models.periods import ce_year
from app.models.record import Record


class BudgetStatus(StrEnum):
    """The status of a yearly budget cell, as the appendix marks it."""

    NONE = "none"  # printed as ---; not zero
    UNMARKED = "unmarked"
    SEEKING = "seeking"
    ESTIMATE = "estimate"
    PLANNED = "planned"
    REMARK = "remark"  # the cell refers to a remark and holds no amount

    @property
    def holds_amount(self) -> bool:
        """Return whether a cell of this status has an amount."""
        return self not in (BudgetStatus.NONE, BudgetStatus.REMARK)

    @property
    def is_marked(self) -> bool:
        """Return whether the plan prints the status under the amount."""
        return self.holds_amount and self is not BudgetStatus.UNMARKED


class BudgetCell(Record, frozen=True, kw_only=True):
    """Budget cell (project × year): the approved amount in NT dollars, if any, and its status."""

    year_roc: int
    amount_ntd: int | None = None
    status: BudgetStatus
    printed: str
    """The amount as the plan prints it, with its unit; '---' or '備註' where it has none."""


class Comparator(StrEnum):
    """How an achieved value is compared with a target."""

    AT_LEAST = "at_least"
    ABOUT = "about"
    EXACT = "exact"
    AT_MOST = "at_most"
    RANGE = "range"


class PeriodKind(StrEnum):
    """The kind of period over which a target is counted."""

    EACH_YEAR = "each_year"  # the same value every year from first_year to last_year
    YEAR = "year"  # one year only: first_year == last_year
    EVERY_TWO_YEARS = "every_two_years"
    TWO_YEARS = "two_years"  # one total over two years: first_year to last_year
    WHOLE_PERIOD = "whole_period"  # one total over first_year to last_year
    CUMULATIVE = "cumulative"  # a running total that starts at start_value
    PER_SESSION = "per_session"  # per event held
    BY_DATE = "by_date"
    UNSTATED = "unstated"


class TargetPeriod(Record, frozen=True, kw_only=True):
    """The period of a target; both years are inclusive and always given."""

    kind: PeriodKind
    first_year: int
    last_year: int
    start_value: Decimal | None = None
    due_on: date | None = None

    def covers(self, year_roc: int) -> bool:
        """Return whether a report on that year has to report this target."""
        return self.first_year <= year_roc <= self.last_year


class Target(Record, frozen=True, kw_only=True):
    """One target (目標值) of the plan: either `value`, or `min` and `max` (range)."""

    id: str
    """`I01-1` for a target of indicator 1, `P04-1` for one of project P04's own."""
    metric: str
    unit: str
    comparator: Comparator
    period: TargetPeriod
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    restates: str | None = None
    """The indicator target that this appendix target restates (same or other value)."""

    @property
    def aim(self) -> Decimal:
        """The denominator of the attainment rate: the value, or the lower bound of the range."""
        aim = self.value if self.value is not None else self.min
        assert aim is not None  # the loader refuses a target with neither
        return aim


class PlainFigure(Record, frozen=True, kw_only=True):
    """A number on an appendix sheet that is not a target (a ceiling, a past count …)."""

    id: str
    metric: str
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str


class SourceLines(Record, frozen=True, kw_only=True):
    """The line range of an entry in the text of the approved plan (1-based, inclusive)."""

    first: int
    last: int


class WorkContent(Record, frozen=True, kw_only=True):
    """One of the twelve work contents (工作內容)."""

    id: str  # S1-1 … S4-3
    name: str


class Strategy(Record, frozen=True, kw_only=True):
    """One of the four strategies (策略) with its aliases and work contents."""

    id: str  # S1 … S4
    name: str
    aliases: tuple[str, ...] = ()
    summary: str
    work_contents: tuple[WorkContent, ...]


class AgencyName(Record, frozen=True, kw_only=True):
    """A name of an agency with its validity dates (inclusive; None = open)."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None


class Agency(Record, frozen=True, kw_only=True):
    """An agency (機關): `code` is stable, the names change over time."""

    code: str
    short_name: str  # of the plan's name; see short_name_on
    order: int  # position in the appendix, from 1
    body_order: int  # position in section 肆, from 1
    names: tuple[AgencyName, ...]
    successor: str | None = None

    def name_on(self, day: date) -> str:
        """The name valid on that day; the plan's own name when none is declared for it."""
        for entry in self.names:
            after_start = entry.valid_from is None or entry.valid_from <= day
            if after_start and (entry.valid_to is None or day <= entry.valid_to):
                return entry.name
        return self.names[0].name

    def short_name_on(self, day: date) -> str:
        """The short name valid on that day; the full name where the agency was renamed by then."""
        name = self.name_on(day)
        return self.short_name if name == self.plan_name else name

    @property
    def plan_name(self) -> str:
        """The name under which the plan was approved."""
        return self.names[0].name


class Project(Record, frozen=True, kw_only=True):
    """One project (計畫), an appendix sheet of the plan."""

    id: str  # P01 … P39, appendix order
    agency: str
    name: str
    strategies: tuple[str, ...]
    first_day: date
    last_day: date
    budgets: tuple[BudgetCell, ...]
    content_summary: str
    results_summary: str
    remark: str | None = None
    source: SourceLines
    targets: tuple[Target, ...] = ()
    figures: tuple[PlainFigure, ...] = ()

    def budget(self, year_roc: int) -> BudgetCell:
        """The budget cell of that ROC year. Raises KeyError outside the programme period."""
        for cell in self.budgets:
            if cell.year_roc == year_roc:
                return cell
        raise KeyError(year_roc)

    def ended_before(self, year_roc: int) -> bool:
        """Return whether the project's period (期程) was over before that ROC year began."""
        return self.last_day < date(ce_year(year_roc), 1, 1)


class Mapping(StrEnum):
    """The basis on which an indicator is mapped to its projects."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"


class Indicator(Record, frozen=True, kw_only=True):
    """One of the forty numbered indicators; one without targets is qualitative."""

    number: int
    agency: str
    strategy: str
    summary: str
    projects: tuple[str, ...]
    mapping: Mapping
    source: SourceLines
    targets: tuple[Target, ...] = ()

    @property
    def label(self) -> str:
        """Its number as printed, e.g. (二十一)."""
        return f"({chinese_numeral(self.number)})"


class Discrepancy(Record, frozen=True, kw_only=True):
    """A discrepancy between the body of the plan and its appendix."""

    id: str
    indicator: int
    project: str
    body: str
    appendix: str


class StatedTotal(Record, frozen=True, kw_only=True):
    """A total stated in section 肆 of the plan, in NT dollars (printed there in 億元)."""

    year_roc: int | None = None  # None = the whole period
    amount_ntd: int
    printed: str


class Programme(Record, frozen=True, kw_only=True, dict=True):
    """The programme (方案): the approved plan with all its parts.

    Lookups use dicts built on first use, which are no part of the value.
    """

    name: str
    version: int
    first_year: int
    last_year: int
    strategies: tuple[Strategy, ...]
    agencies: tuple[Agency, ...]
    projects: tuple[Project, ...]
    indicators: tuple[Indicator, ...]
    qualitative_results: tuple[str, ...]
    goals: tuple[str, ...]
    stated_totals: tuple[StatedTotal, ...]
    discrepancies: tuple[Discrepancy, ...]

    @property
    def years(self) -> range:
        """The ROC years of the programme period."""
        return range(self.first_year, self.last_year + 1)

    def agency(self, code: str) -> Agency:
        """The agency of that code. Raises KeyError."""
        return self._agencies[code]

    def project(self, project_id: str) -> Project:
        """The project of that id. Raises KeyError."""
        return self._projects[project_id]

    def strategy(self, strategy_id: str) -> Strategy:
        """The strategy of that id. Raises KeyError."""
        return self._strategies[strategy_id]

    def indicator(self, number: int) -> Indicator:
        """The indicator of that number. Raises KeyError."""
        return self._indicators[number]

    def target(self, target_id: str) -> Target:
        """The target of that id, an indicator's or a project's own. Raises KeyError."""
        return self._targets[target_id]

    def projects_of(self, agency_code: str) -> tuple[Project, ...]:
        """An agency's projects in appendix order."""
        return self._projects_by_agency.get(agency_code, ())

    def indicators_of(self, project_id: str) -> tuple[Indicator, ...]:
        """The indicators mapped to a project, in number order."""
        return self._indicators_by_project.get(project_id, ())

    def all_targets(self) -> tuple[Target, ...]:
        """All targets: the indicators' first, then the projects' own."""
        owners: tuple[Indicator | Project, ...] = (*self.indicators, *self.projects)
        return tuple(target for owner in owners for target in owner.targets)

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return {each.code: each for each in self.agencies}

    @cached_property
    def _projects(self) -> dict[str, Project]:
        return {each.id: each for each in self.projects}

    @cached_property
    def _strategies(self) -> dict[str, Strategy]:
        return {each.id: each for each in self.strategies}

    @cached_property
    def _indicators(self) -> dict[int, Indicator]:
        return {each.number: each for each in self.indicators}

    @cached_property
    def _targets(self) -> dict[str, Target]:
        return {each.id: each for each in self.all_targets()}

    @cached_property
    def _projects_by_agency(self) -> dict[str, tuple[Project, ...]]:
        found: dict[str, tuple[Project, ...]] = {}
        for each in self.projects:
            found[each.agency] = (*found.get(each.agency, ()), each)
        return found

    @cached_property
    def _indicators_by_project(self) -> dict[str, tuple[Indicator, ...]]:
        found: dict[str, tuple[Indicator, ...]] = {}
        for each in self.indicators:
            for project in dict.fromkeys(each.projects):
                found[project] = (*found.get(project, ()), each)
        return found


def chinese_numeral(number: int) -> str:
    """Format 1 to 99 as a Chinese numeral of an official list: 一, 十, 二十一."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")
    return head + (digits[ones] if ones else "")
