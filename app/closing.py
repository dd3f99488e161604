"""Context manager protocol of everything that has a `close` method."""

from types import TracebackType
from typing import Self

from app.errors import AppError


class ClosedOnExit:
    """A context manager that closes itself at the end of the `with` block."""

    def close(self) -> None:
        """Release the resources held."""
        raise NotImplementedError

    def explain(self, problem: BaseException) -> AppError | None:
        """The expected failure behind an exception that left the block; None for a bug."""
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        expected = None if problem is None else self.explain(problem)
        try:
            self.close()
        finally:
            if expected is not None:
                raise expected from problem
