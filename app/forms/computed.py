"""Computed values: what the program fills in, by the name a form gives in `computed`.

Each function gets a `Cell` and returns a stored value: money as int, percentages as plain decimal
text with two places, choices as ids. None prints as 「—」.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from app.forms.field_types.dates import read_stored_date
from app.forms.field_types.figures import MAX_DIGITS
from app.forms.judgement import Judgement, Reported, Spending, judge_budget, judge_target
from app.forms.targets import describe_target
from app.models.agency_names import AgencyNames
from app.models.answers import StoredValue
from app.models.forms import FieldRole
from app.models.money import MoneyUnit, format_money, rate
from app.models.periods import format_roc_date
from app.models.programme import BudgetCell, BudgetStatus, Indicator, Programme, Project, Target
from app.models.rounds import Round


@dataclass(frozen=True)
class Cell:
    """Context of one computed field; `read` gives what its section and row hold for a role."""

    programme: Programme
    round: Round
    project: Project | None
    read: Callable[[FieldRole], StoredValue]
    target: Target | None = None
    restated: Target | None = None
    """The appendix target of the same year that says `target` again, if there is one."""
    indicator: Indicator | None = None
    grounds: str = ""
    """What makes the project 落後, in words; known once everything else is computed."""

    @cached_property
    def judgement(self) -> Judgement | None:
        """How the row's target came out; None where the row has none."""
        if self.target is None:
            return None
        reported = Reported(
            achieved=read_figure(self.read(FieldRole.ACHIEVED)),
            running=read_figure(self.read(FieldRole.RUNNING)),
            completed_on=read_stored_date(self.read(FieldRole.COMPLETED_ON)),
        )
        return judge_target(
            self.target, reported, self.round, restated=self.restated, project=self.project
        )


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


_EXECUTED = (FieldRole.PAID, FieldRole.PAYABLE, FieldRole.SURPLUS, FieldRole.PREPAID)


def executed(cell: Cell) -> StoredValue:
    """執行數 = 實支數 + 應付未付數 + 節餘數 + 預付款; None while none of them is filled in."""
    parts = [read_amount(cell.read(each)) for each in _EXECUTED]
    amounts = [each for each in parts if each is not None]
    return sum(amounts) if amounts else None


def execution_rate(cell: Cell) -> StoredValue:
    """執行率 = 執行數 ÷ 累計分配數"""
    return _stored_rate(executed(cell), cell.read(FieldRole.ALLOCATED))


def attainment_rate(cell: Cell) -> StoredValue:
    """達成率 = 執行數 ÷ 可支用預算數"""
    return _stored_rate(executed(cell), cell.read(FieldRole.AVAILABLE))


def payment_rate(cell: Cell) -> StoredValue:
    """支用率 = 實支數 ÷ 可支用預算數; 應付未付數 and 節餘數 stay out"""
    return _stored_rate(cell.read(FieldRole.PAID), cell.read(FieldRole.AVAILABLE))


def budget_state(cell: Cell) -> StoredValue:
    """達成, 接近 or 落後 by 執行率; without an allocation 達成率 decides."""
    spending = Spending(
        executed=read_amount(executed(cell)),
        allocated=read_amount(cell.read(FieldRole.ALLOCATED)),
        available=read_amount(cell.read(FieldRole.AVAILABLE)),
    )
    return judge_budget(spending, cell.round, project=cell.project)


def approved(cell: Cell) -> StoredValue:
    """The approved amount of the year in NT dollars, None where the plan states none."""
    approved_one = approved_cell(cell)
    return None if approved_one is None else approved_one.amount_ntd


def approved_difference(cell: Cell) -> StoredValue:
    """可支用預算數 − 核定預算數; None where either is missing"""
    amount, available = read_amount(approved(cell)), read_amount(cell.read(FieldRole.AVAILABLE))
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
    """達成率 of a target: of what was due by now, a ceiling's 用量."""
    return None if cell.judgement is None else _stored_percent(cell.judgement.rate)


def appendix_rate(cell: Cell) -> StoredValue:
    """The same rate against the appendix's wording, where it names another figure."""
    return None if cell.judgement is None else _stored_percent(cell.judgement.appendix_rate)


def indicator_state(cell: Cell) -> StoredValue:
    """達成, 接近, 落後 … of one target."""
    return None if cell.judgement is None else cell.judgement.state


def rates_note(cell: Cell) -> StoredValue:
    """How rate and state came about, where they do not speak for themselves."""
    return None if cell.judgement is None else cell.judgement.note or None


def delay_grounds(cell: Cell) -> StoredValue:
    """What makes the project 落後: money, indicators, the officer's own word."""
    return cell.grounds or None


def indicator_text(cell: Cell) -> StoredValue:
    """A qualitative indicator: its number and what it is about."""
    if cell.indicator is None:
        return None
    return f"{cell.indicator.label} {cell.indicator.summary}"


def _stored_rate(numerator: StoredValue, denominator: StoredValue) -> StoredValue:
    return _stored_percent(rate(read_amount(numerator), read_amount(denominator)))


def _stored_percent(percent: Decimal | None) -> StoredValue:
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
            appendix_rate,
            indicator_state,
            rates_note,
            delay_grounds,
            indicator_text,
        )
    }
)
"""Every function a form may name."""

WHOLE_PROJECT = frozenset({delay_grounds.__name__})
"""Those that look at a whole project, so that they are computed last."""

FROM_THE_PLAN = frozenset(
    each.__name__
    for each in (
        project_name,
        agency_name,
        strategies,
        period,
        approved_budget,
        approved,
        target_unit,
        indicator_text,
    )
)
"""Those that say what the plan says, whatever is filled in."""
