"""What has to be closed can be used in a `with` statement."""

from types import TracebackType
from typing import Self


class ClosedOnExit:
    """Closes itself when the `with` block ends, however it ends."""

    def close(self) -> None:
        """Let go of what is held."""
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
