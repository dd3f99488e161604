"""Declared columns: one description of a table for both PDF and workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from app.forms.targets import format_figure
from app.models.money import MoneyUnit, format_money, format_rate
from app.models.periods import format_roc_date_short

Row = TypeVar("Row")

CellValue = str | int | Decimal | date | datetime | None


class CellKind(StrEnum):
    """The kind of values of a column: decides alignment and number format."""

    CODE = "code"  # a key, a state, a number in a list: centred
    TEXT = "text"
    LONG_TEXT = "long_text"  # paragraphs
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"  # integer NT dollars
    PERCENT = "percent"
    DATE = "date"


RIGHT_ALIGNED = frozenset({CellKind.COUNT, CellKind.NUMBER, CellKind.MONEY, CellKind.PERCENT})


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column; `width` in half-em characters."""

    key: str
    header: str
    getter: Callable[[Row], CellValue]
    kind: CellKind = CellKind.TEXT
    width: int = 12


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A table: rows with declared columns; `title` is the sheet name in the workbook."""

    key: str
    title: str
    columns: tuple[Column[Row], ...]
    rows: tuple[Row, ...]

    def select(self, *keys: str) -> "Table[Row]":
        """Select columns by key, in the order given. Raises KeyError."""
        by_key = {each.key: each for each in self.columns}
        return Table(self.key, self.title, tuple(by_key[key] for key in keys), self.rows)

    def values(self, row: Row) -> tuple[CellValue, ...]:
        """The values of one row, column by column."""
        return tuple(each.getter(row) for each in self.columns)


def format_cell(value: CellValue, kind: CellKind, unit: MoneyUnit = MoneyUnit.TEN_THOUSAND) -> str:
    """Format a value; 「—」 for none; money in `unit` to one decimal."""
    if value is None or value == "":
        return "—"
    if kind is CellKind.MONEY and isinstance(value, int):
        return format_money(value, unit, 1)
    if kind is CellKind.PERCENT and isinstance(value, Decimal):
        return format_rate(value)
    if isinstance(value, int):
        return f"{value:,}" if kind is CellKind.COUNT else str(value)
    if isinstance(value, Decimal):
        return format_figure(value)
    if isinstance(value, date):
        return format_roc_date_short(value)
    return value
