"""Cross-checks of sums: by agency, by strategy, and with the control totals of the returns."""

from collections.abc import Iterator

from app.errors import AppError
from app.forms.meaning import form_sha256
from app.models.received import MergedRound
from app.models.record import Record
from app.reports.budget_figures import BUDGET_FIELDS, BudgetFigures, add_budgets
from app.reports.figure_values import Figures
from app.reports.section_figures import SectionFigures


class SumDifference(Record, frozen=True, kw_only=True):
    """A sum whose two ways of computation differ."""

    what: str
    one: int | None
    other: int | None


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
        raise AppError("REPORT_SUMS_DIFFER", what=first.what, one=first.one, other=first.other)


def _compare(what: str, one: BudgetFigures, other: BudgetFigures) -> Iterator[SumDifference]:
    for field in BUDGET_FIELDS:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine != theirs:
            yield SumDifference(what=f"{what}（{field}）", one=mine, other=theirs)


def _compare_approved(figures: Figures, merged: MergedRound) -> Iterator[SumDifference]:
    year = figures.round.year_roc
    sheets = sum(each.budget(year).amount_ntd or 0 for each in merged.programme.projects)
    counted = figures.total.approved_ntd or 0
    if sheets != counted:
        yield SumDifference(what="附表核定數", one=counted, other=sheets)


def _compare_control_totals(figures: Figures, merged: MergedRound) -> Iterator[SumDifference]:
    """Those of the budget, by the role of the field they are the sum of, and of other columns.

    A return made on an earlier form of the round was summed up as that form asked.
    """
    form = form_sha256(merged.form)
    amounts = {
        f"{section.id}/{field.id}": f"{field.role}_ntd"
        for section in merged.form.sections
        for field in section.fields
        if f"{field.role}_ntd" in figures.coverage.amounts
    }
    columns = {
        f"{section.id}/{column.field.id}": (section, index)
        for section in figures.sections
        for index, column in enumerate(section.columns)
    }
    for counted in merged.returns:
        if counted.form_sha256 != form:
            continue
        budget = figures.agency(counted.agency).budget
        for total in counted.facts.totals:
            if total.field in amounts:
                mine = getattr(budget, amounts[total.field])
            elif total.field in columns:
                mine = _add_column(*columns[total.field], counted.agency)
            else:
                continue
            if (mine or 0) != total.value:
                what = f"{counted.agency} {total.label}與報送資料之控制總計"
                yield SumDifference(what=what, one=mine, other=total.value)


def _add_column(section: SectionFigures, index: int, agency: str) -> int:
    values = (row.values[index] for row in section.rows if row.agency == agency)
    return sum(each for each in values if isinstance(each, int))
