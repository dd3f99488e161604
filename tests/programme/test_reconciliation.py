"""The sheets' sums beside the stated totals."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.programme import BudgetStatus, Programme
from app.programme.catalogue_loader import load_catalogue
from app.programme.reconciliation import reconcile


def test_the_years_add_up_as_the_sheets_print_them(programme: Programme) -> None:
    result = reconcile(programme)
    assert result.years == (112, 113, 114, 115)
    assert result.amounts.by_year == (2945563000, 2864869000, 2812609000, 2554709000)
    assert result.amounts.total_ntd == 11177750000


def test_each_year_stands_beside_its_stated_total(programme: Programme) -> None:
    result = reconcile(programme)
    assert [(each.stated_ntd, each.difference_ntd) for each in result.by_year] == [
        (2940000000, 5563000),
        (2850000000, 14869000),
        (2800000000, 12609000),
        (2540000000, 14709000),
    ]
    assert result.whole_period.year_roc is None
    assert result.whole_period.stated_printed == "111.3億元"
    assert result.whole_period.difference_ntd == 47750000


def test_single_strategy_projects_are_summed_by_strategy(programme: Programme) -> None:
    sums = {each.strategy: each.amounts.total_ntd for each in reconcile(programme).by_strategy}
    assert sums == {"S1": 6470624000, "S2": 3812139000, "S3": 423700000, "S4": 12000000}


def test_multi_strategy_projects_stand_apart_undivided(programme: Programme) -> None:
    rows = reconcile(programme).multi_strategy
    assert [(each.project, each.amounts.total_ntd) for each in rows] == [
        ("P13", 201287000),
        ("P17", 108000000),
        ("P27", 150000000),
    ]
    assert rows[0].strategies == ("S1", "S2", "S3", "S4")


def test_cells_are_summed_by_mark_and_none_is_not_zero(programme: Programme) -> None:
    rows = {each.status: each for each in reconcile(programme).by_status}
    assert Counter({status: row.cells for status, row in rows.items()}).total() == 156
    assert rows[BudgetStatus.NONE].cells == 37
    assert rows[BudgetStatus.PLANNED].amounts.by_year == (0, 22500000, 0, 0)


@pytest.mark.slow
@given(st.lists(st.integers(0, 10**12) | st.none(), min_size=156, max_size=156))
def test_every_way_of_cutting_the_cells_gives_the_same_sum(amounts: list[int | None]) -> None:
    programme = load_catalogue()
    given_amounts = iter(amounts)
    projects = tuple(
        msgspec.structs.replace(
            project,
            budgets=tuple(
                msgspec.structs.replace(cell, amount_ntd=next(given_amounts))
                for cell in project.budgets
            ),
        )
        for project in programme.projects
    )
    result = reconcile(msgspec.structs.replace(programme, projects=projects))
    whole = sum(amount for amount in amounts if amount is not None)
    by_strategy = [each.amounts.total_ntd for each in result.by_strategy]
    multi = [each.amounts.total_ntd for each in result.multi_strategy]
    assert sum(result.amounts.by_year) == whole
    assert sum(each.amounts.total_ntd for each in result.by_status) == whole
    assert sum(by_strategy) + sum(multi) == whole
    assert sum(each.difference_ntd for each in result.by_year) == whole - 11130000000
