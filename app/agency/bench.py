"""The context every room of an agency's desk shares: store, clock, and whose desk it is."""

from datetime import datetime
from typing import Final

from app.store.store import Store


class AgencyBench:
    """One for each open store; the rooms keep what they need of it and share nothing else."""

    def __init__(self, store: Store) -> None:
        self.store: Final = store

    def now(self) -> datetime:
        """The time by the store's clock."""
        return self.store.clock()

    @property
    def agency(self) -> str | None:
        """The agency's code; None until the first round file."""
        return self.store.meta("agency")
