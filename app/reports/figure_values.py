"""What a merged round amounts to, as values: each thing counted once, never a float.

Money is integer NT dollars, rates are percentages with two decimals. `None` means that nothing
was reported, never zero.
"""

from datetime import date, datetime
from decimal import Decimal

from app.models.findings import Severity
from app.models.programme import BudgetStatus, Mapping
from app.models.record import Record
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.programme.reconciliation import Reconciliation
from app.reports.budget_figures import BudgetFigures
from app.reports.states import (
    IndicatorOutcome,
    ProgressState,
    QualitativeState,
    Standing,
    summarise_target_states,
)


class TargetRow(Record, frozen=True, kw_only=True):
    """One target of the round's year as its project reports it."""

    target_id: str
    indicator: int | None
    """The indicator it belongs to; None for a target that stands on the appendix sheet only."""
    restates: str | None
    project_id: str
    agency: str
    metric: str
    target_text: str
    unit: str
    achieved: Decimal | None = None
    cumulative: Decimal | None = None
    attainment: Decimal | None = None
    state: ProgressState | None = None
    note: str = ""

    @property
    def is_reported(self) -> bool:
        """Tell whether a figure was entered."""
        return self.achieved is not None or self.cumulative is not None


class QualitativeRow(Record, frozen=True, kw_only=True):
    """An indicator without a number as one of its projects reports it."""

    indicator: int
    project_id: str
    agency: str
    text: str
    state: QualitativeState | None = None
    note: str = ""


class HighlightFigures(Record, frozen=True, kw_only=True):
    """One 亮點案例."""

    project_id: str
    agency: str
    number: int
    title: str
    summary: str
    beneficiaries: int | None = None
    sdgs: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


class DelayFigures(Record, frozen=True, kw_only=True):
    """落後說明, its seven fields; choices as their labels."""

    project_id: str
    agency: str
    category: str = ""
    cause: str = ""
    measures: str = ""
    responsibility: str = ""
    coordination: str = ""
    improve_by: date | None = None
    catch_up_on: date | None = None


class AmendmentFigures(Record, frozen=True, kw_only=True):
    """One proposed change to the programme: 修正前 / 修正後 / 修正說明."""

    project_id: str
    agency: str
    number: int
    field: str
    before: str
    after: str
    reason: str


class FindingFigures(Record, frozen=True, kw_only=True):
    """A warning that was overridden, with the reason that stays with the figure."""

    agency: str
    project_id: str | None
    code: str
    severity: Severity
    place: str
    place_label: str
    sentence: str
    reason: str


class ContactFigures(Record, frozen=True, kw_only=True):
    """Whom to ask about a project."""

    name: str = ""
    phone: str = ""
    email: str = ""


class ProjectFigures(Record, frozen=True, kw_only=True):
    """One project in the round. Everything reported is empty where `is_reported` is False."""

    id: str
    agency: str
    name: str
    strategies: tuple[str, ...]
    is_reported: bool
    is_due: bool
    """False once its period ended before the round's year: it owes no report."""
    approved_status: BudgetStatus
    budget: BudgetFigures
    state: ProgressState | None = None
    is_behind: bool = False
    """Behind in money or in any target: the delay record is required."""
    funding_sources: tuple[str, ...] = ()
    approved_difference_ntd: int | None = None
    difference_note: str = ""
    completed_on: date | None = None
    targets: tuple[TargetRow, ...] = ()
    qualitative: tuple[QualitativeRow, ...] = ()
    narrative: str = ""
    beneficiaries: int | None = None
    highlights: tuple[HighlightFigures, ...] = ()
    delay: DelayFigures | None = None
    amendments: tuple[AmendmentFigures, ...] = ()
    next_focus: str = ""
    contact: ContactFigures = ContactFigures()

    @property
    def standing(self) -> Standing:
        """Behind in anything is behind; else as its money stands, else as its targets do."""
        if not self.is_reported:
            return Standing.UNREPORTED if self.is_due else Standing.ENDED
        state = self.state or summarise_target_states(each.state for each in self.targets)
        if self.is_behind or state is ProgressState.BEHIND:
            return Standing.BEHIND
        if state is None:
            return Standing.UNJUDGED if self.is_due else Standing.ENDED
        return Standing.AHEAD if state is ProgressState.AHEAD else Standing.ON_TRACK


