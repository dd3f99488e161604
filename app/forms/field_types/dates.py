"""Dates: ISO text in storage, ROC on screen and in documents."""

from datetime import date

from app.forms.field_types.base import FieldTypeHandler, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.periods import ce_year, format_roc_date, format_roc_date_short
from app.notations.dates import read_date
from app.notations.unreadable import Unreadable

FIRST_DAY, LAST_DAY = date(ce_year(100), 1, 1), date(ce_year(199), 12, 31)
"""Of three-digit ROC years: a two-digit one could not be typed back in."""


class DateHandler(FieldTypeHandler):
    """One day: 114年11月23日, edited as 114.11.23. Refuses no date (F005), a far year (F006)."""

    def _read(self, text: str) -> StoredValue:
        try:
            day = read_date(text)
        except Unreadable as problem:
            raise self.refuse_unreadable(problem, "F005", text) from problem
        if not FIRST_DAY <= day <= LAST_DAY:
            raise self.refuse("F006", text)
        return day.isoformat()

    def _show(self, value: StoredValue) -> str | None:
        day = read_stored_date(value)
        return None if day is None else format_roc_date(day)

    def edit_text(self, value: StoredValue) -> str:
        """114.11.23"""
        day = read_stored_date(value)
        return self.format(value) if day is None else format_roc_date_short(day)

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        day = read_stored_date(value)
        return () if day is not None and FIRST_DAY <= day <= LAST_DAY else wrong_type(value)


def read_stored_date(value: StoredValue) -> date | None:
    """A stored ISO date as a date; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None
