"""A screen nobody sees, for windows that are tried."""

import hashlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from installer.commands import BuildError, run, run_for_bytes

_PATIENCE = 120  # seconds until a window must stand
_MIDDLE = "1000x440+140+180"
_COLOURS = 60  # in the middle: an empty frame has a few


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
        process = self._run(command, variables)
        try:
            yield
        finally:
            process.terminate()
            process.communicate()

    def finish(self, command: Sequence[str | Path], variables: Mapping[str, str]) -> str:
        """Have a program end by itself, and return what it printed.

        Raises BuildError where it does not end, or fails.
        """
        process = self._run(command, variables)
        try:
            printed, _ = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.communicate()
            raise BuildError(f"{command} did not end within {_PATIENCE} s") from None
        if process.returncode != 0:
            raise BuildError(f"{command} ended with {process.returncode}")
        return printed.decode("utf-8", "replace")

    def _run(
        self, command: Sequence[str | Path], variables: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=os.environ | variables | {"DISPLAY": self._display},
            # Under Wine Python takes standard streams that are pipes, and no others.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def press(self, key: str) -> None:
        """Press a key in the window in front."""
        run(["xdotool", "key", key], variables={"DISPLAY": self._display})

    def take(self, name: str, other_than: str = "") -> str:
        """Take a picture once the window is drawn and stands still; return the picture's digest.

        `other_than`: the digest of a picture that has to have changed. Raises BuildError where
        that never comes.
        """
        picture = self._pictures / f"{name}.png"
        before, end = "", time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            run(["import", "-display", self._display, "-window", "root", picture])
            found = hashlib.sha256(run_for_bytes(["convert", picture, "rgb:-"])).hexdigest()
            is_still = found == before and found != other_than
            if is_still and self._colours_in_the_middle(picture) > _COLOURS:
                return found
            before = found
            time.sleep(1)
        raise BuildError(f"no window of {name} within {_PATIENCE} s: see {picture}")

    def _colours_in_the_middle(self, picture: Path) -> int:
        return int(run(["convert", picture, "-crop", _MIDDLE, "-format", "%k", "info:"]))
