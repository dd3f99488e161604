"""A file somebody has chosen to attach: read, named, and refused where it must not be sent."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from app.errors import AppError
from app.files import ATTACHMENTS_LIMIT, read_bounded
from app.models.returns import AttachmentDigest
from app.recognition.foreign_files import recognise_foreign
from app.returns.attachments.media_types import find_media_type
from app.returns.attachments.rules import tidy_name

CHOSEN_LIMIT = 100_000_000
"""More than may be attached: a picture can be scaled first."""
_REFUSED = frozenset(("FILE_IS_KEY", "FILE_IS_LEFTOVER", "FILE_BLANK"))
"""A private key must reach nobody; the others hold nothing."""


class ChosenFile(NamedTuple):
    """A file to attach, as it was read or made smaller."""

    name: str
    content: bytes

    @property
    def digest(self) -> AttachmentDigest:
        """What is to be signed of it."""
        return AttachmentDigest(
            name=self.name,
            media_type=find_media_type(self.name, self.content),
            size_bytes=len(self.content),
            sha256=hashlib.sha256(self.content).hexdigest(),
        )


def choose_file(path: Path) -> ChosenFile:
    """Read a file to attach.

    Raises AppError FILE_MISSING, FILE_UNREADABLE, ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY,
    FILE_IS_KEY, FILE_IS_LEFTOVER, FILE_BLANK.
    """
    try:
        content = read_bounded(path, CHOSEN_LIMIT)
    except AppError as problem:
        if problem.code != "FILE_TOO_LARGE":
            raise
        limit_mb = ATTACHMENTS_LIMIT // 1_000_000
        raise AppError("ATTACHMENT_TOO_LARGE", file=path, limit_mb=limit_mb) from problem
    if not content:
        raise AppError("ATTACHMENT_EMPTY", file=path)
    found = recognise_foreign(content, path.name)
    if found is not None and found.code in _REFUSED:
        raise AppError(found.code, file=path.name, **found.params)
    return ChosenFile(tidy_name(path.name), content)
