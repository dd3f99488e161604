"""Version numbers as Windows counts them."""

import pytest

from installer.windows.launchers import numbers_of


@pytest.mark.parametrize(("version", "numbers"), [("0.9.0", "0,9,0,0"), ("1.0", "1,0,0,0")])
def test_a_version_is_four_numbers(version: str, numbers: str) -> None:
    assert numbers_of(version) == numbers
