"""Figures of one project in a round, as values.

Money is integer NT dollars, rates are percentages with two decimals. `None` means not reported,
never zero.
"""

from datetime import date
from decimal import Decimal

from app.models.programme import BudgetStatus
from app.models.progress import ProgressState
from app.models.record import Record
from app.reports.budget_figures import BudgetFigures
from app.reports.states import QualitativeState, Standing, summarise_target_states


class TargetRow(Record, frozen=True, kw_only=True):
    """One target of the round's year as reported by its project."""

    target_id: str
    indicator: int | None
    """The number of its indicator; None for a target on the appendix sheet only."""
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
        """Return whether a value was entered."""
        return self.achieved is not None or self.cumulative is not None


class QualitativeRow(Record, frozen=True, kw_only=True):
    """One qualitative indicator as reported by one of its projects."""

    indicator: int
    project_id: str
    agency: str
    text: str
    state: QualitativeState | None = None
    note: str = ""


class HighlightFigures(Record, frozen=True, kw_only=True):
    """One highlight (亮點案例)."""

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
    """One delay record (落後說明) with its seven fields; choices as labels."""

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
    """One proposed amendment of the programme: 修正前 / 修正後 / 修正說明."""

    project_id: str
    agency: str
    number: int
    field: str
    before: str
    after: str
    reason: str


class ContactFigures(Record, frozen=True, kw_only=True):
    """The contact person of a project."""

    name: str = ""
    phone: str = ""
    email: str = ""


class ProjectFigures(Record, frozen=True, kw_only=True):
    """One project in the round; reported fields are empty where `is_reported` is False."""

    id: str
    agency: str
    name: str
    strategies: tuple[str, ...]
    is_reported: bool
    is_due: bool
    """Whether a report is due: False if its period ended before the round's year."""
    approved_status: BudgetStatus
    budget: BudgetFigures
    state: ProgressState | None = None
    is_behind: bool = False
    """Whether the budget or any target is behind, so that a delay record is required."""
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
        """The standing: BEHIND if the budget or any target is; else by budget, else by targets."""
        if not self.is_reported:
            return Standing.UNREPORTED if self.is_due else Standing.ENDED
        state = self.state or summarise_target_states(each.state for each in self.targets)
        if self.is_behind or state is ProgressState.BEHIND:
            return Standing.BEHIND
        if state is None:
            return Standing.UNJUDGED if self.is_due else Standing.ENDED
        return Standing.AHEAD if state is ProgressState.AHEAD else Standing.ON_TRACK
