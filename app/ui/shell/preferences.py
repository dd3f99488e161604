"""What the window remembers about its user: role, store, language, theme, money unit, size.

Read before the first paint, hence plain JSON and no model library.
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.config import default_timestamp_file
from app.errors import AppError
from app.files import write_atomically
from app.models.money import MoneyUnit
from app.ui.widgets.theme import TEXT_SCALES, ThemeChoice

if TYPE_CHECKING:
    from app.messages import Language
    from app.trust.timestamps.settings import TimestampSettings

FILE_NAME = "preferences.json"
LANGUAGES: "tuple[Language, ...]" = ("zh", "en")


class Role(StrEnum):
    """Who sits in front of the window."""

    AGENCY = "agency"  # 機關填報
    OFFICE = "office"  # 協調彙整


class Preferences(NamedTuple):
    """All of it, as one value."""

    role: Role | None = None
    store: str | None = None
    money_unit: MoneyUnit = MoneyUnit.TEN_THOUSAND
    language: "Language" = "zh"
    """Counts from the next start."""
    text_scale: int = 100
    theme: ThemeChoice = ThemeChoice.SYSTEM
    key_file: str | None = None
    """The PKCS#12 file used last; never its passphrase."""
    pkcs11_module: str | None = None
    """The driver of the card, where it is not found by itself."""
    timestamp_config: str | None = None
    """The settings of the timestamp authority, where they are not in the program's folder."""
    out_folder: str | None = None
    receipt_folder: str | None = None
    """Where the office's receipts go, where that is not beside the store."""
    window_geometry: str | None = None
    """As Qt saves it, base64."""

    @property
    def timestamp_file(self) -> Path | None:
        """The timestamp settings the user has chosen; None where the program's own count."""
        return None if self.timestamp_config is None else Path(self.timestamp_config)


class PreferenceFile:
    """The preferences on disk, in the local data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.present = self._read()

    def change(self, **changes: Any) -> Preferences:
        """Change some of them and write all."""
        self.present = self.present._replace(**changes)
        text = json.dumps(self.present._asdict(), ensure_ascii=False, indent=2)
        write_atomically(self.path, text.encode())
        return self.present

    def _read(self) -> Preferences:
        try:
            return _decode(json.loads(self.path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return Preferences()  # only conveniences are lost, and the next change writes anew


def read_timestamp_settings(preferences: Preferences) -> "TimestampSettings | None":
    """The settings that count; None without any. Raises AppError FILE_*, TIMESTAMP_CONFIG*."""
    chosen = preferences.timestamp_file
    if chosen is None and not default_timestamp_file().exists():
        return None
    # cryptography loads when settings are there to be read
    from app.trust.timestamps.settings import find_timestamp_settings

    return find_timestamp_settings(chosen)


def read_authorities(preferences: Preferences) -> tuple[str, ...]:
    """PEM certificates whose timestamps count; none where the settings cannot be read."""
    try:
        settings = read_timestamp_settings(preferences)
    except AppError:
        return ()  # 設定 says why
    return () if settings is None else settings.certificates


def _decode(table: dict[str, Any]) -> Preferences:
    """Raises ValueError or TypeError for what no version of this program has written."""
    read = Preferences(**{key: table[key] for key in Preferences._fields if key in table})
    if read.text_scale not in TEXT_SCALES:
        raise ValueError(read.text_scale)
    if read.language not in LANGUAGES:
        raise ValueError(read.language)
    return read._replace(
        role=None if read.role is None else Role(read.role),
        money_unit=MoneyUnit(read.money_unit),
        theme=ThemeChoice(read.theme),
    )
