"""Judgement of figures: rate, state and grounds; window, papers, overview and report use this one.

t = the round's `behind_below_percent`; p = the pace: the share of the year that has run (a half
year 1/2), k/n in the k-th of the n years a running total spans.

* floor, exact figure, range (its lower end), 約: rate = achieved ÷ (target × p); 達成 from 100 %
  on (約: from the round's `about_met_percent`), 接近 from t on, else 落後.
* a running total is held against target × p as well, from its start value on; in the first year
  of its stretch it is the year's figure.
* a percentage is held against the one promised, whatever the period; an average per session too.
* a ceiling: achieved ÷ target is what was used of it; up to 100 % 達成, above 超出上限.
* by a date: 已完成 with the date, 逾期 or 未到期.
* `unstated`: the plan does not say whether the figure is yearly or a total. The year's reading
  counts, and the total's only lifts 落後 to 接近: behind only where both readings say so.
* body and appendix worded differently: both are read, the state is that of the more demanding one.
* a project whose period is over is 已屆期 and owes nothing.

States compare exact figures; rates are rounded afterwards, half up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from app.forms.targets import (
    adds_up,
    find_stretch,
    format_figure,
    is_first_year,
    is_percentage,
    is_worded_differently,
    needs_cumulative,
    year_share,
)
from app.models.money import format_rate
from app.models.periods import format_roc_date_short
from app.models.programme import Comparator, PeriodKind, Project, Target
from app.models.progress import FAILING, DelayGround, FigureState, OwnWord
from app.models.rounds import Round

_FROM_WORST = (
    FigureState.BEHIND,
    FigureState.OVERDUE,
    FigureState.OVER_CEILING,
    FigureState.NEAR,
    FigureState.NOT_DUE,
    FigureState.MET,
    FigureState.COMPLETED,
    FigureState.ENDED,
    FigureState.NO_TARGET,
)
"""Of several figures the first of these is the state of them all."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What an agency reports of one target."""

    achieved: Decimal | None = None
    running: Decimal | None = None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """What an agency reports of a project's money, in NT dollars."""

    executed: int | None = None
    allocated: int | None = None
    available: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One wording of a target held against what was reported; `rate` in percent."""

    rate: Decimal | None = None
    state: FigureState | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target's rates, its state, and how they came about in words."""

    state: FigureState | None
    rate: Decimal | None
    appendix_rate: Decimal | None = None
    """Against the appendix, where its wording names another figure than the body's."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectJudgement:
    """A project's state, the worst of its figures, and what makes it 落後."""

    state: FigureState | None
    grounds: tuple[DelayGround, ...] = ()

    @property
    def is_behind(self) -> bool:
        """Return whether it owes an explanation."""
        return bool(self.grounds)


def judge_target(
    target: Target,
    reported: Reported,
    round_: Round,
    *,
    restated: Target | None = None,
    project: Project | None = None,
) -> Judgement:
    """Judge one target; `restated` is the appendix's wording of it. No state without a figure."""
    if project is not None and project.ended_before(round_.year_roc):
        ended = f"計畫期程至 {format_roc_date_short(project.last_day)} 屆滿"
        return Judgement(FigureState.ENDED, None, note=ended)
    body = _read(target, reported, round_)
    if restated is None or not is_worded_differently(target, restated):
        return Judgement(body.state, body.rate, note="；".join(body.remarks))
    appendix = _read(restated, reported, round_)
    is_appendix = _is_more_demanding((restated, appendix), (target, body))
    decisive = appendix if is_appendix else body
    remarks = (*decisive.remarks, *_compare_wordings(body, appendix, is_appendix))
    return Judgement(decisive.state, body.rate, appendix.rate, "；".join(remarks))


def judge_budget(
    spending: Spending, round_: Round, *, project: Project | None = None
) -> FigureState | None:
    """Judge spending by 執行率; without an allocation by 達成率, of which half a year owes half."""
    executed, allocated, available = spending.executed, spending.allocated, spending.available
    if project is not None and project.ended_before(round_.year_roc):
        return FigureState.ENDED
    due = Fraction(allocated) if allocated else (available or 0) * year_share(round_)
    return None if executed is None or not due else _grade(Fraction(executed), due, round_)


def judge_project(
    budget: FigureState | None,
    targets: Iterable[FigureState | None],
    own_word: OwnWord | None,
    *,
    has_ended: bool = False,
) -> ProjectJudgement:
    """A project is behind by its money, by a target, or by the officer's own word."""
    if has_ended:
        return ProjectJudgement(FigureState.ENDED)
    states = tuple(targets)
    holds = {
        DelayGround.BUDGET: budget is FigureState.BEHIND,
        DelayGround.INDICATOR: any(each in FAILING for each in states),
        DelayGround.OWN_WORD: own_word is OwnWord.BEHIND,
    }
    grounds = tuple(ground for ground, is_given in holds.items() if is_given)
    return ProjectJudgement(combine_states((budget, *states)), grounds)


def combine_states(states: Iterable[FigureState | None]) -> FigureState | None:
    """The worst of several: 達成 only where each of them is. None where none is known."""
    known = set(states)
    return next((each for each in _FROM_WORST if each in known), None)


def find_counted(target: Target, reported: Reported, round_: Round) -> Decimal | None:
    """The figure that is held against the target: the running one of a stretch, else the year's.

    In the first year of a stretch the running figure is the year's, on top of its start value.
    """
    is_running = needs_cumulative(target)
    return _find_running(target, reported, round_) if is_running else reported.achieved


def measure_pace(target: Target, round_: Round) -> Fraction:
    """The share of the target that is due by the round's end; shares and averages are due whole."""
    if target.comparator is Comparator.AT_MOST or not adds_up(target):
        return Fraction(1)
    if needs_cumulative(target):
        return find_stretch(target, round_).elapsed
    return year_share(round_)


