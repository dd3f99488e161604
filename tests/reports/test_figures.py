"""Figures counted by hand on a small programme, and recounted on the real one."""

from decimal import Decimal

from app.models.answers import Answers, nil_place
from app.models.money import MoneyUnit
from app.models.progress import DelayGround, FigureState
from app.models.received import MergedRound
from app.models.reviews import ReturnState
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from app.reports.states import IndicatorOutcome, Standing
from tests.reports.small_programme import build_small_merged, small_answers


def test_a_project_shows_its_money_and_three_different_rates() -> None:
    budget = build_figures(build_small_merged()).project("P01").budget

    assert budget.approved_ntd == 1_000_000
    assert budget.executed_ntd == 850_000  # 700,000 + 100,000 + 50,000
    assert budget.execution_rate == Decimal("94.44")  # 850 ÷ 900
    assert budget.attainment_rate == Decimal("94.44")
    assert budget.payment_rate == Decimal("77.78")  # 700 ÷ 900


def test_the_three_rates_stand_on_different_denominators() -> None:
    budget = build_figures(build_small_merged()).project("P02").budget

    assert budget.execution_rate == Decimal("50.00")  # 500 ÷ 1,000 allocated
    assert budget.attainment_rate == Decimal("25.00")  # 500 ÷ 2,000 available


def test_rates_of_a_sum_follow_from_the_sums() -> None:
    total = build_figures(build_small_merged()).total

    assert (total.approved_ntd, total.available_ntd) == (3_500_000, 2_900_000)
    assert total.executed_ntd == 1_350_000
    assert total.execution_rate == Decimal("71.05")  # 1,350 ÷ 1,900, not the mean of 94.44 and 50


def test_a_budget_of_zero_has_no_rate() -> None:
    project = build_figures(build_small_merged()).project("P03")

    assert project.budget.executed_ntd == 0
    assert project.budget.execution_rate is None
    assert project.standing is Standing.UNJUDGED


def test_projects_stand_near_behind_unjudged_or_ended() -> None:
    figures = build_figures(build_small_merged())

    standings = {each.id: each.standing for each in figures.projects}
    assert standings == {
        "P01": Standing.NEAR,
        "P02": Standing.BEHIND,
        "P03": Standing.UNJUDGED,
        "P04": Standing.ENDED,
    }
    assert figures.states[Standing.BEHIND] == 1
    assert sum(figures.states.values()) == 4


def test_a_missing_agency_keeps_its_projects_unreported() -> None:
    figures = build_figures(build_small_merged())

    assert figures.missing == ("MOE",)
    assert figures.agency("MOE").is_missing
    assert figures.agency("MOE").budget.executed_ntd is None
    assert not figures.project("P04").is_reported


def test_an_agency_sent_back_counts_with_nothing_and_is_named() -> None:
    figures = build_figures(build_small_merged(second="sent_back"))

    assert (figures.sent_back, figures.missing) == (("MOE",), ())
    assert figures.agency("MOE").state is ReturnState.SENT_BACK
    assert figures.agency("MOE").is_missing
    assert not figures.project("P04").is_reported


def test_a_return_under_review_or_accepted_shows_who_answers_for_it() -> None:
    agency = build_figures(build_small_merged(second="received")).agency("MOE")

    assert agency.state is ReturnState.ACCEPTED
    assert (agency.revision, agency.officers.preparer_name) == (1, "丙")
    assert agency.control_number.count("-") == 3


def test_a_project_of_two_strategies_is_never_divided() -> None:
    figures = build_figures(build_small_merged())
    first, second = figures.strategies

    assert first.project_ids == ("P01", "P04")
    assert second.project_ids == ("P02",)
    assert first.shared_ids == second.shared_ids == figures.shared_ids == ("P03",)
    assert first.budget.approved_ntd == 1_000_000
    assert figures.shared.approved_ntd == 500_000


def test_indicators_come_out_near_unreported_or_qualitative() -> None:
    near, partly, told = build_figures(build_small_merged()).indicators

    assert near.outcome is IndicatorOutcome.NEAR
    assert near.targets[0].target_rate == Decimal("95.00")
    assert partly.outcome is IndicatorOutcome.UNREPORTED  # P03 reports nothing for it
    assert [(row.project_id, row.is_reported) for row in partly.targets] == [
        ("P02", True), ("P03", False),
    ]  # fmt: skip
    assert partly.targets[0].state is FigureState.MET
    assert told.outcome is IndicatorOutcome.QUALITATIVE
    assert told.qualitative[0].note == "辦理中"


def test_a_delay_record_holds_labels_and_days() -> None:
    delay = build_figures(build_small_merged()).project("P02").delay

    assert delay is not None
    assert (delay.category, delay.cause) == ("採購發包", "採購延後")
    assert str(delay.improve_by) == "2026-03-31"


