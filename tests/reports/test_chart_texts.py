"""Words in place of the charts: every figure that is drawn is said."""

import pytest
from reportlab.graphics.shapes import String

from app.models.agency_names import AgencyNames
from app.programme.catalogue_loader import load_catalogue
from app.reports.chart_texts import (
    describe_agency_rates,
    describe_indicator_dots,
    describe_standings,
    describe_strategy_rates,
    describe_years,
)
from app.reports.charts import (
    draw_agency_rates,
    draw_indicator_dots,
    draw_standings,
    draw_strategy_rates,
    draw_years,
)
from app.reports.figure_values import Figures
from tests.reports.conftest import TODAY


@pytest.mark.parametrize("chart", ["strategies", "agencies", "standings", "indicators", "years"])
def test_every_word_and_figure_of_a_chart_is_said(figures: Figures, chart: str) -> None:
    names = AgencyNames(load_catalogue(), TODAY)
    drawing, said = {
        "strategies": lambda: (draw_strategy_rates(figures), describe_strategy_rates(figures)),
        "agencies": lambda: (
            draw_agency_rates(figures, names),
            describe_agency_rates(figures, names),
        ),
        "standings": lambda: (draw_standings(figures), describe_standings(figures)),
        "indicators": lambda: (draw_indicator_dots(figures), describe_indicator_dots(figures)),
        "years": lambda: (draw_years(figures), describe_years(figures)),
    }[chart]()
    shown = [each.text for each in drawing.contents if isinstance(each, String)]
    strategies = {each.name for each in figures.strategies}
    missing = [each for each in shown if each not in said]
    assert len(shown) > 5
    assert set(missing) <= (strategies if chart == "indicators" else set())


def test_each_indicator_is_said_with_its_outcome(figures: Figures) -> None:
    said = describe_indicator_dots(figures)
    first, *_ = said.split("；")
    met = [str(each.number) for each in figures.indicators if each.outcome == "met"]
    assert first == f"達成 {len(met)} 項（{'、'.join(met)}）"
