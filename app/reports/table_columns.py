"""Columns common to several tables, and formatting of some values."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from app.messages import word
from app.models.periods import taiwan_day
from app.reports.budget_figures import BudgetFigures
from app.reports.columns import CellKind, CellValue, Column
from app.reports.figure_values import AgencyFigures
from app.reports.project_figures import QualitativeRow, TargetRow
from app.reports.states import IndicatorOutcome, Standing

Row = TypeVar("Row")

CODE, LONG, COUNT = CellKind.CODE, CellKind.LONG_TEXT, CellKind.COUNT
NUMBER, MONEY, PERCENT, DATE = CellKind.NUMBER, CellKind.MONEY, CellKind.PERCENT, CellKind.DATE


def budget_columns(budget: Callable[[Row], BudgetFigures]) -> tuple[Column[Row], ...]:
    """Build the columns of the eight amounts and three rates of a budget."""
    amounts = {
        "approved_ntd": "核定預算數", "available_ntd": "可支用預算數",
        "allocated_ntd": "累計分配數", "paid_ntd": "實支數", "payable_ntd": "應付未付數",
        "surplus_ntd": "節餘數", "prepaid_ntd": "預付款", "executed_ntd": "執行數",
    }  # fmt: skip
    rates = {"execution_rate": "執行率", "attainment_rate": "達成率", "payment_rate": "支用率"}
    return (
        *(Column(key, text, _of(budget, key), MONEY, 16) for key, text in amounts.items()),
        *(Column(key, text, _of(budget, key), PERCENT, 10) for key, text in rates.items()),
    )


def state_columns(states: Callable[[Row], dict[Standing, int]]) -> tuple[Column[Row], ...]:
    """Build the columns of project counts, one per standing."""

    def count(standing: Standing) -> Callable[[Row], int]:
        return lambda row: states(row)[standing]

    return tuple(Column(each.value, word(each), count(each), COUNT, 10) for each in Standing)


def _of(part: Callable[[Row], object], key: str) -> Callable[[Row], CellValue]:
    get: Callable[[object], CellValue] = attrgetter(key)
    return lambda row: get(part(row))


def own_column(
    key: str, header: str, kind: CellKind = CellKind.TEXT, width: int = 12
) -> "Column[Any]":
    """Build a column of the row attribute named by its key."""
    return Column(key, header, attrgetter(key), kind, width)


def word_column(key: str, header: str, width: int) -> "Column[Any]":
    """Build a column of the words of an enum attribute."""
    get = attrgetter(key)
    return Column(key, header, lambda row: word(get(row)), CODE, width)


def join_values(key: str) -> "Callable[[Any], str]":
    """Build a getter that joins the texts of an attribute with 、."""
    get = attrgetter(key)
    return lambda row: "、".join(get(row))


def label_state(row: TargetRow | QualitativeRow) -> str:
    """Format a state as its word; 未填 where nothing was reported."""
    return word(row.state if row.state is not None else IndicatorOutcome.UNREPORTED)


def received_on_day(row: AgencyFigures) -> CellValue:
    """The day on which a return was received."""
    return taiwan_day(row.received_at) if row.received_at is not None else None
