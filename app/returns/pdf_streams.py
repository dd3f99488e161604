"""Reading the streams of a received PDF without trusting how large they become.

A few kilobytes can inflate to gigabytes, and filters can be stacked: our writer uses one filter,
and what comes out of it is cut off at a limit.
"""

import zlib

import pikepdf

from app.returns.refusal import Refused

_FILTER_KEYS = {"/F", "/FFilter", "/DecodeParms", "/FDecodeParms", "/DP"}


def read_stream(stream: pikepdf.Object, limit: int) -> bytes:
    """The content of a stream, at most `limit` bytes. Raises Refused PDF_PARSE."""
    keys = set(stream.keys())
    if not keys.isdisjoint(_FILTER_KEYS):
        raise Refused("PDF_PARSE", detail="filter")
    raw = stream.read_raw_bytes()
    if "/Filter" not in keys:
        content = raw
    else:
        named = stream["/Filter"]
        filters = list(named) if isinstance(named, pikepdf.Array) else [named]
        if [str(each) for each in filters] != ["/FlateDecode"]:
            raise Refused("PDF_PARSE", detail="filter")
        content = _inflate(raw, limit)
    if len(content) > limit:
        raise Refused("PDF_PARSE", detail="size")
    return content


def _inflate(raw: bytes, limit: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(raw, limit + 1)
    except zlib.error as problem:
        raise Refused("PDF_PARSE", detail="deflate") from problem
    if len(content) <= limit and not inflater.eof:
        raise Refused("PDF_PARSE", detail="deflate")
    return content
