"""Figures: integer and money are stored as int, number and percent as plain decimal text."""

import re
import unicodedata
from decimal import Decimal

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit, format_money, format_rate, parse_money

_FIGURE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_STORED = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
# Far beyond any figure of the programme, and inside what a spreadsheet cell holds exactly.
MAX_DIGITS = 15


def _read_decimal(text: str) -> Decimal | None:
    """A grouped or full-width decimal figure, None where it is none or has too many digits."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
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
    """Whole numbers, grouped when shown: 12,345."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read 12,345, １２３４５ or 12345.0. Raises ParseProblem F002."""
        if not text.strip():
            return None
        figure = _read_decimal(_strip_unit(text, spec))
        if figure is None or figure != figure.to_integral_value():
            raise ParseProblem("F002", label=spec.label, text=text.strip()[:40])
        return int(figure)

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """12,345"""
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}"
        return super().format(value, spec, form, unit)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """Type and bounds."""
        if value is None:
            return ()
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 10**MAX_DIGITS:
            return (wrong_type(value),)
        return _check_bounds(Decimal(value), spec)


class MoneyHandler(IntegerHandler):
    """Integer NT dollars, typed and shown in one of four units."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read an amount; a bare number counts in `unit`. Raises ParseProblem F001."""
        if not text.strip():
            return None
        try:
            amount = parse_money(text, unit)
        except ValueError as problem:
            shown = text.strip()[:40]
            raise ParseProblem("F001", label=spec.label, text=shown, unit=unit) from problem
        if abs(amount) >= 10**MAX_DIGITS:
            raise ParseProblem("F001", label=spec.label, text=text.strip()[:40], unit=unit)
        return amount

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """The amount in `unit` with exactly the decimals it needs; the unit is not repeated."""
        if isinstance(value, int) and not isinstance(value, bool):
            return format_money(value, unit)
        return super().format(value, spec, form, unit)


class NumberHandler(FieldTypeHandler):
    """A decimal figure as plain text, grouped when shown: 5,617.6."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read a decimal figure. Raises ParseProblem F003."""
        if not text.strip():
            return None
        figure = _read_decimal(_strip_unit(text, spec))
        if figure is None:
            raise ParseProblem("F003", label=spec.label, text=text.strip()[:40])
        return plain_decimal(figure)

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """5,617.6"""
        if isinstance(value, str) and _STORED.fullmatch(value):
            return f"{Decimal(value):,f}"
        return super().format(value, spec, form, unit)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """The stored form and the bounds."""
        if value is None:
            return ()
        if not isinstance(value, str) or not _is_stored_decimal(value):
            return (wrong_type(value),)
        return _check_bounds(Decimal(value), spec)


class PercentHandler(NumberHandler):
    """A percentage as plain decimal text; shown with its sign."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read 93.21, 93.21% or ９３％. Raises ParseProblem F004."""
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%")
        if not text.strip():
            return None
        figure = _read_decimal(plain)
        if figure is None:
            raise ParseProblem("F004", label=spec.label, text=text.strip()[:40])
        return plain_decimal(figure)

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """93.21%"""
        if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
            return format_rate(Decimal(value))
        return super().format(value, spec, form, unit)


def _is_stored_decimal(value: str) -> bool:
    digits = sum(each.isdigit() for each in value)
    return bool(_STORED.fullmatch(value)) and value != "-0" and digits <= MAX_DIGITS


def _strip_unit(text: str, spec: FieldSpec) -> str:
    """Officers type the unit along (1,200 人); the field's own is dropped, no other."""
    return text.strip().removesuffix(spec.unit) if spec.unit else text
