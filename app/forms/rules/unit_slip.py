"""Telling a figure typed in the wrong unit from one that is merely large."""

from decimal import Decimal

_FACTORS = (1_000, 10_000, 100_000_000)
# Budgets change from year to year, so a slip is rarely exactly a power of ten.
_LOW, _HIGH = Decimal("0.75"), Decimal("1.35")


def find_unit_slip(
    value: int | None, neighbour: int | None, *, only_above: bool = False
) -> str | None:
    """How a value stands to its neighbour if that smells of 元, 千元, 萬元 or 億元 mixed up.

    「10,000 倍」 or 「1/1,000」; None where it does not, or where either is missing or zero.
    """
    if not value or not neighbour:
        return None
    ratio = abs(Decimal(value) / Decimal(neighbour))
    for factor in _FACTORS:
        if _LOW <= ratio / factor <= _HIGH:
            return f"{factor:,} 倍"
        if not only_above and _LOW <= ratio * factor <= _HIGH:
            return f"1/{factor:,}"
    return None
