"""Text from outside as a person may see it: what would be invisible or move others is a mark.

Escape sequences, line ends inside a name, controls of the writing direction (U+202A to U+202E,
U+2066 to U+2069) and characters without a width can make a name look like another one, or like
a line of the program's own. They are shown by number instead.
"""

import json
import re
from typing import Final

# Cc but tab and line feed; Cf (zero width, direction, tags); separators; what is no character.
_UNSEEN: Final = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff"
)
# A zero-width joiner is seen where it joins two pictures, and nowhere else.
_JOINER: Final = r"(?<![\U0001f000-\U0001faff\ufe0f\u2190-\u2bff])\u200d"
_IN_TEXT: Final = re.compile(rf"[{_UNSEEN}]|{_JOINER}")
_IN_LINE: Final = re.compile(rf"[\t\n{_UNSEEN}]|{_JOINER}")


def visible_text(text: str) -> str:
    """The text with everything unseen as `⟨U+202E⟩`; tabs and line feeds stay."""
    return text if text.isascii() and text.isprintable() else _IN_TEXT.sub(_mark, text)


def visible_line(text: str) -> str:
    """The same for what is one line, such as a name: tabs and line feeds are marks as well."""
    return text if text.isascii() and text.isprintable() else _IN_LINE.sub(_mark, text)


def escape_unseen(text: str) -> str:
    """A JSON document with everything unseen in its strings as JSON's own escapes."""
    return _IN_TEXT.sub(lambda found: json.dumps(found[0])[1:-1], text)


def has_unseen(text: str) -> bool:
    """Return whether one line of text holds anything a person would not see."""
    return _IN_LINE.search(text) is not None


def _mark(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"
