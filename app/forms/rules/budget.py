"""Rules of money (預算執行) by role: the amounts, each other and the approved plan.

Percentages here are never compared across kinds: 執行率, 達成率 and 支用率 have one meaning each.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.forms.computed import Cell, approved_cell, read_amount
from app.forms.rules.plausibility import Neighbour, find_oddities
from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.models.findings import Severity
from app.models.forms import FieldRole
from app.models.periods import format_roc_date
from app.models.programme import BudgetStatus


def _ntd(amount: int | None) -> str:
    return "—" if amount is None else f"{amount:,} 元"


def _exceeds(
    subject: Subject, role: FieldRole, limit: FieldRole, where: FieldRole | None = None
) -> Iterator[Problem]:
    """One amount above another; the problem stands at the first, unless `where` is given."""
    value, bound = subject.amount_of(role), subject.amount_of(limit)
    if value is not None and bound is not None and value > bound:
        amounts = {"value": _ntd(value), "limit": _ntd(bound), "excess": _ntd(value - bound)}
        yield from subject.problems_of(where or role, **amounts)


@rule("F105", Severity.WARNING, source="practice: payments follow the allocation")
def paid_above_allocated(subject: Subject) -> Iterator[Problem]:
    """實支數大於累計分配數"""
    yield from _exceeds(subject, FieldRole.PAID, FieldRole.ALLOCATED)


@rule("F121", Severity.ERROR, source="practice: the allocation divides the budget")
def allocated_above_available(subject: Subject) -> Iterator[Problem]:
    """累計分配數大於可支用預算數"""
    yield from _exceeds(subject, FieldRole.ALLOCATED, FieldRole.AVAILABLE)


@rule("F122", Severity.ERROR, source="practice: 執行數 cannot exceed what may be spent")
def executed_above_available(subject: Subject) -> Iterator[Problem]:
    """執行數大於可支用預算數"""
    yield from _exceeds(subject, FieldRole.EXECUTED, FieldRole.AVAILABLE, where=FieldRole.PAID)


@rule("F148", Severity.WARNING, source="arithmetic: parts add up to no more than their whole")
def executed_above_allocated(subject: Subject) -> Iterator[Problem]:
    """執行數（各項合計）大於累計分配數"""
    paid, allocated, executed, available = (
        subject.amount_of(each) or 0
        for each in (
            FieldRole.PAID,
            FieldRole.ALLOCATED,
            FieldRole.EXECUTED,
            FieldRole.AVAILABLE,
        )
    )
    # else F105 asks about the payments alone, or F122 refuses the sum
    if paid <= allocated and executed <= available:
        yield from _exceeds(subject, FieldRole.EXECUTED, FieldRole.ALLOCATED, where=FieldRole.PAID)


@rule("F120", Severity.WARNING, source="practice: no execution data")
def nothing_executed(subject: Subject) -> Iterator[Problem]:
    """有可支用預算而執行數為 0"""
    available = subject.amount_of(FieldRole.AVAILABLE)
    if available and subject.amount_of(FieldRole.EXECUTED) == 0:
        yield from subject.problems_of(FieldRole.PAID, available=_ntd(available))


@rule("F123", Severity.WARNING, source="ours: the approved, sheet and reported totals reconcile")
def difference_unexplained(subject: Subject) -> Iterator[Problem]:
    """可支用預算數與核定數不同而未說明"""
    difference = subject.amount_of(FieldRole.APPROVED_DIFFERENCE)
    if difference and subject.lacks(FieldRole.DIFFERENCE_NOTE):
        yield from subject.problems_of(
            FieldRole.DIFFERENCE_NOTE,
            available=_ntd(subject.amount_of(FieldRole.AVAILABLE)),
            approved=_ntd(subject.amount_of(FieldRole.APPROVED)),
            difference=f"{difference:+,} 元",
        )


@rule("F128", Severity.WARNING, source="plan: a cell printed --- states no amount")
def budget_without_approval(subject: Subject) -> Iterator[Problem]:
    """核定本該年度未列預算而有可支用預算數"""
    cell = Cell(subject.programme, subject.round, subject.project, lambda _: None)
    approved, available = approved_cell(cell), subject.amount_of(FieldRole.AVAILABLE)
    unstated = approved is None or approved.status is BudgetStatus.NONE
    if unstated and available and subject.lacks(FieldRole.DIFFERENCE_NOTE):
        yield from subject.problems_of(FieldRole.DIFFERENCE_NOTE, available=_ntd(available))


@rule("F129", Severity.ERROR, source="practice: money has a source")
def source_missing(subject: Subject) -> Iterator[Problem]:
    """有可支用預算數而未填經費來源"""
    available = subject.amount_of(FieldRole.AVAILABLE)
    if available and subject.lacks(FieldRole.FUNDING_SOURCE):
        yield from subject.problems_of(FieldRole.FUNDING_SOURCE, available=_ntd(available))


@rule("F124", Severity.WARNING, source="practice: 100 % without a completion date")
def completion_date_missing(subject: Subject) -> Iterator[Problem]:
    """執行率與達成率均達 100% 而未填完成日期"""
    if _is_fully_executed(subject) and subject.lacks(FieldRole.SPENT_ON):
        yield from subject.problems_of(FieldRole.SPENT_ON)


@rule("F126", Severity.WARNING, source="practice: the counterpart of F124")
def completed_but_not_executed(subject: Subject) -> Iterator[Problem]:
    """已填完成日期而達成率未達 100%"""
    attained = subject.figure_of(FieldRole.ATTAINMENT_RATE)
    if subject.lacks(FieldRole.SPENT_ON) or attained is None or attained >= 100:
        return
    yield from subject.problems_of(FieldRole.SPENT_ON, rate=f"{attained}%")


@rule("F125", Severity.ERROR, source="ours: a date outside the year or the project cannot be meant")
def completion_date_outside(subject: Subject) -> Iterator[Problem]:
    """完成日期不在計畫期間或晚於填報年度"""
    day = subject.day_of(FieldRole.SPENT_ON)
    first, last = subject.project.first_day, subject.covered_until
    if day is not None and not first <= day <= last:
        days = {"value": day, "first": first, "last": last}
        printed = {key: format_roc_date(each) for key, each in days.items()}
        yield from subject.problems_of(FieldRole.SPENT_ON, **printed)


@rule("F127", Severity.WARNING, source="domain: a power of ten beside its neighbour is a slip")
def amount_in_wrong_unit(subject: Subject) -> Iterator[Problem]:
    """金額疑似單位誤植"""
    yield from _find_odd_amounts(subject, is_unit_slip=True)


@rule("F130", Severity.WARNING, source="domain: three times its neighbour has a cause")
def amount_far_off(subject: Subject) -> Iterator[Problem]:
    """金額與核定數、上年度或相關欄位相差三倍以上"""
    yield from _find_odd_amounts(subject, is_unit_slip=False)


def _find_odd_amounts(subject: Subject, *, is_unit_slip: bool) -> Iterator[Problem]:
    for role, neighbours in _neighbours(subject).items():
        value = subject.amount_of(role)
        for each in find_oddities(value, neighbours):
            if each.is_unit_slip is is_unit_slip:
                other = each.neighbour
                amounts = {"value": _ntd(value), "neighbour": f"{other.value:,} 元"}
                yield from subject.problems_of(
                    role, other=other.name, factor=each.factor, **amounts
                )


def _neighbours(subject: Subject) -> dict[FieldRole, tuple[Neighbour, ...]]:
    """What each amount is held against; the parts may be small, but not larger than the whole."""

    def own(role: FieldRole, *, only_above: bool = False) -> Neighbour:
        return Neighbour(subject.label_of(role), subject.amount_of(role), only_above)

    def last_year(role: FieldRole) -> Neighbour:
        name = f"{subject.earlier_name}{subject.label_of(role)}"
        return Neighbour(name, read_amount(subject.earlier_of(role)))

    whole = own(FieldRole.AVAILABLE, only_above=True)
    approved = own(FieldRole.APPROVED)
    return {
        FieldRole.AVAILABLE: (
            approved if approved.value else _nearest_year(subject),
            last_year(FieldRole.AVAILABLE),
        ),
        FieldRole.ALLOCATED: (own(FieldRole.AVAILABLE),),
        FieldRole.PAID: (replace(whole, slips_below=True), last_year(FieldRole.PAID)),
        **dict.fromkeys((FieldRole.PAYABLE, FieldRole.SURPLUS, FieldRole.PREPAID), (whole,)),
    }


def _nearest_year(subject: Subject) -> Neighbour:
    """The approved amount of the year closest to the round's that states one; the earlier of two.

    For a year whose own cell holds none: 「---」, a remark.
    """
    year = subject.round.year_roc
    stated = [each for each in subject.project.budgets if each.amount_ntd]
    nearest = min(stated, key=lambda each: (abs(each.year_roc - year), each.year_roc), default=None)
    if nearest is None:
        return Neighbour("", None)
    return Neighbour(f"核定本 {nearest.year_roc} 年度預算", nearest.amount_ntd)


def _is_fully_executed(subject: Subject) -> bool:
    rates = [
        subject.figure_of(each) for each in (FieldRole.EXECUTION_RATE, FieldRole.ATTAINMENT_RATE)
    ]
    return all(each is not None and each >= 100 for each in rates)


RULES: tuple[Rule, ...] = (
    source_missing,
    amount_in_wrong_unit,
    amount_far_off,
    allocated_above_available,
    paid_above_allocated,
    executed_above_available,
    executed_above_allocated,
    nothing_executed,
    difference_unexplained,
    budget_without_approval,
    completion_date_missing,
    completed_but_not_executed,
    completion_date_outside,
)
