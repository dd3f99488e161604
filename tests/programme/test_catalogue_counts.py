"""The catalogue holds what the plan holds, counted."""

from collections import Counter
from datetime import date

from app.models.programme import BudgetStatus, Mapping, Programme


def test_the_plan_is_whole(programme: Programme) -> None:
    assert programme.name == "社會創新行動方案 2.0"
    assert list(programme.years) == [112, 113, 114, 115]
    assert len(programme.agencies) == 17
    assert len(programme.projects) == 39
    assert len(programme.indicators) == 40
    assert [len(each.work_contents) for each in programme.strategies] == [3, 3, 3, 3]
    assert len(programme.goals) == 4
    assert len(programme.qualitative_results) == 4


def test_each_agency_has_its_projects(programme: Programme) -> None:
    counts = {each.code: len(programme.projects_of(each.code)) for each in programme.agencies}
    assert counts == {
        "NDC": 1, "NDF": 1, "MODA": 3, "MOE": 2, "MOL": 5, "MOEA": 4, "MOC": 2, "MOHW": 2,
        "MOI": 4, "MOFA": 1, "MOTC": 1, "NSTC": 2, "FSC": 3, "MOA": 1, "CIP": 4, "HAC": 2,
        "MOENV": 1,
    }  # fmt: skip


def test_budget_cells_are_counted_by_mark(programme: Programme) -> None:
    cells = [cell for project in programme.projects for cell in project.budgets]
    assert Counter(cell.status for cell in cells) == {
        BudgetStatus.UNMARKED: 48,
        BudgetStatus.SEEKING: 55,
        BudgetStatus.ESTIMATE: 11,
        BudgetStatus.PLANNED: 1,
        BudgetStatus.NONE: 37,
        BudgetStatus.REMARK: 4,
    }


def test_strategies_carry_their_projects_and_indicators(programme: Programme) -> None:
    tags = Counter(tag for project in programme.projects for tag in project.strategies)
    assert tags == {"S1": 11, "S2": 17, "S3": 10, "S4": 6}
    indicators = Counter(each.strategy for each in programme.indicators)
    assert indicators == {"S1": 9, "S2": 17, "S3": 9, "S4": 5}


def test_nineteen_indicators_hold_thirty_three_targets(programme: Programme) -> None:
    counts = [len(each.targets) for each in programme.indicators if each.targets]
    assert (len(counts), sum(counts)) == (19, 33)


def test_the_sheets_hold_ninety_targets_and_eleven_plain_figures(programme: Programme) -> None:
    assert sum(len(each.targets) for each in programme.projects) == 90
    assert sum(len(each.figures) for each in programme.projects) == 11


def test_target_ids_are_unique_over_the_whole_programme(programme: Programme) -> None:
    ids = [each.id for each in programme.all_targets()]
    assert len(ids) == len(set(ids)) == 123


def test_six_indicators_are_mapped_by_inference(programme: Programme) -> None:
    inferred = [each for each in programme.indicators if each.mapping is Mapping.INFERRED]
    assert [each.number for each in inferred] == [5, 12, 13, 14, 28, 40]
    assert {each.agency for each in inferred} == {"MOEA"}


def test_five_projects_have_no_indicator(programme: Programme) -> None:
    without = [each.id for each in programme.projects if not programme.indicators_of(each.id)]
    assert without == ["P04", "P10", "P14", "P27", "P30"]


def test_a_renamed_agency_keeps_its_code_and_shows_the_name_of_the_day(
    programme: Programme,
) -> None:
    agriculture, environment = programme.agency("MOA"), programme.agency("MOENV")
    assert agriculture.plan_name == "農業委員會"
    assert agriculture.name_on(date(2023, 7, 31)) == "農業委員會"
    assert agriculture.name_on(date(2023, 8, 1)) == "農業部"
    assert environment.name_on(date(2023, 8, 21)) == "環境保護署"
    assert environment.name_on(date(2023, 8, 22)) == "環境部"


def test_project_periods_follow_the_sheets(programme: Programme) -> None:
    odd = {
        each.id: (each.first_day.isoformat(), each.last_day.isoformat())
        for each in programme.projects
        if (each.first_day.isoformat(), each.last_day.isoformat()) != ("2023-01-01", "2026-12-31")
    }
    assert odd == {"P02": ("2023-01-01", "2025-12-31"), "P21": ("2022-01-01", "2023-12-31")}


def test_parts_of_the_green_supply_chain_add_up_to_their_indicator(programme: Programme) -> None:
    parts = {each.id: each.aim for each in programme.project("P15").targets}
    whole = [each.aim for each in programme.indicators[14].targets]
    assert [parts["P15-12"] + parts["P15-16"], parts["P15-13"] + parts["P15-17"]] == whole


def test_a_restatement_with_another_figure_is_a_listed_discrepancy(programme: Programme) -> None:
    by_id = {each.id: each for each in programme.all_targets()}
    listed = {(each.indicator, each.project) for each in programme.discrepancies}
    differing = set()
    for project in programme.projects:
        for target in project.targets:
            if target.restates is None:
                continue
            body = by_id[target.restates]
            if (body.value, body.min, body.max) != (target.value, target.min, target.max):
                differing.add((int(target.restates[1:3]), project.id))
    assert differing == {(1, "P06"), (2, "P07"), (9, "P17")}
    assert differing <= listed


def test_summaries_are_short(programme: Programme) -> None:
    assert all(0 < len(each.summary) <= 30 for each in programme.indicators)
    assert all(0 < len(each.content_summary) <= 60 for each in programme.projects)
    assert all(0 < len(each.results_summary) <= 60 for each in programme.projects)
