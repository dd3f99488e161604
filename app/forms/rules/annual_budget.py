"""Rules of 預算執行: consistency of the amounts with each other and with the approved plan.

Percentages here are never compared across kinds: 執行率, 達成率 and 支用率 have one meaning each.
"""

from collections.abc import Iterator

from app.forms.computed import Cell, approved_cell, read_amount
from app.forms.rules.plausibility import Neighbour, find_oddities
from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.models.findings import Severity
from app.models.periods import format_roc_date
from app.models.programme import BudgetStatus


def _ntd(amount: int | None) -> str:
    return "—" if amount is None else f"{amount:,} 元"


def _exceeds(subject: Subject, field: str, limit: str) -> Iterator[Problem]:
    """`field` above `limit`, both amounts of the budget section."""
    value, bound = subject.amount("budget", field), subject.amount("budget", limit)
    if value is not None and bound is not None and value > bound:
        where = "paid" if field == "executed" else field
        amounts = {"value": _ntd(value), "limit": _ntd(bound), "excess": _ntd(value - bound)}
        yield subject.problem("budget", where, **amounts)


@rule("F105", Severity.WARNING, source="practice: payments follow the allocation")
def paid_above_allocated(subject: Subject) -> Iterator[Problem]:
    """實支數大於累計分配數"""
    yield from _exceeds(subject, "paid", "allocated")


@rule("F121", Severity.ERROR, source="practice: the allocation divides the budget")
def allocated_above_available(subject: Subject) -> Iterator[Problem]:
    """累計分配數大於可支用預算數"""
    yield from _exceeds(subject, "allocated", "available")


@rule("F122", Severity.ERROR, source="practice: 執行數 cannot exceed what may be spent")
def executed_above_available(subject: Subject) -> Iterator[Problem]:
    """執行數大於可支用預算數"""
    yield from _exceeds(subject, "executed", "available")


@rule("F120", Severity.WARNING, source="practice: no execution data")
def nothing_executed(subject: Subject) -> Iterator[Problem]:
    """有可支用預算而執行數為 0"""
    available = subject.amount("budget", "available")
    if available and subject.amount("budget", "executed") == 0:
        yield subject.problem("budget", "paid", available=_ntd(available))


@rule("F123", Severity.WARNING, source="ours: the approved, sheet and reported totals reconcile")
def difference_unexplained(subject: Subject) -> Iterator[Problem]:
    """可支用預算數與核定數不同而未說明"""
    difference = subject.amount("budget", "approved_difference")
    if difference and subject.is_blank("budget", "difference_note"):
        yield subject.problem(
            "budget",
            "difference_note",
            available=_ntd(subject.amount("budget", "available")),
            approved=_ntd(subject.amount("budget", "approved")),
            difference=f"{difference:+,} 元",
        )


@rule("F128", Severity.WARNING, source="plan: a cell printed --- states no amount")
def budget_without_approval(subject: Subject) -> Iterator[Problem]:
    """核定本該年度未列預算而有可支用預算數"""
    cell = Cell(subject.programme, subject.round, subject.project, lambda _: None)
    approved, available = approved_cell(cell), subject.amount("budget", "available")
    unstated = approved is None or approved.status is BudgetStatus.NONE
    if unstated and available and subject.is_blank("budget", "difference_note"):
        yield subject.problem("budget", "difference_note", available=_ntd(available))


@rule("F129", Severity.ERROR, source="practice: money has a source")
def source_missing(subject: Subject) -> Iterator[Problem]:
    """有可支用預算數而未填經費來源"""
    available = subject.amount("budget", "available")
    if available and subject.is_blank("budget", "funding_source"):
        yield subject.problem("budget", "funding_source", available=_ntd(available))


@rule("F124", Severity.WARNING, source="practice: 100 % without a completion date")
def completion_date_missing(subject: Subject) -> Iterator[Problem]:
    """執行率與達成率均達 100% 而未填完成日期"""
    if _is_fully_executed(subject) and subject.is_blank("budget", "completed_on"):
        yield subject.problem("budget", "completed_on")


@rule("F126", Severity.WARNING, source="practice: the counterpart of F124")
def completed_but_not_executed(subject: Subject) -> Iterator[Problem]:
    """已填完成日期而達成率未達 100%"""
    attained = subject.figure("budget", "attainment_rate")
    if subject.is_blank("budget", "completed_on") or attained is None or attained >= 100:
        return
    yield subject.problem("budget", "completed_on", rate=f"{attained}%")


@rule("F125", Severity.ERROR, source="ours: a date outside the year or the project cannot be meant")
def completion_date_outside(subject: Subject) -> Iterator[Problem]:
    """完成日期不在計畫期間或晚於填報年度"""
    day = subject.day("budget", "completed_on")
    first, last = subject.project.first_day, subject.covered_until
    if day is not None and not first <= day <= last:
        days = {"value": day, "first": first, "last": last}
        printed = {key: format_roc_date(each) for key, each in days.items()}
        yield subject.problem("budget", "completed_on", **printed)


@rule("F127", Severity.WARNING, source="domain: a power of ten beside its neighbour is a slip")
def amount_in_wrong_unit(subject: Subject) -> Iterator[Problem]:
    """金額疑似單位誤植"""
    yield from _find_odd_amounts(subject, is_unit_slip=True)


@rule("F130", Severity.WARNING, source="domain: three times its neighbour has a cause")
def amount_far_off(subject: Subject) -> Iterator[Problem]:
    """金額與核定數、上年度或相關欄位相差三倍以上"""
    yield from _find_odd_amounts(subject, is_unit_slip=False)


def _find_odd_amounts(subject: Subject, *, is_unit_slip: bool) -> Iterator[Problem]:
    for field, neighbours in _neighbours(subject).items():
        value = subject.amount("budget", field)
        for each in find_oddities(value, neighbours):
            if each.is_unit_slip is is_unit_slip:
                other = each.neighbour
                amounts = {"value": _ntd(value), "neighbour": f"{other.value:,} 元"}
                yield subject.problem(
                    "budget", field, other=other.name, factor=each.factor, **amounts
                )


def _neighbours(subject: Subject) -> dict[str, tuple[Neighbour, ...]]:
    """What each amount is held against; the parts may be small, but not larger than the whole."""

    def own(field: str, *, only_above: bool = False) -> Neighbour:
        label = subject.section("budget").spec.field(field).label
        return Neighbour(label, subject.amount("budget", field), only_above)

    def last_year(field: str) -> Neighbour:
        label = subject.section("budget").spec.field(field).label
        value = read_amount(subject.prior.get(subject.place("budget", field)))
        return Neighbour(f"上年度{label}", value)

    whole = own("available", only_above=True)
    return {
        "available": (own("approved"), last_year("available")),
        "allocated": (own("available"),),
        "paid": (whole, last_year("paid")),
        **dict.fromkeys(("payable", "surplus", "prepaid"), (whole,)),
    }


def _is_fully_executed(subject: Subject) -> bool:
    rates = [subject.figure("budget", each) for each in ("execution_rate", "attainment_rate")]
    return all(each is not None and each >= 100 for each in rates)


RULES: tuple[Rule, ...] = (
    source_missing,
    amount_in_wrong_unit,
    amount_far_off,
    allocated_above_available,
    paid_above_allocated,
    executed_above_available,
    nothing_executed,
    difference_unexplained,
    budget_without_approval,
    completion_date_missing,
    completed_but_not_executed,
    completion_date_outside,
)
