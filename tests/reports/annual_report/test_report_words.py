"""Names, numerals and cells as they are printed."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from msgspec.structs import replace

from app.forms.form_loader import load_form
from app.forms.judgement import ProjectJudgement
from app.messages import word
from app.models.answers import Answers, nil_place
from app.models.money import MoneyUnit
from app.models.progress import DelayGround, FigureState, OwnWord
from app.models.received import MergedRound
from app.models.reviews import ReturnState
from app.reports.annual_report.context import build_context
from app.reports.annual_report.outline import Outline, capital_numeral
from app.reports.annual_report.report import build_report
from app.reports.annual_report.summary import describe_progress, describe_returns
from app.reports.columns import CellKind, format_cell
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from app.reports.states import IndicatorOutcome, QualitativeState, Standing, name_standing
from tests.reports.small_programme import build_small_merged
from tests.support.pdf_text import read_pages, squeeze


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

    lists: dict[str, type[StrEnum]] = {
        "figure_states": FigureState,
        "own_words": OwnWord,
        "qualitative_states": QualitativeState,
    }
    for name, kind in lists.items():
        assert {each.id: each.label for each in form.choices(name)} == {
            each.value: word(each) for each in kind
        }
    outcomes: tuple[type[StrEnum], ...] = (Standing, IndicatorOutcome)
    for kind in outcomes:
        shared = {each.value for each in kind} & {each.value for each in FigureState}
        assert all(word(kind(each)) == word(FigureState(each)) for each in shared)


def test_an_indicator_comes_out_as_any_state_of_its_targets() -> None:
    assert {each.value for each in FigureState} < {each.value for each in IndicatorOutcome}


@pytest.mark.parametrize(
    ("state", "grounds", "standing"),
    [
        (FigureState.MET, (), Standing.MET),
        (FigureState.COMPLETED, (), Standing.MET),
        (FigureState.NEAR, (), Standing.NEAR),
        (FigureState.NEAR, (DelayGround.OWN_WORD,), Standing.BEHIND),
        (FigureState.OVER_CEILING, (DelayGround.INDICATOR,), Standing.BEHIND),
        (FigureState.NOT_DUE, (), Standing.UNJUDGED),
        (FigureState.ENDED, (), Standing.ENDED),
        (None, (), Standing.UNJUDGED),
    ],
)
def test_a_project_stands_as_its_worst_figure_and_behind_by_any_ground(
    state: FigureState | None, grounds: tuple[DelayGround, ...], standing: Standing
) -> None:
    assert name_standing(ProjectJudgement(state, grounds)) is standing


def test_projects_with_nothing_to_report_are_told_with_their_reasons() -> None:
    stated = {nil_place(None): "補助款未核撥。"}
    merged = build_small_merged(Answers(stated))
    context = build_context(build_figures(merged), merged, date(2026, 3, 2))
    progress = "".join(describe_progress(context))
    assert "本期無執行之計畫計" in progress
    assert "計畫P01（甲部）：補助款未核撥；" in progress
    assert "計畫P03（甲部）：補助款未核撥。" in progress
    assert "計 3 項" in progress
    missing = describe_returns(context)[1]
    assert missing.startswith("未報送機關計 1 個：乙部。")


@pytest.mark.slow
def test_a_report_with_what_nobody_has_accepted_says_it_is_a_draft() -> None:
    merged = build_small_merged()
    pending = tuple(replace(each, state=ReturnState.UNDER_REVIEW) for each in merged.returns)
    merged = replace(merged, returns=pending, missing=(), waiting=("MOE",))
    figures = build_figures(merged)
    assert (figures.drafts, figures.waiting) == (("NDC",), ("MOE",))
    _all, waiting, draft, unmarked = describe_returns(
        build_context(figures, merged, date(2026, 3, 2))
    )
    assert waiting.startswith("待審查之機關計 1 個：乙部。")
    assert draft.startswith("本報告為初稿：甲部計 1 個機關之填報表尚待審查")
    assert unmarked.startswith("上開機關之計畫")
    content = write_report_text(figures, merged)
    assert "初稿：1個機關之填報表尚待審查" in content
    assert "（待審）" in content
    assert "填報表待審查，未納入統計。" in content


def write_report_text(figures: Figures, merged: MergedRound) -> str:
    """The text of the report, without white space."""
    return squeeze("".join(read_pages(build_report(figures, merged, date(2026, 3, 2)))))
