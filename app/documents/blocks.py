"""What pages are made of: blocks that are measured, cut where a page ends, and drawn."""

from typing import Any

PORTRAIT, LANDSCAPE = "portrait", "landscape"


class Block:
    """Something with a height for a width; by itself it cannot be cut."""

    space_before = 0.0
    space_after = 0.0
    stays_with_next = False
    """Whether it is never the last thing on a page: a heading, the title of a card."""
    width = 0.0
    height = 0.0
    canv: Any

    def measure(self, width: float, extra: float = 0.0) -> None:
        """Set width and height; `extra` points are added to the leading of every line."""
        raise NotImplementedError

    def least_height(self) -> float:
        """The height of the least of it that may stand at the foot of a page; once measured."""
        return self.height

    def follow(self, before: "Block") -> None:
        """Take note of what stands directly above it."""

    def cut(self, room: float, *, at_top: bool) -> "tuple[Block, list[Block]] | None":
        """What fits into `room` points, and what goes on on the next page; None moves it whole.

        On an empty page (`at_top`) something of it must fit.
        """
        return None

    def draw(self) -> None:
        """Draw on `self.canv`; its lower left corner is the origin."""

    def draw_on(self, canvas: Any, x: float, y: float) -> None:
        """Draw with the lower left corner at that point."""
        self.canv = canvas
        canvas.saveState()
        canvas.translate(x, y)
        self.draw()
        canvas.restoreState()


class Space(Block):
    """Room left free."""

    def __init__(self, height: float) -> None:
        self._own = height

    def measure(self, width: float, extra: float = 0.0) -> None:
        """Its own height."""
        self.width, self.height = width, self._own


class NewPage(Block):
    """The next block begins a page; pages are of that orientation until the next break."""

    def __init__(self, orientation: str = PORTRAIT) -> None:
        self.orientation = orientation
