"""Clean text where it enters: the one door for typing, pasting, importing and the command line.

    text → Cleaned(text, how many characters were folded, how many removed)

What the table refuses stays as it is and is a finding (`app.characters.problems`).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.characters.damage import find_damage
from app.characters.folding import find_bullet, fold, fold_width
from app.characters.table import Kind, Treatment, kind_of, treatment_of, uncommon

_LOOK_THE_SAME = (Kind.LINE_END, Kind.SPACE, Kind.HYPHEN)
_HAN = (Kind.IDEOGRAPHS, Kind.COMPATIBILITY)
_UNSEEN = (Kind.UNSEEN, Kind.SELECTOR, Kind.JOINER)
# Marks between two full-width letters or digits are of one word or figure: １，２００．５
_WITHIN_WIDE = re.compile(
    "(?<=[０-９Ａ-Ｚａ-ｚ])[＆＇＋－．／：＠＿](?=[０-９Ａ-Ｚａ-ｚ])"
    "|(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
)
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it may be kept, and how many of its characters were changed for it."""

    text: str
    folded: int = 0
    """Became the standard character; not counted where both look the same."""
    removed: int = 0
    """Nobody saw them."""


def clean_text(text: str, *, verbatim: bool = False) -> Cleaned:
    """The text folded and cleaned by the table; NFC. It comes out the same a second time.

    With `verbatim`, for names of persons, compatibility ideographs stay.
    """
    return Cleaned(text) if uncommon().search(text) is None else _clean(text, verbatim)


@lru_cache(maxsize=64)
def _clean(text: str, verbatim: bool) -> Cleaned:
    # a lone half of a character is none, and can be written to no file
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n"))
    text = _WITHIN_WIDE.sub(lambda found: fold_width(found[0]), text)
    counts = {Treatment.FOLD: 0, Treatment.CLEAN: 0}
    damaged = find_damage(text)

    def replace(found: re.Match[str]) -> str:
        if any(each.start <= found.start() < each.end for each in damaged):
            return found[0]
        replaced = _replace(found, verbatim)
        if replaced != found[0] and kind_of(found[0]) not in _LOOK_THE_SAME:
            counts[Treatment.FOLD if replaced else Treatment.CLEAN] += 1
        return replaced

    text = _compose(uncommon().sub(replace, text), verbatim)
    return Cleaned(text, counts[Treatment.FOLD], counts[Treatment.CLEAN])


def _compose(text: str, verbatim: bool) -> str:
    """NFC, which in a name leaves the compatibility ideographs alone."""
    if not verbatim:
        return unicodedata.normalize("NFC", text)
    parts = _COMPATIBILITY.split(text)
    parts[::2] = [unicodedata.normalize("NFC", each) for each in parts[::2]]
    return "".join(parts)


def _replace(found: re.Match[str], verbatim: bool) -> str:
    """What stands in the place of one character, given its neighbours."""
    character, text, at = found[0], found.string, found.start()
    kind, before, after = kind_of(character), text[:at][-1:], text[at + 1 : at + 2]
    if kind is Kind.SYMBOL_FONT:
        bullet = find_bullet(character, begins_line=_begins_line(text, at))
        return character if bullet is None else bullet
    if kind is Kind.SELECTOR and before and _is_han(before):
        return character
    if kind is Kind.JOINER and Kind.EMOJI in {kind_of(each) for each in (before, after) if each}:
        return character
    if kind is Kind.COMPATIBILITY and verbatim:
        return character
    treatment = treatment_of(character)
    if treatment is Treatment.CLEAN:
        return ""
    return fold(character) if treatment is Treatment.FOLD else character


def _is_han(character: str) -> bool:
    return kind_of(character) in _HAN or "一" <= character <= "龥"


def _begins_line(text: str, at: int) -> bool:
    """Return whether nothing to be seen stands before a place in its line."""
    for each in reversed(text[:at]):
        if each == "\n" or kind_of(each) is Kind.LINE_END:
            return True
        if not each.isspace() and kind_of(each) not in _UNSEEN:
            return False
    return True
