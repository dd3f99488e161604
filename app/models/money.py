"""Money in integer NT dollars: parse amounts as officers and the plan write them, and format them.

Sums are computed in 元 and rounded afterwards, half up, so a printed column may not add up.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_BASES = {"億": 10**8, "千萬": 10**7, "百萬": 10**6, "萬": 10**4, "千": 10**3}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TERM = re.compile(rf"({_NUMBER})(億|千萬|百萬|萬|千)?")


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


def parse_money(text: str, unit: MoneyUnit = MoneyUnit.YUAN) -> int:
    """Parse an amount as integer NT dollars.

    A bare number is in `unit`; 4億5,000萬元, 110,000萬元, 5,617.60萬元, 1200元 carry their own.
    Full-width digits and NT$ are accepted. Raises ValueError for anything else and for amounts
    that are not whole NT dollars.
    """
    plain = re.sub(r"\s|NT\$|\$|新臺幣|新台幣", "", unicodedata.normalize("NFKC", text))
    plain = plain.replace("−", "-")  # U+2212, as pasted from reports
    sign = -1 if plain.startswith("-") else 1
    body = plain.removeprefix("-").removesuffix("整")
    says_unit = body.endswith("元") or any(base in body for base in _BASES)
    amount = _parse_terms(body.removesuffix("元"), text)
    if not says_unit:
        amount *= unit.ntd
    if amount != amount.to_integral_value():
        raise ValueError(text)
    return sign * int(amount)


def _parse_terms(body: str, text: str) -> Decimal:
    total, position, last_base = Decimal(0), 0, 10**12
    for match in _TERM.finditer(body):
        base = _BASES.get(match[2] or "", 1)
        if match.start() != position or base >= last_base:
            raise ValueError(text)
        total += Decimal(match[1].replace(",", "")) * base
        position, last_base = match.end(), base
    if position != len(body) or not body:
        raise ValueError(text)
    return total


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
