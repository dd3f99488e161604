"""DER is one way to write a value; every other way is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trust.certificates.der import encode_value, is_der


@given(st.binary(max_size=400), st.integers(min_value=0x80, max_value=0x9E))
def test_what_is_encoded_here_is_der(content: bytes, tag: int) -> None:
    assert is_der(encode_value(tag, content))
    assert is_der(encode_value(0x30, encode_value(tag, content), encode_value(tag, content)))
    assert not is_der(encode_value(tag, content) + b"\0")
    assert not is_der(encode_value(tag, content)[:-1])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x30",
        b"\x30\x80\x00\x00",  # no length given
        b"\x30\x81\x00",  # a length longer than needed
        b"\x04\x82\x00\x80" + bytes(128),
        b"\x04\x85\x00\x00\x00\x00\x01a",
        b"\x24\x03\x04\x01a",  # text in pieces
        b"\x1f\x81\x01\x00",  # a tag of several bytes
        b"\x02\x00",
        b"\x02\x02\x00\x01",
        b"\x02\x02\xff\x80",
        b"\x30\x03\x02\x02\x01",  # longer inside than outside
        b"\x30\x01\x02",
    ],
)
def test_what_is_not_der_is_told_apart(content: bytes) -> None:
    assert not is_der(content)


def test_depth_is_bounded() -> None:
    content = b""
    for _ in range(24):
        content = encode_value(0x30, content)
    assert is_der(content)
    for _ in range(1_000):
        content = encode_value(0x30, content)
    assert not is_der(content)