class OfficerFigures(Record, frozen=True, kw_only=True):
    """Who answers for an agency's return."""

    preparer_name: str = ""
    preparer_title: str = ""
    preparer_phone: str = ""
    preparer_email: str = ""
    supervisor_name: str = ""
    supervisor_title: str = ""
    head_name: str = ""
    head_title: str = ""


class AgencyFigures(Record, frozen=True, kw_only=True):
    """One agency in the round: its return, and its projects added up."""

    code: str
    order: int
    state: ReturnState
    project_ids: tuple[str, ...]
    budget: BudgetFigures
    states: dict[Standing, int]
    revision: int | None = None
    received_at: datetime | None = None
    control_number: str = ""
    payload_sha256: str = ""
    officers: OfficerFigures = OfficerFigures()
    summary: str = ""
    coordination: str = ""

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing was handed in."""
        return self.revision is None


class StrategyFigures(Record, frozen=True, kw_only=True):
    """One strategy: money of the projects that serve it alone.

    The plan does not say how a project with several strategies divides, so those projects are
    named in `shared_ids` and their money stands apart, never divided and never counted twice.
    """

    id: str
    name: str
    project_ids: tuple[str, ...]
    shared_ids: tuple[str, ...]
    budget: BudgetFigures
    states: dict[Standing, int]
    indicators: tuple[int, ...]


class IndicatorFigures(Record, frozen=True, kw_only=True):
    """One of the forty indicators with the rows its projects reported."""

    number: int
    label: str
    agency: str
    strategy: str
    summary: str
    project_ids: tuple[str, ...]
    mapping: Mapping
    outcome: IndicatorOutcome
    targets: tuple[TargetRow, ...] = ()
    qualitative: tuple[QualitativeRow, ...] = ()


class YearFigures(Record, frozen=True, kw_only=True):
    """One programme year: approved by the sheets, stated by section 肆, reported in this round."""

    year_roc: int
    approved_ntd: int
    stated_ntd: int | None
    cells_with_amount: int
    cells_without_amount: int
    reported: BudgetFigures | None = None
    """The whole programme's reported money; only for the round's own year."""


class Figures(Record, frozen=True, kw_only=True):
    """Everything a report of one round says in figures. Orders are those of the approved plan."""

    programme_name: str
    round: Round
    projects: tuple[ProjectFigures, ...]
    agencies: tuple[AgencyFigures, ...]
    strategies: tuple[StrategyFigures, ...]
    shared: BudgetFigures
    """The projects of several strategies together."""
    shared_ids: tuple[str, ...]
    indicators: tuple[IndicatorFigures, ...]
    years: tuple[YearFigures, ...]
    total: BudgetFigures
    states: dict[Standing, int]
    reconciliation: Reconciliation
    explained: tuple[FindingFigures, ...]
    missing: tuple[str, ...]
    sent_back: tuple[str, ...]

    def project(self, project_id: str) -> ProjectFigures:
        """The figures of one project. Raises KeyError."""
        for each in self.projects:
            if each.id == project_id:
                return each
        raise KeyError(project_id)

    def agency(self, code: str) -> AgencyFigures:
        """The figures of one agency. Raises KeyError."""
        for each in self.agencies:
            if each.code == code:
                return each
        raise KeyError(code)

    def count_outcomes(self) -> dict[IndicatorOutcome, int]:
        """How many of the indicators came out how; every outcome is a key."""
        counts = dict.fromkeys(IndicatorOutcome, 0)
        for each in self.indicators:
            counts[each.outcome] += 1
        return counts

    @property
    def highlights(self) -> tuple[HighlightFigures, ...]:
        """All highlights, project by project."""
        return tuple(each for project in self.projects for each in project.highlights)

    @property
    def delays(self) -> tuple[DelayFigures, ...]:
        """All delay records, project by project."""
        return tuple(each.delay for each in self.projects if each.delay is not None)

    @property
    def amendments(self) -> tuple[AmendmentFigures, ...]:
        """All proposed changes, project by project."""
        return tuple(each for project in self.projects for each in project.amendments)

    @property
    def targets(self) -> tuple[TargetRow, ...]:
        """All target rows, project by project."""
        return tuple(each for project in self.projects for each in project.targets)
