"""Attainment of targets: measured, judged, and each target in words.

The plan prescribes no formula; these are our readings, each tested by name:

* value and floor (`exact`, `at_least`, `about`): attainment = actual ÷ aim. "150 人" and
  "約 500 人次" are floors in the way they are reported; more than promised is never a fault.
* `range`: 100 % inside; below it actual ÷ lower end, above it actual ÷ upper end.
* `at_most`: 100 % up to the ceiling, above it ceiling ÷ actual. Staying below is not "ahead".
* a percentage is compared with the percentage promised: 57 % of a promised 60 % is 95 %. It is
  never added up over years, so the year's own figure counts whatever the period.
* yearly kinds (each_year, year, by_date, per_session) use the year's figure.
* `whole_period`, `two_years`, `every_two_years` use the running figure of the stretch against the
  whole aim; the state asks whether it keeps pace with the elapsed share of the stretch.
* `cumulative` does the same from its start value: from 2 to 5, standing at 4 is 66.67 %.
* `unstated`: the plan does not say whether the figure is yearly or a total, so the rate is the
  year's, and the row is behind only where both readings say so.
"""

from dataclasses import dataclass
from decimal import Decimal

from app.models.money import rate
from app.models.periods import format_roc_date_short
from app.models.programme import Comparator, PeriodKind, Target
from app.models.progress import ProgressState
from app.models.rounds import Round, RoundKind

