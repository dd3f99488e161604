"""Charts of a round, for the pages of the report and, as SVG, for the overview.

Every chart is a reportlab `Drawing` of rectangles, circles, lines and strings without overlapping
labels. States differ in lightness as well as hue (for black-and-white print), and every mark is
labelled with its value or word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from app.messages import word
from app.models.agency_names import AgencyNames
from app.models.money import MoneyUnit, format_money, format_rate
from app.models.reviews import ReturnState
from app.reports.figure_values import AgencyFigures, Figures, IndicatorFigures
from app.reports.states import IndicatorOutcome, Standing

FONT = "Kai"
WIDTH = 483.0

INK = HexColor("#1A1A1A")
MARK_INK = HexColor("#1B1B1B")  # on a mark, in either theme
RULE = HexColor("#8A8A8A")
DARK, MIDDLE, LIGHT, PALE = (
    HexColor(each) for each in ("#7A1F12", "#3F6E9C", "#B9D3E8", "#FFFFFF")
)
NAVY = HexColor("#1F3554")  # of amounts, distinct from that of 落後

_STANDING_COLORS = {
    Standing.MET: MIDDLE, Standing.NEAR: LIGHT, Standing.BEHIND: DARK,
    Standing.UNJUDGED: HexColor("#DDDDDD"), Standing.ENDED: HexColor("#EFEFEF"),
    Standing.NIL: HexColor("#F7F3E3"), Standing.UNREPORTED: PALE,
}  # fmt: skip
_NOTHING_DUE = HexColor("#EFEFEF")
_OUTCOME_COLORS = {
    IndicatorOutcome.MET: MIDDLE, IndicatorOutcome.NEAR: LIGHT, IndicatorOutcome.BEHIND: DARK,
    IndicatorOutcome.OVER_CEILING: HexColor("#B4552D"), IndicatorOutcome.COMPLETED: MIDDLE,
    IndicatorOutcome.OVERDUE: DARK, IndicatorOutcome.NOT_DUE: _NOTHING_DUE,
    IndicatorOutcome.NO_TARGET: _NOTHING_DUE, IndicatorOutcome.ENDED: _NOTHING_DUE,
    IndicatorOutcome.NIL: _NOTHING_DUE, IndicatorOutcome.UNREPORTED: PALE,
    IndicatorOutcome.QUALITATIVE: HexColor("#CFCFCF"),
}  # fmt: skip

_ALWAYS_NAMED = (IndicatorOutcome.MET, IndicatorOutcome.NEAR, IndicatorOutcome.BEHIND)

_LABEL_SIZE, _VALUE_SIZE, _NOTE_SIZE = 9.5, 9.0, 8.5
_GUTTER = 112.0  # width of the labels on the left: eleven characters
_TAIL = 52.0  # width of the value to the right of the longest bar
_ROW = 19.0
_LEGEND = 20.0


@dataclass(frozen=True)
class RateBar:
    """One bar: a rate in percent, or the word shown in its place."""

    label: str
    percent: Decimal | None
    absent: str = "—"


def draw_strategy_rates(figures: Figures, width: float = WIDTH) -> Drawing:
    """Draw the execution rate by strategy, with a bar for projects of several strategies."""
    return draw_rate_bars(strategy_rates(figures), figures.round.behind_below_percent, width)


def strategy_rates(figures: Figures) -> list[RateBar]:
    """The execution rate by strategy, and of projects of several strategies."""
    bars = [RateBar(each.name, each.budget.execution_rate) for each in figures.strategies]
    return [*bars, RateBar("跨策略計畫", figures.shared.execution_rate)]


def draw_agency_rates(figures: Figures, names: AgencyNames, width: float = WIDTH) -> Drawing:
    """Draw the execution rate by agency in appendix order, including those without a rate."""
    bars = agency_rates(figures, names)
    return draw_rate_bars(bars, figures.round.behind_below_percent, width)


def agency_rates(figures: Figures, names: AgencyNames) -> list[RateBar]:
    """The execution rate by agency in appendix order, including those without a rate."""
    return [
        RateBar(names.short(each.code), each.budget.execution_rate, _print_absence(each))
        for each in figures.agencies
    ]


def _print_absence(agency: AgencyFigures) -> str:
    if agency.state is ReturnState.SENT_BACK:
        return "補正中"
    if agency.nil_reason:
        return "本期無執行"
    return "未報送" if agency.is_missing else "—"


def draw_rate_bars(bars: Sequence[RateBar], threshold: int, width: float = WIDTH) -> Drawing:
    """Draw horizontal bars from 0 to 100 % (or the highest rate), with the 落後 threshold."""
    height = len(bars) * _ROW + _LEGEND + 4
    drawing = _blank(width, height)
    known = [each.percent for each in bars if each.percent is not None]
    full = max(Decimal(100), *known) if known else Decimal(100)
    scale = (width - _GUTTER - _TAIL) / float(full)
    bottom, top = 4.0, height - _LEGEND
    limit = _GUTTER + threshold * scale
    for row, bar in enumerate(bars):
        y = top - (row + 1) * _ROW
        drawing.add(_text(_GUTTER - 6, y + 5.5, bar.label, _LABEL_SIZE, "end"))
        if bar.percent is None:
            drawing.add(_text(_GUTTER + 6, y + 5.5, bar.absent, _VALUE_SIZE))
            continue
        length = float(bar.percent) * scale
        color = DARK if bar.percent < threshold else MIDDLE
        drawing.add(_bar(_GUTTER, y + 3, length, _ROW - 6, color))
        x = max(_GUTTER + length, 0) + 4
        # A value that would overlap the threshold line is moved behind it.
        x = limit + 4 if x < limit < x + _TAIL - 8 else x
        drawing.add(_text(x, y + 5.5, format_rate(bar.percent), _VALUE_SIZE))
    drawing.add(Line(_GUTTER, bottom, _GUTTER, top, strokeColor=RULE, strokeWidth=0.8))
    drawing.add(
        Line(limit, bottom, limit, top, strokeColor=INK, strokeWidth=0.8, strokeDashArray=[3, 2])
    )
    drawing.add(_text(limit, top + 5, f"落後門檻 {threshold}%", _NOTE_SIZE, "middle"))
    return drawing


def draw_indicator_dots(figures: Figures, width: float = WIDTH) -> Drawing:
    """Draw the forty indicators as numbered dots by strategy, coloured by outcome."""
    rows = [
        (each.name, [one for one in figures.indicators if one.strategy == each.id])
        for each in figures.strategies
    ]
    longest = max(len(indicators) for _, indicators in rows)
    step = min(24.0, (width - _GUTTER) / max(longest, 1))
    radius, row_height = step * 0.44, step + 4
    height = len(rows) * row_height + _LEGEND + 4
    drawing = _blank(width, height)
    for index, (name, indicators) in enumerate(rows):
        middle = height - _LEGEND - (index + 0.5) * row_height
        drawing.add(_text(_GUTTER - 6, middle - 3.5, name, _LABEL_SIZE, "end"))
        for place, indicator in enumerate(indicators):
            _add_dot(drawing, _GUTTER + (place + 0.5) * step, middle, radius, indicator)
    counts = figures.count_outcomes()
    _add_legend(
        drawing, height - _LEGEND + 6,
        [(_OUTCOME_COLORS[each], f"{word(each)} {counts[each]}")
         for each in IndicatorOutcome if counts[each] or each in _ALWAYS_NAMED],
    )  # fmt: skip
    return drawing


def _add_dot(
    drawing: Drawing, x: float, y: float, radius: float, indicator: IndicatorFigures
) -> None:
    color = _OUTCOME_COLORS[indicator.outcome]
    drawing.add(Circle(x, y, radius, fillColor=color, strokeColor=INK, strokeWidth=0.6))
    drawing.add(_text(x, y - 3, str(indicator.number), 8, "middle", _ink_on(color)))


_DARK_MARKS = (DARK, MIDDLE, _OUTCOME_COLORS[IndicatorOutcome.OVER_CEILING])


def _ink_on(color: Color) -> Color:
    return PALE if color in _DARK_MARKS else MARK_INK


def draw_standings(figures: Figures, width: float = WIDTH) -> Drawing:
    """Draw the projects by standing (達成, 接近, 落後 …) as one stacked bar."""
    drawing = _blank(width, 52)
    total, x = max(sum(figures.states.values()), 1), 0.0
    for standing, count in figures.states.items():
        length = width * count / total
        color = _STANDING_COLORS[standing]
        if count:
            drawing.add(_bar(x, 4, length, 22, color))
            middle = x + length / 2
            drawing.add(_text(middle, 11.5, str(count), _LABEL_SIZE, "middle", _ink_on(color)))
        x += length
    _add_legend(
        drawing, 38,
        [
            (_STANDING_COLORS[each], f"{word(each)} {figures.states[each]}")
            for each in Standing
            if figures.states[each]
        ],
    )  # fmt: skip
    return drawing


def draw_years(figures: Figures, width: float = WIDTH) -> Drawing:
    """Draw the approved amounts by year, with 可支用 and 執行 of the round's year, in 億元."""
    height, bottom = 190.0, 22.0
    drawing = _blank(width, height)
    top = height - _LEGEND - 16
    amounts = [each.approved_ntd for each in figures.years]
    reported = [figures.total.available_ntd or 0, figures.total.executed_ntd or 0]
    highest = max([*amounts, *reported, 1])
    group = width / max(len(figures.years), 1)
    bar = min(48.0, group / 3.4)
    for index, year in enumerate(figures.years):
        series: list[tuple[Color, int | None]] = [(LIGHT, year.approved_ntd)]
        if year.reported is not None:
            series += [(MIDDLE, year.reported.available_ntd), (NAVY, year.reported.executed_ntd)]
        start = group * (index + 0.5) - bar * len(series) / 2
        for place, (color, amount) in enumerate(series):
            x, length = start + place * bar, (top - bottom) * (amount or 0) / highest
            drawing.add(_bar(x + 2, bottom, bar - 4, length, color))
            label = format_money(amount, MoneyUnit.HUNDRED_MILLION, 2)
            drawing.add(_text(x + bar / 2, bottom + length + 4, label, _VALUE_SIZE, "middle"))
        drawing.add(_text(group * (index + 0.5), 8, f"{year.year_roc} 年", _LABEL_SIZE, "middle"))
    drawing.add(Line(0, bottom, width, bottom, strokeColor=RULE, strokeWidth=0.8))
    legend = [(LIGHT, "附表核定數"), (MIDDLE, "可支用預算數"), (NAVY, "執行數")]
    _add_legend(drawing, height - _LEGEND + 8, legend, note="單位：億元")
    return drawing


def _add_legend(
    drawing: Drawing, y: float, entries: Iterable[tuple[Color, str]], note: str = ""
) -> None:
    x = 2.0
    for color, label in entries:
        drawing.add(_bar(x, y - 1, 9, 9, color))
        drawing.add(_text(x + 13, y, label, _NOTE_SIZE))
        ems = sum(1.0 if east_asian_width(each) in "WFA" else 0.5 for each in label)
        x += 13 + ems * _NOTE_SIZE + 8
    if note:
        drawing.add(_text(drawing.width - 2, y, note, _NOTE_SIZE, "end"))


def _bar(x: float, y: float, width: float, height: float, color: Color) -> Rect:
    return Rect(x, y, width, height, fillColor=color, strokeColor=INK, strokeWidth=0.5)


def _text(
    x: float, y: float, text: str, size: float, anchor: str = "start", color: Color = INK
) -> String:
    return String(x, y, text, fontName=FONT, fontSize=size, textAnchor=anchor, fillColor=color)


def _blank(width: float, height: float) -> Drawing:
    # Without it a drawing begins with Helvetica, which is not embedded.
    return Drawing(width, height, initialFontName=FONT, initialFontSize=8)
