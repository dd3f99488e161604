"""A screen nobody sees, for windows that are tried."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from installer.commands import BuildError, run

_PATIENCE = 120  # seconds until a window must stand
_COLOURS = 200  # an empty screen has one, a frame a few


class Screen:
    """An X server of its own; pictures of it go to a folder."""

    def __init__(self, pictures: Path) -> None:
        """Pictures go to this folder."""
        self._pictures = pictures
        self._display = ""

    def __enter__(self) -> Self:
        """Start the server on a display that is free."""
        receiver, sender = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-screen", "0", "1366x768x24", "-displayfd", str(sender)],
            pass_fds=[sender],
            stderr=subprocess.DEVNULL,
        )
        os.close(sender)
        with open(receiver, encoding="ascii") as stream:  # noqa: PTH123 - a descriptor
            self._display = f":{stream.readline().strip()}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()

    @contextmanager
    def start(self, command: Sequence[str | Path], variables: Mapping[str, str]) -> Iterator[None]:
        """Have a program show its window meanwhile."""
        process = subprocess.Popen(
            command,
            env=os.environ | variables | {"DISPLAY": self._display},
            # Under Wine Python takes standard streams that are pipes, and no others.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            yield
        finally:
            process.terminate()
            process.communicate()

    def take(self, name: str) -> Path:
        """Take a picture of the window, once it stands. Raises BuildError where it never does."""
        picture = self._pictures / f"{name}.png"
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            run(["import", "-display", self._display, "-window", "root", picture])
            if int(run(["identify", "-format", "%k", picture])) > _COLOURS:
                return picture
            time.sleep(1)
        raise BuildError(f"no window of {name} within {_PATIENCE} s: see {picture}")
