"""How hard a passphrase is to guess: a hint while choosing one, and the least that is taken.

Rules of thumb, counted in bits: what a guesser tries first (common passwords, names, dates,
repetitions and runs of neighbouring keys) counts as the one choice it is, not as its letters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from app.errors import AppError

SHORTEST = 8
_FAIR_BITS, _GOOD_BITS, _STRONG_BITS = 40, 56, 76
_CHOICE_BITS = 8
"""What one common word, date or run is worth to a guesser."""

_COMMON_WORDS = """
password passw0rd p@ssw0rd p@ssword passphrase secret welcome letmein iloveyou sunshine princess
dragon monkey football baseball master superman batman trustno1 shadow michael jennifer admin
administrator root guest default changeme login user test tester testing taiwan taipei tianbao
taiwan2.0 formosa abc123 a123456 aa123456 qq123456 woaini 5201314 1314520 520520 168168 888888
666666 ji394su3 au4a83 google facebook apple windows office excel signature certificate token card
hicos moica 密碼 通行碼 金鑰 填報 行政院 中華民國 台灣 臺灣
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "!@#$%^&*()",
)
_RUN_LENGTH = 3
_SUBSTITUTES = str.maketrans("@$013457", "asoieast")


class StrengthLevel(IntEnum):
    """How strong, in four steps; the first is not taken for a new key."""

    WEAK = 0  # 太弱
    FAIR = 1  # 尚可
    GOOD = 2  # 良好
    STRONG = 3  # 很強


LEVEL_NAMES = {
    StrengthLevel.WEAK: "太弱",
    StrengthLevel.FAIR: "尚可",
    StrengthLevel.GOOD: "良好",
    StrengthLevel.STRONG: "很強",
}


@dataclass(frozen=True, slots=True)
class PassphraseStrength:
    """How strong a passphrase is, about how many bits, and what would make it better."""

    level: StrengthLevel
    bits: int
    advice: str

    @property
    def words(self) -> str:
        """The hint as one line, such as 「強度：尚可。……」."""
        return f"強度：{LEVEL_NAMES[self.level]}。{self.advice}"


def measure_strength(text: str, known: Iterable[str] = ()) -> PassphraseStrength:
    """Judge a passphrase; `known` are texts anybody would try first (name, number, agency)."""
    if len(text) < SHORTEST:
        return PassphraseStrength(
            StrengthLevel.WEAK, 0, f"至少要 {SHORTEST} 個字元；遺忘時無法找回，須重新建立金鑰。"
        )
    rest, found = _take_out_guesses(text, known)
    bits = len(set(rest)) * _bits_per_character(rest) + (len(rest) - len(set(rest))) * 2
    bits += _CHOICE_BITS * found
    if bits >= _STRONG_BITS:
        return PassphraseStrength(StrengthLevel.STRONG, bits, "請牢記，遺忘時無法找回。")
    if bits >= _GOOD_BITS:
        return PassphraseStrength(StrengthLevel.GOOD, bits, "請牢記，遺忘時無法找回。")
    advice = (
        "請避開常見字詞、姓名、日期與連續或重複的字元。"
        if found
        else "加長最有效，例如四個互不相關的詞。"
    )
    level = StrengthLevel.FAIR if bits >= _FAIR_BITS else StrengthLevel.WEAK
    return PassphraseStrength(level, bits, advice)


def ensure_strong_enough(text: str, known: Iterable[str] = ()) -> None:
    """Refuse a passphrase nobody should protect a new key with: KEY_PASSPHRASE_WEAK."""
    strength = measure_strength(text, known)
    if strength.level is StrengthLevel.WEAK:
        raise AppError("KEY_PASSPHRASE_WEAK", hint=strength.advice)


def _take_out_guesses(text: str, known: Iterable[str]) -> tuple[str, int]:
    """What is left without the parts a guesser tries first, and how many parts those were."""
    rest = text.casefold()
    plain = rest.translate(_SUBSTITUTES)
    words = {each.casefold() for each in known if len(each) > 1} | _COMMON
    found = 0
    for word in sorted(words, key=lambda each: (-len(each), each)):
        for disguised in (rest, plain):
            start = disguised.find(word)
            if start >= 0:
                rest = rest[:start] + rest[start + len(word) :]
                plain = plain[:start] + plain[start + len(word) :]
                found += 1
                break
    rest, runs = _take_out_runs(rest)
    return rest, found + runs


def _take_out_runs(text: str) -> tuple[str, int]:
    """Cut repetitions (aaa), neighbours (abc, qwe, 321) and dates (years and days) away."""
    kept, found, start = "", 0, 0
    while start < len(text):
        length = max(_run_length(text[start:]), _date_length(text[start:]))
        if length >= _RUN_LENGTH:
            found += 1
            start += length
        else:
            kept += text[start]
            start += 1
    return kept, found


def _run_length(text: str) -> int:
    longest = next((index for index, each in enumerate(text) if each != text[0]), len(text))  # aaaa
    for row in _RUNS:
        for ordered in (row, row[::-1]):
            length = longest + 1
            while length <= len(text) and text[:length] in ordered:
                longest = length
                length += 1
    return longest


def _date_length(text: str) -> int:
    """Length of a date at the start: 20260131, 0750131, 1150131, or a year alone."""
    digits = next((index for index, each in enumerate(text) if not each.isdecimal()), len(text))
    for length, year_digits in ((8, 4), (7, 3), (6, 2)):
        if digits >= length and _is_day(text[year_digits:length]):
            return length
    return 4 if digits == 4 and text[:2] in ("19", "20") else 0


def _is_day(month_and_day: str) -> bool:
    return 1 <= int(month_and_day[:2]) <= 12 and 1 <= int(month_and_day[2:]) <= 31


def _bits_per_character(text: str) -> int:
    """About how many bits a character adds, by the kinds there are."""
    if any(ord(each) > 127 for each in text):
        return 10  # 漢字：常用約千字
    kinds = (
        any(each.isalpha() for each in text),
        any(each.isdigit() for each in text),
        any(not each.isalnum() for each in text),
    )
    return (0, 4, 5, 6)[sum(kinds)]
