"""Sums are counted two ways, and a difference stops the report."""

from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.messages import describe_error
from app.models.answers import Answers, Place
from app.models.forms import FieldSpec, FieldType, Scope, SectionSpec
from app.models.received import MergedRound
from app.models.returns import ControlTotal
from app.reports.annual_report.report import write_report
from app.reports.budget_figures import BudgetFigures
from app.reports.figure_checks import check_sums
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from app.reports.master_workbook.workbook import write_master
from tests.reports.conftest import TODAY
from tests.reports.small_programme import build_small_merged


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
    totals = tuple(
        msgspec.structs.replace(each, value=7) if each.field == "budget/executed" else each
        for each in first.facts.totals
    )
    facts = msgspec.structs.replace(first.facts, totals=totals)
    returns = (
        *merged.returns[:2], msgspec.structs.replace(first, facts=facts), *merged.returns[3:],
    )  # fmt: skip
    wrong = msgspec.structs.replace(merged, returns=returns)

    with pytest.raises(AppError) as caught:
        write_report(figures, wrong, tmp_path / "report.pdf", today=TODAY)
    with pytest.raises(AppError, match="REPORT_SUMS_DIFFER"):
        write_master(figures, wrong, tmp_path / "master.xlsx")

    assert "MODA 執行數" in describe_error(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("stated", "is_of_this_form", "found"),
    [
        (12, True, []),
        (13, True, ["NDC 場次合計與報送資料之控制總計"]),
        (13, False, []),  # made on the round's earlier form: moved values are no sum of its own
    ],
)
def test_a_control_total_of_a_field_without_a_role_is_held_against_its_column(
    stated: int, is_of_this_form: bool, found: list[str]
) -> None:
    held = FieldSpec(id="held", label="場次", type=FieldType.INTEGER, control_total=True)
    section = SectionSpec(id="talks", title="座談", scope=Scope.PROJECT, fields=(held,))
    plain = load_form("annual-results")
    form = msgspec.structs.replace(plain, sections=(*plain.sections, section))
    small = build_small_merged(
        Answers({Place(each, "talks", None, "held"): 4 for each in ("P01", "P02", "P03")}),
        form=form,
    )
    total = ControlTotal(field="talks/held", label="場次合計", value=stated)
    (counted,) = small.returns
    counted = msgspec.structs.replace(
        counted,
        form_sha256=form_sha256(form if is_of_this_form else plain),
        facts=msgspec.structs.replace(counted.facts, totals=(total,)),
    )
    merged = msgspec.structs.replace(small, returns=(counted,))
    assert [each.what for each in check_sums(build_figures(merged), merged)] == found
