"""Names, numerals and cells as they are printed."""

from datetime import date
from decimal import Decimal

import pytest

from app.forms.form_loader import load_form
from app.messages import word
from app.models.money import MoneyUnit
from app.models.progress import ProgressState
from app.reports.annual_report.outline import Outline, capital_numeral
from app.reports.columns import CellKind, format_cell
from app.reports.states import QualitativeState, summarise_target_states


@pytest.mark.parametrize(
    ("value", "kind", "printed"),
    [
        (None, CellKind.MONEY, "—"),
        (0, CellKind.MONEY, "0.0"),
        (56_176_000, CellKind.MONEY, "5,617.6"),
        (1_234_500, CellKind.MONEY, "123.5"),
        (Decimal("93.21"), CellKind.PERCENT, "93.21%"),
        (Decimal("6250"), CellKind.NUMBER, "6,250"),
        (18_000, CellKind.COUNT, "18,000"),
        (114, CellKind.CODE, "114"),
        (date(2025, 12, 31), CellKind.DATE, "114.12.31"),
        ("", CellKind.TEXT, "—"),
    ],
)
def test_cells_are_printed(value: object, kind: CellKind, printed: str) -> None:
    assert format_cell(value, kind, MoneyUnit.TEN_THOUSAND) == printed  # type: ignore[arg-type]


def test_headings_are_numbered_as_official_papers_are() -> None:
    outline = Outline()

    titles = [outline.chapter("甲"), outline.section("乙"), outline.section("丙"),
              outline.part("丁"), outline.chapter("戊"), outline.section("己"),
              outline.appendix("庚"), outline.section("辛")]  # fmt: skip

    assert [each.text for each in titles] == [
        "壹、甲", "一、乙", "二、丙", "(一) 丁", "貳、戊", "一、己", "附錄一、庚", "一、辛",
    ]  # fmt: skip
    assert len({each.key for each in titles}) == len(titles)


def test_chapters_run_past_ten() -> None:
    assert [capital_numeral(each) for each in (1, 10, 11, 12)] == ["壹", "拾", "拾壹", "拾貳"]


def test_states_use_the_words_of_the_form() -> None:
    form = load_form("annual-results")

    assert {each.id: each.label for each in form.choices("progress_states")} == {
        each.value: word(each) for each in ProgressState
    }
    assert {each.id: each.label for each in form.choices("qualitative_states")} == {
        each.value: word(each) for each in QualitativeState
    }


def test_several_targets_are_ahead_only_together() -> None:
    ahead, on_track, behind = ProgressState.AHEAD, ProgressState.ON_TRACK, ProgressState.BEHIND

    assert summarise_target_states([None, None]) is None
    assert summarise_target_states([ahead, None]) is ahead
    assert summarise_target_states([ahead, on_track]) is on_track
    assert summarise_target_states([ahead, behind]) is behind
