"""Charts: no label meets another, states differ in grey, and the SVG is what Qt can show."""

from collections.abc import Callable
from itertools import combinations, pairwise
from unicodedata import east_asian_width

import pytest
from lxml import etree
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import Color

from app.models.agency_names import AgencyNames
from app.programme.catalogue_loader import load_catalogue
from app.reports.chart_svg import render_chart_svg
from app.reports.charts import (
    DARK,
    LIGHT,
    MIDDLE,
    PALE,
    RateBar,
    draw_agency_rates,
    draw_indicator_dots,
    draw_rate_bars,
    draw_standings,
    draw_strategy_rates,
    draw_years,
)
from app.reports.figure_values import Figures
from tests.reports.conftest import TODAY

CHARTS: dict[str, Callable[..., Drawing]] = {
    "strategies": draw_strategy_rates,
    "agencies": lambda figures, *width: draw_agency_rates(
        figures, AgencyNames(load_catalogue(), TODAY), *width
    ),
    "indicators": draw_indicator_dots,
    "standings": draw_standings,
    "years": draw_years,
}
every_chart = pytest.mark.parametrize("name", CHARTS)


def _box(label: String) -> tuple[float, float, float, float]:
    width = sum(1.0 if east_asian_width(each) in "WFA" else 0.5 for each in label.text)
    width *= label.fontSize
    start = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}
    left = start[label.textAnchor]
    return left, label.y - label.fontSize * 0.2, left + width, label.y + label.fontSize * 0.8


@pytest.mark.parametrize("width", [420, 483, 640])
@every_chart
def test_labels_never_meet_and_stay_inside(name: str, width: float, figures: Figures) -> None:
    drawing = CHARTS[name](figures, width)
    boxes = [(each.text, _box(each)) for each in drawing.contents if isinstance(each, String)]

    assert len(boxes) > 3
    for text, (left, bottom, right, top) in boxes:
        assert left >= -0.5 and right <= drawing.width + 0.5, text
        assert bottom >= -0.5 and top <= drawing.height + 0.5, text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} meets {other}"


@every_chart
def test_qt_draws_the_svg(name: str, figures: Figures, qtbot: QtBot) -> None:
    renderer = QSvgRenderer(QByteArray(render_chart_svg(CHARTS[name](figures))))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()

    colors = {image.pixel(x, y) for x in range(0, image.width(), 3)
              for y in range(0, image.height(), 3)}  # fmt: skip
    assert len(colors) > 5


@every_chart
def test_the_svg_keeps_every_label_as_text(name: str, figures: Figures) -> None:
    drawing = CHARTS[name](figures)
    root = etree.fromstring(render_chart_svg(drawing))

    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [each.text for each in drawing.contents if isinstance(each, String)]


def test_a_dark_screen_gets_light_ink_but_marks_keep_theirs(figures: Figures) -> None:
    svg = render_chart_svg(draw_indicator_dots(figures), ink="#EEEEEE").decode()

    assert 'fill="#EEEEEE">實踐社會價值<' in svg
    assert "#1a1a1a" not in svg
    assert "#1b1b1b" in svg


def _luminance(color: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(each) for each in (color.red, color.green, color.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_states_differ_in_grey_and_white_words_on_them_are_legible() -> None:
    shades = sorted(_luminance(each) for each in (DARK, MIDDLE, LIGHT, PALE))

    for darker, lighter in pairwise(shades):
        assert (lighter + 0.05) / (darker + 0.05) > 1.4
    for ground in (DARK, MIDDLE):
        assert 1.05 / (_luminance(ground) + 0.05) >= 4.5


def test_a_missing_rate_is_a_word_not_a_bar_of_zero() -> None:
    drawing = draw_rate_bars([RateBar("甲部", None, "未報送"), RateBar("乙部", None)], 80)

    words = [each.text for each in drawing.contents if isinstance(each, String)]
    assert words == ["甲部", "未報送", "乙部", "—", "落後門檻 80%"]
