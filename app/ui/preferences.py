"""What the window remembers about its user: role, store, text size, theme, money unit, size."""

from enum import StrEnum
from pathlib import Path

import msgspec

from app.files import write_atomically
from app.models.money import MoneyUnit
from app.models.record import Record
from app.ui.theme import ThemeChoice

FILE_NAME = "preferences.json"


class Role(StrEnum):
    """Who sits in front of the window."""

    AGENCY = "agency"  # 機關填報
    OFFICE = "office"  # 協調彙整


class Preferences(Record, frozen=True, kw_only=True):
    """All of it, as one value; a file that cannot be read counts as none."""

    role: Role | None = None
    store: str | None = None
    money_unit: MoneyUnit = MoneyUnit.TEN_THOUSAND
    text_scale: int = 100
    theme: ThemeChoice = ThemeChoice.SYSTEM
    key_file: str | None = None
    """The PKCS#12 file used last; never its passphrase."""
    out_folder: str | None = None
    reviewer_name: str = ""
    """Who reviews at this computer; proposed with the next decision."""
    window_geometry: str | None = None  # as Qt saves it, base64


class PreferenceFile:
    """The preferences on disk, in the local data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.present = self._read()

    def change(self, **changes: object) -> Preferences:
        """Change some of them and write all."""
        self.present = msgspec.structs.replace(self.present, **changes)
        write_atomically(self.path, msgspec.json.encode(self.present))
        return self.present

    def _read(self) -> Preferences:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Preferences)
        except (OSError, msgspec.MsgspecError):
            return Preferences()  # only conveniences are lost, and the next change writes anew
