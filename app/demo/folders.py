"""Paths of the files of a demonstration."""

from dataclasses import dataclass
from pathlib import Path

from app.store.inspection import STORE_SUFFIX


@dataclass(frozen=True)
class DemoFolders:
    """The folder of one demonstration and the paths below it."""

    root: Path

    @property
    def office_store(self) -> Path:
        """The office's store."""
        return self.root / "office" / f"office{STORE_SUFFIX}"

    @property
    def office_passphrase(self) -> Path:
        """The file of the passphrase of the office's key, beside the store."""
        return self.root / "office" / "passphrase.txt"

    @property
    def receipts(self) -> Path:
        """The office's signed receipts."""
        return self.root / "office" / "回條"

    @property
    def returns(self) -> Path:
        """The signed pairs of all agencies."""
        return self.root / "returns"

    def agency(self, code: str) -> Path:
        """One agency's folder: store, round file, key."""
        return self.root / "agencies" / code
