"""Rules of 量化指標: figures that contradict each other, and likely typing errors."""

from collections.abc import Iterator
from decimal import Decimal

from app.forms.computed import read_figure
from app.forms.judgement import measure_pace
from app.forms.rules.plausibility import Neighbour, find_oddities
from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.forms.targets import (
    adds_up,
    format_figure,
    is_first_year,
    is_percentage,
    needs_cumulative,
)
from app.models.findings import Severity
from app.models.forms import FieldRole
from app.models.periods import format_roc_date
from app.models.programme import Comparator, PeriodKind, Target
from app.models.progress import FigureState


@rule("F131", Severity.ERROR, source="plan: targets over several years are compared with a total")
def cumulative_missing(subject: Subject) -> Iterator[Problem]:
    """累計型或跨年度目標未填累計達成值"""
    for key, target in subject.targets():
        reported = not subject.lacks(FieldRole.ACHIEVED, key)
        blank = subject.lacks(FieldRole.RUNNING, key)
        is_owed = needs_cumulative(target) and not is_first_year(target, subject.round)
        if reported and blank and is_owed:
            yield from subject.problems_of(FieldRole.RUNNING, key, metric=target.metric)


@rule("F132", Severity.ERROR, source="arithmetic: a total is no smaller than one of its years")
def cumulative_below_achieved(subject: Subject) -> Iterator[Problem]:
    """累計達成值小於本年達成值"""
    for key, target in subject.targets():
        achieved = subject.figure_of(FieldRole.ACHIEVED, key)
        total = subject.figure_of(FieldRole.RUNNING, key)
        if achieved is None or total is None or not adds_up(target):
            continue
        if total < achieved:
            figures = {"value": format_figure(total), "achieved": format_figure(achieved)}
            yield from subject.problems_of(FieldRole.RUNNING, key, metric=target.metric, **figures)


@rule("F136", Severity.ERROR, source="plan: a running total starts at its start value")
def cumulative_below_start(subject: Subject) -> Iterator[Problem]:
    """累計達成值小於起始值"""
    for key, target in subject.targets():
        total, start = subject.figure_of(FieldRole.RUNNING, key), target.period.start_value
        if total is not None and start is not None and total < start:
            figures = {"value": format_figure(total), "start": format_figure(start)}
            yield from subject.problems_of(FieldRole.RUNNING, key, metric=target.metric, **figures)


@rule("F137", Severity.ERROR, source="arithmetic: a total begins with its first year")
def cumulative_of_first_year(subject: Subject) -> Iterator[Problem]:
    """起算首年之累計達成值與本年達成值不符"""
    for key, target in subject.targets():
        achieved = subject.figure_of(FieldRole.ACHIEVED, key)
        total = subject.figure_of(FieldRole.RUNNING, key)
        if achieved is None or total is None or not is_first_year(target, subject.round):
            continue
        start = target.period.start_value or Decimal(0)
        if total != achieved + start:
            figures = {"value": format_figure(total), "due": format_figure(achieved + start)}
            yield from subject.problems_of(FieldRole.RUNNING, key, metric=target.metric, **figures)


@rule("F138", Severity.ERROR, source="plan: a target by a date is reached on a day")
def completion_contradicted(subject: Subject) -> Iterator[Problem]:
    """限期目標已達成而無完成日期，或有完成日期而未達成"""
    for key, target in subject.targets():
        achieved = subject.figure_of(FieldRole.ACHIEVED, key)
        if achieved is None or target.period.kind is not PeriodKind.BY_DATE:
            continue
        if (achieved >= target.aim) is subject.lacks(FieldRole.COMPLETED_ON, key):
            figures = {"value": format_figure(achieved), "aim": format_figure(target.aim)}
            params = {"unit": target.unit, "metric": target.metric}
            yield from subject.problems_of(FieldRole.COMPLETED_ON, key, **figures, **params)


@rule("F145", Severity.ERROR, source="ours: a day to come is no completion; others have no date")
def completion_outside(subject: Subject) -> Iterator[Problem]:
    """完成日期晚於填報期間，或非限期目標而填完成日期"""
    for key, target in subject.targets():
        day = subject.day_of(FieldRole.COMPLETED_ON, key)
        if day is None:
            continue
        if target.period.kind is not PeriodKind.BY_DATE or day > subject.covered_until:
            days = {"value": format_roc_date(day), "end": format_roc_date(subject.covered_until)}
            yield from subject.problems_of(
                FieldRole.COMPLETED_ON, key, metric=target.metric, **days
            )


