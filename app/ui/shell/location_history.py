"""Navigation history of the window: back and forward."""

from typing import NamedTuple


class Location(NamedTuple):
    """A page and a place on it."""

    page_id: str
    target: object = None


class LocationHistory:
    """Visited locations and a position among them, as in a browser."""

    def __init__(self) -> None:
        self._visited: list[Location] = []
        self._position = -1

    def visit(self, location: Location) -> None:
        """Append a location and drop those ahead of the position."""
        if self._position >= 0 and self._visited[self._position] == location:
            return
        del self._visited[self._position + 1 :]
        self._visited.append(location)
        self._position += 1

    def back(self) -> Location | None:
        """Go one step back; None at the beginning."""
        if self._position <= 0:
            return None
        self._position -= 1
        return self._visited[self._position]

    def forward(self) -> Location | None:
        """Go one step forward; None at the end."""
        if self._position + 1 >= len(self._visited):
            return None
        self._position += 1
        return self._visited[self._position]
