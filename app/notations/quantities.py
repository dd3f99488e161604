"""Read how many of a unit a text states: amounts of money, counts of a row's unit, percentages."""

import re
from dataclasses import replace
from decimal import Decimal

from app.characters.folding import fold_width
from app.models.money import MoneyUnit
from app.notations.figures import Figure, read_figure, split_scale
from app.notations.unreadable import Reason, Unreadable

_MONEY = "元"
_WHOLE = re.compile("(?:元|圓)?[整正]")
_PER_CENT = "%"
_SPELT_PERCENT = re.compile(r"([-−負]?)百分之(.+)", re.DOTALL)


def read_quantity(text: str, unit: str) -> Decimal:
    """How many of `unit` a text states; a bare figure counts in it. Raises Unreadable.

    A unit typed along is that unit, or the same in another scale: 1.2萬人 where 人 are counted,
    1億元 where 萬元 are.
    """
    try:
        figure = _read(text)
    except Unreadable:
        # a unit that looks like a figure: 一般戶
        plain = fold_width(text).strip()
        if not unit or not plain.endswith(unit) or "\n" in plain or "\t" in plain:
            raise
        return read_figure(plain.removesuffix(unit)).value
    factor, noun = split_scale(unit)
    if figure.unit not in ("", noun, noun.partition("/")[0]):
        raise Unreadable(Reason.OTHER_UNIT, figure.unit)
    return figure.value if _is_bare(figure, factor) else figure.value / factor


def read_amount(text: str, unit: MoneyUnit = MoneyUnit.YUAN) -> int:
    """Integer NT dollars; a bare figure is in `unit`. Raises Unreadable, also for cents."""
    figure = _read(text)
    if figure.unit not in ("", _MONEY):
        raise Unreadable(Reason.OTHER_UNIT, figure.unit)
    amount = figure.value * unit.ntd if _is_bare(figure, unit.ntd) else figure.value
    if amount != amount.to_integral_value():
        raise Unreadable(Reason.NO_VALUE)
    return int(amount)


def read_percent(text: str) -> Decimal:
    """A percentage with or without its sign: 93.2, 93.2%, 百分之九十三點二. Raises Unreadable."""
    spelt = _SPELT_PERCENT.fullmatch(fold_width(text).strip())
    if spelt is not None:
        return read_quantity(f"{spelt[1]}{spelt[2]}", "")
    return read_quantity(text, _PER_CENT)


def _read(text: str) -> Figure:
    """One figure, with 元 for every way dollars are written along."""
    figure = read_figure(text)
    unit = _WHOLE.sub(_MONEY, figure.unit.replace("圓", _MONEY))
    return replace(figure, unit=unit or (_MONEY if figure.currency not in ("", "$") else ""))


def _is_bare(figure: Figure, factor: int) -> bool:
    """Return whether a figure counts in the unit of its place, of which it says nothing.

    Raises Unreadable where it may or may not: $1,200 or 5千 in a table of 萬元.
    """
    if figure.unit or figure.is_scaled:
        return False
    if factor > 1 and (figure.currency or figure.is_abbreviated):
        raise Unreadable(Reason.NO_VALUE)
    return True
