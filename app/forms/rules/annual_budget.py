"""Rules of 預算執行: consistency of the amounts with each other and with the approved plan.

Percentages here are never compared across kinds: 執行率, 達成率 and 支用率 have one meaning each.
"""

from collections.abc import Iterator
from decimal import Decimal

from app.forms.computed import Cell, approved_cell
from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.models.findings import Severity
from app.models.periods import format_roc_date
from app.models.programme import BudgetStatus

PARTS = ("paid", "payable", "surplus", "prepaid")


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
    first, last = subject.project.first_day, subject.year_end
    if day is not None and not first <= day <= last:
        days = {"value": day, "first": first, "last": last}
        printed = {key: format_roc_date(each) for key, each in days.items()}
        yield subject.problem("budget", "completed_on", **printed)


@rule(
    "F127", Severity.WARNING, source="domain: 1,000 or 10,000 times its neighbour is a wrong unit"
)
def amount_in_wrong_unit(subject: Subject) -> Iterator[Problem]:
    """金額疑似單位誤植"""
    compared = [("available", "approved"), ("allocated", "available")]
    compared += [(each, "available") for each in PARTS]
    for field, other in compared:
        value, neighbour = subject.amount("budget", field), subject.amount("budget", other)
        factor = find_unit_error(value, neighbour, only_above=field in PARTS)
        if factor is not None:
            label = subject.section("budget").spec.field(other).label
            amounts = {"value": _ntd(value), "neighbour": _ntd(neighbour)}
            yield subject.problem("budget", field, other=label, factor=factor, **amounts)


def _is_fully_executed(subject: Subject) -> bool:
    rates = [subject.figure("budget", each) for each in ("execution_rate", "attainment_rate")]
    return all(each is not None and each >= 100 for each in rates)


RULES: tuple[Rule, ...] = (
    source_missing,
    amount_in_wrong_unit,
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


_FACTORS = (1_000, 10_000, 100_000_000)
# Budgets change from year to year, so the ratio is rarely exactly a power of ten.
_LOW, _HIGH = Decimal("0.75"), Decimal("1.35")


def find_unit_error(
    value: int | None, neighbour: int | None, *, only_above: bool = False
) -> str | None:
    """Detect an amount in the wrong unit (元, 千元, 萬元, 億元) by its ratio to a neighbour.

    「10,000 倍」 or 「1/1,000」; None for a usual ratio, or where either is missing or zero.
    """
    if not value or not neighbour:
        return None
    ratio = abs(Decimal(value) / Decimal(neighbour))
    for factor in _FACTORS:
        if _LOW <= ratio / factor <= _HIGH:
            return f"{factor:,} 倍"
        if not only_above and _LOW <= ratio * factor <= _HIGH:
            return f"1/{factor:,}"
    return None
