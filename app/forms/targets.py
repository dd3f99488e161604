"""Targets as the plan words them: what is added up, over which stretch, its unit, and the aim.

How a figure is held against a target is in `app.forms.judgement`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from app.models.answers import Place, StoredValue
from app.models.forms import FIGURE_TYPES, FieldRole, FieldSpec, FieldType, SectionSpec
from app.models.periods import format_roc_date_short
from app.models.programme import Comparator, PeriodKind, Target
from app.models.rounds import Round, RoundKind
from app.notations.figures import split_scale

_RUNNING = (
    PeriodKind.WHOLE_PERIOD,
    PeriodKind.TWO_YEARS,
    PeriodKind.EVERY_TWO_YEARS,
    PeriodKind.CUMULATIVE,
)
_COUNTED_IN_UNIT = (FieldRole.ACHIEVED, FieldRole.RUNNING)
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
    elapsed: Fraction


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


def is_first_year(target: Target, round_: Round) -> bool:
    """Return whether a stretch begins in the round's year, so that its total is the year's."""
    is_unstated = target.period.kind is PeriodKind.UNSTATED and adds_up(target)
    if not (needs_cumulative(target) or is_unstated):
        return False
    return find_stretch(target, round_).first_year == round_.year_roc


def find_stretch(target: Target, round_: Round) -> Stretch:
    """Find the stretch the round's year lies in, and the share passed at the round's end."""
    first, last, year = target.period.first_year, target.period.last_year, round_.year_roc
    if target.period.kind is PeriodKind.EVERY_TWO_YEARS:
        first += (year - first) // 2 * 2
        last = min(first + 1, last)
    elif target.period.kind not in _RUNNING and target.period.kind is not PeriodKind.UNSTATED:
        first = last = year
    passed = year - first + year_share(round_)
    return Stretch(first, last, min(Fraction(1), passed / (last - first + 1)))


def year_share(round_: Round) -> Fraction:
    """The share of the year that has run when the round asks: a half or the whole."""
    return Fraction(1, 2) if round_.kind is RoundKind.HALF_YEAR else Fraction(1)


def format_figure(value: Decimal) -> str:
    """A figure grouped, without trailing zeros: 6,000 and 5.6."""
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{value.normalize():,f}"


def describe_target(target: Target, restated: Target | None = None) -> str:
    """The aim in words without its unit: 每年至少 6,000; behind it another one of `restated`."""
    period, aim = _describe_period(target), _describe_aim(target)
    text = f"{period} {aim}" if period and aim[0].isdigit() else period + aim
    if restated is not None and is_worded_differently(target, restated):
        other = _describe_aim(restated)
        other += "" if restated.unit == target.unit else f" {restated.unit}"
        text += f"（附表：{other}）"
    return text


def is_worded_differently(one: Target, other: Target) -> bool:
    """Return whether body and appendix of the plan name different figures for one thing."""
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


def with_row_unit(
    section: SectionSpec, place: Place, value: Callable[[Place], StoredValue]
) -> FieldSpec:
    """The field of a place, in the unit of its row, which stands in a column beside."""
    spec = section.field(place.field)
    beside = [each.id for each in section.fields if is_unit_column(each)]
    if spec.role not in _COUNTED_IN_UNIT or not beside:
        return spec
    unit = value(place._replace(field=beside[0]))
    return replace(spec, unit=unit) if isinstance(unit, str) else spec


def is_unit_column(spec: FieldSpec) -> bool:
    """Return whether a field shows the unit its row counts in."""
    return spec.computed == "target_unit"


def state_unit(text: str, spec: FieldSpec, row_unit: str, heading_unit: str) -> str:
    """A bare figure of another table with the unit that its row or its heading states there.

    So 4,100 beside 千元 is read as what it is where 萬元 are counted, or refused where 家 are.
    """
    own = "元" if spec.type is FieldType.MONEY else spec.unit
    noun, plain = split_scale(own)[1], text.strip()
    stated = tuple(each for each in (row_unit, heading_unit, noun) if each)
    if spec.type not in FIGURE_TYPES or (stated and plain.endswith(stated)):
        return text
    if row_unit and spec.role in _COUNTED_IN_UNIT and row_unit != own:
        return f"{plain}{row_unit}"
    is_alike = heading_unit and split_scale(heading_unit)[1] == noun
    return f"{plain}{heading_unit}" if is_alike else text
