"""A store to change at will, beside the one that stays as it is."""

import secrets
import shutil
from pathlib import Path


def copy_store(store: Path, folder: Path) -> Path:
    """A copy of a closed store, under a name of its own."""
    return Path(shutil.copy(store, folder / f"{secrets.token_hex(4)}.tianbao"))
