"""Which block stands where: blocks are measured, and pages filled with them from the top.

What is between two page breaks is a stretch. Where its last page would be nearly empty, its lines
are set a little closer, or wider apart, so that the page is spared or worth its paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from app.documents.blocks import PORTRAIT, Block, NewPage

LEAST_SHARE = 0.2
"""A last page less full than this is avoided where a line more or less avoids it."""
_EXTRA = (-0.25, -0.5, -0.75, -1.0, -1.25, 0.25, 0.5, 0.75, 1.0, 1.25)
"""Points added to each line's leading, tried in this order."""
_SLACK = 1e-6


class FrameSize(NamedTuple):
    """The room for blocks on a page, in points."""

    width: float
    height: float


class Placed(NamedTuple):
    """A block, and how far its lower edge is above the frame's."""

    block: Block
    bottom: float


@dataclass
class Page:
    """One page: its blocks from the top down."""

    orientation: str
    height: float
    """Of its frame."""
    blocks: list[Placed] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How much of the frame's height is used."""
        return 1 - self.blocks[-1].bottom / self.height if self.blocks else 0.0


def paginate(story: Sequence[Block], frames: Mapping[str, FrameSize]) -> list[Page]:
    """Fill pages with a story; `frames` are by orientation."""
    pages: list[Page] = []
    orientation = PORTRAIT
    stretch: list[Block] = []
    for block in (*story, NewPage()):
        if not isinstance(block, NewPage):
            stretch.append(block)
            continue
        if stretch:
            pages += _lay_out(stretch, orientation, frames[orientation])
        stretch, orientation = [], block.orientation
    return pages


def _lay_out(blocks: list[Block], orientation: str, frame: FrameSize) -> list[Page]:
    for before, block in pairwise(blocks):
        block.follow(before)
    plain = _fill(blocks, orientation, frame, 0.0)
    if len(plain) == 1 or plain[-1].share >= LEAST_SHARE:
        return plain
    for extra in _EXTRA:
        pages = _fill(blocks, orientation, frame, extra)
        if len(pages) < len(plain) or (len(pages) == len(plain) and pages[-1].share >= LEAST_SHARE):
            return pages
    return _fill(blocks, orientation, frame, 0.0)


def _fill(blocks: list[Block], orientation: str, frame: FrameSize, extra: float) -> list[Page]:
    for block in blocks:
        block.measure(frame.width, extra)
    filler = _Filler(orientation, frame, extra)
    for index, block in enumerate(blocks):
        if block.stays_with_next and not filler.has_room_for(_opening(blocks, index)):
            filler.turn()
        filler.add(block)
    return filler.pages


def _opening(blocks: list[Block], index: int) -> list[tuple[Block, float]]:
    """What must stand on one page from here on, with the heights."""
    opening = []
    while index < len(blocks) and blocks[index].stays_with_next:
        opening.append((blocks[index], blocks[index].height))
        index += 1
    if index < len(blocks):
        opening.append((blocks[index], blocks[index].least_height()))
    return opening


def measure_height(blocks: Sequence[Block], width: float) -> float:
    """The height of blocks on top of each other."""
    height = above = 0.0
    for index, block in enumerate(blocks):
        block.measure(width)
        height += block.height + (max(above, block.space_before) if index else 0.0)
        above = block.space_after
    return height


class _Filler:
    """The pages filled so far, and the room on the last."""

    def __init__(self, orientation: str, frame: FrameSize, extra: float) -> None:
        self._orientation, self._frame, self._extra = orientation, frame, extra
        self._room, self._above = frame.height, 0.0  # above: the space left below the last block
        self.pages = [Page(orientation, frame.height)]

    @property
    def _at_top(self) -> bool:
        return not self.pages[-1].blocks

    def turn(self) -> None:
        """Begin a page, unless the last one is still empty."""
        if not self._at_top:
            self.pages.append(Page(self._orientation, self._frame.height))
            self._room, self._above = self._frame.height, 0.0

    def has_room_for(self, opening: list[tuple[Block, float]]) -> bool:
        """Whether all of it fits below what is there."""
        room, above, is_first = self._room, self._above, self._at_top
        for block, height in opening:
            room -= height + (0.0 if is_first else max(above, block.space_before))
            above, is_first = block.space_after, False
        return room >= -_SLACK

    def add(self, block: Block) -> None:
        """Place a block, on as many pages as it needs."""
        waiting = [block]
        while waiting:
            each = waiting.pop(0)
            if each.height <= self._below(each) + _SLACK:
                self._place(each)
                continue
            parts = each.cut(self._below(each), at_top=self._at_top)
            if parts is not None:
                first, rest = parts
                self._place(first)
                for part in rest:
                    part.measure(self._frame.width, self._extra)
                waiting = [*rest, *waiting]
            elif self._at_top:
                self._place(each)  # higher than a page and in one piece: it cannot be helped
                continue
            else:
                waiting.insert(0, each)
            self.turn()

    def _below(self, block: Block) -> float:
        """The room for a block on this page."""
        return self._room - (0.0 if self._at_top else max(self._above, block.space_before))

    def _place(self, block: Block) -> None:
        bottom = self._below(block) - block.height
        self.pages[-1].blocks.append(Placed(block, bottom))
        self._room, self._above = bottom, block.space_after
