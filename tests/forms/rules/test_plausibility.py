"""Any factor between two figures is asked about, and a confirmation names no cause of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.rules.plausibility import Neighbour, compare_figures, names_cause


@given(st.integers(1, 10**9), st.decimals("3.01", "1e8"))
def test_no_factor_beyond_three_goes_unasked(figure: int, factor: Decimal) -> None:
    near = Neighbour("去年", figure)
    above, below = figure * factor, figure / factor
    assert compare_figures(above, near) is not None
    assert compare_figures(below, near) is not None
    assert compare_figures(Decimal(figure), near) is None


@pytest.mark.parametrize("power", [10**each for each in range(1, 9)])
def test_every_power_of_ten_is_named_a_slip_of_unit(power: int) -> None:
    near = Neighbour("去年", 1_234_567)
    for value, factor in ((1_200_000 * power, f"{power:,} 倍"), (None, f"1/{power:,}")):
        found = compare_figures(value or Decimal(1_200_000) / power, near)
        assert found is not None
        assert (found.is_unit_slip, found.factor) == (True, factor)


@pytest.mark.parametrize(
    "reason",
    [
        "無誤",
        "確認無誤。",
        "已核對，數字正確",
        "OK",
        "ok!",
        "是的",
        "無",
        "...",
        "金額已確認屬實",
        "同上",
        "123",
    ],
)
def test_a_confirmation_names_no_cause(reason: str) -> None:
    assert not names_cause(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "追加預算",
        "擴大辦理，場次增為三倍",
        "去年僅辦半年",
        "統計範圍改含線上參與，數字無誤",
        "立法院刪減",
        "疫情",
        "Budget cut by parliament",
    ],
)
def test_a_reason_names_its_cause(reason: str) -> None:
    assert names_cause(reason)
