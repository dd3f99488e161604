"""Columns common to several tables, and formatting of some values."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from app.messages import word
from app.models.forms import FieldRole
from app.models.periods import taiwan_day
from app.reports.budget_figures import BudgetFigures
from app.reports.columns import CellKind, CellValue, Column
from app.reports.coverage import RATES, Coverage, ReportPart
from app.reports.figure_values import AgencyFigures
from app.reports.project_figures import QualitativeRow, TargetRow
from app.reports.states import IndicatorOutcome, Standing

Row = TypeVar("Row")

CODE, LONG, COUNT = CellKind.CODE, CellKind.LONG_TEXT, CellKind.COUNT
NUMBER, MONEY, PERCENT, DATE = CellKind.NUMBER, CellKind.MONEY, CellKind.PERCENT, CellKind.DATE


AMOUNT_LABELS = {
    "approved_ntd": "核定預算數", "available_ntd": "可支用預算數",
    "allocated_ntd": "累計分配數", "paid_ntd": "實支數", "payable_ntd": "應付未付數",
    "surplus_ntd": "節餘數", "prepaid_ntd": "預付款", "executed_ntd": "執行數",
}  # fmt: skip
RATE_LABELS = {
    FieldRole.EXECUTION_RATE: "執行率", FieldRole.ATTAINMENT_RATE: "達成率",
    FieldRole.PAYMENT_RATE: "支用率",
}  # fmt: skip
_PARTS_OF_EXECUTED = ("paid_ntd", "payable_ntd", "surplus_ntd", "prepaid_ntd")
_JUDGED = (Standing.MET, Standing.NEAR, Standing.BEHIND)


def budget_columns(
    budget: Callable[[Row], BudgetFigures], coverage: Coverage
) -> tuple[Column[Row], ...]:
    """Build the columns of the amounts and rates of a budget that the form has."""
    return (
        *(Column(key, AMOUNT_LABELS[key], _of(budget, key), MONEY, 16) for key in coverage.amounts),
        *(Column(key, RATE_LABELS[key], _of(budget, key), PERCENT, 10) for key in coverage.rates),
    )


def state_columns(
    states: Callable[[Row], dict[Standing, int]], coverage: Coverage
) -> tuple[Column[Row], ...]:
    """Build the columns of project counts, one per standing that the form leads to."""

    def count(standing: Standing) -> Callable[[Row], int]:
        return lambda row: states(row)[standing]

    is_judged = coverage.has(ReportPart.STATES)
    return tuple(
        Column(each.value, name_standing_of(each, coverage), count(each), COUNT, 10)
        for each in Standing
        if is_judged or each not in _JUDGED
    )


def name_standing_of(standing: Standing, coverage: Coverage) -> str:
    """The word of a standing; where the form leads to no state, a project is just reported."""
    if standing is Standing.UNJUDGED and not coverage.has(ReportPart.STATES):
        return "已填報"
    return word(standing)


def describe_rates(coverage: Coverage) -> str:
    """How 執行數 and the rates come about: 執行率＝執行數÷累計分配數；…"""
    parts = [AMOUNT_LABELS[each] for each in _PARTS_OF_EXECUTED if each in coverage.amounts]
    executed = AMOUNT_LABELS["executed_ntd"]
    is_summed = parts and "executed_ntd" in coverage.amounts
    texts = [f"{executed}＝{'＋'.join(parts)}"] if is_summed else []
    for each in coverage.rates:
        above, below = (AMOUNT_LABELS[amount] for amount in RATES[each])
        texts.append(f"{RATE_LABELS[each]}＝{above}÷{below}")
    return "；".join(texts)


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
