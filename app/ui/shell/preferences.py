"""User preferences of the window: role, store, language, theme, money unit, text size.

Read before the first paint, hence plain JSON and no model library.
"""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.config import default_timestamp_file
from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded, write_atomically
from app.models.money import MoneyUnit
from app.ui.widgets.theme import TEXT_SCALES, ThemeChoice

if TYPE_CHECKING:
    from app.messages import Language
    from app.trust.timestamps.settings import TimestampSettings

FILE_NAME = "preferences.json"
LANGUAGES: "tuple[Language, ...]" = ("zh", "en")


class Role(StrEnum):
    """Role of the user: decides the workspace and the kind of store."""

    AGENCY = "agency"  # 機關填報
    OFFICE = "office"  # 協調彙整


class Preferences(NamedTuple):
    """The preferences as one immutable value."""

    role: Role | None = None
    store: str | None = None
    money_unit: MoneyUnit = MoneyUnit.TEN_THOUSAND
    language: "Language" = "zh"
    """Takes effect at the next start."""
    text_scale: int = 100
    theme: ThemeChoice = ThemeChoice.SYSTEM
    key_file: str | None = None
    """The PKCS#12 file used last; never its passphrase."""
    pkcs11_module: str | None = None
    """The PKCS#11 module (driver) of the card, where it is not found by itself."""
    timestamp_config: str | None = None
    """The settings file of the timestamp authority, where it is not the program's own."""
    out_folder: str | None = None
    """Where signed pairs go, where it is not the folder of output."""
    opened_folder: str | None = None
    """Where dialogs for files begin: the folder used last."""
    saved_folder: str | None = None
    receipt_folder: str | None = None
    """The folder of the office's receipts, where it is not in that of output."""
    window_geometry: str | None = None
    """As Qt saves it, base64."""
    rail_is_folded: bool | None = None
    """Whether the navigation rail shows icons alone; None: as there is room."""
    column_widths: dict[str, dict[str, int]] | None = None
    """By sheet and column, where the user has drawn them."""

    @property
    def timestamp_file(self) -> Path | None:
        """The timestamp settings file the user has chosen; None where the program's own applies."""
        return None if self.timestamp_config is None else Path(self.timestamp_config)


class PreferenceFile:
    """Preference file in the local data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.on_unkept: Callable[[AppError], None] | None = None
        """Told where a change could not be written: it holds until the program ends."""
        self.present = self._read()

    def change(self, **changes: Any) -> Preferences:
        """Change some preferences and write all of them.

        Raises AppError FILE_* where nobody is to be told: see `on_unkept`.
        """
        self.present = self.present._replace(**changes)
        text = json.dumps(self.present._asdict(), ensure_ascii=False, indent=2)
        try:
            write_atomically(self.path, text.encode())
        except AppError as problem:
            if self.on_unkept is None:
                raise
            self.on_unkept(problem)
        return self.present

    def _read(self) -> Preferences:
        try:
            return _decode(json.loads(read_bounded(self.path, SMALL_LIMIT)))
        except (AppError, ValueError, TypeError):
            return Preferences()  # only conveniences are lost, and the next change writes anew


def read_timestamp_settings(preferences: Preferences) -> "TimestampSettings | None":
    """Read the timestamp settings in force, if any. Raises AppError FILE_*, TIMESTAMP_CONFIG*."""
    chosen = preferences.timestamp_file
    if chosen is None and not default_timestamp_file().exists():
        return None
    # imports cryptography, so only where there are settings to read
    from app.trust.timestamps.settings import find_timestamp_settings

    return find_timestamp_settings(chosen)


def read_authorities(preferences: Preferences) -> tuple[str, ...]:
    """Read the trusted timestamp authorities (PEM); none where the settings are unreadable."""
    try:
        settings = read_timestamp_settings(preferences)
    except AppError:
        return ()  # the settings page shows why
    return () if settings is None else settings.certificates


def _decode(table: dict[str, Any]) -> Preferences:
    """Decode the JSON object. Raises ValueError or TypeError for values never written."""
    read = Preferences(**{key: table[key] for key in Preferences._fields if key in table})
    if read.text_scale not in TEXT_SCALES:
        raise ValueError(read.text_scale)
    if read.language not in LANGUAGES:
        raise ValueError(read.language)
    if read.rail_is_folded not in (None, True, False):
        raise ValueError(read.rail_is_folded)
    for widths in dict(read.column_widths or {}).values():
        if not all(isinstance(each, int) for each in dict(widths).values()):
            raise TypeError(widths)
    return read._replace(
        role=None if read.role is None else Role(read.role),
        money_unit=MoneyUnit(read.money_unit),
        theme=ThemeChoice(read.theme),
    )
