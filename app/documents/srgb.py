"""An ICC profile of sRGB (IEC 61966-2-1), version 2: what the colours of a page are meant as.

Made here from the published numbers, so nobody's file with nobody's terms is shipped.
"""

import struct
from functools import cache

_CURVE_POINTS = 1024
# Adapted to the white of profiles, D50, by Bradford, as numbers with 16 binary places.
_WHITE = (0xF6D6, 0x10000, 0xD32D)
_RED = (0x6FA2, 0x38F5, 0x0390)
_GREEN = (0x6299, 0xB785, 0x18DA)
_BLUE = (0x24A0, 0x0F84, 0xB6CF)
_DATE = (2014, 1, 1, 0, 0, 0)
DESCRIPTION = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """The bytes of the profile, the same every time."""
    curve = _curve()
    tags = {
        b"desc": _description(DESCRIPTION),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _color(_WHITE),
        b"rXYZ": _color(_RED),
        b"gXYZ": _color(_GREEN),
        b"bXYZ": _color(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        if content not in places:
            places[content] = at + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    return _header(at + len(body)) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(
        ">I4sI4s4s4s6H4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", *_DATE, b"acsp"
    )
    return (head + bytes(28) + struct.pack(">3I", *_WHITE)).ljust(128, b"\0")


def _color(values: tuple[int, int, int]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3I", *values)


def _curve() -> bytes:
    points = [_linear(each / (_CURVE_POINTS - 1)) for each in range(_CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)


def _linear(value: float) -> int:
    """The light of a component from 0 to 1, as a number with 16 binary places."""
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 0xFFFF)


def _description(text: str) -> bytes:
    """The text in ASCII; its forms in Unicode and for old Macintoshes are left empty."""
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(78)
