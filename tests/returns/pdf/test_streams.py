"""A stream is unpacked only in the one way our writer packs it, and never beyond its limit."""

import zlib
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from app.returns.pdf.streams import PackedStream, read_stream
from app.returns.refusal import Refused

TEXT = b"BT (x) Tj ET" * 100
MakeStream = Callable[..., pikepdf.Stream]


@pytest.fixture
def make_stream() -> Iterator[MakeStream]:
    with pikepdf.new() as pdf:
        yield lambda raw, **keys: pikepdf.Stream(
            pdf, raw, pikepdf.Dictionary({f"/{name}": value for name, value in keys.items()})
        )


def refused(stream: pikepdf.Stream, limit: int = 10_000) -> str:
    with pytest.raises(Refused) as caught:
        read_stream(stream, limit)
    reason = caught.value.reason()
    assert reason.code == "PDF_PARSE"
    return str(reason.params["detail"])


def test_packed_or_not_the_content_comes_out(make_stream: MakeStream) -> None:
    flate = pikepdf.Name.FlateDecode
    assert read_stream(make_stream(TEXT), len(TEXT)) == TEXT
    assert read_stream(make_stream(zlib.compress(TEXT), Filter=flate), len(TEXT)) == TEXT
    one = pikepdf.Array([flate])
    assert read_stream(make_stream(zlib.compress(TEXT), Filter=one), len(TEXT)) == TEXT


def test_one_byte_beyond_the_limit_is_refused(make_stream: MakeStream) -> None:
    packed = make_stream(zlib.compress(TEXT), Filter=pikepdf.Name.FlateDecode)
    assert refused(make_stream(TEXT), len(TEXT) - 1) == "size"
    assert refused(packed, len(TEXT) - 1) == "size"


def test_other_filters_and_filters_upon_filters_are_refused(make_stream: MakeStream) -> None:
    flate = pikepdf.Name.FlateDecode
    assert refused(make_stream(TEXT, Filter=pikepdf.Name.LZWDecode)) == "filter"
    assert refused(make_stream(TEXT, Filter=pikepdf.Array([flate, flate]))) == "filter"
    parameters = pikepdf.Dictionary(Predictor=12)
    assert refused(make_stream(TEXT, Filter=flate, DecodeParms=parameters)) == "filter"


def test_what_does_not_inflate_to_its_end_is_refused() -> None:
    for raw in (b"not deflated", zlib.compress(TEXT)[:-5]):
        with pytest.raises(Refused) as caught:
            PackedStream(raw, is_deflated=True).unpack(10_000)
        assert caught.value.reason().params["detail"] == "deflate"
