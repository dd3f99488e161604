"""Expected failures: a code, what it is about, and the file concerned.

The sentence shown to a person is made from the code by `app.messages`; it says what happened,
to which file, and what to do next. Anything that is not an `AppError` is our own bug.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path


class AppError(Exception):
    """An expected failure with a stable, greppable code and the parameters of its sentence.

    A member of an enum stays one among the parameters: the sentence says its word.
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


Progress = Callable[[int, int, str], None]
"""Called by long work with what is done, the total and the step; raises Cancelled to stop it."""


class Cancelled(Exception):  # noqa: N818 - it is a request of the user's, not an error
    """Raised by a progress callback when the user has asked to stop."""
