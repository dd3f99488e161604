"""Damaged text (亂碼): bytes read in another encoding than they were written in."""

import re
import unicodedata
from dataclasses import dataclass

# Bytes 80 to BF as Latin-1 and as Windows' cp1252 show them.
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_OF_UTF8 = re.compile(f"(?:[\xe2-\xef]{_REST}{{2}}|\xf0{_REST}{{3}}|[\xc2\xc3]{_REST})+")
# Lead bytes of the frequent characters of Big5; text in a Latin language has few in a row.
_OF_BIG5 = re.compile(r"(?:[\xa4-\xc6][\x40-\x7e\xa1-\xfe]){2,}")
# What decoders put for bytes they could not read, read in a wrong encoding once more.
_TWICE = re.compile("ï¿½|锟斤拷|錕斤拷|嚙踝蕭")
_SUSPECT = re.compile("[\xa4-\xf0锟錕嚙]")


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a text is damaged, and what it seems to have been ('' where that is lost)."""

    start: int
    end: int
    reading: str


def is_suspect(text: str) -> bool:
    """Return whether a text holds any character that damage leaves."""
    return _SUSPECT.search(text) is not None


def find_damage(text: str) -> tuple[Damage, ...]:
    """What of a text was read in a wrong encoding, in order; it is told, never mended unasked."""
    if not is_suspect(text):
        return ()
    found = [Damage(each.start(), each.end(), "") for each in _TWICE.finditer(text)]
    for pattern, encoding in ((_OF_UTF8, "utf-8"), (_OF_BIG5, "cp950")):
        for each in pattern.finditer(text):
            reading = _read_again(each[0], encoding)
            if reading and not any(each.start() < other.end for other in found[-1:]):
                found.append(Damage(each.start(), each.end(), reading))
    return tuple(sorted(found, key=lambda each: each.start))


def _read_again(text: str, encoding: str) -> str:
    """What the bytes say in the encoding; '' where that is no text anybody would write here."""
    try:
        reading = b"".join(map(_byte, text)).decode(encoding)
    except (UnicodeError, ValueError):
        return ""
    if encoding == "cp950":
        marks = sum(each < "\xc0" for each in text[::2])
        return reading if marks * 2 >= len(reading) else ""
    plain = [each for each in reading if each > "\xff"]
    if plain:
        return reading if all(map(_is_usual, plain)) else ""
    letters = [each for each in reading if unicodedata.category(each)[0] == "L"]
    return reading if len(letters) > 1 else ""


def _byte(character: str) -> bytes:
    if character <= "\xff":
        return character.encode("latin-1")
    return character.encode("cp1252")


def _is_usual(character: str) -> bool:
    """A character of the first level of Big5, or punctuation: what texts consist of."""
    try:
        return b"\xa1" <= character.encode("cp950")[:1] <= b"\xc6"
    except UnicodeEncodeError:
        return "\u2010" <= character <= "\u2027" or "\u3000" <= character <= "\u303f"
