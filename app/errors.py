"""Expected failures: an error code with its parameters and the file concerned.

`app.messages` formats the sentence shown to a person: what happened, to which file, and what to
do next. Any other exception is a bug of the program.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path


class AppError(Exception):
    """An expected failure with a stable, greppable code and the parameters of its sentence.

    An enum member is kept as such among the parameters: the sentence shows its word.
    """

    def __init__(self, code: str, *, file: Path | str | None = None, **params: object) -> None:
        self.code = code
        self.file = str(file) if file is not None else None
        self.params: dict[str, str] = {
            key: value if isinstance(value, StrEnum) else str(value)
            for key, value in params.items()
        }
        if self.file is not None:
            self.params.setdefault("file", Path(self.file).name)
        super().__init__(f"{code} {self.params}")


class RemoteBug(Exception):  # noqa: N818 - a bug of ours, as seen from the process beside
    """A bug in another process of ours; the message says where, and quotes no value."""


Progress = Callable[[int, int, str], None]
"""Progress callback of a long task: done, total, step; raises Cancelled to stop the task."""


class Cancelled(Exception):  # noqa: N818 - a request of the user, not an error
    """Raised by a progress callback when the user has asked to stop."""
