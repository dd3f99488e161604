"""The outside of a signed PDF, checked on the bytes before any parser sees them."""

import re
from collections.abc import Sequence

from app.returns.refusal import Refused

LARGEST_BYTES = 20_000_000
_HEADER = b"%PDF-1.7\n"
_END = re.compile(rb"%%EOF\n?\Z")
_HEXADECIMAL = re.compile(rb"<[0-9a-fA-F]*>")


def check_frame(content: bytes) -> None:
    """One header, one way to end, nothing before or after. Raises Refused PDF_FRAME."""
    if len(content) > LARGEST_BYTES:
        raise Refused("PDF_FRAME", detail="size")
    if not content.startswith(_HEADER) or content.count(b"%PDF-") != 1:
        raise Refused("PDF_FRAME", detail="header")
    if _END.search(content, max(0, len(content) - 16)) is None:
        raise Refused("PDF_FRAME", detail="end")


def check_revisions(content: bytes, signatures: int) -> None:
    """One revision as written and one for each signature. Raises Refused REVISION_COUNT."""
    ends, references = content.count(b"%%EOF"), content.count(b"startxref")
    if ends != signatures + 1 or references != signatures + 1:
        raise Refused("REVISION_COUNT", found=max(ends, references), expected=signatures + 1)


def check_byte_range(content: bytes, byte_range: Sequence[int], *, is_last: bool) -> int:
    """A signature covers everything up to the end of its revision except its own digits.

    Gives that end. Raises Refused SIG_BYTERANGE.
    """
    if len(byte_range) != 4 or any(each < 0 for each in byte_range):
        raise Refused("SIG_BYTERANGE", detail="form")
    start, before, after, length = (int(each) for each in byte_range)
    end = after + length
    if start != 0 or not 0 < before < after or length <= 0 or end > len(content):
        raise Refused("SIG_BYTERANGE", detail="numbers")
    if _HEXADECIMAL.fullmatch(content, before, after) is None:
        raise Refused("SIG_BYTERANGE", detail="gap")
    if is_last and end != len(content):
        raise Refused("SIG_BYTERANGE", detail="tail")
    if _END.search(content[max(0, end - 16) : end]) is None:
        raise Refused("SIG_BYTERANGE", detail="revision")
    return end


def check_gap(content: bytes, byte_range: Sequence[int], container: bytes) -> None:
    """The digits left out are one DER value in capitals and then zeros.

    They are the only bytes no signature covers; nothing may be kept there. Raises Refused
    SIG_BYTERANGE.
    """
    _, before, after, _ = byte_range
    length = _der_length(container)
    digits = container[:length].hex().upper().encode("ascii").ljust(after - before - 2, b"0")
    if content[before + 1 : after - 1] != digits:
        raise Refused("SIG_BYTERANGE", detail="padding")


def _der_length(container: bytes) -> int:
    """Length of the value a DER encoding starts with, its header included."""
    if len(container) < 2:
        return len(container)
    first = container[1]
    if first < 0x80:
        return 2 + first
    count = first & 0x7F
    return 2 + count + int.from_bytes(container[2 : 2 + count], "big")
