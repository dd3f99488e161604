"""The short name follows the day, as the full one does."""

from datetime import date

import pytest

from app.programme.catalogue_loader import load_catalogue


@pytest.mark.parametrize(
    ("code", "day", "short"),
    [
        ("MOA", date(2023, 7, 31), "農委會"),
        ("MOA", date(2026, 2, 15), "農業部"),
        ("MOENV", date(2023, 8, 21), "環保署"),
        ("MOENV", date(2023, 8, 22), "環境部"),
        ("NDC", date(2026, 2, 15), "國發會"),
    ],
)
def test_a_short_name_is_the_one_of_that_day(code: str, day: date, short: str) -> None:
    assert load_catalogue().agency(code).short_name_on(day) == short
