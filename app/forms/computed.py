"""Computed values: what the program fills in, by the name a form gives in `computed`.

Each function gets a `Cell` and returns a stored value: money as int, percentages as plain decimal
text with two places, choices as ids. None prints as 「—」.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from app.forms.field_types.figures import MAX_DIGITS
from app.forms.targets import Measurement, describe_target, judge, measure_target
from app.models.agency_names import AgencyNames
from app.models.answers import StoredValue
from app.models.money import MoneyUnit, format_money, rate
from app.models.periods import format_roc_date
from app.models.programme import BudgetCell, BudgetStatus, Indicator, Programme, Project, Target
from app.models.progress import ProgressState
from app.models.rounds import Round


@dataclass(frozen=True, slots=True)
class Cell:
    """Context of one computed field; `read` gives the entered values of its section and row."""

    programme: Programme
    round: Round
    project: Project | None
    read: Callable[[str], StoredValue]
    target: Target | None = None
    restated: Target | None = None
    """The appendix target of the same year that says `target` again, if there is one."""
    indicator: Indicator | None = None


Function = Callable[[Cell], StoredValue]

_LARGEST = 10**MAX_DIGITS - 1
_FIGURE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def read_figure(value: StoredValue) -> Decimal | None:
    """A stored number, percent, integer or amount as Decimal; None for anything else.

    None too for figures no field takes (F110), as a forged return may hold: none can overflow.
    """
    if isinstance(value, str) and _FIGURE.fullmatch(value):
        return Decimal(value)
    amount = read_amount(value)
    return None if amount is None else Decimal(amount)


def read_amount(value: StoredValue) -> int | None:
    """A stored integer or amount; None for anything else and beyond what a field takes."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _LARGEST else None


def approved_cell(cell: Cell) -> BudgetCell | None:
    """The approved budget cell of the round's year; None outside the programme period."""
    if cell.project is None:
        return None
    for each in cell.project.budgets:
        if each.year_roc == cell.round.year_roc:
            return each
    return None


def project_name(cell: Cell) -> StoredValue:
    """計畫名稱"""
    return None if cell.project is None else cell.project.name


def agency_name(cell: Cell) -> StoredValue:
    """The name of the round, the plan's own behind it where it differs."""
    if cell.project is None:
        return None
    return AgencyNames(cell.programme, cell.round).with_former(cell.project.agency)


def strategies(cell: Cell) -> StoredValue:
    """All strategies the project carries: 策略一 …、策略二 …"""
    if cell.project is None:
        return None
    named = (cell.programme.strategy(each) for each in cell.project.strategies)
    return "、".join(f"{each.id} {each.name}" for each in named)


def period(cell: Cell) -> StoredValue:
    """112年1月1日至115年12月31日"""
    if cell.project is None:
        return None
    return f"{format_roc_date(cell.project.first_day)}至{format_roc_date(cell.project.last_day)}"


_PRINTED_MARKS = {
    BudgetStatus.SEEKING: "預計爭取",
    BudgetStatus.ESTIMATE: "概算",
    BudgetStatus.PLANNED: "規劃經費",
    BudgetStatus.REMARK: "備註",
}
"""Printed in signed documents, hence not among the words of the window, which may change."""


def approved_budget(cell: Cell) -> StoredValue:
    """The approved cell in words: amount and status; --- and 備註 are not zero."""
    approved_one = approved_cell(cell)
    if approved_one is None or approved_one.status is BudgetStatus.NONE:
        return "未列（---）"
    if approved_one.amount_ntd is None:
        return "詳備註"
    amount = f"{format_money(approved_one.amount_ntd, MoneyUnit.TEN_THOUSAND)} 萬元"
    mark = _PRINTED_MARKS.get(approved_one.status)
    return amount if mark is None else f"{amount}（{mark}）"


