"""An amount is said by 億 and 萬 and in 大寫, and both are read as the same amount again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notations.figures import read_figure
from app.notations.readings import say_by_group, say_in_capitals

AMOUNTS = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.mark.parametrize(
    ("amount", "groups", "capitals"),
    [
        (0, "0 元", "新臺幣零元整"),
        (10, "10 元", "新臺幣壹拾元整"),
        (20_300, "2 萬 300 元", "新臺幣貳萬零參佰元整"),
        (1_000_500, "100 萬 500 元", "新臺幣壹佰萬零伍佰元整"),
        (47_025_000, "4,702 萬 5,000 元", "新臺幣肆仟柒佰零貳萬伍仟元整"),
        (104_500_000, "1 億 450 萬元", "新臺幣壹億零肆佰伍拾萬元整"),
        (100_000_001, "1 億 1 元", "新臺幣壹億零壹元整"),
        (11_130_000_000, "111 億 3,000 萬元", "新臺幣壹佰壹拾壹億參仟萬元整"),
        (-3_000, "−3,000 元", "新臺幣負參仟元整"),
    ],
)
def test_amounts_are_said_as_people_write_them(amount: int, groups: str, capitals: str) -> None:
    assert (say_by_group(amount), say_in_capitals(amount)) == (groups, capitals)


@given(amount=AMOUNTS)
def test_capitals_are_read_as_the_same_amount(amount: int) -> None:
    spelt = say_in_capitals(amount).removeprefix("新臺幣")
    assert read_figure(spelt).value == amount


@given(amount=AMOUNTS)
def test_groups_add_up_to_the_amount(amount: int) -> None:
    units = {"兆": 10**12, "億": 10**8, "萬": 10**4, "": 1}
    terms = re.findall(r"([0-9,]+) ([兆億萬]?)", say_by_group(amount))
    assert sum(int(number.replace(",", "")) * units[unit] for number, unit in terms) == abs(amount)