def _find_running(target: Target, reported: Reported, round_: Round) -> Decimal | None:
    if reported.achieved is None or not is_first_year(target, round_):
        return reported.running
    return reported.achieved + (target.period.start_value or 0)


def _read(target: Target, reported: Reported, round_: Round) -> Reading:
    if not target.period.covers(round_.year_roc):
        return Reading(state=FigureState.NO_TARGET)
    if target.period.kind is PeriodKind.BY_DATE:
        return _read_date(target, reported, round_)
    value = find_counted(target, reported, round_)
    if value is None:
        return Reading()
    if target.comparator is Comparator.AT_MOST:
        return _read_ceiling(target, value)
    reading = _read_floor(target, value, measure_pace(target, round_), round_)
    if target.period.kind is PeriodKind.UNSTATED and adds_up(target):
        return _read_unstated(target, reported, reading, round_)
    return reading


def _read_floor(target: Target, value: Decimal, pace: Fraction, round_: Round) -> Reading:
    start = Fraction(target.period.start_value or 0)
    reached, whole = max(Fraction(value) - start, Fraction(0)), Fraction(target.aim) - start
    if whole <= 0:  # nothing to divide by
        is_reached = value >= target.aim
        return Reading(state=FigureState.MET if is_reached else FigureState.BEHIND)
    met_from = round_.about_met_percent if target.comparator is Comparator.ABOUT else 100
    state, percent = _grade(reached, whole * pace, round_, met_from), _rate(reached, whole * pace)
    remarks = []
    if pace != 1:
        of_whole = "全期" if needs_cumulative(target) else "全年"
        remarks.append(f"占{of_whole}目標 {format_rate(_rate(reached, whole))}")
    if target.max is not None and value > target.max:
        remarks.append("超出區間")
    if is_percentage(target) and value != target.aim:
        side = "高於" if value > target.aim else "低於"
        points = format_figure(abs(value - target.aim))
        remarks.append(f"{side}目標 {points} 個百分點")
    if state is FigureState.MET and reached < whole * pace:
        remarks.append(f"約數，達 {met_from}% 即為達成")
    return Reading(percent, state, tuple(remarks))


def _read_ceiling(target: Target, value: Decimal) -> Reading:
    used = _rate(Fraction(value), Fraction(target.aim))
    remarks = () if used is None else (f"用量 {used}%",)
    if value <= target.aim:
        return Reading(used, FigureState.MET, remarks)
    excess = f"超出上限 {format_figure(value - target.aim)} {target.unit}"
    return Reading(used, FigureState.OVER_CEILING, (*remarks, excess))


def _read_date(target: Target, reported: Reported, round_: Round) -> Reading:
    due_on, until = target.period.due_on, round_.covered_until
    day, value = reported.completed_on, reported.achieved
    assert due_on is not None  # the catalogue is checked
    if day is None and value is None:
        return Reading()
    percent = None if value is None else _rate(Fraction(value), Fraction(target.aim))
    due = format_roc_date_short(due_on)
    if value is None or value >= target.aim:
        if day is None:
            return Reading(percent, remarks=("未填完成日期",))
        if day <= until:
            late = (f"逾 {due} 之期限",) if day > due_on else ()
            done = f"{format_roc_date_short(day)} 完成"
            return Reading(percent, FigureState.COMPLETED, (done, *late))
    state = FigureState.OVERDUE if until >= due_on else FigureState.NOT_DUE
    return Reading(percent, state, (f"期限 {due}",))


def _read_unstated(target: Target, reported: Reported, year: Reading, round_: Round) -> Reading:
    running = _find_running(target, reported, round_)
    if running is None:
        return year
    total = _read_floor(target, running, find_stretch(target, round_).elapsed, round_)
    if year.state is not FigureState.BEHIND or total.state is FigureState.BEHIND:
        return year
    note = f"核定本未載明期間，依累計為 {format_rate(total.rate)}"
    return Reading(year.rate, FigureState.NEAR, (*year.remarks, note))


def _grade(value: Fraction, due: Fraction, round_: Round, met_from: int = 100) -> FigureState:
    if value * 100 >= due * met_from:
        return FigureState.MET
    is_behind = value * 100 < due * round_.behind_below_percent
    return FigureState.BEHIND if is_behind else FigureState.NEAR


def _rate(value: Fraction, due: Fraction) -> Decimal | None:
    """A percentage with two decimals, half up, of exact figures; None for a zero below."""
    return Decimal(floor(value * 10_000 / due + Fraction(1, 2))).scaleb(-2) if due else None


def _is_more_demanding(appendix: tuple[Target, Reading], body: tuple[Target, Reading]) -> bool:
    """Return whether the appendix's wording comes out worse, in state or else in rate."""
    (target, theirs), (_, mine) = appendix, body
    if theirs.state is not mine.state:
        return combine_states((theirs.state, mine.state)) is theirs.state
    if theirs.rate is None or mine.rate is None:
        return False
    is_ceiling = target.comparator is Comparator.AT_MOST
    return theirs.rate > mine.rate if is_ceiling else theirs.rate < mine.rate


def _compare_wordings(body: Reading, appendix: Reading, is_appendix: bool) -> tuple[str, ...]:
    """Both rates and which wording decides; nothing to say where they come out the same."""
    if (body.state, body.rate) == (appendix.state, appendix.rate):
        return ()
    rates = f"本文 {format_rate(body.rate)}、附表 {format_rate(appendix.rate)}"
    return (f"{rates}，依{'附表' if is_appendix else '本文'}判定",)
