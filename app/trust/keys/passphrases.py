"""Passphrase rule (NIST SP 800-63B): minimum length, no words a guesser tries first.

A plain rule instead of a meter: what a meter counts is its own guess, and those at hand know
English words but neither names written in 漢字 nor what is typed on a Taiwanese keyboard.
"""

from collections.abc import Iterable

from app.errors import AppError

SHORTEST = 12
"""Characters, a 漢字 counting as two: there are so many more of them to choose from."""
_LEAST_BESIDE = 6
"""So much must be there, each character once, beside common words and the owner's own names."""
_FIRST_WIDE = "\u2e80"  # where CJK begins

_COMMON_WORDS = """
password passw0rd p@ssw0rd p@ssword passphrase secret welcome letmein iloveyou sunshine princess
dragon monkey football baseball master superman batman trustno1 shadow michael jennifer admin
administrator root guest default changeme login user test tester testing taiwan taipei tianbao
formosa google facebook apple windows office excel signature certificate token card hicos moica
abcdefgh qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm 1qaz2wsx3edc 1qaz2wsx 1qaz ji394su3 au4a83
1234567890 12345678 123456 87654321 654321 abc123 qq123456 woaini 5201314 1314520
密碼 通行碼 金鑰 填報 行政院 中華民國 台灣 臺灣
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def find_weakness(text: str, known: Iterable[str] = ()) -> AppError | None:
    """What is wrong with a new passphrase: KEY_PASSPHRASE_SHORT, KEY_PASSPHRASE_WEAK; else None.

    `known` are texts anybody would try first (name, number, agency).
    """
    if _measure(text) < SHORTEST:
        return AppError("KEY_PASSPHRASE_SHORT", shortest=SHORTEST)
    rest = text.casefold()
    guessed = _COMMON | {each.casefold() for each in known if len(each) > 1}
    for word in sorted(guessed, key=lambda each: (-len(each), each)):
        rest = rest.replace(word, "")
    if rest.isdecimal() or _measure(set(rest)) < _LEAST_BESIDE:
        return AppError("KEY_PASSPHRASE_WEAK")
    return None


def ensure_strong_enough(text: str, known: Iterable[str] = ()) -> None:
    """Refuse a passphrase nobody should protect a new key with: the errors of `find_weakness`."""
    weakness = find_weakness(text, known)
    if weakness is not None:
        raise weakness


def _measure(characters: Iterable[str]) -> int:
    return sum(2 if each >= _FIRST_WIDE else 1 for each in characters)
