"""Context manager protocol of everything that has a `close` method."""

from types import TracebackType
from typing import Self


class ClosedOnExit:
    """A context manager that closes itself at the end of the `with` block."""

    def close(self) -> None:
        """Release the resources held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
