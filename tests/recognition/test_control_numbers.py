"""Control numbers are found in any encoding, and false ones are none."""

import pytest

from app.models.returns import build_control_number, is_control_number
from app.recognition.control_numbers import find_control_numbers

NUMBER = build_control_number("5a" * 32)


@pytest.mark.parametrize("encoding", ["utf-8", "cp950", "utf-16-le"])
def test_a_number_is_found_in_any_encoding(encoding: str) -> None:
    content = f"教育部，控制碼 {NUMBER}。{NUMBER}".encode(encoding)
    assert find_control_numbers(content) == (NUMBER,)


def test_what_only_looks_like_one_is_none() -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    assert find_control_numbers(f"{wrong} X{NUMBER} {NUMBER}-1234".encode()) == ()
    assert not is_control_number(NUMBER.replace("-", ""))
    assert not is_control_number(NUMBER.lower())
    assert is_control_number(NUMBER)
