"""Cross-checks of sums: by agency, by strategy, and with the control totals of the returns."""

from collections.abc import Iterator

from app.errors import AppError
from app.models.received import MergedRound
from app.models.record import Record
from app.reports.budget_figures import BUDGET_FIELDS, BudgetFigures, add_budgets
from app.reports.figure_values import Figures


class SumDifference(Record, frozen=True, kw_only=True):
    """A sum whose two ways of computation differ."""

    what: str
    one_ntd: int | None
    other_ntd: int | None


def check_sums(figures: Figures, merged: MergedRound) -> tuple[SumDifference, ...]:
    """Compute every sum in two ways and return the differences."""
    by_agency = add_budgets(each.budget for each in figures.agencies)
    by_strategy = add_budgets((*(each.budget for each in figures.strategies), figures.shared))
    return (
        *_compare("合計與各機關之和", figures.total, by_agency),
        *_compare("合計與各策略及跨策略計畫之和", figures.total, by_strategy),
        *_compare_approved(figures, merged),
        *_compare_control_totals(figures, merged),
    )


def ensure_figures_agree(figures: Figures, merged: MergedRound) -> None:
    """Raise AppError REPORT_SUMS_DIFFER with the first difference."""
    differences = check_sums(figures, merged)
    if differences:
        first = differences[0]
        raise AppError(
            "REPORT_SUMS_DIFFER", what=first.what, one=first.one_ntd, other=first.other_ntd
        )


def _compare(what: str, one: BudgetFigures, other: BudgetFigures) -> Iterator[SumDifference]:
    for field in BUDGET_FIELDS:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine != theirs:
            yield SumDifference(what=f"{what}（{field}）", one_ntd=mine, other_ntd=theirs)


def _compare_approved(figures: Figures, merged: MergedRound) -> Iterator[SumDifference]:
    year = figures.round.year_roc
    sheets = sum(each.budget(year).amount_ntd or 0 for each in merged.programme.projects)
    counted = figures.total.approved_ntd or 0
    if sheets != counted:
        yield SumDifference(what="附表核定數", one_ntd=counted, other_ntd=sheets)


def _compare_control_totals(figures: Figures, merged: MergedRound) -> Iterator[SumDifference]:
    for received in merged.returns:
        budget = figures.agency(received.agency).budget
        totals = received.payload.control_totals
        pairs = (
            ("可支用預算數", budget.available_ntd, totals.available_ntd),
            ("累計分配數", budget.allocated_ntd, totals.allocated_ntd),
            ("執行數", budget.executed_ntd, totals.executed_ntd),
        )
        for name, mine, theirs in pairs:
            if (mine or 0) != theirs:
                what = f"{received.agency} {name}與報送資料之控制總數"
                yield SumDifference(what=what, one_ntd=mine, other_ntd=theirs)
