"""Sums are counted two ways, and a difference stops the report."""

from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.messages import describe_error
from app.models.received import MergedRound
from app.reports.annual_report.report import write_report
from app.reports.budget_figures import BudgetFigures
from app.reports.figure_checks import check_sums
from app.reports.figure_values import Figures
from app.reports.master_workbook.workbook import write_master
from tests.reports.conftest import TODAY


def test_all_sums_agree_on_the_real_programme(figures: Figures, merged: MergedRound) -> None:
    assert check_sums(figures, merged) == ()


def test_a_total_that_is_not_the_sum_of_its_agencies_is_found(
    figures: Figures, merged: MergedRound
) -> None:
    wrong = msgspec.structs.replace(figures, total=BudgetFigures(approved_ntd=1))

    found = {each.what.split("（")[0] for each in check_sums(wrong, merged)}

    assert found == {"合計與各機關之和", "合計與各策略及跨策略計畫之和", "附表核定數"}


def test_a_control_total_that_does_not_fit_its_return_stops_both_outputs(
    figures: Figures, merged: MergedRound, tmp_path: Path
) -> None:
    first = merged.returns[2]
    *others, executed = first.payload.control_totals
    totals = (*others, msgspec.structs.replace(executed, value=7))
    payload = msgspec.structs.replace(first.payload, control_totals=totals)
    returns = (
        *merged.returns[:2], msgspec.structs.replace(first, payload=payload), *merged.returns[3:],
    )  # fmt: skip
    wrong = msgspec.structs.replace(merged, returns=returns)

    with pytest.raises(AppError) as caught:
        write_report(figures, wrong, tmp_path / "report.pdf", today=TODAY)
    with pytest.raises(AppError, match="REPORT_SUMS_DIFFER"):
        write_master(figures, wrong, tmp_path / "master.xlsx")

    assert "MODA 執行數" in describe_error(caught.value)
    assert list(tmp_path.iterdir()) == []
