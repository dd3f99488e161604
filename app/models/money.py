"""Money in integer NT dollars: its units, how it is formatted, and rates.

Sums are computed in 元 and rounded afterwards, half up, so a printed column may not add up.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class MoneyUnit(StrEnum):
    """The unit amounts are entered and printed in."""

    YUAN = "yuan"
    THOUSAND = "thousand"
    TEN_THOUSAND = "ten_thousand"
    HUNDRED_MILLION = "hundred_million"

    @property
    def ntd(self) -> int:
        """The NT dollars in one unit."""
        return _UNITS_NTD[self]


_UNITS_NTD = {
    MoneyUnit.YUAN: 1,
    MoneyUnit.THOUSAND: 1_000,
    MoneyUnit.TEN_THOUSAND: 10_000,
    MoneyUnit.HUNDRED_MILLION: 100_000_000,
}


def format_money(amount_ntd: int | None, unit: MoneyUnit, places: int | None = None) -> str:
    """Format an amount in `unit`, with grouping; 「—」 for none.

    `places` fixes the decimals (rounded half up); without it exactly as many as the amount needs.
    """
    if amount_ntd is None:
        return "—"
    value = Decimal(amount_ntd) / unit.ntd
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return f"{value:,.{places}f}"
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{value.normalize():,f}"


def rate(numerator: int | Decimal | None, denominator: int | Decimal | None) -> Decimal | None:
    """Compute a percentage to two decimals, half up; None for a missing side or division by 0."""
    if numerator is None or not denominator:
        return None
    share = Decimal(numerator) * 100 / Decimal(denominator)
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def format_rate(percent: Decimal | None) -> str:
    """Format a percentage as 93.21%; 「—」 for none (a budget of zero, nothing reported)."""
    return "—" if percent is None else f"{percent}%"