_HUNDRED = Decimal(100)
_RUNNING = (
    PeriodKind.WHOLE_PERIOD,
    PeriodKind.TWO_YEARS,
    PeriodKind.EVERY_TWO_YEARS,
    PeriodKind.CUMULATIVE,
)
_COMPARATOR_WORDS = {
    Comparator.AT_LEAST: "至少 ",
    Comparator.ABOUT: "約 ",
    Comparator.AT_MOST: "至多 ",
    Comparator.EXACT: "",
    Comparator.RANGE: "",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The years one aim spans, and how much of them has passed (0 to 1)."""

    first_year: int
    last_year: int
    elapsed: Decimal


@dataclass(frozen=True, slots=True)
class Measurement:
    """Attainment in percent against the whole aim, and against what was due by now."""

    attainment: Decimal | None
    pace: Decimal | None


def is_percentage(target: Target) -> bool:
    """Return whether the target is a share, which cannot be added up over years."""
    return target.unit in ("%", "％")


def needs_cumulative(target: Target) -> bool:
    """Return whether the row cannot be judged without the running figure."""
    return target.period.kind in _RUNNING and not is_percentage(target)


def adds_up(target: Target) -> bool:
    """Return whether years of this target can be summed: no shares, ceilings or averages."""
    averaged = target.period.kind is PeriodKind.PER_SESSION
    return not (is_percentage(target) or averaged or target.comparator is Comparator.AT_MOST)


def find_stretch(target: Target, round_: Round) -> Stretch:
    """Find the stretch the round's year lies in, and the share passed at the round's end."""
    first, last, year = target.period.first_year, target.period.last_year, round_.year_roc
    if target.period.kind is PeriodKind.EVERY_TWO_YEARS:
        first += (year - first) // 2 * 2
        last = min(first + 1, last)
    elif target.period.kind not in _RUNNING and target.period.kind is not PeriodKind.UNSTATED:
        first = last = year
    passed = Decimal(year - first) + _year_share(round_)
    return Stretch(first, last, min(Decimal(1), passed / (last - first + 1)))


def _year_share(round_: Round) -> Decimal:
    return Decimal("0.5") if round_.kind is RoundKind.HALF_YEAR else Decimal(1)


def measure_target(
    target: Target, achieved: Decimal | None, cumulative: Decimal | None, round_: Round
) -> Measurement:
    """Measure attainment and pace of one row; both None without a figure.

    In the first year of the stretch the year's figure stands in for a missing running figure.
    """
    stretch = find_stretch(target, round_)
    if not needs_cumulative(target):
        return _measure_year(target, achieved, cumulative, stretch, round_)
    if cumulative is None and round_.year_roc == stretch.first_year:
        start = target.period.start_value or Decimal(0)
        cumulative = None if achieved is None else achieved + start
    attainment = _attain(target, cumulative)
    return Measurement(attainment, _pace(target, attainment, stretch.elapsed))


def _measure_year(
    target: Target,
    achieved: Decimal | None,
    cumulative: Decimal | None,
    stretch: Stretch,
    round_: Round,
) -> Measurement:
    attainment = _attain(target, achieved)
    share = Decimal(1) if is_percentage(target) else _year_share(round_)
    pace = _pace(target, attainment, share)
    if target.period.kind is PeriodKind.UNSTATED and pace is not None and adds_up(target):
        total = _pace(target, _attain(target, cumulative), stretch.elapsed)
        # The favourable reading protects from "behind" but never makes a row "ahead".
        if total is not None and pace < total:
            pace = max(pace, min(total, _HUNDRED))
    return Measurement(attainment, pace)


def _pace(target: Target, attainment: Decimal | None, elapsed: Decimal) -> Decimal | None:
    if attainment is None or target.comparator is Comparator.AT_MOST:
        return attainment
    return rate(attainment, elapsed * 100)


def _attain(target: Target, actual: Decimal | None) -> Decimal | None:
    if actual is None:
        return None
    if target.comparator is Comparator.AT_MOST:
        return _HUNDRED if actual <= target.aim else rate(target.aim, actual)
    if target.comparator is Comparator.RANGE:
        return _attain_range(target, actual)
    start = target.period.start_value or Decimal(0)
    if target.period.kind is PeriodKind.CUMULATIVE and start:
        if target.aim == start:
            return _HUNDRED if actual >= target.aim else Decimal(0)
        return rate(max(actual - start, Decimal(0)), target.aim - start)
    return rate(actual, target.aim)


def _attain_range(target: Target, actual: Decimal) -> Decimal | None:
    assert target.min is not None and target.max is not None  # the catalogue is checked
    if actual < target.min:
        return rate(actual, target.min)
    return _HUNDRED if actual <= target.max else rate(actual, target.max)


def judge(measurement: Measurement, target: Target, round_: Round) -> ProgressState | None:
    """超前, 符合 or 落後 by the round's thresholds; None while nothing is reported.

    An aim fully reached is never behind; a ceiling kept is 符合, not 超前.
    """
    if measurement.pace is None or measurement.attainment is None:
        return None
    if measurement.pace < round_.behind_below_percent and measurement.attainment < 100:
        return ProgressState.BEHIND
    if target.comparator is Comparator.AT_MOST:
        return ProgressState.ON_TRACK
    is_ahead = measurement.pace > round_.ahead_above_percent
    return ProgressState.AHEAD if is_ahead else ProgressState.ON_TRACK


def format_figure(value: Decimal) -> str:
    """A figure grouped, without trailing zeros: 6,000 and 5.6."""
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{value.normalize():,f}"


def describe_target(target: Target, restated: Target | None = None) -> str:
    """The aim in words without its unit: 每年至少 6,000; behind it another one of `restated`."""
    period, aim = _describe_period(target), _describe_aim(target)
    text = f"{period} {aim}" if period and aim[0].isdigit() else period + aim
    if restated is not None and _differs(target, restated):
        other = _describe_aim(restated)
        other += "" if restated.unit == target.unit else f" {restated.unit}"
        text += f"（附表：{other}）"
    return text


def _differs(one: Target, other: Target) -> bool:
    mine = (one.comparator, one.value, one.min, one.max)
    return mine != (other.comparator, other.value, other.min, other.max)


def _describe_aim(target: Target) -> str:
    if target.comparator is Comparator.RANGE:
        assert target.min is not None and target.max is not None
        return f"{format_figure(target.min)}–{format_figure(target.max)}"
    return _COMPARATOR_WORDS[target.comparator] + format_figure(target.aim)


def _describe_period(target: Target) -> str:
    period = target.period
    span = f"{period.first_year}–{period.last_year} 年"
    if period.kind is PeriodKind.CUMULATIVE:
        start = format_figure(period.start_value or Decimal(0))
        return f"{period.last_year} 年底前累計（由 {start} 起）"
    if period.kind is PeriodKind.BY_DATE and period.due_on is not None:
        return f"{format_roc_date_short(period.due_on)} 前"
    return {
        PeriodKind.EACH_YEAR: "每年",
        PeriodKind.YEAR: f"{period.first_year} 年",
        PeriodKind.EVERY_TWO_YEARS: "每 2 年",
        PeriodKind.TWO_YEARS: f"{span}合計",
        PeriodKind.WHOLE_PERIOD: f"{span}合計",
        PeriodKind.PER_SESSION: "每場次",
    }.get(period.kind, "")
