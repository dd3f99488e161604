"""Line breaking of Chinese text (避頭尾): prohibited line starts and ends, unbreakable runs.

Widths are in thousandths of the type size by cluster, as in `FontChain.widths`; a letter is never
parted from its marks.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from app.documents.clusters import ATTACHED, has_attached, split_clusters

# Escaped for use inside a character class.
_OPENING = r"（「『《〈【〔［｛“‘(\[{＄￥"
_CLOSING_WIDE = "，。、；：？！）」』》〉】〕］｝”％"
_CLOSING = (  # the tones of bopomofo among them
    r"，。、；：？！）」』》〉】〕］｝”’…‥—～)\]},.;:!?%％‰℃°·‧．・々ー／ˊˇˋ˙˪˫"
)
_LATIN = (
    "!-~\u00a1-\u02c6\u02c8\u02cc-\u02d8\u02da-\u02e9\u02ec-\u052f\u1ab0-\u1aff\u1d00-\u1fff"
    "\u2010\u2011\u2019\u2070-\u209f\u2c60-\u2c7f\ua720-\ua7ff" + ATTACHED
)
_BOPOMOFO = r"[\u3105-\u312f\u31a0-\u31bf]+"
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
    rf"(?:(?<=\d)(?: (?=年|[億萬千百]|{_UNITS}))?{_AFTER_NUMBER})?|{_BOPOMOFO}|.)"
    rf"[{ATTACHED}]*[{_CLOSING}{ATTACHED}]*"
    rf"(?: +[{_CLOSING_WIDE}][{_CLOSING}{ATTACHED}]*)*)"
    rf"(?P<space>(?: (?![{ATTACHED}]))*)",
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
        width = _measurer(paragraph, widths)(paragraph)
        if width <= limit - first_indent:
            lines.append(Line(paragraph, width, is_last=True))
        else:
            lines += _fill(paragraph, limit, widths, first_indent)
    return lines


def measure_widest_atom(text: str, widths: Mapping[str, int]) -> int:
    """Measure the width of the widest unbreakable run of a text."""
    measure = _measurer(text, widths)
    return max(
        (
            measure(match.group("kept"))
            for paragraph in text.split("\n")
            for match in _ATOM.finditer(paragraph)
        ),
        default=0,
    )


def _measurer(text: str, widths: Mapping[str, int]) -> Callable[[str], int]:
    """How the parts of a text are measured: most have no mark to be looked for."""
    width = widths.__getitem__
    if has_attached(text):
        return lambda part: sum(map(width, split_clusters(part)))
    return lambda part: sum(map(width, part))


def _fill(
    paragraph: str, limit: float, widths: Mapping[str, int], first_indent: float
) -> Iterator[Line]:
    parts: list[str] = []
    width = trailing = 0  # trailing: width of the spaces at the end, dropped at a break
    room = limit - first_indent
    measure = _measurer(paragraph, widths)
    for kept, space in _iterate_atoms(paragraph, limit, measure):
        atom_width = measure(kept)
        if parts and width + atom_width > room:
            yield Line("".join(parts).rstrip(" "), width - trailing, is_last=False)
            parts, width, room = [], 0, limit
        trailing = len(space) * widths[" "]
        parts.append(kept + space)
        width += atom_width + trailing
    yield Line("".join(parts).rstrip(" "), width - trailing, is_last=True)


def _iterate_atoms(
    paragraph: str, limit: float, measure: Callable[[str], int]
) -> Iterator[tuple[str, str]]:
    """Yield the unbreakable runs, each with the spaces after it."""
    for match in _ATOM.finditer(paragraph):
        kept, space = match.group("kept", "space")
        if len(kept) > 3 and measure(kept) > limit:
            *pieces, last = _cut_long_word(kept, limit, measure)
            yield from ((piece, "") for piece in pieces)
            kept = last
        yield kept, space


def _cut_long_word(word: str, limit: float, measure: Callable[[str], int]) -> list[str]:
    """Split a word wider than a line, preferably after a slash or similar."""
    clusters = list(split_clusters(word))
    pieces, start, width, last_break = [], 0, 0, 0
    for index, cluster in enumerate(clusters):
        width += measure(cluster)
        if width > limit and index > start:
            cut = last_break if last_break > start else index
            pieces.append("".join(clusters[start:cut]))
            start = cut
            width = measure("".join(clusters[start : index + 1]))
        if cluster in _BREAKS_IN_LONG_WORDS:
            last_break = index + 1
    return [*pieces, "".join(clusters[start:])]
