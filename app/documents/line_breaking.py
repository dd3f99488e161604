"""Line breaking of Chinese text (避頭尾): prohibited line starts and ends, unbreakable runs.

Widths are in thousandths of the type size, as in `FontChain.widths`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# Escaped for use inside a character class.
_OPENING = r"（「『《〈【〔［｛“‘(\[{＄￥"
_CLOSING_WIDE = "，。、；：？！）」』》〉】〕］｝”’％"
_CLOSING = r"，。、；：？！）」』》〉】〕］｝”’…‥—～)\]},.;:!?%％‰℃°·．・々ー／"
_LATIN = "!-~\u00a1-\u024f"
_UNITS = (
    "元|人次|人|場次|場|件|家|隊|項|案|個月|個|次|季|歲|倍|公里|公頃|公噸|公斤|小時|分鐘|天|週|"
    "處|所|校|組|套|戶|篇|梯次|梯|屆|度|點|噸|月|日"
)
_AFTER_NUMBER = (
    r"(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|[億萬千百]*(?:\d[\d,.]*[億萬千百]+)*(?:" + _UNITS + r")?)"
)
_ATOM = re.compile(
    rf"(?P<kept>(?:[{_OPENING}] *)*"
    rf"(?:[{_LATIN}]*[{_LATIN}](?<![(\[{{])"
    rf"(?:(?<=\d)(?: (?=年|[億萬千百]|{_UNITS}))?{_AFTER_NUMBER})?|.)"
    r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
    rf"[{_CLOSING}]*(?: +[{_CLOSING_WIDE}][{_CLOSING}]*)*)"
    r"(?P<space> *)",
    re.DOTALL,
)
_BREAKS_IN_LONG_WORDS = "/-_?&=.@"


class Line(NamedTuple):
    """One line: its text, its width, and whether it ends its paragraph."""

    text: str
    width: int
    is_last: bool


def break_lines(
    text: str, limit: float, widths: Mapping[str, int], first_indent: float = 0
) -> list[Line]:
    """Break a text at `limit`; line feeds end paragraphs; an empty text is one empty line."""
    lines: list[Line] = []
    for paragraph in text.replace("\r\n", "\n").replace("\t", "    ").split("\n"):
        width = sum(map(widths.__getitem__, paragraph))
        if width <= limit - first_indent:
            lines.append(Line(paragraph, width, is_last=True))
        else:
            lines += _fill(paragraph, limit, widths, first_indent)
    return lines


def measure_widest_atom(text: str, widths: Mapping[str, int]) -> int:
    """Measure the width of the widest unbreakable run of a text."""
    return max(
        (
            sum(map(widths.__getitem__, match.group("kept")))
            for paragraph in text.split("\n")
            for match in _ATOM.finditer(paragraph)
        ),
        default=0,
    )


def _fill(
    paragraph: str, limit: float, widths: Mapping[str, int], first_indent: float
) -> Iterator[Line]:
    parts: list[str] = []
    width = trailing = 0  # trailing: width of the spaces at the end, dropped at a break
    room = limit - first_indent
    for kept, space in _iterate_atoms(paragraph, limit, widths):
        atom_width = sum(map(widths.__getitem__, kept))
        if parts and width + atom_width > room:
            yield Line("".join(parts).rstrip(" "), width - trailing, is_last=False)
            parts, width, room = [], 0, limit
        trailing = len(space) * widths[" "]
        parts.append(kept + space)
        width += atom_width + trailing
    yield Line("".join(parts).rstrip(" "), width - trailing, is_last=True)


def _iterate_atoms(
    paragraph: str, limit: float, widths: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield the unbreakable runs, each with the spaces after it."""
    for match in _ATOM.finditer(paragraph):
        kept, space = match.group("kept", "space")
        if len(kept) > 3 and sum(map(widths.__getitem__, kept)) > limit:
            *pieces, last = _cut_long_word(kept, limit, widths)
            yield from ((piece, "") for piece in pieces)
            kept = last
        yield kept, space


def _cut_long_word(word: str, limit: float, widths: Mapping[str, int]) -> list[str]:
    """Split a word wider than a line, preferably after a slash or similar."""
    pieces, start, width, last_break = [], 0, 0, 0
    for index, character in enumerate(word):
        width += widths[character]
        if width > limit and index > start:
            cut = last_break if last_break > start else index
            pieces.append(word[start:cut])
            start = cut
            width = sum(map(widths.__getitem__, word[start : index + 1]))
        if character in _BREAKS_IN_LONG_WORDS:
            last_break = index + 1
    return [*pieces, word[start:]]
