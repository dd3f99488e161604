"""Read one day out of a text, as calendars, spreadsheets and official papers write it.

    「113年3月5日」「中華民國一百一十三年三月五日」「2024/3/5 0:00」「113.3.5（二）」 → date

Three digits are a ROC year and four a CE one; two are refused where nothing says 民國, because
nobody can tell 民國 89 from 1989. Which of two figures is the month is never guessed either.
"""

import re
from datetime import date, timedelta

from app.characters.folding import fold_width
from app.models.periods import ce_year, format_roc_date
from app.notations.figures import REVERSED, read_numerals
from app.notations.unreadable import Reason, Unreadable, refuse_spreadsheet_signs, several

_N = "0-9〇零○一壹二貳三參四肆五伍六陸七柒八捌九玖十拾百佰廿卅"
_ERA = r"(?P<era>(?:中華)?民國|西元|公元)? ?"
_BETWEEN = " ?[-/.–] ?"
_DAY = tuple(
    re.compile(_ERA + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>[{_N}元]{{1,7}}) ?年 ?(?P<month>[{_N}元]{{1,3}}) ?月 ?"
        rf"(?P<day>[{_N}]{{1,4}}) ?[日號]",
        rf"(?P<year>[0-9]{{2,4}}){_BETWEEN}(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<day>[0-9]{{1,2}})"
        r"(?![0-9])\.?(?![0-9])",
        r"(?P<year>[0-9]{3,4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR, _NUMBER = "(?P<year>[0-9]{4})(?![0-9])", "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH = tuple(
    re.compile(rf"(?:(?P<weekday>(?:{'|'.join(_WEEKDAYS)})[a-z]*),? )?{pattern}", re.IGNORECASE)
    for pattern in (f"{_NUMBER}[ -]{_MONTH}[ -]{_YEAR}", f"{_MONTH} {_NUMBER},? {_YEAR}")
)
_HALF = "(?:上午|下午|凌晨|中午|晚上|am|pm)"
_HOUR, _SIXTIETH = "(?:[01]?[0-9]|2[0-3])", "[0-5]?[0-9]"
_TIME = re.compile(
    rf"T?(?:{_HALF} ?)?{_HOUR} ?(?::{_SIXTIETH}(?::{_SIXTIETH}(?:\.[0-9]+)?)?"
    rf"|[時點] ?(?:整|{_SIXTIETH} ?分(?: ?{_SIXTIETH} ?秒)?)?)(?: ?{_HALF})?",
    re.IGNORECASE,
)
_CHINESE_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(
    r"\(? ?(?:星期|週|周|禮拜) ?([一二三四五六日天]) ?\)?|\( ?([一二三四五六日天]) ?\)"
)
_ANOTHER = re.compile(rf"[{_N}]")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(36526, 73051)  # the days of 2000 to 2099
_LONGEST = 60


def read_date(text: str) -> date:
    """Read the one day of a text. Raises Unreadable with what was seen."""
    plain = fold_width(text).strip()
    refuse_spreadsheet_signs(plain)
    if "\n" in plain or "\t" in plain:
        raise several([each.strip() for each in re.split(r"[\n\t]+", plain) if each.strip()])
    if len(plain) > _LONGEST or REVERSED in text:
        raise Unreadable(Reason.NO_VALUE)
    for pattern in (*_DAY, *_ENGLISH):
        found = pattern.match(plain)
        if found is not None:
            day = _build_day(found)
            _check_rest(plain[found.end() :], day, plain)
            return day
    serial = _SERIAL.fullmatch(plain)
    if serial is not None and int(serial[1]) in _SERIALS:
        day = _DAY_ZERO + timedelta(days=int(serial[1]))
        raise Unreadable(Reason.SERIAL, format_roc_date(day))
    raise Unreadable(Reason.NO_VALUE)


def _build_day(found: re.Match[str]) -> date:
    """The day of a match. Raises Unreadable for a year nobody can tell, and for no day."""
    parts = found.groupdict()
    era, name = parts.get("era"), parts["month"].lower()
    try:
        year = _read_part(parts["year"])
        month = _MONTHS.index(name) + 1 if name in _MONTHS else _read_part(name)
        is_stated = len(parts["year"]) > 2 or era is not None  # 098 is, 98 is not
        is_other_era = era is not None and ("民國" in era) is (year >= 1000)
        if not is_stated or is_other_era:
            raise Unreadable(Reason.NO_VALUE)
        day = date(year if year >= 1000 else ce_year(year), month, read_numerals(parts["day"]))
    except ValueError as problem:
        raise Unreadable(Reason.NO_VALUE) from problem
    weekday = parts.get("weekday")
    if weekday is not None and _WEEKDAYS.index(weekday[:3].lower()) != day.weekday():
        raise Unreadable(Reason.OTHER_WEEKDAY, weekday)
    return day


def _read_part(text: str) -> int:
    """A year, month or day in digits or words; the first may be called 元."""
    return 1 if text == "元" else read_numerals(text)


def _check_rest(rest: str, day: date, text: str) -> None:
    """A day of the week and a time of the day may follow, and nothing else."""
    left = rest.strip()
    weekday = _WEEKDAY.match(left)
    if weekday is not None:
        said = (weekday[1] or weekday[2]).replace("天", "日")
        if _CHINESE_WEEKDAYS.index(said) != day.weekday():
            raise Unreadable(Reason.OTHER_WEEKDAY, weekday[0])
        left = left[weekday.end() :].lstrip()
    time = _TIME.match(left)
    if time is not None:
        left = left[time.end() :]
    if _ANOTHER.search(left):
        raise several([text[: len(text) - len(left)].strip(), left.strip("~-–至到、,; ")])
    if left:
        raise Unreadable(Reason.NO_VALUE)
