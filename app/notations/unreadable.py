"""What keeps a text from being read as one value, and what was seen in it."""

import re
from enum import Enum, auto


class Reason(Enum):
    """Why a text is not one value that could be read without guessing."""

    NO_VALUE = auto()
    SEVERAL = auto()
    NOT_SHOWN = auto()  # what a spreadsheet puts where it cannot show a value
    ROUNDED = auto()  # 1.2E+09, whose last digits the spreadsheet left out
    OTHER_UNIT = auto()
    SERIAL = auto()  # the number of a day in a spreadsheet
    OTHER_WEEKDAY = auto()


class Unreadable(ValueError):  # noqa: N818 - a finding about a text, reported to the officer
    """A text that is not one value; `seen` quotes the part of it that says so."""

    def __init__(self, reason: Reason, seen: str = "") -> None:
        self.reason = reason
        self.seen = seen
        super().__init__(f"{reason.name} {seen}")


_ERROR_VALUE = re.compile(
    r"#{2,}|#(?:N/?A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|FIELD!|UNKNOWN!"
    r"|CONNECT!|BUSY!|GETTING_DATA|ERROR!|名稱\?)|Err:\d{3}",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?E[+-]?\d{1,3}", re.IGNORECASE | re.ASCII)
_MOST_NAMED = 4


def refuse_spreadsheet_signs(text: str) -> None:
    """Raises Unreadable for what a spreadsheet shows instead of a value, or too little of one."""
    shown = text.strip()
    if _ERROR_VALUE.fullmatch(shown):
        raise Unreadable(Reason.NOT_SHOWN, shown)
    if _ROUNDED.fullmatch(shown):
        raise Unreadable(Reason.ROUNDED, shown)


def several(found: list[str]) -> Unreadable:
    """The refusal of a text that holds more than one value, naming the first of them."""
    named = "、".join(found[:_MOST_NAMED])
    return Unreadable(Reason.SEVERAL, f"{named}…" if len(found) > _MOST_NAMED else named)
