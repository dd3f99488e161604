"""Plausibility of a figure beside another one: slips of unit, and what lies beyond three times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_POWERS = tuple(10**each for each in range(1, 9))  # 千元 for 萬元 up to 元 for 億元
# Figures change from year to year, so the ratio is rarely exactly a power of ten.
_LOW, _HIGH = Decimal("0.75"), Decimal("1.35")
_FAR = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A figure another one is held against; `name` stands in the sentence."""

    name: str
    value: Decimal | int | None
    only_above: bool = False
    """Parts of a whole and figures under a ceiling may be as small as they like."""


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
    slip = _find_power(ratio, only_above=neighbour.only_above)
    if slip is not None:
        return Oddity(neighbour, slip, is_unit_slip=True)
    if ratio > _FAR:
        return Oddity(neighbour, f"{_rounded(ratio)} 倍", is_unit_slip=False)
    if ratio * _FAR < 1 and not neighbour.only_above:
        return Oddity(neighbour, f"1/{_rounded(1 / ratio)}", is_unit_slip=False)
    return None


def _find_power(ratio: Decimal, *, only_above: bool) -> str | None:
    for power in _POWERS:
        if _LOW <= ratio / power <= _HIGH:
            return f"{power:,} 倍"
        if not only_above and _LOW <= ratio * power <= _HIGH:
            return f"1/{power:,}"
    return None


def _rounded(ratio: Decimal) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}"
