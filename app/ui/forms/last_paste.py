"""What the last paste into a grid did, so that its traces can go when it is undone."""

from collections.abc import Callable, Mapping

from app.models.answers import Place, StoredValue


class LastPaste:
    """The values it replaced, and the texts it left in cells because nobody could read them."""

    def __init__(self) -> None:
        self._replaced: dict[Place, StoredValue] = {}
        self._unreadable: dict[Place, str] = {}

    def note(self, replaced: Mapping[Place, StoredValue], unreadable: Mapping[Place, str]) -> None:
        """Remember a paste; without a value written there is no step to undo."""
        self._replaced, self._unreadable = dict(replaced), dict(unreadable)

    def is_undone(self, changed: frozenset[Place], value: Callable[[Place], StoredValue]) -> bool:
        """Tell whether this change put back everything the paste had replaced."""
        return bool(self._replaced) and all(
            place in changed and value(place) == before for place, before in self._replaced.items()
        )

    def forget(self, texts: dict[Place, str]) -> None:
        """Take the paste's unreadable texts out of `texts`; what was typed since stays."""
        for place, text in self._unreadable.items():
            if texts.get(place) == text:
                del texts[place]
        self._replaced, self._unreadable = {}, {}
