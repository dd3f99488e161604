"""Budget figures of one or several projects: amounts in NT dollars and their rates.

`None` means not reported (for a rate: without a denominator), never zero.
"""

from collections.abc import Iterable
from decimal import Decimal

from app.models.money import rate
from app.models.record import Record


class BudgetFigures(Record, frozen=True, kw_only=True):
    """The amounts of one project, or their sums over several, and the three rates."""

    approved_ntd: int | None = None
    """The approved amount of the round's year; None where the sheet has none."""
    available_ntd: int | None = None
    allocated_ntd: int | None = None
    paid_ntd: int | None = None
    payable_ntd: int | None = None
    surplus_ntd: int | None = None
    prepaid_ntd: int | None = None
    executed_ntd: int | None = None

    @property
    def execution_rate(self) -> Decimal | None:
        """Execution rate: 執行率 = 執行數 ÷ 累計分配數."""
        return rate(self.executed_ntd, self.allocated_ntd)

    @property
    def attainment_rate(self) -> Decimal | None:
        """Attainment rate: 達成率 = 執行數 ÷ 可支用預算數."""
        return rate(self.executed_ntd, self.available_ntd)

    @property
    def payment_rate(self) -> Decimal | None:
        """Payment rate: 支用率 = 實支數 ÷ 可支用預算數."""
        return rate(self.paid_ntd, self.available_ntd)


BUDGET_FIELDS = BudgetFigures.__struct_fields__


def add_budgets(budgets: Iterable[BudgetFigures]) -> BudgetFigures:
    """Sum the amounts; one that nobody reported stays None. Rates are those of the sums."""
    listed = tuple(budgets)
    sums: dict[str, int | None] = {}
    for name in BUDGET_FIELDS:
        amounts = [amount for each in listed if (amount := getattr(each, name)) is not None]
        sums[name] = sum(amounts) if amounts else None
    return BudgetFigures(**sums)
