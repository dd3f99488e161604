"""Locations of stores, preferences and logs on this computer: local, never roaming."""

import os
from pathlib import Path

from platformdirs import user_data_path


def local_data_folder() -> Path:
    """The application data folder; the environment variable TIANBAO_DATA overrides it."""
    override = os.environ.get("TIANBAO_DATA")
    return Path(override) if override else user_data_path("tianbao", appauthor=False, roaming=False)


def default_timestamp_file() -> Path:
    """The default path of the timestamp authority settings."""
    return local_data_folder() / "timestamp.toml"
