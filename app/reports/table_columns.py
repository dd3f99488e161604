"""Columns shared by several tables, and the words of some values."""

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
    """The eight amounts and the three rates of a budget."""
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
    """How many projects stand how, one column a standing."""

    def count(standing: Standing) -> Callable[[Row], int]:
        return lambda row: states(row)[standing]

    return tuple(Column(each.value, word(each), count(each), COUNT, 10) for each in Standing)


def _of(part: Callable[[Row], object], key: str) -> Callable[[Row], CellValue]:
    get: Callable[[object], CellValue] = attrgetter(key)
    return lambda row: get(part(row))


def own_column(
    key: str, header: str, kind: CellKind = CellKind.TEXT, width: int = 12
) -> "Column[Any]":
    """A column whose key is the attribute of the row it shows."""
    return Column(key, header, attrgetter(key), kind, width)


def word_column(key: str, header: str, width: int) -> "Column[Any]":
    """A column with the word of an attribute that is a member of an enum."""
    get = attrgetter(key)
    return Column(key, header, lambda row: word(get(row)), CODE, width)


def join_values(key: str) -> "Callable[[Any], str]":
    """Several texts of one attribute in one cell."""
    get = attrgetter(key)
    return lambda row: "、".join(get(row))


def label_state(row: TargetRow | QualitativeRow) -> str:
    """The word of a state; 未填 where nothing was reported."""
    return word(row.state if row.state is not None else IndicatorOutcome.UNREPORTED)


def received_on_day(row: AgencyFigures) -> CellValue:
    """The day a return came in."""
    return taiwan_day(row.received_at) if row.received_at is not None else None
