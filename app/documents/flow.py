"""Text flow in 楷體: paragraphs, headings and contents as blocks of a page.

Shared by returns and reports, laid out by `app.documents.pages.write_document`; tables are in
`app.documents.grids`.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from app.documents.blocks import PORTRAIT, Block, NewPage
from app.documents.clusters import split_clusters
from app.documents.fonts import kai
from app.documents.furniture import draw_text_operators
from app.documents.line_breaking import Line, break_lines
from app.documents.structure import ARTIFACT, PAGINATION

_SHORT = 200  # characters
_MOST_STRETCH = 0.08  # of the type size, per character; wider gaps are conspicuous


class Align(StrEnum):
    """The alignment of lines; JUSTIFY stretches full lines to both edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """A text style: sizes in points, `first_indent` in characters, colour components 0 to 1."""

    size: float = 12
    leading: float = 19
    align: Align = Align.JUSTIFY
    first_indent: float = 0
    left_indent: float = 0
    space_before: float = 0
    space_after: float = 4
    is_bold: bool = False
    color: tuple[float, float, float] = (0, 0, 0)


BODY = TextStyle(first_indent=2)
PLAIN = TextStyle()
SMALL = TextStyle(size=10, leading=15, space_after=2)
TITLE = TextStyle(size=22, leading=34, align=Align.CENTER, is_bold=True, space_after=8)
SUBTITLE = TextStyle(size=16, leading=26, align=Align.CENTER, space_after=6)
HEADINGS = (
    TextStyle(size=16, leading=26, align=Align.LEFT, is_bold=True, space_before=6, space_after=6),
    TextStyle(size=14, leading=22, align=Align.LEFT, is_bold=True, space_before=8, space_after=4),
    TextStyle(size=12, leading=20, align=Align.LEFT, is_bold=True, space_before=6, space_after=3),
)


def measure_lines(text: str, width: float, style: TextStyle) -> list[Line]:
    """Break a text into lines of at most `width` points."""
    limit = (width - style.left_indent) * 1000 / style.size
    indent = style.first_indent * 1000
    if len(text) <= _SHORT:
        return list(_break_short(text, limit, indent))
    return break_lines(text, limit, kai().widths, indent)


@lru_cache(maxsize=8192)
def _break_short(text: str, limit: float, indent: float) -> tuple[Line, ...]:
    """Labels, figures and names, which come again on each paper of a round."""
    return tuple(break_lines(text, limit, kai().widths, indent))


def draw_lines(
    canvas: Any, lines: list[Line], x: float, top: float, width: float, style: TextStyle,
    *, starts_paragraph: bool = True,
) -> str:  # fmt: skip
    """Build the PDF operators of lines from `top` downwards in a box `width` points wide."""
    chain = kai()
    baseline = top - (style.leading - style.size) / 2 - chain.face.ascent * style.size / 1000
    red, green, blue = style.color
    paint = f"{red:g} {green:g} {blue:g}"
    bold = f" {paint} RG 2 Tr {style.size * 0.03:.2f} w" if style.is_bold else ""
    parts = [f"q {paint} rg{bold} BT"]
    spacing = 0.0
    for line in lines:
        indent = style.first_indent * style.size if starts_paragraph else 0.0
        starts_paragraph = line.is_last
        slack = width - style.left_indent - indent - line.width * style.size / 1000
        start = x + style.left_indent + indent + _offset(style.align, slack)
        stretch = _stretch(line, slack, style)
        if stretch != spacing:
            parts.append(f"{stretch:.3f} Tc")
            spacing = stretch
        parts.append(f"1 0 0 1 {start:.2f} {baseline:.2f} Tm")
        parts += [f"{name} {style.size:g} Tf <{codes}> Tj" for name, codes in _encode(canvas, line)]
        baseline -= style.leading
    return " ".join([*parts, "ET Q"])


def _encode(canvas: Any, line: Line) -> list[tuple[str, str]]:
    encoded: list[tuple[str, str]] = canvas.encode(line.text)
    return encoded


def _offset(align: Align, slack: float) -> float:
    if align is Align.CENTER:
        return slack / 2
    return slack if align is Align.RIGHT else 0.0


def _stretch(line: Line, slack: float, style: TextStyle) -> float:
    if style.align is not Align.JUSTIFY or line.is_last or len(line.text) < 2 or slack <= 0:
        return 0.0
    gaps = max(len(split_clusters(line.text)) - 1, 1)
    return min(round(slack / gaps, 3), _MOST_STRETCH * style.size)


