"""Reconciliation (調節) of the budget cells with the totals stated in the plan.

It states sums and differences, no causes. Cells without an amount are counted as cells, never as
zero. Projects of several strategies are separate, because the plan does not divide them.
"""

from collections.abc import Iterable

from app.models.programme import BudgetCell, BudgetStatus, Programme, Project
from app.models.record import Record


class AmountsByYear(Record, frozen=True, kw_only=True):
    """One NT dollar amount per programme year, in year order."""

    by_year: tuple[int, ...]

    @property
    def total_ntd(self) -> int:
        """The sum over all years."""
        return sum(self.by_year)


class TotalComparison(Record, frozen=True, kw_only=True):
    """The sum of the cells and the stated total, of one year or of the whole period."""

    year_roc: int | None = None  # None = the whole period
    cells_ntd: int
    stated_ntd: int
    stated_printed: str

    @property
    def difference_ntd(self) -> int:
        """Sum of the cells minus stated total."""
        return self.cells_ntd - self.stated_ntd


class StatusSum(Record, frozen=True, kw_only=True):
    """The sum of all cells of one status."""

    status: BudgetStatus
    cells: int
    amounts: AmountsByYear


class StrategySum(Record, frozen=True, kw_only=True):
    """The sum of the projects that belong to this strategy alone."""

    strategy: str
    projects: tuple[str, ...]
    amounts: AmountsByYear


class MultiStrategyProject(Record, frozen=True, kw_only=True):
    """The amounts of one project of several strategies, undivided."""

    project: str
    strategies: tuple[str, ...]
    amounts: AmountsByYear


class Reconciliation(Record, frozen=True, kw_only=True):
    """Sums of the cells by year, status and strategy, and the totals stated in the plan."""

    years: tuple[int, ...]
    by_year: tuple[TotalComparison, ...]
    whole_period: TotalComparison
    amounts: AmountsByYear
    by_status: tuple[StatusSum, ...]
    by_strategy: tuple[StrategySum, ...]
    multi_strategy: tuple[MultiStrategyProject, ...]


def reconcile(programme: Programme) -> Reconciliation:
    """Compute the sums of all budget cells and compare them with the stated totals."""
    years = tuple(programme.years)
    amounts = _sum_cells(_cells(programme.projects), years)
    cells = dict(zip(years, amounts.by_year, strict=True))
    comparisons = {
        stated.year_roc: TotalComparison(
            year_roc=stated.year_roc,
            cells_ntd=amounts.total_ntd if stated.year_roc is None else cells[stated.year_roc],
            stated_ntd=stated.amount_ntd,
            stated_printed=stated.printed,
        )
        for stated in programme.stated_totals
    }
    return Reconciliation(
        years=years,
        by_year=tuple(comparisons[year] for year in years),
        whole_period=comparisons[None],
        amounts=amounts,
        by_status=_sum_by_status(programme, years),
        by_strategy=_sum_by_strategy(programme, years),
        multi_strategy=tuple(
            MultiStrategyProject(
                project=each.id,
                strategies=each.strategies,
                amounts=_sum_cells(each.budgets, years),
            )
            for each in programme.projects
            if len(each.strategies) > 1
        ),
    )


def _sum_by_status(programme: Programme, years: tuple[int, ...]) -> tuple[StatusSum, ...]:
    sums = []
    for status in BudgetStatus:
        cells = [each for each in _cells(programme.projects) if each.status is status]
        sums.append(StatusSum(status=status, cells=len(cells), amounts=_sum_cells(cells, years)))
    return tuple(sums)


def _sum_by_strategy(programme: Programme, years: tuple[int, ...]) -> tuple[StrategySum, ...]:
    sums = []
    for strategy in programme.strategies:
        projects = [each for each in programme.projects if each.strategies == (strategy.id,)]
        sums.append(
            StrategySum(
                strategy=strategy.id,
                projects=tuple(each.id for each in projects),
                amounts=_sum_cells(_cells(projects), years),
            )
        )
    return tuple(sums)


def _cells(projects: Iterable[Project]) -> list[BudgetCell]:
    return [cell for project in projects for cell in project.budgets]


def _sum_cells(cells: Iterable[BudgetCell], years: tuple[int, ...]) -> AmountsByYear:
    sums = dict.fromkeys(years, 0)
    for cell in cells:
        if cell.amount_ntd is not None:
            sums[cell.year_roc] += cell.amount_ntd
    return AmountsByYear(by_year=tuple(sums.values()))
