"""An amount said in other ways, so that a slip of scale is seen: by 億 and 萬, and in 大寫."""

from itertools import groupby

_NUMERALS = "零壹貳參肆伍陸柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "萬", "億", "兆", "京")
_GROUP = 10_000


def say_by_group(amount_ntd: int) -> str:
    """Say an amount as people read it: 1 億 450 萬元, −3,000 元."""
    said = [
        f"{part:,} {unit}".rstrip()
        for part, unit in zip(_split(abs(amount_ntd)), _GROUPS, strict=False)
        if part
    ]
    sign = "−" if amount_ntd < 0 else ""
    words = " ".join(reversed(said)) or "0"
    return f"{sign}{words}{'' if words[-1] in _GROUPS else ' '}元"


def say_in_capitals(amount_ntd: int) -> str:
    """Say an amount in 大寫, as cheques and contracts do: 新臺幣壹億零肆佰伍拾萬元整."""
    sign = "負" if amount_ntd < 0 else ""
    return f"新臺幣{sign}{_spell(abs(amount_ntd))}元整"


def _split(amount: int) -> list[int]:
    """The groups of four digits, the lowest first."""
    parts = []
    while amount:
        amount, part = divmod(amount, _GROUP)
        parts.append(part)
    return parts


def _spell(amount: int) -> str:
    if not amount:
        return _NUMERALS[0]
    digits = str(amount)
    words = ""
    for is_zero, run in groupby(enumerate(digits), key=lambda each: each[1] == "0"):
        listed = list(run)
        for at, digit in listed:
            left = len(digits) - 1 - at
            if not is_zero:
                words += _NUMERALS[int(digit)] + _PLACES[left % 4]
            is_group_said = any(each != "0" for each in digits[max(0, at - 3) : at + 1])
            if left % 4 == 0 and is_group_said:
                words += _GROUPS[left // 4]
        if is_zero and listed[-1][0] != len(digits) - 1:
            words += _NUMERALS[0]
    return words