def find_break(lines: Sequence[Line], room: int) -> int:
    """How many lines may stand above a page's end with room for that many; 0 where none may.

    Two lines at least are on either side, of the text as of the paragraph that is parted.
    """
    if room >= len(lines):
        return len(lines)
    count = min(room, len(lines) - 2)
    while count >= 2 and _parts_badly(lines, count):
        count -= 1
    return count if count >= 2 else 0


def _parts_badly(lines: Sequence[Line], count: int) -> bool:
    """Whether one line of a paragraph would be alone above the break, or below it."""
    above, below = lines[count - 1], lines[count]
    is_first = lines[count - 2].is_last
    return not above.is_last and (is_first or below.is_last)


def least_lines(lines: Sequence[Line]) -> int:
    """How many lines of a text must stand together where it begins."""
    return next((each for each in range(2, len(lines)) if find_break(lines, each)), len(lines))


@lru_cache(maxsize=256)
def with_leading(style: TextStyle, extra: float) -> TextStyle:
    """The style with its lines set further apart by that many points, or closer."""
    return replace(style, leading=style.leading + extra) if extra else style


class Text(Block):
    """Paragraphs of one style, separated by line feeds in the text.

    `role` is what it is to a screen reader: H1 to H6 for a title without a bookmark.
    """

    def __init__(
        self,
        text: str,
        style: TextStyle = BODY,
        *,
        stays_with_next: bool = False,
        role: str = "P",
    ) -> None:
        self.text = text
        self.role = role
        self.style = style
        self.stays_with_next = stays_with_next
        self._lines: list[Line] = []
        self._measured_for = -1.0
        self._starts_paragraph = True
        self._extra = 0.0
        self._key: object = None
        """What makes one paragraph of the parts it is cut into."""
        self.space_before, self.space_after = style.space_before, style.space_after

    def measure(self, width: float, extra: float = 0.0) -> None:
        """Break the lines, once for a width."""
        if self._measured_for != width:
            self._lines = measure_lines(self.text, width, self.style)
            self._measured_for = width
        self._extra = extra
        self.width, self.height = width, len(self._lines) * (self.style.leading + extra)

    def least_height(self) -> float:
        """The height of the lines that must stand together."""
        return least_lines(self._lines) * (self.style.leading + self._extra)

    def cut(self, room: float, *, at_top: bool) -> "tuple[Text, list[Block]] | None":
        """The lines that fit, without widows and orphans, and the rest."""
        fitting = int((room + 1e-6) // (self.style.leading + self._extra))
        count = find_break(self._lines, fitting)
        if not count and at_top:
            count = max(1, fitting)
        if not count:
            return None
        self._key = self._key or object()
        above, below = copy(self), Text(self.text, self.style)
        above._take(self._lines[:count], self._starts_paragraph, self)
        below._take(self._lines[count:], self._lines[count - 1].is_last, self)
        return above, [below]

    def _take(self, lines: list[Line], starts_paragraph: bool, whole: "Text") -> None:
        """Be that part of a whole."""
        self.role, self._key, self._measured_for = whole.role, whole._key, whole.width
        self._lines, self._starts_paragraph = lines, starts_paragraph
        self.measure(whole.width, whole._extra)

    def draw(self) -> None:
        """Draw the lines, tagged as a paragraph or heading."""
        self.canv.add_operators(self._opening())
        self.canv.add_operators(
            draw_lines(self.canv, self._lines, 0, self.height, self.width,
                       with_leading(self.style, self._extra),
                       starts_paragraph=self._starts_paragraph)
        )  # fmt: skip
        self.canv.add_operators("EMC")

    def _opening(self) -> str:
        page = self.canv.getPageNumber()
        opening: str = self.canv.structure.begin_content(self.role, page, self._key)
        return opening


class TextAgain(Text):
    """What stands on an earlier page already, as a screen reader need not hear it twice."""

    def _opening(self) -> str:
        return PAGINATION


class Heading(Text):
    """A heading with its bookmark, kept with the beginning of what follows.

    `number` precedes the title (壹、, 一、, (一)); `level` counts from 1; `key` names the
    bookmark and must be unique in the document.
    """

    def __init__(
        self, title: str, level: int, key: str, number: str = "", style: TextStyle | None = None
    ) -> None:
        style = style or HEADINGS[min(level, len(HEADINGS)) - 1]
        super().__init__(number + title, style, stays_with_next=True, role=f"H{min(level, 6)}")
        self.level = level
        self.key = key

    def least_height(self) -> float:
        """All of it."""
        return self.height

    def cut(self, room: float, *, at_top: bool) -> "tuple[Text, list[Block]] | None":
        """A heading moves to the next page whole, unless it is longer than a page."""
        return super().cut(room, at_top=True) if at_top else None

    def draw(self) -> None:
        """Draw the heading and place its bookmark."""
        _, top = self.canv.absolutePosition(0, self.height)
        level = self.canv.place_heading(self.key, self.text, self.level - 1, top)
        self.role = f"H{min(level + 1, 6)}"
        super().draw()


class Contents(Block):
    """A table of contents, one line a heading; page numbers are filled in last.

    Built from the headings of the story: `Contents([each for each in story if …])`.
    """

    def __init__(self, headings: list[Heading], size: float = 12, leading: float = 20) -> None:
        self._entries = headings
        self._style = replace(PLAIN, size=size, leading=leading, align=Align.LEFT)
        self._key = object()

    def measure(self, width: float, extra: float = 0.0) -> None:
        """One line a heading."""
        self.width, self.height = width, len(self._entries) * self._style.leading

    def least_height(self) -> float:
        """Two lines."""
        return min(self.height, 2 * self._style.leading)

    def cut(self, room: float, *, at_top: bool) -> "tuple[Contents, list[Block]] | None":
        """The entries that fit and the rest."""
        count = int(room // self._style.leading)
        if count < 1:
            return None
        return self._part(self._entries[:count]), [self._part(self._entries[count:])]

    def _part(self, entries: list[Heading]) -> "Contents":
        part = Contents(entries, self._style.size, self._style.leading)
        part._key = self._key
        part.measure(self.width)
        return part

    def draw(self) -> None:
        """Draw the titles now and the page numbers once they are known."""
        structure = self.canv.structure
        structure.open_group("TOC", self._key)
        for index, heading in enumerate(self._entries):
            for role in ("TOCI", "Reference", "Link"):
                structure.open_group(role)
            self._draw_entry(heading, self.height - index * self._style.leading)
            for _ in range(3):
                structure.close_group()
        structure.close_group()

    def _draw_entry(self, heading: Heading, top: float) -> None:
        canvas, style = self.canv, self._style
        structure, page = canvas.structure, canvas.getPageNumber()
        left, bottom = canvas.absolutePosition(0, 0)
        indent = (heading.level - 1) * style.size * 1.5
        line = measure_lines(heading.text, self.width - indent - 60, style)[0]
        canvas.add_operators(structure.begin_more(page))
        canvas.add_operators(draw_lines(canvas, [line], indent, top, self.width, style))
        canvas.add_operators("EMC")
        lower, upper = bottom + top - style.leading, bottom + top
        place = f"{left:.2f} {lower:.2f} {left + self.width:.2f} {upper:.2f}"
        structure.add_link(page, place, heading.key, heading.text)
        end = left + indent + line.width * style.size / 1000
        span = (end, left + self.width)
        canvas.add_when_finished(
            self._number_of(canvas, heading.key, structure.begin_more(page), span, upper)
        )

    def _number_of(
        self, canvas: Any, key: str, opening: str, span: tuple[float, float], top: float
    ) -> Callable[[], str]:
        style = self._style

        def build() -> str:
            page = next((each.page for each in canvas.headings if each.key == key), None)
            number = "" if page is None else str(page)
            start, right = span
            baseline = top - (style.leading - style.size) / 2 - 0.8 * style.size
            x = right - kai().string_width(number, style.size)
            dots = (
                f"q 0.6 w 0.4 G [0.6 3] 0 d {start + 6:.2f} {baseline + 2:.2f} m "
                f"{x - 6:.2f} {baseline + 2:.2f} l S Q"
            )
            text = draw_text_operators(canvas.encode, number, x, baseline, style.size)
            return f"{ARTIFACT} {dots} EMC {opening} {text} EMC"

        return build


def new_page(orientation: str = PORTRAIT) -> Block:
    """Build a page break; what follows is on pages of that orientation, up to the next break."""
    return NewPage(orientation)
