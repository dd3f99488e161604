"""Read one figure out of a text: its sign, digits or numerals, scale (萬, 億) and unit.

    「NT$ 1,200」「(1,200)」「△1,200」「１，２００家」「4億5,000萬元」「壹佰貳拾萬元整」 → Figure

A text with more than one figure, or with one that could be read in two ways (3萬5, 二三十), is
refused: nothing is put together from what stood apart. White space may stand within a figure only
where a thousands mark could.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.characters.folding import fold_width
from app.notations.unreadable import Reason, Unreadable, refuse_spreadsheet_signs, several

_GROUPED = r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?![0-9,]|[ ][0-9])"
_ARABIC = rf"(?:{_GROUPED}|[0-9]+(?![0-9,]))(?:\.[0-9]+(?!\.|[0-9]))?|\.[0-9]+(?!\.|[0-9])"
_WAYS = "〇零○ 一壹弌 二貳貮兩弍 三參叁弎 四肆 五伍 六陸 七柒 八捌 九玖"
_NUMERALS = {each: digit for digit, ways in enumerate(_WAYS.split()) for each in ways}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LARGE = {"萬": 10**4, "億": 10**8, "兆": 10**12}
_DIGITS, _SCALES = "".join(_NUMERALS), "".join([*_SMALL, *_LARGE])
_SPELT = rf"[{_DIGITS}]+(?:點[{_DIGITS}]+)?"
_TERM = re.compile(
    rf"(?:(?P<number>{_ARABIC})|(?P<spelt>{_SPELT}))?"
    rf"(?: ?(?P<small>[{''.join(_SMALL)}])?(?P<large>[{''.join(_LARGE)}])?)"
)
_ANY_FIGURE = re.compile(
    rf"[0-9][0-9,]*(?:\.[0-9]+)*[{_SCALES}]*|\.[0-9]+|[{_DIGITS}十百千拾佰仟][{_DIGITS}點{_SCALES}]*"
)
_MINUS = "-−–"
_BEFORE_LESS = f"{_MINUS}△▲負"
_CURRENCY = re.compile(r"NT\$|NTD|TWD|NT|\$|新臺幣|新台幣|臺幣|台幣", re.IGNORECASE)
REVERSED = "\u202e"
"""Turns the order around: what is seen behind it is not the order of what is stored."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was written: its value with the scale, and what stood behind it."""

    value: Decimal
    unit: str = ""
    """What follows the figure (人, 元, %), '' where nothing does."""
    is_scaled: bool = False
    """Whether 萬, 億 or 兆 were written along."""
    is_abbreviated: bool = False
    """Whether digits stand before 十, 百 or 千 alone: 5千, in a table of 萬元, may be either."""
    currency: str = ""
    """The sign of the currency written along: $, NT$, 新臺幣."""


@dataclass(frozen=True, slots=True)
class _Term:
    number: Decimal
    place: int
    may_be_short: bool = False
    """One digit without a scale of its own; what follows a larger scale may then be cut short."""
    is_spelt: bool = False
    """Written in numerals, not in digits."""


def read_figure(text: str) -> Figure:
    """Read the one figure of a text. Raises Unreadable with what was seen."""
    plain = fold_width(text).strip().replace("廿", "二十").replace("卅", "三十")
    refuse_spreadsheet_signs(plain)
    if "\n" in plain or "\t" in plain:
        raise several([each.strip() for each in re.split(r"[\n\t]+", plain) if each.strip()])
    if len(plain) > _LONGEST or REVERSED in text:
        raise Unreadable(Reason.NO_VALUE)
    rest, is_negative, currency = _take_signs(plain)
    terms, end = _take_terms(rest, plain)
    unit, has_minus = _take_unit(rest[end:], plain)
    # NT$1,200- ends a sum so that nothing can be added; 1,200- is a negative figure
    if has_minus and (is_negative or currency):
        raise _refuse(plain)
    value = _add_up(terms, plain, is_bare=not unit)
    factor, unit = split_scale(unit)  # 1,200（萬元）
    if _CURRENCY.fullmatch(unit):
        currency, unit = unit, ""
    return Figure(
        -value * factor if is_negative or has_minus else value * factor,
        unit,
        is_scaled=factor > 1 or any(each.place >= _LARGE["萬"] for each in terms),
        is_abbreviated=any(each.place > 1 and not each.is_spelt for each in terms),
        currency=currency,
    )


def read_numerals(text: str) -> int:
    """A whole number in digits or in words: 113, 一百一十三, 一一三, 廿五. Raises Unreadable."""
    figure = read_figure(text)
    if figure.unit or figure.currency or figure.value != figure.value.to_integral_value():
        raise Unreadable(Reason.NO_VALUE)
    return int(figure.value)


def split_scale(unit: str) -> tuple[int, str]:
    """How many of what a unit counts in: 萬元 is 10,000 and 元."""
    noun, factor = unit, 1
    while noun[:1] in _SMALL or noun[:1] in _LARGE:
        factor *= _SMALL.get(noun[0]) or _LARGE[noun[0]]
        noun = noun[1:]
    return factor, noun


