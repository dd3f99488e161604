"""Where the files of a demonstration lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DemoFolders:
    """Where everything of one demonstration lies."""

    root: Path

    @property
    def office_store(self) -> Path:
        """The office's store."""
        return self.root / "office" / "office.tianbao"

    @property
    def returns(self) -> Path:
        """The signed pairs of all agencies."""
        return self.root / "returns"

    def agency(self, code: str) -> Path:
        """One agency's folder: store, round file, key."""
        return self.root / "agencies" / code
