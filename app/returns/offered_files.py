"""Reading the bytes of an offered file, within a limit, with their digest."""

import hashlib
from pathlib import Path

from app.errors import AppError
from app.files import read_bounded

LIMIT_BYTES = 20_000_000


def read_offered(path: Path, limit_bytes: int = LIMIT_BYTES) -> tuple[bytes, str]:
    """The bytes of an offered file and their SHA-256. Raises AppError FILE_*."""
    if path.is_dir():
        raise AppError("FILE_IS_A_FOLDER", file=path)
    content = read_bounded(path, limit_bytes)
    return content, hashlib.sha256(content).hexdigest()
