"""Structural checks of one target or plain figure of the catalogue."""

from collections.abc import Iterator

from app.models.periods import roc_year
from app.models.programme import Comparator, PeriodKind, PlainFigure, Target, TargetPeriod


def check_target(target: Target, prefix: str) -> Iterator[str]:
    """Yield the problems of a target; `prefix` is the required beginning of its id."""
    if not target.id.startswith(prefix):
        yield f"{target.id}: id must start with {prefix}"
    if not _is_value_or_range(target):
        yield f"{target.id}: needs either a value, or min below max"
    elif (target.comparator is Comparator.RANGE) != (target.value is None):
        yield f"{target.id}: comparator {target.comparator.value} does not fit"
    for text in _describe_period(target.period):
        yield f"{target.id}: {text}"


def check_figure(figure: PlainFigure, prefix: str) -> Iterator[str]:
    """Yield the problems of a plain figure; `prefix` is the required beginning of its id."""
    if not figure.id.startswith(prefix):
        yield f"{figure.id}: id must start with {prefix}"
    if not _is_value_or_range(figure):
        yield f"{figure.id}: needs either a value, or min below max"


def _describe_period(period: TargetPeriod) -> Iterator[str]:
    length = period.last_year - period.first_year + 1
    if length < 1:
        yield "period runs backwards"
    if period.kind in (PeriodKind.YEAR, PeriodKind.BY_DATE) and length != 1:
        yield "one year only"
    if period.kind is PeriodKind.TWO_YEARS and length != 2:
        yield "two years only"
    if (period.kind is PeriodKind.BY_DATE) != (period.due_on is not None):
        yield "due_on belongs to by_date"
    if period.due_on is not None and roc_year(period.due_on) != period.last_year:
        yield "due_on lies in another year"
    if (period.kind is PeriodKind.CUMULATIVE) != (period.start_value is not None):
        yield "start_value belongs to cumulative"


def _is_value_or_range(entry: Target | PlainFigure) -> bool:
    if entry.value is not None:
        return entry.min is None and entry.max is None
    return entry.min is not None and entry.max is not None and entry.min < entry.max
