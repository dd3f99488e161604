"""Money: what the plan and officers write, and what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.money import MoneyUnit, format_money, format_rate, rate

AMOUNTS = st.integers(-(10**15), 10**15)
UNITS = st.sampled_from(MoneyUnit)


@pytest.mark.parametrize(
    ("amount", "unit", "places", "text"),
    [
        (56_176_000, MoneyUnit.TEN_THOUSAND, None, "5,617.6"),
        (1_100_000_000, MoneyUnit.TEN_THOUSAND, None, "110,000"),
        (2_945_563_000, MoneyUnit.HUNDRED_MILLION, 1, "29.5"),
        (50_000, MoneyUnit.HUNDRED_MILLION, 2, "0.00"),
        (5_000_000, MoneyUnit.HUNDRED_MILLION, 1, "0.1"),
        (-1_234, MoneyUnit.YUAN, None, "-1,234"),
        (None, MoneyUnit.YUAN, None, "—"),
        (0, MoneyUnit.TEN_THOUSAND, None, "0"),
    ],
)
def test_amounts_as_printed(
    amount: int | None, unit: MoneyUnit, places: int | None, text: str
) -> None:
    assert format_money(amount, unit, places) == text


@given(AMOUNTS, UNITS, st.integers(0, 4))
def test_rounding_never_moves_an_amount_by_more_than_half_a_step(
    amount: int, unit: MoneyUnit, places: int
) -> None:
    shown = Decimal(format_money(amount, unit, places).replace(",", ""))
    assert abs(shown - Decimal(amount) / unit.ntd) <= Decimal(5).scaleb(-places - 1)


def test_rates_have_two_places_half_up() -> None:
    assert rate(1, 3) == Decimal("33.33")
    assert rate(2, 3) == Decimal("66.67")
    assert rate(1, 800) == Decimal("0.13")
    assert str(rate(1, 1)) == "100.00"


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 5), (5, None), (5, 0), (None, None)])
def test_a_rate_without_a_base_is_a_dash(numerator: int | None, denominator: int | None) -> None:
    assert rate(numerator, denominator) is None
    assert format_rate(rate(numerator, denominator)) == "—"


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_rate_is_the_share_to_half_a_hundredth(numerator: int, denominator: int) -> None:
    share = rate(numerator, denominator)
    assert share is not None
    assert abs(share - Decimal(numerator) * 100 / denominator) <= Decimal("0.005")