def _refuse(text: str) -> Unreadable:
    """The refusal of a text: because of several figures, or because none can be read."""
    found = [*_ANY_FIGURE.finditer(text)]
    between = [text[one.end() : other.start()] for one, other in pairwise(found)]
    if any(each.strip(",.") for each in between) or any(each.isspace() for each in between):
        return several([each[0].rstrip(",") for each in found])
    return Unreadable(Reason.NO_VALUE)


def _take_signs(text: str) -> tuple[str, bool, str]:
    """What is left behind the signs before a figure, whether it is negative, and the currency."""
    is_negative, currency, rest = False, "", text
    while rest:
        marked = _CURRENCY.match(rest)
        if marked is not None and not currency:
            currency, rest = marked[0], rest[marked.end() :].lstrip()
        elif rest[0] in _BEFORE_LESS and not is_negative:
            is_negative, rest = True, rest[1:].lstrip()
        elif rest[0] == "+" and rest == text:
            rest = rest[1:]
        elif rest[0] == "(" and not is_negative:
            inside, bracket, behind = rest[1:].partition(")")
            if not bracket or not re.match(r"\s*(?:NT)?\$?\s*[0-9.]", inside):
                break
            is_negative, rest = True, f"{inside.strip()}{behind}"
        else:
            break
    return rest, is_negative, currency


def _take_unit(rest: str, text: str) -> tuple[str, bool]:
    """What follows a figure as its unit, and whether a minus stands behind it: 1,200-."""
    unit = rest.strip()
    bracketed = re.fullmatch(r"\(([^()]+)\)", unit)
    if bracketed is not None:
        unit = bracketed[1].strip()
    if unit and unit in _MINUS:
        return "", True
    if not _is_unit(unit) or _ANY_FIGURE.search(split_scale(unit)[1]):
        raise _refuse(text)
    return unit, False


def _is_unit(text: str) -> bool:
    """Return whether a text could be what is counted, and no mark, figure or remark."""
    if text in ("", "NT$"):
        return True
    return (text[0].isalpha() or text[0] in "%‰") and all(
        each.isalpha() or each in "/·" for each in text[1:]
    )


def _take_terms(rest: str, text: str) -> tuple[list[_Term], int]:
    """The terms of a figure (4億 and 5,000萬) and where they end. Raises Unreadable for none."""
    terms: list[_Term] = []
    section: list[_Term] = []  # what the next 萬 or 億 multiplies
    position = 0
    while found := _TERM.match(rest, position):
        written, small, large = found["number"] or found["spelt"], found["small"], found["large"]
        if not (written or small or large):
            break
        if written is None and small not in ("十", "拾"):
            if section or terms or position:
                raise _refuse(text)
            break
        position = found.end()
        section.append(_read_term(found, text, is_first=not (section or terms)))
        is_continued = _TERM.match(rest, position)
        if large:
            terms += [
                _Term(
                    each.number,
                    each.place * _LARGE[large],
                    each.may_be_short and at > 0,
                    each.is_spelt,
                )
                for at, each in enumerate(section)
            ]
            section = []
        elif is_continued is None or not is_continued[0].strip():
            break
    if not (terms or section):
        raise _refuse(text)
    return terms + section, position


def _read_term(found: re.Match[str], text: str, *, is_first: bool) -> _Term:
    place = _SMALL[found["small"]] if found["small"] else 1
    if found["number"]:
        plain = re.sub("[ ,]", "", found["number"])
        is_short = place == 1 and len(plain) == 1
        return _Term(Decimal(plain), place, is_short)
    if not found["spelt"]:
        return _Term(Decimal(1), place, is_spelt=True)  # 十二
    whole, _, part = found["spelt"].partition("點")
    digits = "".join(str(_NUMERALS[each]) for each in whole)
    stated = digits.lstrip("0") or "0"
    # 一二〇〇 is spelt out; 一二 and 二三十 may be one or two, twenty or thirty
    if not (len(stated) == 1 or (is_first and place == 1 and len(digits) > 2)):
        raise _refuse(text)
    behind = "".join(str(_NUMERALS[each]) for each in part)
    number = Decimal(f"{stated}.{behind}" if behind else stated)
    return _Term(number, place, place == 1 and len(digits) == 1, is_spelt=True)


def _add_up(terms: list[_Term], text: str, *, is_bare: bool) -> Decimal:
    """The sum of the terms, each of which fits below the one before it."""
    total, room = Decimal(0), None
    for at, each in enumerate(terms):
        value = each.number * each.place
        is_last = at == len(terms) - 1
        is_whole = each.number == each.number.to_integral_value()
        if (room is not None and value >= room) or not (is_whole or is_last):
            raise _refuse(text)
        if room is not None and room > each.place * 10:
            # 三萬五 is 35,000 to one reader and 30,005 to another; so is 1億5000
            is_cut = is_bare and each.place == 1 and room >= 10**8
            if each.may_be_short or is_cut:
                raise _refuse(text)
        total, room = total + value, each.place
    return total
