"""A folder for copies that are only looked at: files of an archive, attachments opened."""

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

from app.errors import AppError


class ScratchFolder:
    """Made where temporary files go, removed with what is in it at the latest when we end.

    A copy that another program still has open stays, and hinders nothing. Raises AppError
    SCRATCH_FOLDER_MISSING.
    """

    def __init__(self) -> None:
        try:
            self.path = Path(mkdtemp(prefix="tianbao-"))
        except OSError as problem:
            raise AppError("SCRATCH_FOLDER_MISSING", detail=problem.strerror or "") from problem
        self._remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Remove it now."""
        self._remove()
