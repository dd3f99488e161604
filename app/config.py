"""Where this computer keeps stores, preferences and logs: always local, never roaming."""

import os
from pathlib import Path

from platformdirs import user_data_path


def local_data_folder() -> Path:
    """The folder for everything this program keeps by itself; TIANBAO_DATA overrides it."""
    override = os.environ.get("TIANBAO_DATA")
    return Path(override) if override else user_data_path("tianbao", appauthor=False, roaming=False)


def default_timestamp_file() -> Path:
    """Where the timestamp authority is set up unless another file is named."""
    return local_data_folder() / "timestamp.toml"
