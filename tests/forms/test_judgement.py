"""The table of states, row by row: figures, rate, state, and what is said about them."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from app.forms.judgement import (
    Judgement,
    ProjectJudgement,
    Reported,
    Spending,
    combine_states,
    judge_budget,
    judge_project,
    judge_target,
)
from app.models.programme import Comparator, PeriodKind, Target
from app.models.progress import DelayGround, FigureState, OwnWord
from app.models.rounds import Round, RoundKind
from tests.support.programmes import ENDED, build_programme, build_round, build_target

FLOORS = [Comparator.AT_LEAST, Comparator.EXACT]
Outcome = tuple[str | None, str | None]


def judge(
    target: Target,
    achieved: str | None = None,
    running: str | None = None,
    completed_on: date | None = None,
    *,
    year: int = 114,
    kind: RoundKind = RoundKind.ANNUAL_RESULTS,
    restated: Target | None = None,
) -> Judgement:
    figures = [None if each is None else Decimal(each) for each in (achieved, running)]
    reported = Reported(figures[0], figures[1], completed_on)
    return judge_target(target, reported, build_round(year, kind), restated=restated)


def outcome(judgement: Judgement) -> Outcome:
    """Rate and state as texts."""
    return None if judgement.rate is None else str(judgement.rate), judgement.state


# ---------------------------------------------------------------- at least, exact, range, about


@pytest.mark.parametrize("comparator", FLOORS)
@pytest.mark.parametrize(
    ("achieved", "rate", "state"),
    [
        ("120", "120.00", "met"),
        ("100", "100.00", "met"),
        ("99.999", "100.00", "near"),  # the state is of the figure, not of what it rounds to
        ("98.5", "98.50", "near"),
        ("80", "80.00", "near"),
        ("79.999", "80.00", "behind"),
        ("0", "0.00", "behind"),
    ],
)
def test_a_floor_is_met_from_its_whole_on_and_near_from_the_threshold_on(
    comparator: Comparator, achieved: str, rate: str, state: str
) -> None:
    assert outcome(judge(build_target(comparator=comparator), achieved)) == (rate, state)


@pytest.mark.parametrize(
    ("achieved", "rate", "state", "note"),
    [
        ("399", "79.80", "behind", ""),
        ("499", "99.80", "near", ""),
        ("500", "100.00", "met", ""),
        ("600", "120.00", "met", ""),
        ("601", "120.20", "met", "超出區間"),
    ],
)
def test_a_range_is_met_from_its_lower_end_on_and_passing_it_is_noted(
    achieved: str, rate: str, state: str, note: str
) -> None:
    judged = judge(build_target(comparator=Comparator.RANGE, low="500", high="600"), achieved)
    assert (*outcome(judged), judged.note) == (rate, state, note)


@pytest.mark.parametrize(
    ("achieved", "state", "note"),
    [
        ("100", "met", ""),
        ("95", "met", "約數，達 95% 即為達成"),
        ("94.9", "near", ""),
        ("80", "near", ""),
        ("79", "behind", ""),
    ],
)
def test_about_is_met_from_the_rounds_setting_on(achieved: str, state: str, note: str) -> None:
    judged = judge(build_target(comparator=Comparator.ABOUT), achieved)
    assert (judged.state, judged.note) == (state, note)


def test_the_thresholds_are_the_rounds() -> None:
    round_ = msgspec.structs.replace(build_round(), behind_below_percent=90, about_met_percent=98)
    about = build_target(comparator=Comparator.ABOUT)
    states = [
        judge_target(target, Reported(Decimal(achieved)), round_).state
        for target, achieved in ((build_target(), 89), (build_target(), 90), (about, 97))
    ]
    assert states == ["behind", "near", "near"]


def test_half_a_year_owes_half_a_yearly_target() -> None:
    judged = judge(build_target(), "45", kind=RoundKind.HALF_YEAR)
    assert outcome(judged) == ("90.00", "near")
    assert judged.note == "占全年目標 45.00%"
    assert judge(build_target(), "50", kind=RoundKind.HALF_YEAR).state == "met"


def test_an_average_per_session_is_owed_whole_at_any_time() -> None:
    target = build_target(kind=PeriodKind.PER_SESSION)
    assert outcome(judge(target, "50", kind=RoundKind.HALF_YEAR)) == ("50.00", "behind")


# ---------------------------------------------------------------- ceilings


@pytest.mark.parametrize(
    ("achieved", "rate", "state", "note"),
    [
        ("0", "0.00", "met", "用量 0.00%"),
        ("100", "100.00", "met", "用量 100.00%"),
        ("100.001", "100.00", "over_ceiling", "用量 100.00%；超出上限 0.001 人"),
        ("123", "123.00", "over_ceiling", "用量 123.00%；超出上限 23 人"),
    ],
)
def test_a_ceiling_is_kept_or_exceeded(achieved: str, rate: str, state: str, note: str) -> None:
    judged = judge(build_target(comparator=Comparator.AT_MOST), achieved)
    assert (*outcome(judged), judged.note) == (rate, state, note)


def test_a_ceiling_is_the_same_at_half_the_year() -> None:
    ceiling = build_target(comparator=Comparator.AT_MOST)
    assert judge(ceiling, "90", kind=RoundKind.HALF_YEAR).state == "met"


@pytest.mark.parametrize(("achieved", "state"), [("0", "met"), ("5", "over_ceiling")])
def test_a_ceiling_of_zero_is_kept_by_zero_and_has_no_rate(achieved: str, state: str) -> None:
    judged = judge(build_target(value="0", comparator=Comparator.AT_MOST), achieved)
    assert outcome(judged) == (None, state)


# ---------------------------------------------------------------- percentages


@pytest.mark.parametrize(
    ("achieved", "rate", "state", "note"),
    [
        ("63", "105.00", "met", "高於目標 3 個百分點"),
        ("60", "100.00", "met", ""),
        ("57.5", "95.83", "near", "低於目標 2.5 個百分點"),
        ("48", "80.00", "near", "低於目標 12 個百分點"),
        ("47", "78.33", "behind", "低於目標 13 個百分點"),
    ],
)
def test_a_percentage_is_held_against_the_one_promised(
    achieved: str, rate: str, state: str, note: str
) -> None:
    judged = judge(build_target(unit="%", value="60"), achieved)
    assert (*outcome(judged), judged.note) == (rate, state, note)


@pytest.mark.parametrize("kind", [PeriodKind.WHOLE_PERIOD, PeriodKind.EACH_YEAR])
def test_a_percentage_is_neither_added_up_nor_divided_by_the_pace(kind: PeriodKind) -> None:
    share = build_target(unit="%", value="60", kind=kind)
    assert outcome(judge(share, "57", "170", kind=RoundKind.HALF_YEAR)) == ("95.00", "near")


# ---------------------------------------------------------------- running totals


@pytest.mark.parametrize(
    ("year", "running", "rate", "state"),
    [
        (114, "450", "100.00", "met"),  # three of four years
        (114, "449", "99.78", "near"),
        (114, "359", "79.78", "behind"),
        (115, "450", "75.00", "behind"),
        (115, "600", "100.00", "met"),
    ],
)
def test_a_running_total_keeps_pace_with_the_years_that_have_run(
    year: int, running: str, rate: str, state: str
) -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="600")
    assert outcome(judge(target, "150", running, year=year)) == (rate, state)


def test_a_running_total_says_how_much_of_the_whole_it_is() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="600")
    assert judge(target, "150", "450").note == "占全期目標 75.00%"
    assert judge(target, "150", "600", year=115).note == ""


def test_half_of_the_second_of_four_years_is_three_eighths() -> None:
    target = build_target(kind=PeriodKind.WHOLE_PERIOD, value="800")
    judged = judge(target, "100", "300", year=113, kind=RoundKind.HALF_YEAR)
    assert outcome(judged) == ("100.00", "met")


@pytest.mark.parametrize(
    ("year", "running", "rate", "state"),
    [
        (114, "4", "88.89", "near"),  # 2 of the 2.25 due on the way from 2 to 5
        (114, "3", "44.44", "behind"),
        (114, "1", "0.00", "behind"),
        (114, "5", "133.33", "met"),
        (115, "5", "100.00", "met"),
    ],
)
def test_a_cumulative_target_counts_from_its_start_value(
    year: int, running: str, rate: str, state: str
) -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="5", start_value="2")
    assert outcome(judge(target, "1", running, year=year)) == (rate, state)


@pytest.mark.parametrize(("running", "state"), [("2", "met"), ("1", "behind")])
def test_a_cumulative_target_that_starts_at_its_aim_has_no_rate(running: str, state: str) -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="2", start_value="2")
    assert outcome(judge(target, "0", running)) == (None, state)


def test_in_the_first_year_of_a_stretch_the_running_figure_is_the_years() -> None:
    """青年投入社區公共事務 (P18-1): 10 in two years; 114 begins the second two."""
    target = build_target("P18-1", kind=PeriodKind.EVERY_TWO_YEARS, value="10")
    assert outcome(judge(target, "3", "13")) == ("60.00", "behind")  # 13 counts from 112 on
    assert outcome(judge(target, "3")) == ("60.00", "behind")
    assert outcome(judge(target, "3", "13", year=115)) == ("130.00", "met")
    assert outcome(judge(target, "3", year=115)) == (None, None)


def test_the_first_years_figure_stands_on_the_start_value() -> None:
    target = build_target(kind=PeriodKind.CUMULATIVE, value="6", start_value="2")
    assert outcome(judge(target, "1", year=112)) == ("100.00", "met")


def test_one_stretch_of_two_years_ends_in_its_second() -> None:
    target = build_target(kind=PeriodKind.TWO_YEARS, value="20", first_year=111, last_year=112)
    assert outcome(judge(target, "8", "20", year=112)) == ("100.00", "met")


# ---------------------------------------------------------------- period unstated


@pytest.mark.parametrize(
    ("achieved", "running", "state"),
    [
        ("100", None, "met"),
        ("80", None, "near"),
        ("25", None, "behind"),
        ("25", "50", "behind"),  # 50 of the 75 due by the other reading
        ("25", "60", "near"),
        ("25", "300", "near"),  # the favourable reading lifts no further
        ("90", "300", "near"),
        ("100", "100", "met"),
    ],
)
def test_a_target_without_a_period_is_behind_only_in_both_readings(
    achieved: str, running: str | None, state: str
) -> None:
    judged = judge(build_target(kind=PeriodKind.UNSTATED), achieved, running)
    assert outcome(judged) == (f"{achieved}.00", state)


def test_the_reading_that_lifts_is_named() -> None:
    judged = judge(build_target(kind=PeriodKind.UNSTATED), "25", "75")
    assert judged.note == "核定本未載明期間，依累計為 100.00%"


# ---------------------------------------------------------------- by a date

BY_DATE = build_target(
    kind=PeriodKind.BY_DATE,
    value="3",
    first_year=113,
    last_year=113,
    due_on=date(2024, 9, 30),
)


@pytest.mark.parametrize(
    ("achieved", "completed_on", "kind", "state", "note"),
    [
        ("3", date(2024, 6, 20), RoundKind.ANNUAL_RESULTS, "completed", "113.06.20 完成"),
        (
            "3", date(2024, 11, 5), RoundKind.ANNUAL_RESULTS, "completed",
            "113.11.05 完成；逾 113.09.30 之期限",
        ),
        ("2", None, RoundKind.ANNUAL_RESULTS, "overdue", "期限 113.09.30"),
        ("2", None, RoundKind.HALF_YEAR, "not_due", "期限 113.09.30"),
        ("2", date(2024, 6, 20), RoundKind.ANNUAL_RESULTS, "overdue", "期限 113.09.30"),
        ("3", date(2025, 1, 5), RoundKind.ANNUAL_RESULTS, "overdue", "期限 113.09.30"),
        ("3", None, RoundKind.ANNUAL_RESULTS, None, "未填完成日期"),
        (None, None, RoundKind.ANNUAL_RESULTS, None, ""),
    ],
)  # fmt: skip
def test_a_target_by_a_date_is_completed_overdue_or_not_due(
    achieved: str | None, completed_on: date | None, kind: RoundKind, state: str | None, note: str
) -> None:
    judged = judge(BY_DATE, achieved, None, completed_on, year=113, kind=kind)
    assert (judged.state, judged.note) == (state, note)


# ---------------------------------------------------------------- nothing to judge


def test_nothing_reported_is_no_rate_and_no_state() -> None:
    assert outcome(judge(build_target())) == (None, None)


def test_a_year_the_target_does_not_cover_has_no_target() -> None:
    target = build_target(kind=PeriodKind.YEAR, first_year=113, last_year=113)
    assert outcome(judge(target, "100")) == (None, "no_target")


def test_a_project_whose_period_is_over_has_ended_and_says_when() -> None:
    ended, round_ = build_programme().project(ENDED), build_round()
    judged = judge_target(build_target(), Reported(Decimal(1)), round_, project=ended)
    assert (*outcome(judged), judged.note) == (None, "ended", "計畫期程至 112.12.31 屆滿")
    assert judge_budget(Spending(1, 100, 100), round_, project=ended) == "ended"
    judged_project = judge_project(None, (), OwnWord.BEHIND, has_ended=True)
    assert (judged_project.state, judged_project.is_behind) == ("ended", False)


def test_an_aim_of_zero_is_reached_and_has_no_rate() -> None:
    assert outcome(judge(build_target(value="0"), "5")) == (None, "met")


# ---------------------------------------------------------------- body and appendix


def test_body_and_appendix_are_both_read_and_the_more_demanding_one_decides() -> None:
    """參與師生人數 of 114: 6,000 in the body, 7,250 in the appendix."""
    body, appendix = build_target(value="6000"), build_target("P06-5", value="7250")
    judged = judge(body, "7141", restated=appendix)
    assert (str(judged.rate), str(judged.appendix_rate)) == ("119.02", "98.50")
    assert judged.state == "near"
    assert judged.note == "本文 119.02%、附表 98.50%，依附表判定"


@pytest.mark.parametrize(
    ("body", "appendix", "state", "decisive"),
    [("100", "80", "near", "本文"), ("80", "100", "near", "附表"), ("70", "60", "met", "本文")],
)
def test_whichever_wording_asks_for_more_decides(
    body: str, appendix: str, state: str, decisive: str
) -> None:
    judged = judge(build_target(value=body), "90", restated=build_target("P", value=appendix))
    assert judged.state == state
    assert judged.note.endswith(f"依{decisive}判定")


def test_of_two_ceilings_the_lower_one_decides() -> None:
    body = build_target(value="100", comparator=Comparator.AT_MOST)
    appendix = build_target("P", value="80", comparator=Comparator.AT_MOST)
    judged = judge(body, "90", restated=appendix)
    assert judged.state == "over_ceiling"
    assert judge(body, "70", restated=appendix).note.endswith("依附表判定")


def test_wordings_that_come_out_the_same_need_no_word() -> None:
    appendix = build_target("P", comparator=Comparator.RANGE, low="100", high="120")
    judged = judge(build_target(), "90", restated=appendix)
    assert (judged.state, str(judged.appendix_rate), judged.note) == ("near", "90.00", "")


def test_an_appendix_that_repeats_the_body_is_not_read_twice() -> None:
    assert judge(build_target(), "90", restated=build_target("P")).appendix_rate is None


# ---------------------------------------------------------------- money


@pytest.mark.parametrize(
    ("executed", "allocated", "available", "state"),
    [
        (1000, 1000, 5000, "met"),
        (999, 1000, 1000, "near"),
        (800, 1000, 5000, "near"),
        (799, 1000, 1000, "behind"),
        (400, 0, 500, "near"),  # nothing allocated: what was available decides
        (399, None, 500, "behind"),
        (0, 0, 0, None),
        (None, 1000, 1000, None),
    ],
)
def test_spending_is_judged_by_the_execution_rate(
    executed: int | None, allocated: int | None, available: int | None, state: str | None
) -> None:
    assert judge_budget(Spending(executed, allocated, available), build_round()) == state


def test_half_a_year_owes_half_of_what_is_available() -> None:
    half: Round = build_round(kind=RoundKind.HALF_YEAR)
    assert judge_budget(Spending(200, 0, 500), half) == "near"
    assert judge_budget(Spending(200, 400, 500), half) == "behind"  # an allocation is paced itself


# ---------------------------------------------------------------- indicators and projects


@pytest.mark.parametrize(
    ("states", "worst"),
    [
        (("met", "met"), "met"),
        (("met", "completed"), "met"),
        (("completed", "completed"), "completed"),
        (("met", "near"), "near"),
        (("near", "over_ceiling", "met"), "over_ceiling"),
        (("over_ceiling", "overdue"), "overdue"),
        (("overdue", "behind"), "behind"),
        (("not_due", "met"), "not_due"),
        (("no_target", "met"), "met"),
        (("ended", "no_target"), "ended"),
        ((), None),
    ],
)
def test_several_targets_are_as_their_worst_one(states: tuple[str, ...], worst: str | None) -> None:
    assert combine_states(FigureState(each) for each in states) == worst


@pytest.mark.parametrize(
    ("budget", "target", "word", "grounds"),
    [
        ("behind", "met", None, ["budget"]),
        ("met", "behind", None, ["indicator"]),
        ("met", "over_ceiling", None, ["indicator"]),
        ("met", "overdue", None, ["indicator"]),
        ("met", "met", "behind", ["own_word"]),
        ("behind", "behind", "behind", ["budget", "indicator", "own_word"]),
        ("near", "near", "ahead", []),
        (None, None, None, []),
    ],
)
def test_a_project_is_behind_by_its_grounds(
    budget: str | None, target: str | None, word: str | None, grounds: list[str]
) -> None:
    judged = judge_project(
        None if budget is None else FigureState(budget),
        [None if target is None else FigureState(target)],
        None if word is None else OwnWord(word),
    )
    assert list(judged.grounds) == [DelayGround(each) for each in grounds]
    assert judged.is_behind is bool(grounds)


def test_a_project_is_as_its_worst_figure() -> None:
    assert judge_project(FigureState.NEAR, [FigureState.MET], None) == ProjectJudgement(
        FigureState.NEAR
    )