@rule("F133", Severity.WARNING, source="arithmetic: a share rarely exceeds the whole")
def share_above_hundred(subject: Subject) -> Iterator[Problem]:
    """比率超過 100%"""
    for key, target in subject.targets():
        achieved = subject.figure_of(FieldRole.ACHIEVED, key)
        if achieved is not None and is_percentage(target) and achieved > 100:
            params = {"value": format_figure(achieved), "metric": target.metric}
            yield from subject.problems_of(FieldRole.ACHIEVED, key, **params)


@rule("F134", Severity.WARNING, source="domain: a power of ten beside its neighbour is a slip")
def figure_in_wrong_unit(subject: Subject) -> Iterator[Problem]:
    """達成值疑似單位誤植"""
    yield from _find_odd_figures(subject, is_unit_slip=True)


@rule("F139", Severity.WARNING, source="domain: three times its neighbour has a cause")
def figure_far_off(subject: Subject) -> Iterator[Problem]:
    """達成值與目標值或上年度相差三倍以上"""
    yield from _find_odd_figures(subject, is_unit_slip=False)


def _find_odd_figures(subject: Subject, *, is_unit_slip: bool) -> Iterator[Problem]:
    for key, target in subject.targets():
        for role, neighbours in _neighbours(subject, key, target).items():
            value = subject.figure_of(role, key)
            for each in find_oddities(value, neighbours):
                if value is None or each.is_unit_slip is not is_unit_slip:
                    continue
                other = format_figure(Decimal(each.neighbour.value or 0))
                params = {"value": format_figure(value), "neighbour": other}
                params |= {"other": each.neighbour.name, "factor": each.factor}
                params |= {"unit": target.unit, "metric": target.metric}
                yield from subject.problems_of(role, key, **params)


def _neighbours(
    subject: Subject, key: str, target: Target
) -> dict[FieldRole, tuple[Neighbour, ...]]:
    """What a row's figures are held against: what was due by now, and the year before."""
    before = read_figure(subject.earlier_of(FieldRole.ACHIEVED, key))
    last_year = Neighbour(f"{subject.earlier_name}達成值", before)
    due = _due(subject, key, target)
    if not needs_cumulative(target):
        return {FieldRole.ACHIEVED: (due, last_year)}
    if subject.lacks(FieldRole.RUNNING, key) and is_first_year(target, subject.round):
        return {FieldRole.ACHIEVED: (due, last_year)}
    running = read_figure(subject.earlier_of(FieldRole.RUNNING, key))
    this_year = subject.figure_of(FieldRole.ACHIEVED, key)
    continued = None if running is None or this_year is None else running + this_year
    so_far = Neighbour("上年度累計值加本年達成值", continued if adds_up(target) else None)
    return {FieldRole.ACHIEVED: (last_year,), FieldRole.RUNNING: (so_far, due)}


def _due(subject: Subject, key: str, target: Target) -> Neighbour:
    """The part of the target that was due by the round's end."""
    pace, start = measure_pace(target, subject.round), target.period.start_value or Decimal(0)
    achieved = subject.figure_of(FieldRole.ACHIEVED, key)
    is_above = target.max is not None and achieved is not None and achieved > target.max
    bound = target.max if is_above and target.max is not None else target.aim
    due = start + (bound - start) * pace.numerator / pace.denominator
    may_be_small = target.comparator is Comparator.AT_MOST or (
        target.period.kind is PeriodKind.UNSTATED and _is_lifted(subject, key)
    )
    name = "目標值" if pace == 1 else "應達之目標值"
    return Neighbour(name, due, only_above=may_be_small, slips_below=True)


def _is_lifted(subject: Subject, key: str) -> bool:
    """Return whether the favourable reading of a target without a period lifts its small figure."""
    return subject.value_of(FieldRole.TARGET_STATE, key) != FigureState.BEHIND


@rule("F135", Severity.ERROR, source="plan: a ceiling is a promise too")
def ceiling_exceeded(subject: Subject) -> Iterator[Problem]:
    """超過上限而未說明"""
    for key, target in subject.targets():
        achieved = subject.figure_of(FieldRole.ACHIEVED, key)
        if achieved is None or target.comparator is not Comparator.AT_MOST:
            continue
        if achieved > target.aim and subject.lacks(FieldRole.TARGET_NOTE, key):
            params = {"value": format_figure(achieved), "limit": format_figure(target.aim)}
            params |= {"unit": target.unit, "metric": target.metric}
            yield from subject.problems_of(FieldRole.TARGET_NOTE, key, **params)


RULES: tuple[Rule, ...] = (
    figure_in_wrong_unit,
    figure_far_off,
    share_above_hundred,
    cumulative_missing,
    cumulative_below_achieved,
    cumulative_below_start,
    cumulative_of_first_year,
    completion_contradicted,
    completion_outside,
    ceiling_exceeded,
)