def executed(cell: Cell) -> StoredValue:
    """執行數 = 實支數 + 應付未付數 + 節餘數 + 預付款; None while none of them is filled in."""
    parts = [read_amount(cell.read(each)) for each in ("paid", "payable", "surplus", "prepaid")]
    amounts = [each for each in parts if each is not None]
    return sum(amounts) if amounts else None


def execution_rate(cell: Cell) -> StoredValue:
    """執行率 = 執行數 ÷ 累計分配數"""
    return _stored_rate(executed(cell), cell.read("allocated"))


def attainment_rate(cell: Cell) -> StoredValue:
    """達成率 = 執行數 ÷ 可支用預算數"""
    return _stored_rate(executed(cell), cell.read("available"))


def payment_rate(cell: Cell) -> StoredValue:
    """支用率 = 實支數 ÷ 可支用預算數; 應付未付數 and 節餘數 stay out"""
    return _stored_rate(cell.read("paid"), cell.read("available"))


def budget_state(cell: Cell) -> StoredValue:
    """Compute the budget execution state from the execution rate and the round's thresholds.

    Without an allocation the attainment rate decides.
    """
    percent = read_figure(execution_rate(cell))
    if percent is None:
        percent = read_figure(attainment_rate(cell))
    if percent is None:
        return None
    if percent < cell.round.behind_below_percent:
        return ProgressState.BEHIND
    is_ahead = percent > cell.round.ahead_above_percent
    return ProgressState.AHEAD if is_ahead else ProgressState.ON_TRACK


def approved(cell: Cell) -> StoredValue:
    """The approved amount of the year in NT dollars, None where the plan states none."""
    approved_one = approved_cell(cell)
    return None if approved_one is None else approved_one.amount_ntd


def approved_difference(cell: Cell) -> StoredValue:
    """可支用預算數 − 核定預算數; None where either is missing"""
    amount, available = read_amount(approved(cell)), read_amount(cell.read("available"))
    return None if amount is None or available is None else available - amount


def metric(cell: Cell) -> StoredValue:
    """What is counted, with the indicator's number where it is one of the forty."""
    if cell.target is None:
        return None
    head = f"{cell.indicator.label} " if cell.indicator is not None else ""
    return head + cell.target.metric


def target_text(cell: Cell) -> StoredValue:
    """The aim in words; the appendix's figure behind it where the two differ."""
    return None if cell.target is None else describe_target(cell.target, cell.restated)


def target_unit(cell: Cell) -> StoredValue:
    """The unit the plan counts in."""
    return None if cell.target is None else cell.target.unit


def attainment(cell: Cell) -> StoredValue:
    """Indicator 達成率; see app.forms.targets for every comparator and period."""
    measured = _measure(cell)
    if measured is None or measured.attainment is None:
        return None
    return str(measured.attainment)


def indicator_state(cell: Cell) -> StoredValue:
    """超前, 符合 or 落後 of one target."""
    measured = _measure(cell)
    if measured is None or cell.target is None:
        return None
    return judge(measured, cell.target, cell.round)


def indicator_text(cell: Cell) -> StoredValue:
    """A qualitative indicator: its number and what it is about."""
    if cell.indicator is None:
        return None
    return f"{cell.indicator.label} {cell.indicator.summary}"


def _measure(cell: Cell) -> Measurement | None:
    if cell.target is None:
        return None
    achieved, cumulative = read_figure(cell.read("achieved")), read_figure(cell.read("cumulative"))
    return measure_target(cell.target, achieved, cumulative, cell.round)


def _stored_rate(numerator: StoredValue, denominator: StoredValue) -> StoredValue:
    percent = rate(read_amount(numerator), read_amount(denominator))
    return None if percent is None else str(percent)


COMPUTED: Mapping[str, Function] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            project_name,
            agency_name,
            strategies,
            period,
            approved_budget,
            executed,
            execution_rate,
            attainment_rate,
            payment_rate,
            budget_state,
            approved,
            approved_difference,
            metric,
            target_text,
            target_unit,
            attainment,
            indicator_state,
            indicator_text,
        )
    }
)
"""Every function a form may name."""
