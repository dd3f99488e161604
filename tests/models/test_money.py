"""Money: what the plan and officers write, and what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages import word
from app.models.money import MoneyUnit, format_money, format_rate, parse_money, rate

AMOUNTS = st.integers(-(10**15), 10**15)
UNITS = st.sampled_from(MoneyUnit)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4億5,000萬元", 450_000_000),
        ("110,000萬元", 1_100_000_000),
        ("6億5,000萬元", 650_000_000),
        ("65,000萬元", 650_000_000),
        ("5,617.60萬元", 56_176_000),
        ("8,200.3萬元", 82_003_000),
        ("120萬", 1_200_000),
        ("2千萬元", 20_000_000),
        ("3百萬元", 3_000_000),
        ("1億2千萬3百萬", 123_000_000),
        ("1,234元整", 1_234),
        ("新臺幣 1,200 元", 1_200),
        ("NT$1,200", 1_200),
        ("１，２００元", 1_200),
        ("-5萬元", -50_000),
        ("−5", -5),
        ("0", 0),
    ],
)
def test_amounts_as_they_are_written(text: str, amount: int) -> None:
    assert parse_money(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "萬",
        "1,23萬元",
        "5萬4億",
        "1萬2萬",
        "1.5元",
        "0.00001萬元",
        "1,2345",
        "約5萬",
        "1e3",
        "5萬元左右",
        "--5",
        "5-",
        "1..5萬",
        "十萬",
    ],
)
def test_what_is_no_whole_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_money(text)


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        (MoneyUnit.YUAN, 12),
        (MoneyUnit.THOUSAND, 12_000),
        (MoneyUnit.TEN_THOUSAND, 120_000),
        (MoneyUnit.HUNDRED_MILLION, 1_200_000_000),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_the_table(unit: MoneyUnit, amount: int) -> None:
    assert parse_money("12", unit) == amount
    assert parse_money("12元", unit) == 12


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


@given(AMOUNTS, UNITS)
def test_printing_and_reading_gives_the_same_amount(amount: int, unit: MoneyUnit) -> None:
    assert parse_money(format_money(amount, unit), unit) == amount
    assert parse_money(format_money(amount, unit) + word(unit), MoneyUnit.YUAN) == amount


@given(AMOUNTS, UNITS, st.integers(0, 4))
def test_rounding_never_moves_an_amount_by_more_than_half_a_step(
    amount: int, unit: MoneyUnit, places: int
) -> None:
    shown = Decimal(format_money(amount, unit, places).replace(",", ""))
    assert abs(shown - Decimal(amount) / unit.ntd) <= Decimal(5).scaleb(-places - 1)


@given(st.text())
def test_no_text_makes_reading_money_crash(text: str) -> None:
    try:
        amount = parse_money(text)
    except ValueError:
        return
    assert isinstance(amount, int)


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
