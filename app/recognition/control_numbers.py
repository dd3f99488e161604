"""Control numbers standing in any content: what a copy of a return still bears of it.

Sheets and pages carry the number in their heads, so it outlives saving as another kind of file.
"""

import re
from itertools import islice

from app.models.returns import is_control_number

_GROUP = rb"[0-9A-HJKMNP-TV-Z]"
_PLAIN = re.compile(
    rb"(?<![0-9A-Za-z-])" + rb"-".join([_GROUP + rb"{4}"] * 4) + rb"(?![0-9A-Za-z-])"
)
_WIDE = re.compile(rb"-\x00".join([rb"(?:" + _GROUP + rb"\x00){4}"] * 4))
"""As old Excel and Notepad write text: two bytes a character."""
_LOOKED_AT = 20_000_000
_MOST = 1_000


def find_control_numbers(content: bytes) -> tuple[str, ...]:
    """The different control numbers in some bytes, in their order; false ones are left out."""
    looked_at = content[:_LOOKED_AT]
    found: dict[str, None] = {}
    for pattern in (_PLAIN, _WIDE):
        for each in islice(pattern.finditer(looked_at), _MOST):
            text = each[0].replace(b"\x00", b"").decode("ascii")
            if is_control_number(text):
                found[text] = None
    return tuple(found)
