"""Results of one project each, kept for as long as what they were made from is the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class KeptResults(Generic[_T]):
    """The last result for each project with its input; an equal input gives the same object.

    So an edit costs its own project only. One blank, programme and round have one of these.
    """

    def __init__(self) -> None:
        self._kept: dict[str | None, tuple[object, _T]] = {}

    def get(self, project_id: str | None, made_from: object, make: Callable[[], _T]) -> _T:
        """What was made from an equal input before, else what `make` makes now."""
        kept = self._kept.get(project_id)
        if kept is None or kept[0] != made_from:
            kept = made_from, make()
            self._kept[project_id] = kept
        return kept[1]
