"""Rules of 量化指標: figures that contradict each other, and likely typing errors."""

from collections.abc import Iterator
from decimal import Decimal

from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.forms.targets import adds_up, format_figure, is_percentage, needs_cumulative
from app.models.findings import Severity
from app.models.programme import Comparator

_UNLIKELY = 500


@rule("F131", Severity.ERROR, source="plan: targets over several years are compared with a total")
def cumulative_missing(subject: Subject) -> Iterator[Problem]:
    """累計型或跨年度目標未填累計達成值"""
    for key, target in subject.targets():
        reported = not subject.is_blank("indicators", "achieved", key)
        blank = subject.is_blank("indicators", "cumulative", key)
        if reported and blank and needs_cumulative(target):
            yield subject.problem("indicators", "cumulative", key, metric=target.metric)


@rule("F132", Severity.ERROR, source="arithmetic: a total is no smaller than one of its years")
def cumulative_below_achieved(subject: Subject) -> Iterator[Problem]:
    """累計達成值小於本年達成值"""
    for key, target in subject.targets():
        achieved = subject.figure("indicators", "achieved", key)
        total = subject.figure("indicators", "cumulative", key)
        if achieved is None or total is None or not adds_up(target):
            continue
        if total < achieved:
            figures = {"value": format_figure(total), "achieved": format_figure(achieved)}
            yield subject.problem("indicators", "cumulative", key, metric=target.metric, **figures)


@rule("F136", Severity.ERROR, source="plan: a running total starts at its start value")
def cumulative_below_start(subject: Subject) -> Iterator[Problem]:
    """累計達成值小於起始值"""
    for key, target in subject.targets():
        total, start = subject.figure("indicators", "cumulative", key), target.period.start_value
        if total is not None and start is not None and total < start:
            figures = {"value": format_figure(total), "start": format_figure(start)}
            yield subject.problem("indicators", "cumulative", key, metric=target.metric, **figures)


@rule("F133", Severity.WARNING, source="arithmetic: a share rarely exceeds the whole")
def share_above_hundred(subject: Subject) -> Iterator[Problem]:
    """比率超過 100%"""
    for key, target in subject.targets():
        achieved = subject.figure("indicators", "achieved", key)
        if achieved is not None and is_percentage(target) and achieved > 100:
            params = {"value": format_figure(achieved), "metric": target.metric}
            yield subject.problem("indicators", "achieved", key, **params)


@rule(
    "F134", Severity.WARNING, source="domain: 1,000 or 10,000 times its neighbour is a wrong unit"
)
def figure_in_wrong_unit(subject: Subject) -> Iterator[Problem]:
    """達成值與目標值相差懸殊，疑似單位誤植"""
    for key, target in subject.targets():
        achieved, aim = subject.figure("indicators", "achieved", key), target.aim
        if not achieved or not aim or is_percentage(target):
            continue
        ratio = abs(achieved / aim)
        if ratio >= _UNLIKELY or ratio <= Decimal(1) / _UNLIKELY:
            params = {"value": format_figure(achieved), "aim": format_figure(aim)}
            params |= {"unit": target.unit, "metric": target.metric}
            yield subject.problem("indicators", "achieved", key, **params)


@rule("F135", Severity.WARNING, source="plan: a ceiling is a promise too")
def ceiling_exceeded(subject: Subject) -> Iterator[Problem]:
    """超過上限而未說明"""
    for key, target in subject.targets():
        achieved = subject.figure("indicators", "achieved", key)
        if achieved is None or target.comparator is not Comparator.AT_MOST:
            continue
        if achieved > target.aim and subject.is_blank("indicators", "note", key):
            params = {"value": format_figure(achieved), "limit": format_figure(target.aim)}
            params |= {"unit": target.unit, "metric": target.metric}
            yield subject.problem("indicators", "note", key, **params)


RULES: tuple[Rule, ...] = (
    figure_in_wrong_unit,
    share_above_hundred,
    cumulative_missing,
    cumulative_below_achieved,
    cumulative_below_start,
    ceiling_exceeded,
)
