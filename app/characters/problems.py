"""What is wrong with the characters of a text that is kept or came from outside, and where.

text → (code of the diagnosis, parameters of its sentence: characters, line, column, excerpt)
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from app.characters.cleaning import clean_text
from app.characters.damage import find_damage, is_suspect
from app.characters.folding import guess_big5
from app.characters.table import Kind, Treatment, kind_of, treatment_of, uncommon

Problem = tuple[str, dict[str, str]]
"""A finding code and the parameters of its sentence."""

Coverage = Callable[[str], Collection[str]]
"""Finds the characters of a text that no typeface of the product has."""

UNSEEN, NOT_FOLDED = "F111", "F116"
LOST, WITHOUT_TYPEFACE, GARBLED = "F173", "F176", "F177"
_REFUSED: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PRIVATE_USE: "F112",
        Kind.EMOJI: "F171",
        Kind.SYMBOL_FONT: "F172",
        Kind.DAMAGED: LOST,
        Kind.PICTURE: "F174",
        Kind.SHAPED: "F175",
        Kind.BIG5: "F178",
    }
)
_MOST_NAMED = 5
_EXCERPT = 8
_ANSWERED = (Treatment.CLEAN, Treatment.REFUSE)
_UNSHOWN = (Kind.PRIVATE_USE, Kind.SYMBOL_FONT, Kind.BIG5, Kind.PICTURE, Kind.DAMAGED)


def find_problems(
    text: str, *, verbatim: bool = False, one_line: bool = False
) -> tuple[Problem, ...]:
    """What of a text entry would have changed, and what the table refuses, each kind once."""
    if uncommon().search(text) is None and not is_suspect(text):
        is_broken = one_line and "\n" in text
        return (_describe(UNSEEN, text, {"\n"}),) if is_broken else ()
    return _find_problems(text, verbatim, one_line)


def find_refusals(text: str) -> tuple[Problem, ...]:
    """The problems that no cleaning would mend."""
    found = find_problems(text, verbatim=True)
    return tuple(each for each in found if each[0] not in (UNSEEN, NOT_FOLDED))


def find_uncovered(text: str, coverage: Coverage) -> tuple[Problem, ...]:
    """The characters no typeface has, where the table has no other word against them."""
    return () if uncommon().search(text) is None else _find_uncovered(text, coverage)


@lru_cache(maxsize=2048)
def _find_uncovered(text: str, coverage: Coverage) -> tuple[Problem, ...]:
    # the whole text: whether a mark can be drawn depends on the letter it stands on
    missing = {each for each in coverage(text) if treatment_of(each) not in _ANSWERED}
    return (_describe(WITHOUT_TYPEFACE, text, missing),) if missing else ()


@lru_cache(maxsize=2048)
def _find_problems(text: str, verbatim: bool, one_line: bool) -> tuple[Problem, ...]:
    return (*_find_unclean(text, verbatim, one_line), *_find_refused(text))


def _find_unclean(text: str, verbatim: bool, one_line: bool) -> Iterator[Problem]:
    cleaned = clean_text(text, verbatim=verbatim).text
    kept = set(cleaned) - ({"\n"} if one_line else set())
    gone = {each for each in text if each not in kept and _is_unseen(each)}
    if gone:
        yield _describe(UNSEEN, text, gone)
    elif cleaned != text:
        yield NOT_FOLDED, {}


def _is_unseen(character: str) -> bool:
    if character == "\n" or kind_of(character) is Kind.LINE_END:
        return True
    return treatment_of(character) is Treatment.CLEAN


def _find_refused(text: str) -> Iterator[Problem]:
    damaged = find_damage(text)
    for spot in damaged[:1]:
        if spot.reading:
            yield GARBLED, {"reading": spot.reading[:20], **_locate(text, spot.start)}
        else:
            shown = text[spot.start : spot.end]
            yield LOST, {"characters": shown, "count": "1", **_locate(text, spot.start)}
    spoilt = {at for spot in damaged for at in range(spot.start, spot.end)}
    found: dict[str, set[str]] = {}
    for each in uncommon().finditer(text):
        code = _REFUSED.get(kind_of(each[0]))
        if code is not None and each.start() not in spoilt:
            found.setdefault(code, set()).add(each[0])
    for code, characters in found.items():
        yield _describe(code, text, characters)


def _describe(code: str, text: str, characters: set[str]) -> Problem:
    named = sorted(characters, key=text.index)
    return code, {
        "characters": "、".join(map(_name, named[:_MOST_NAMED])),
        "count": str(sum(map(text.count, named))),
        **_locate(text, text.index(named[0])),
    }


def _name(character: str) -> str:
    """`😀 U+1F600`; only the number of what would not be seen, with what it seems to be."""
    number = f"U+{ord(character):04X}"
    kind = kind_of(character)
    if kind is Kind.BIG5 and (guess := guess_big5(character)):
        return f"{number}≈{guess}"
    is_shown = kind not in _UNSHOWN and not _is_unseen(character)
    return f"{character} {number}" if is_shown else number


def _locate(text: str, at: int) -> dict[str, str]:
    """Line and column of a place, counted from 1 in code points, and the words around it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : len(text) if end < 0 else end]
    column = at - start
    first, last = max(0, column - _EXCERPT), column + _EXCERPT + 1
    excerpt = f"{'…' if first else ''}{line[first:last]}{'…' if last < len(line) else ''}"
    return {
        "line": str(text.count("\n", 0, at) + 1),
        "column": str(column + 1),
        "excerpt": excerpt,
    }
