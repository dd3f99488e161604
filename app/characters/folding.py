"""The standard character a folded one becomes."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from app.characters.table import Kind, kind_of, load_table

_FULL_WIDTH = {each: each + 0xFEE0 for each in range(0x21, 0x7F)}
_ASCII = {wide: plain for plain, wide in _FULL_WIDTH.items()} | {0x3000: 0x20}
# Big5 A14A, which everybody in Taiwan types for a colon; Unicode calls it a vertical ‥.
_TYPED_COLON = "︰"
_ANNOTATION = {"\ufff9": "", "\ufffa": "（", "\ufffb": "）"}
# Of Wingdings but the first two, which are Word's default bullets in Symbol and Wingdings.
_BULLETS: Mapping[str, str] = MappingProxyType(
    {
        "\uf0b7": "•", "\uf0a7": "▪",
        "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "□", "\uf072": "□", "\uf074": "◆",
        "\uf075": "◆", "\uf076": "◆", "\uf077": "◆", "\uf09f": "•", "\uf0a1": "○", "\uf0a8": "□",
        "\uf0ab": "★", "\uf0d8": "▶", "\uf0e0": "→", "\uf0e8": "→", "\uf0f0": "→", "\uf0fc": "✓",
    }
)  # fmt: skip
_EVERYWHERE = "\uf0b7\uf0a7"
_LAST_KNOWN_BIG5 = "\uf7e1"  # я; what follows was added later and is not the same everywhere


def fold_width(text: str) -> str:
    """Every full-width character as its half-width one: figures, dates and codes."""
    return text if text.isascii() else text.translate(_ASCII)


@lru_cache(maxsize=20_000)
def fold(character: str) -> str:
    """What a character of a folded kind becomes; any other stays."""
    folding = _FOLDINGS.get(kind_of(character))
    return character if folding is None else folding(character)


def find_bullet(character: str, *, begins_line: bool) -> str | None:
    """The bullet that a code of a symbol font stands for; None where only the font would say."""
    return _BULLETS.get(character) if begins_line or character in _EVERYWHERE else None


def guess_big5(character: str) -> str:
    """What a code of the extension of Big5 seems to be; '' where nothing is known."""
    if character > _LAST_KNOWN_BIG5:
        return ""
    place = ord(character) - 0xF6B1
    lead, trail = 0xC6, place  # the first row begins at its second half
    if place >= 94:
        rows, at = divmod(place - 94, 157)
        lead, trail = 0xC7 + rows, at - 63
        if at < 63:
            return _decode_big5(lead, 0x40 + at)
    return _decode_big5(lead, 0xA1 + trail)


def _decode_big5(lead: int, trail: int) -> str:
    try:
        found = bytes((lead, trail)).decode("big5hkscs")
    except UnicodeDecodeError:
        return ""
    return fold(found) if len(found) == 1 else ""


def _fold_radical(character: str) -> str:
    known = load_table().radicals.get(character)
    return known or unicodedata.normalize("NFKC", character)


def _decompose_once(character: str) -> str:
    """One step of the decomposition: half-width ﾞ is the mark that joins, not a spaced one."""
    parts = unicodedata.decomposition(character).split()
    return "".join(chr(int(each, 16)) for each in parts if not each.startswith("<")) or character


def _fold_presentation(character: str) -> str:
    if character == _TYPED_COLON:
        return "："
    plain = unicodedata.normalize("NFKC", character)
    is_chinese = "\ufe10" <= character <= "\ufe6b"
    return plain.translate(_FULL_WIDTH) if is_chinese else plain


_FOLDINGS: Mapping[Kind, Callable[[str], str]] = MappingProxyType(
    {
        Kind.LINE_END: lambda _: "\n",
        Kind.SPACE: lambda _: " ",
        Kind.HYPHEN: lambda _: "-",
        Kind.RADICALS: _fold_radical,
        Kind.COMPATIBILITY: lambda each: unicodedata.normalize("NFC", each),
        Kind.WIDTH: _decompose_once,
        Kind.PRESENTATION: _fold_presentation,
        Kind.STYLE: lambda each: unicodedata.normalize("NFKC", each),
        Kind.ANNOTATION: lambda each: _ANNOTATION[each],
    }
)
