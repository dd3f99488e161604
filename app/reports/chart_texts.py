"""What the charts of a report show, in words: read in place of the picture by a screen reader."""

from collections.abc import Iterable

from app.messages import word
from app.models.agency_names import AgencyNames
from app.models.money import MoneyUnit, format_money, format_rate
from app.reports.charts import RateBar, agency_rates, strategy_rates
from app.reports.figure_values import Figures
from app.reports.states import IndicatorOutcome


def describe_strategy_rates(figures: Figures) -> str:
    """The execution rate of each strategy, and the 落後 threshold."""
    return _describe_rates(figures, strategy_rates(figures))


def describe_agency_rates(figures: Figures, names: AgencyNames) -> str:
    """The execution rate of each agency or why there is none, and the 落後 threshold."""
    return _describe_rates(figures, agency_rates(figures, names))


def _describe_rates(figures: Figures, bars: Iterable[RateBar]) -> str:
    rates = "、".join(
        f"{each.label} {each.absent if each.percent is None else format_rate(each.percent)}"
        for each in bars
    )
    return f"{rates}；落後門檻 {figures.round.behind_below_percent}%"


def describe_indicator_dots(figures: Figures) -> str:
    """The numbers of the indicators of each outcome."""
    parts = []
    for outcome in IndicatorOutcome:
        numbers = [str(each.number) for each in figures.indicators if each.outcome is outcome]
        if numbers:
            parts.append(f"{word(outcome)} {len(numbers)} 項（{'、'.join(numbers)}）")
    return "；".join(parts)


def describe_standings(figures: Figures) -> str:
    """The number of projects of each standing."""
    states = figures.states.items()
    return "、".join(f"{word(standing)} {count}" for standing, count in states if count)


def describe_years(figures: Figures) -> str:
    """The approved amount of each year, with 可支用 and 執行 where they were reported."""
    parts = []
    for year in figures.years:
        amounts = [f"附表核定數 {_money(year.approved_ntd)}"]
        if year.reported is not None:
            amounts.append(f"可支用預算數 {_money(year.reported.available_ntd)}")
            amounts.append(f"執行數 {_money(year.reported.executed_ntd)}")
        parts.append(f"{year.year_roc} 年{'、'.join(amounts)}")
    return f"{'；'.join(parts)}（單位：億元）"


def _money(amount: int | None) -> str:
    return format_money(amount, MoneyUnit.HUNDRED_MILLION, 2)