def test_years_hold_the_sheets_sums_beside_the_stated_totals() -> None:
    years = build_figures(build_small_merged()).years

    assert [each.approved_ntd for each in years] == [3_500_000] * 4
    assert [each.stated_ntd for each in years] == [3_000_000] * 4
    assert [(each.cells_with_amount, each.cells_without_amount) for each in years] == [(3, 1)] * 4
    assert [each.year_roc for each in years if each.reported is not None] == [114]


def test_the_order_of_the_returns_does_not_matter() -> None:
    merged = build_small_merged(second="received")
    reversed_ = MergedRound(
        programme=merged.programme, round=merged.round, form=merged.form, missing=(),
        returns=tuple(reversed(merged.returns)),
    )  # fmt: skip

    one, other = build_figures(merged), build_figures(reversed_)
    assert (one.projects, one.agencies, one.total) == (other.projects, other.agencies, other.total)


def test_the_real_programme_is_counted_whole(figures: Figures) -> None:
    assert len(figures.projects) == 39
    assert len(figures.agencies) == 17
    assert len(figures.indicators) == 40
    approved = {each.year_roc: each.approved_ntd for each in figures.years}
    assert approved == {
        112: 2_945_563_000, 113: 2_864_869_000, 114: 2_812_609_000, 115: 2_554_709_000,
    }  # fmt: skip
    assert figures.total.approved_ntd == approved[114]


def test_strategy_totals_of_four_years_are_those_of_the_plan(figures: Figures) -> None:
    four_years = {
        each.strategy: each.amounts.total_ntd / MoneyUnit.TEN_THOUSAND.ntd
        for each in figures.reconciliation.by_strategy
    }
    assert four_years == {"S1": 647_062.4, "S2": 381_213.9, "S3": 42_370.0, "S4": 1_200.0}


def test_the_behind_projects_are_those_that_answered_so(figures: Figures) -> None:
    behind = {each.id for each in figures.projects if each.standing is Standing.BEHIND}
    assert behind == {"P07", "P15", "P23", "P33", "P34"}
    assert {each.project_id for each in figures.delays} == behind
    assert figures.project("P33").grounds == (DelayGround.INDICATOR,)  # a ceiling exceeded
    assert DelayGround.OWN_WORD in figures.project("P07").grounds
    for each in figures.delays:
        assert each.grounds == figures.project(each.project_id).grounds_text


def test_nothing_is_met_that_is_not_reached_whole(figures: Figures) -> None:
    for row in figures.targets:
        rates = [each for each in (row.target_rate, row.appendix_rate) if each is not None]
        if row.state is FigureState.MET and "約" not in row.target_text + row.rates_note:
            assert all(each >= 100 or "用量" in row.rates_note for each in rates), row
    for project in figures.projects:
        if project.standing is Standing.MET:
            assert (project.budget.execution_rate or 100) >= 100
            assert all(each.state is FigureState.MET for each in project.targets)
    for indicator in figures.indicators:
        if indicator.outcome is IndicatorOutcome.MET:
            assert {each.state for each in indicator.targets} == {FigureState.MET}


def test_a_reason_given_keeps_its_sentence_and_place(figures: Figures) -> None:
    assert figures.explained
    for each in figures.explained:
        assert "已再次核對" in each.reason
        assert each.sentence != each.code
        assert "…" not in each.sentence


def _with_nil(*projects: str | None) -> Figures:
    """The small round with nothing to report of some projects (None: the whole agency)."""
    kept = {
        place: value
        for place, value in small_answers().items()
        if None not in projects and place.project not in projects
    }
    stated = {nil_place(each): "補助款未核撥。" for each in projects}
    return build_figures(build_small_merged(Answers(kept | stated)))


def test_a_project_with_nothing_to_report_is_listed_with_its_reason_and_counts_in_no_rate() -> None:
    figures = _with_nil("P02", "P03")
    project = figures.project("P02")
    assert (project.standing, project.nil_reason) == (Standing.NIL, "補助款未核撥。")
    assert not project.is_reported
    assert project.budget.approved_ntd == 2_000_000
    assert project.budget.executed_ntd is None
    assert not project.targets
    assert not project.qualitative
    assert figures.states[Standing.NIL] == 2
    assert figures.total.execution_rate == Decimal("94.44")  # of P01 alone
    assert figures.total.executed_ntd == 850_000
    outcomes = {each.number: each.outcome for each in figures.indicators}
    assert outcomes[2] is IndicatorOutcome.NIL
    assert outcomes[1] is IndicatorOutcome.NEAR


def test_an_agency_with_nothing_to_report_is_not_missing() -> None:
    figures = _with_nil(None)
    agency = figures.agency("NDC")
    assert not agency.is_missing
    assert agency.nil_reason == "補助款未核撥。"
    assert figures.missing == ("MOE",)
    assert {figures.project(each).standing for each in agency.project_ids} <= {
        Standing.NIL,
        Standing.ENDED,
    }
    assert figures.total.execution_rate is None
