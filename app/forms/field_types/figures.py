"""Figures: integer and money are stored as int, number and percent as plain decimal text."""

import re
from decimal import Decimal
from typing import TypeGuard

from app.forms.field_types.base import FieldTypeHandler, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec
from app.models.money import format_money, format_rate, parse_money

_FIGURE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_STORED = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
# Far beyond any figure of the programme, and inside what a spreadsheet cell holds exactly.
MAX_DIGITS = 15


def _read_decimal(text: str | None) -> Decimal | None:
    """A grouped decimal figure, None where it is none or has too many digits."""
    plain = re.sub(r"\s", "", text or "").replace("−", "-")
    if not _FIGURE.fullmatch(plain):
        return None
    figure = Decimal(plain.replace(",", ""))
    return figure if len(re.sub(r"\D", "", plain)) <= MAX_DIGITS else None


def plain_decimal(figure: Decimal) -> str:
    """The one stored form of a decimal: no exponent, no trailing zeros, no negative zero."""
    text = f"{figure.normalize():f}"
    return "0" if text == "-0" else text


def _check_bounds(figure: Decimal, spec: FieldSpec) -> tuple[Problem, ...]:
    if spec.min is not None and figure < spec.min:
        return (("F104", {"limit": f"{spec.min:,f}", "value": f"{figure:,f}"}),)
    if spec.max is not None and figure > spec.max:
        return (("F106", {"limit": f"{spec.max:,f}", "value": f"{figure:,f}"}),)
    return ()


class IntegerHandler(FieldTypeHandler):
    """Whole numbers, grouped when shown: 12,345. Reads １２３４５ and 12345.0, too; else F002."""

    def _read(self, text: str) -> StoredValue:
        figure = _read_decimal(self.plain_figure(_strip_unit(text, self.spec)))
        if figure is None or figure != figure.to_integral_value():
            raise self.refuse("F002", text)
        return int(figure)

    def _show(self, value: StoredValue) -> str | None:
        return f"{value:,}" if _is_integer(value) else None

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        if not _is_integer(value) or abs(value) >= 10**MAX_DIGITS:
            return wrong_type(value)
        return _check_bounds(Decimal(value), self.spec)


class MoneyHandler(IntegerHandler):
    """Integer NT dollars in `unit`, with exactly the decimals they need; no amount is F001."""

    def _read(self, text: str) -> StoredValue:
        try:
            amount = parse_money(self.plain_figure(text) or "", self.unit)
        except ValueError as problem:
            raise self.refuse("F001", text, unit=self.unit) from problem
        if abs(amount) >= 10**MAX_DIGITS:
            raise self.refuse("F001", text, unit=self.unit)
        return amount

    def _show(self, value: StoredValue) -> str | None:
        return format_money(value, self.unit) if _is_integer(value) else None


class NumberHandler(FieldTypeHandler):
    """A decimal figure as plain text, grouped when shown: 5,617.6. No figure is F003."""

    def _read(self, text: str) -> StoredValue:
        figure = _read_decimal(self.plain_figure(_strip_unit(text, self.spec)))
        if figure is None:
            raise self.refuse("F003", text)
        return plain_decimal(figure)

    def _show(self, value: StoredValue) -> str | None:
        if isinstance(value, str) and _STORED.fullmatch(value):
            return f"{Decimal(value):,f}"
        return None

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        if not isinstance(value, str) or not _is_stored_decimal(value):
            return wrong_type(value)
        return _check_bounds(Decimal(value), self.spec)


class PercentHandler(NumberHandler):
    """A percentage as plain decimal text, shown with its sign: 93.21%. No percentage is F004."""

    def _read(self, text: str) -> StoredValue:
        plain = self.plain_figure(text)
        figure = _read_decimal(None if plain is None else plain.removesuffix("%"))
        if figure is None:
            raise self.refuse("F004", text)
        return plain_decimal(figure)

    def _show(self, value: StoredValue) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
            return format_rate(Decimal(value))
        return None


def _is_integer(value: StoredValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_stored_decimal(value: str) -> bool:
    digits = sum(each.isdigit() for each in value)
    return bool(_STORED.fullmatch(value)) and value != "-0" and digits <= MAX_DIGITS


def _strip_unit(text: str, spec: FieldSpec) -> str:
    """Officers type the unit along (1,200 人); the field's own is dropped, no other."""
    return text.strip().removesuffix(spec.unit) if spec.unit else text
