"""Figures: integer and money are stored as int, number and percent as plain decimal text."""

import re
from decimal import Decimal
from typing import TypeGuard

from app.forms.field_types.base import FieldTypeHandler, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec
from app.models.money import format_money, format_rate
from app.notations.quantities import read_amount, read_percent, read_quantity
from app.notations.unreadable import Reason, Unreadable

_STORED = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
# Far beyond any figure of the programme, and inside what a spreadsheet cell holds exactly.
MAX_DIGITS = 15


def _ensure_kept(figure: Decimal) -> Decimal:
    """The figure. Raises Unreadable for one with more digits than are kept."""
    if sum(each.isdigit() for each in plain_decimal(figure)) > MAX_DIGITS:
        raise Unreadable(Reason.NO_VALUE)
    return figure


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
    """Whole numbers, grouped when shown: 12,345. No figure, or a part of one, is F002."""

    def _read(self, text: str) -> StoredValue:
        try:
            figure = _ensure_kept(read_quantity(text, self.spec.unit))
        except Unreadable as problem:
            raise self.refuse_unreadable(problem, "F002", text) from problem
        if figure != figure.to_integral_value():
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
            return int(_ensure_kept(Decimal(read_amount(text, self.unit))))
        except Unreadable as problem:
            raise self.refuse_unreadable(problem, "F001", text) from problem

    @property
    def unit_text(self) -> str:
        """元, whose scale is the reader's own matter."""
        return "元"

    def _show(self, value: StoredValue) -> str | None:
        return format_money(value, self.unit) if _is_integer(value) else None


class NumberHandler(FieldTypeHandler):
    """A decimal figure as plain text, grouped when shown: 5,617.6. No figure is F003."""

    def _read(self, text: str) -> StoredValue:
        try:
            return plain_decimal(_ensure_kept(read_quantity(text, self.spec.unit)))
        except Unreadable as problem:
            raise self.refuse_unreadable(problem, "F003", text) from problem

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
        try:
            return plain_decimal(_ensure_kept(read_percent(text)))
        except Unreadable as problem:
            raise self.refuse_unreadable(problem, "F004", text) from problem

    @property
    def unit_text(self) -> str:
        """The sign a percentage may carry."""
        return "%"

    def _show(self, value: StoredValue) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
            return format_rate(Decimal(value))
        return None


def _is_integer(value: StoredValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_stored_decimal(value: str) -> bool:
    digits = sum(each.isdigit() for each in value)
    return bool(_STORED.fullmatch(value)) and value != "-0" and digits <= MAX_DIGITS
