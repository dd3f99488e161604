"""Figures of a merged round as values."""

from datetime import datetime

from app.models.findings import Severity
from app.models.programme import Mapping
from app.models.record import Record
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.programme.reconciliation import Reconciliation
from app.reports.budget_figures import BudgetFigures
from app.reports.coverage import Coverage
from app.reports.project_figures import (
    AmendmentFigures,
    DelayFigures,
    HighlightFigures,
    ProjectFigures,
    QualitativeRow,
    TargetRow,
)
from app.reports.section_figures import SectionFigures
from app.reports.states import IndicatorOutcome, Standing


class FindingFigures(Record, frozen=True, kw_only=True):
    """A warning with the reason that the agency gave for it."""

    agency: str
    project_id: str | None
    code: str
    severity: Severity
    place: str
    place_label: str
    sentence: str
    reason: str


class OfficerFigures(Record, frozen=True, kw_only=True):
    """The officers responsible for an agency's return."""

    preparer_name: str = ""
    preparer_title: str = ""
    preparer_phone: str = ""
    preparer_email: str = ""
    supervisor_name: str = ""
    supervisor_title: str = ""
    head_name: str = ""
    head_title: str = ""


class AgencyFigures(Record, frozen=True, kw_only=True):
    """One agency in the round: its return and the sums of its projects."""

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
    nil_reason: str = ""
    """Why there is nothing to report of the whole agency, where it states so."""

    @property
    def is_missing(self) -> bool:
        """Return whether no return counts: none was received, or it is being revised."""
        return self.revision is None


class StrategyFigures(Record, frozen=True, kw_only=True):
    """One strategy: the budget of the projects that belong to it alone.

    The plan does not divide projects of several strategies: they are in `shared_ids`, their
    budget in `Figures.shared`.
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
    """One programme year: approved by the sheets, stated in section 肆, reported in this round."""

    year_roc: int
    approved_ntd: int
    stated_ntd: int | None
    cells_with_amount: int
    cells_without_amount: int
    reported: BudgetFigures | None = None
    """The reported budget of the whole programme; only for the year of the round."""


class Figures(Record, frozen=True, kw_only=True):
    """All figures of the report of one round, in the order of the approved plan."""

    programme_name: str
    round: Round
    form_title: str
    form_version: int
    coverage: Coverage
    """What the form gives matter for."""
    sections: tuple[SectionFigures, ...]
    """The fields of the form that have no words of their own in the report."""
    projects: tuple[ProjectFigures, ...]
    agencies: tuple[AgencyFigures, ...]
    strategies: tuple[StrategyFigures, ...]
    shared: BudgetFigures
    """The sums of the projects of several strategies."""
    shared_ids: tuple[str, ...]
    indicators: tuple[IndicatorFigures, ...]
    years: tuple[YearFigures, ...]
    total: BudgetFigures
    states: dict[Standing, int]
    reconciliation: Reconciliation
    explained: tuple[FindingFigures, ...]
    missing: tuple[str, ...]
    sent_back: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    """Agencies whose return waits for a decision and does not count."""

    @property
    def drafts(self) -> tuple[str, ...]:
        """Agencies that count with a return nobody has accepted yet: the report is a 初稿."""
        return tuple(
            each.code
            for each in self.agencies
            if not each.is_missing and each.state is not ReturnState.ACCEPTED
        )

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
        """Count the indicators by outcome; every outcome is a key."""
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
