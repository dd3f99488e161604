"""Figures of one project in a round, as values.

Money is integer NT dollars, rates are percentages with two decimals. `None` means not reported,
never zero.
"""

from datetime import date
from decimal import Decimal

from app.models.programme import BudgetStatus
from app.models.progress import DelayGround, FigureState
from app.models.record import Record
from app.reports.budget_figures import BudgetFigures
from app.reports.states import QualitativeState, Standing


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
    running: Decimal | None = None
    completed_on: date | None = None
    target_rate: Decimal | None = None
    appendix_rate: Decimal | None = None
    """Against the appendix, where its wording names another figure than the body's."""
    state: FigureState | None = None
    rates_note: str = ""
    note: str = ""

    @property
    def is_reported(self) -> bool:
        """Return whether a figure or a date was entered."""
        entered = (self.achieved, self.running, self.completed_on)
        return any(each is not None for each in entered)


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
    """One delay record (落後說明): its grounds and its seven fields; choices as labels."""

    project_id: str
    agency: str
    grounds: str = ""
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
    nil_reason: str = ""
    """Why there is nothing to report (本期無執行), where its agency states so."""
    approved_status: BudgetStatus
    budget: BudgetFigures
    budget_state: FigureState | None = None
    judged: Standing | None = None
    """As the figures it reports make it stand; None where it reports none."""
    grounds: tuple[DelayGround, ...] = ()
    """What makes it 落後: the delay record is required."""
    grounds_text: str = ""
    own_word: str = ""
    funding_sources: tuple[str, ...] = ()
    approved_difference_ntd: int | None = None
    difference_note: str = ""
    spent_on: date | None = None
    """The day all of the money was spent."""
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
        """The standing: as judged, else nil, unreported, or ended before the round's year."""
        if self.judged is not None:
            return self.judged
        if self.nil_reason:
            return Standing.NIL
        return Standing.UNREPORTED if self.is_due else Standing.ENDED
