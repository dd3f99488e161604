"""Plausibility of a figure beside another one: slips of unit, and what lies beyond three times.

Any factor is asked about. The reason has to name what made it so, which no confirmation does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_POWERS = tuple(10**each for each in range(1, 9))  # 千元 for 萬元 up to 元 for 億元
# Figures change from year to year, so the ratio is rarely exactly a power of ten.
_LOW, _HIGH = Decimal("0.75"), Decimal("1.35")
_FAR = 3
_UNIT = 1000  # 千, the least of the units that tables are made in

ASKING_FOR_CAUSE = frozenset({"F127", "F130", "F134", "F139", "F146"})
"""The codes of what is asked here."""
_CONFIRMATION = re.compile(
    "(?:確認|確實|核對|查核|查證|檢查|填報|數字|數據|數值|資料|金額|單位|內容|上述|本欄|以上|同上"
    "|如上|說明|理由|原因|無誤|沒錯|沒有錯誤|沒問題|正確|無訛|如實|屬實|同意|知悉|沒有|是的|無|略"
    r"|經|已|業|再|均|皆|對|的|為|係|都|並|了|okay|ok|yes|[\W\d_])*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A figure another one is held against; `name` stands in the sentence."""

    name: str
    value: Decimal | int | None
    only_above: bool = False
    """Parts of a whole and figures under a ceiling may be small."""
    slips_below: bool = False
    """But not by a unit: a thousandth of it, or less, is a slip all the same."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """One figure far from its neighbour: 「10,000 倍」, 「1/4.2」."""

    neighbour: Neighbour
    factor: str
    is_unit_slip: bool


def find_oddities(value: Decimal | int | None, neighbours: Iterable[Neighbour]) -> Iterator[Oddity]:
    """At most one slip of unit and one figure beyond three times, each by the first neighbour."""
    found = [each for one in neighbours if (each := compare_figures(value, one)) is not None]
    for is_unit_slip in (True, False):
        yield from [each for each in found if each.is_unit_slip is is_unit_slip][:1]


def compare_figures(value: Decimal | int | None, neighbour: Neighbour) -> Oddity | None:
    """Compare two figures; None for a usual ratio, and where either is missing or zero."""
    if not value or not neighbour.value:
        return None
    ratio = abs(Decimal(value) / Decimal(neighbour.value))
    slip = _find_power(ratio, neighbour)
    if slip is not None:
        return Oddity(neighbour, slip, is_unit_slip=True)
    if ratio > _FAR:
        return Oddity(neighbour, f"{_rounded(ratio)} 倍", is_unit_slip=False)
    if ratio * _FAR < 1 and not neighbour.only_above:
        return Oddity(neighbour, f"1/{_rounded(1 / ratio)}", is_unit_slip=False)
    return None


def _find_power(ratio: Decimal, neighbour: Neighbour) -> str | None:
    for power in _POWERS:
        if _LOW <= ratio / power <= _HIGH:
            return f"{power:,} 倍"
        may_be_small = neighbour.only_above and (power < _UNIT or not neighbour.slips_below)
        if not may_be_small and _LOW <= ratio * power <= _HIGH:
            return f"1/{power:,}"
    return None


def _rounded(ratio: Decimal) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}"


def names_cause(reason: str) -> bool:
    """Return whether a reason says more than that the figure is right."""
    return _CONFIRMATION.fullmatch(reason.strip()) is None
