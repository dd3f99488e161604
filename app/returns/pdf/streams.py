"""Reading the streams of a received PDF without trusting how large they become.

A few kilobytes can inflate to gigabytes, and filters can be stacked: our writer uses one filter,
and what comes out of it is cut off at a limit.
"""

import zlib
from dataclasses import dataclass

import pikepdf

from app.returns.refusal import Refused

_FILTER_KEYS = {"/F", "/FFilter", "/DecodeParms", "/FDecodeParms", "/DP"}


@dataclass(frozen=True, slots=True)
class PackedStream:
    """A stream as it lies in the file: what stands here is all that decides what comes out."""

    raw: bytes
    is_deflated: bool

    def unpack(self, limit: int) -> bytes:
        """The content, at most `limit` bytes. Raises Refused PDF_PARSE. Any thread may call it."""
        content = _inflate(self.raw, limit) if self.is_deflated else self.raw
        if len(content) > limit:
            raise Refused("PDF_PARSE", detail="size")
        return content


def open_stream(stream: pikepdf.Object) -> PackedStream:
    """A stream that is packed as ours are, or not at all. Raises Refused PDF_PARSE."""
    keys = stream.keys()
    if not _FILTER_KEYS.isdisjoint(keys):
        raise Refused("PDF_PARSE", detail="filter")
    is_deflated = "/Filter" in keys
    if is_deflated:
        named = stream["/Filter"]
        filters = list(named) if isinstance(named, pikepdf.Array) else [named]
        if [str(each) for each in filters] != ["/FlateDecode"]:
            raise Refused("PDF_PARSE", detail="filter")
    return PackedStream(stream.read_raw_bytes(), is_deflated)


def read_stream(stream: pikepdf.Object, limit: int) -> bytes:
    """The content of a stream, at most `limit` bytes. Raises Refused PDF_PARSE."""
    return open_stream(stream).unpack(limit)


def _inflate(raw: bytes, limit: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(raw, limit + 1)
    except zlib.error as problem:
        raise Refused("PDF_PARSE", detail="deflate") from problem
    if len(content) <= limit and not inflater.eof:
        raise Refused("PDF_PARSE", detail="deflate")
    return content
