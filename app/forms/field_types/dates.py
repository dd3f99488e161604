"""Dates: ISO text in storage, ROC on screen and paper."""

from datetime import date

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit
from app.models.periods import format_roc_date, format_roc_date_short, parse_roc_date, roc_year

# Three-digit ROC years only: a two-digit one could not be typed back in.
_FIRST_YEAR, _LAST_YEAR = 100, 199


class DateHandler(FieldTypeHandler):
    """One day."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read a date as officers type it. Raises ParseProblem F005, F006 (implausible year)."""
        if not text.strip():
            return None
        shown = text.strip()[:40]
        try:
            day = parse_roc_date(text)
        except ValueError as problem:
            raise ParseProblem("F005", label=spec.label, text=shown) from problem
        if not _FIRST_YEAR <= roc_year(day) <= _LAST_YEAR:
            raise ParseProblem("F006", label=spec.label, text=shown)
        return day.isoformat()

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """114年11月23日"""
        day = read_stored_date(value)
        return super().format(value, spec, form, unit) if day is None else format_roc_date(day)

    def edit_text(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """114.11.23"""
        day = read_stored_date(value)
        if day is None:
            return super().format(value, spec, form, unit)
        return format_roc_date_short(day)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """A real day of a plausible year."""
        if value is None:
            return ()
        day = read_stored_date(value)
        if day is None or not _FIRST_YEAR <= roc_year(day) <= _LAST_YEAR:
            return (wrong_type(value),)
        return ()


def read_stored_date(value: StoredValue) -> date | None:
    """A stored ISO date as a date; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None
