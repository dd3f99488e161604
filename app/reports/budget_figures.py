"""Budget figures of one project or several: sums are made in 元, rates follow from the sums.

`None` means that nothing was reported (or that a rate has no denominator), never zero.
"""

from collections.abc import Iterable
from decimal import Decimal

from app.models.money import rate
from app.models.record import Record


class BudgetFigures(Record, frozen=True, kw_only=True):
    """Amounts of one project, or sums over several, with the three rates (never mixed)."""

    approved_ntd: int | None = None
    """The approved amount of the round's year; None where the sheet holds none."""
    available_ntd: int | None = None
    allocated_ntd: int | None = None
    paid_ntd: int | None = None
    payable_ntd: int | None = None
    surplus_ntd: int | None = None
    prepaid_ntd: int | None = None
    executed_ntd: int | None = None

    @property
    def execution_rate(self) -> Decimal | None:
        """執行率 = 執行數 ÷ 累計分配數."""
        return rate(self.executed_ntd, self.allocated_ntd)

    @property
    def attainment_rate(self) -> Decimal | None:
        """達成率 = 執行數 ÷ 可支用預算數."""
        return rate(self.executed_ntd, self.available_ntd)

    @property
    def payment_rate(self) -> Decimal | None:
        """支用率 = 實支數 ÷ 可支用預算數."""
        return rate(self.paid_ntd, self.available_ntd)


BUDGET_FIELDS = BudgetFigures.__struct_fields__


def add_budgets(budgets: Iterable[BudgetFigures]) -> BudgetFigures:
    """Add up; a field nobody reported stays None. Rates follow from the sums, not from rates."""
    listed = tuple(budgets)
    sums: dict[str, int | None] = {}
    for name in BUDGET_FIELDS:
        amounts = [amount for each in listed if (amount := getattr(each, name)) is not None]
        sums[name] = sum(amounts) if amounts else None
    return BudgetFigures(**sums)
