"""What is printed reads back, and no text makes reading crash."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages import word
from app.models.money import MoneyUnit, format_money
from app.notations.figures import read_figure, read_numerals
from app.notations.quantities import read_amount, read_percent, read_quantity
from app.notations.unreadable import Unreadable

AMOUNTS = st.integers(-(10**15), 10**15)
UNITS = st.sampled_from(MoneyUnit)
NUMERALS = "〇一二三四五六七八九"
LIKE_FIGURES = st.text("0123456789,. -()△$萬億千百十一二〇零元人\n\t%", max_size=12)


@given(AMOUNTS, UNITS)
def test_printing_and_reading_gives_the_same_amount(amount: int, unit: MoneyUnit) -> None:
    assert read_amount(format_money(amount, unit), unit) == amount
    assert read_amount(format_money(amount, unit) + word(unit)) == amount


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
    assert read_amount("12", unit) == amount
    assert read_amount("12元", unit) == 12


def spell(number: int) -> str:
    """A number below ten thousand in words, as it is written out: 一千零五十."""
    parts, digits = "", f"{number:04}"
    for digit, place in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit != "0":
            parts += NUMERALS[int(digit)] + place
        elif parts and not parts.endswith("零"):
            parts += "零"
    return parts.rstrip("零")


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_numerals_read_as_they_are_spelt(above: int, below: int) -> None:
    assert read_numerals(spell(above)) == above
    rest = spell(below)
    zero = "零" if 0 < below < 1000 else ""
    assert read_figure(f"{spell(above)}萬{zero}{rest}").value == above * 10_000 + below


@given(LIKE_FIGURES | st.text())
def test_no_text_makes_reading_crash(text: str) -> None:
    for read in (
        read_amount,
        read_percent,
        lambda text: read_quantity(text, "萬人"),
        lambda text: read_quantity(text, ""),
    ):
        try:
            value = read(text)
        except Unreadable:
            continue
        assert isinstance(value, int | Decimal)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=4), st.sampled_from("\n\t、;~/"))
def test_two_figures_are_never_one(figures: list[int], between: str) -> None:
    with pytest.raises(Unreadable, match="SEVERAL"):
        read_figure(between.join(map(str, figures)))
